import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/http/exchange.js';
import { withoutForeignRecords, withoutForeignValues } from '../../src/suite/foreign-records.js';

const OWN = '11111111-1111-4111-8111-111111111111';
const FOREIGN = '22222222-2222-4222-8222-222222222222';
const own = { ids: new Set([OWN]), marker: 'zz-conformance-1' };

function exchange(path: string, body: unknown, status = 200, sent?: string): Exchange {
  const text = JSON.stringify(body);
  return { id: 1, request: { method: 'GET', url: `http://127.0.0.1${path}`, headers: {}, ...(sent === undefined ? {} : { body: sent }) }, response: { status, headers: {}, text, json: body }, startedAt: 0, durationMs: 1, tokens: 1 };
}

describe('records of others in evidence', () => {
  test.each([
    ['a foreign record', exchange('/rest/people', { data: { people: [{ id: OWN, name: 'zz' }, { id: FOREIGN, name: 'Ann Private' }] } })],
    ['a foreign record within an own one', exchange('/rest/people', { data: { person: { id: OWN, company: { id: FOREIGN, name: 'Ann Private' } } } })],
    ['a foreign record in an answer to a request for own ones', exchange(`/rest/people?filter=${own.marker}`, { data: { people: [{ id: FOREIGN, name: 'Ann Private' }] } })],
    ['found records', exchange('/graphql', { data: { search: { edges: [{ node: { recordId: FOREIGN, label: 'Ann Private' } }] } } })],
    ['values without an id', exchange('/graphql', { data: { people: { edges: [{ node: { name: 'Ann Private' } }] } } })],
    ['groups', exchange('/rest/people/groupBy', [{ groupByDimensionValues: ['Ann Private'], totalCount: 2 }])],
    ['a sum', exchange('/graphql', { data: { opportunities: { sumAmount: 12_345, label: 'Ann Private' } } })],
  ])('an answer with %s is left out', (_what, given) => {
    const shown = withoutForeignRecords(given, own);
    expect(shown.response.text).toContain('left out');
    expect(JSON.stringify(shown)).not.toContain('Ann Private');
  });

  test.each([
    ['own records alone', exchange('/rest/people', { data: { person: { id: OWN, name: 'zz' } } })],
    ['a refusal', exchange('/rest/people', { id: FOREIGN }, 400)],
    ['metadata', exchange('/rest/metadata/objects', { data: [{ id: FOREIGN }] })],
    ['a schema', exchange('/graphql', { data: { __type: { name: 'Person' } } }, 200, '{"query":"{ __type(name: \\"Person\\") { name } }"}')],
    ['a count', exchange('/graphql', { data: { people: { totalCount: 3 } } })],
    ['groups of own records', exchange(`/rest/people/groupBy?filter=${encodeURIComponent(`name[startsWith]:"${own.marker}"`)}`, [{ groupByDimensionValues: ['red'] }])],
  ])('%s stays', (_what, given) => {
    expect(withoutForeignRecords(given, own)).toBe(given);
  });
});

describe('values of others in a message', () => {
  const long = `Ann Private of ${'a long street '.repeat(20)}`;
  const seen = [exchange('/rest/people', { data: { people: [{ id: FOREIGN, name: 'Ann "P" Private', kind: 'LEAD', street: long }, { id: OWN, name: 'zz' }] } })];

  test('are left out, quoted and cut ones too; ids, constants and own values stay', () => {
    const message = `name: expected "zz", got "Ann \\"P\\" Private" of ${FOREIGN}, a LEAD at "${long.slice(0, 160)}…" and more`;
    expect(withoutForeignValues(message, seen, own)).toBe(`name: expected "zz", got "(left out)" of ${FOREIGN}, a LEAD at "(left out)…" and more`);
  });
});
