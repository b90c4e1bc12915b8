import { expect, test } from 'vitest';
import { createHistoryLedger } from '../../src/contract/record-history.js';
import type { Exchange } from '../../src/http/exchange.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';
const model = { baseUrl: 'http://host' } as WorkspaceModel;

let clock = 0;
function exchange(method: string, path: string, sent: unknown, status: number, json: unknown, authorization = 'Bearer $TWENTY_API_KEY'): Exchange {
  clock += 10;
  return {
    id: clock, request: { method, url: `http://host${path}`, headers: { authorization }, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) },
    response: { status, headers: {}, text: JSON.stringify(json), json }, startedAt: clock, durationMs: 1, tokens: 1,
  };
}
const created = (values: object = {}) => exchange('POST', '/rest/companies', { id: A, name: 'a' }, 201, { data: { createCompany: { id: A, name: 'a', city: 'x', deletedAt: null, ...values } } });
const read = (values: object = {}) => exchange('GET', `/rest/companies/${A}`, undefined, 200, { data: { company: { id: A, name: 'a', city: 'x', deletedAt: null, ...values } } });
const patched = (sent: object, values: object) => exchange('PATCH', `/rest/companies/${A}`, sent, 200, { data: { updateCompany: { id: A, name: 'a', city: 'x', deletedAt: null, ...values } } });
const trashed = () => exchange('DELETE', `/rest/companies/${A}?soft_delete=true`, undefined, 200, { data: { deleteCompany: { id: A, deletedAt: '2026-01-01T00:00:00.000Z' } } });
const restored = (deletedAt: string | null) => exchange('PATCH', `/rest/restore/companies/${A}`, undefined, 200, { data: { restoreCompany: { id: A, deletedAt } } });
const asked = (query: string, data: unknown, variables = {}) => exchange('POST', '/graphql', { query, variables }, 200, { data });

const found = (...exchanges: Exchange[]) => {
  const ledger = createHistoryLedger(model, new Set([A, B]));
  exchanges.forEach((each) => ledger.observe(each));
  return ledger.findings().map(({ rule, signature }) => `${rule} ${signature}`);
};

test('a record that is made, read, changed, trashed, brought back and destroyed contradicts nothing', () => {
  expect(found(
    created(), read(), patched({ name: 'b' }, { name: 'b' }), read({ name: 'b' }), asked(`{ company(filter: { id: { eq: "${A}" } }) { id other: name } }`, { company: { id: A, other: 'b' } }),
    trashed(), restored(null), read({ name: 'b' }), exchange('DELETE', `/rest/companies/${A}`, undefined, 200, { data: { deleteCompany: { id: A } } }),
  )).toEqual([]);
});

test.each([
  ['a surface that shows another value', [created(), asked('{ companies { edges { node { id city } } } }', { companies: { edges: [{ node: { id: A, city: 'y' } }] } })], 'alike GraphQL query: city'],
  ['an answer of a write that is not what is read', [created(), trashed(), restored('2026-01-01T00:00:00.000Z'), read()], 'alike GET /rest/{objects}/{id}: deletedAt'],
  ['a cached read', [created(), read(), patched({ name: 'b' }, { name: 'b' }), read()], 'alike GET /rest/{objects}/{id}: name'],
  ['a write that touches more than it names', [created(), patched({ name: 'b' }, { name: 'b', city: '' })], 'untouched PATCH /rest/{objects}/{id}: city'],
  ['a mutation that does', [created(), asked('mutation($id: UUID!, $data: CompanyUpdateInput!) { updateCompany(id: $id, data: $data) { id } }', { updateCompany: { id: A } }, { id: A, data: { name: 'b' } }), read({ name: 'b', city: '' })], 'untouched GET /rest/{objects}/{id}: city'],
  ['a refused write that changes something', [created(), exchange('PATCH', `/rest/companies/${A}`, { city: 5 }, 400, {}), read({ city: '5' })], 'alike GET /rest/{objects}/{id}: city'],
  ['a value that is not kept', [created({ name: 'A' })], 'written POST /rest/{objects}: name'],
  ['a part that is lost', [patched({ emails: { additionalEmails: ['b@x.y'] } }, { emails: { primaryEmail: '', additionalEmails: [] } })], 'written PATCH /rest/{objects}/{id}: emails.additionalEmails'],
  ['a record in the trash that is read', [created(), trashed(), read({ deletedAt: '2026-01-01T00:00:00.000Z' })], 'gone GET /rest/{objects}/{id}'],
  ['a refused create that made a record', [exchange('POST', '/rest/companies', { id: A }, 400, {}), read()], 'refused GET /rest/{objects}/{id}'],
])('%s', (_label, exchanges, expected) => {
  expect(found(...exchanges)).toContain(expected);
});

test('what may be is let pass', () => {
  const overlapping = { ...read(), startedAt: 0 };
  expect(found(created(), patched({ name: 'b' }, { name: 'b' }), overlapping)).toEqual([]);
  expect(found(created(), exchange('GET', `/rest/companies/${A}`, undefined, 200, { data: { company: { id: A, name: 'z' } } }, 'Bearer $TWENTY_OTHER_WORKSPACE_API_KEY'))).toEqual([]);
  // The record that it belongs to goes into the trash.
  expect(found(created({ ownerId: B }), exchange('DELETE', `/rest/people/${B}?soft_delete=true`, undefined, 200, { data: { deletePerson: { id: B } } }), read({ ownerId: null }))).toEqual([]);
});

test('after a call without an answer nothing is known any more', () => {
  const ledger = createHistoryLedger(model, new Set([A]));
  ledger.observe(created());
  ledger.doubt({ method: 'PATCH', path: `/rest/companies/${A}`, json: { city: 'y' } });
  ledger.observe(read({ city: 'y' }));
  expect(ledger.findings()).toEqual([]);
});
