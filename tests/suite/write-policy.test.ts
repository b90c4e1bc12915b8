import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/http/exchange.js';
import { surfaceOf } from '../../src/http/surface.js';
import { ownWrites } from '../../src/suite/write-policy.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

const RUN = '0b17f29e';
const MARKER = `zz-conformance-${RUN}`;
const OWN = `${RUN}-0000-4000-8000-000000000001`;
const FOREIGN = 'ffffffff-0000-4000-8000-000000000002';
const TEMPORARY = 'zzConformanceGbhnfipeA';
const OTHER_RUN = 'zzConformanceAaaaaaaaA';
const model = {
  objects: [{ nameSingular: 'company', namePlural: 'companies' }, { nameSingular: TEMPORARY, namePlural: `${TEMPORARY}s` }, { nameSingular: OTHER_RUN, namePlural: `${OTHER_RUN}s` }],
  introspection: { core: null, metadata: null },
} as unknown as WorkspaceModel;

const policy = () => ownWrites(model, { runId: RUN, marker: MARKER, ids: new Set([OWN]) });
const refusal = (method: string, path: string, json?: unknown, by = policy()) =>
  by.mayWrite({ method, path, surface: surfaceOf(path), ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }) });
const graphql = (query: string, variables?: unknown, path = '/graphql') => refusal('POST', path, { query, variables });
const inFilter = (text: string) => `?filter=${encodeURIComponent(text)}`;

describe('Core REST', () => {
  test.each<[string, string, unknown?]>([
    ['POST', '/rest/companies', { id: OWN }],
    ['POST', '/rest/companies', { name: `${MARKER} x` }],
    ['POST', '/rest/batch/companies', [{ id: OWN }, { name: MARKER }]],
    ['POST', '/rest/companies/duplicates', { ids: [FOREIGN] }],
    ['PATCH', `/rest/companies/${OWN}`, { name: 'x' }],
    ['DELETE', `/rest/companies/${OWN}?soft_delete=true`],
    ['PATCH', `/rest/restore/companies/${OWN}`],
    ['DELETE', `/rest/companies${inFilter(`name[like]:"${MARKER}%"`)}`],
    ['PATCH', `/rest/companies${inFilter(`id[in]:["${OWN}"]`)}`, {}],
    ['PATCH', '/rest/companies/merge', { ids: [OWN] }],
    ['DELETE', `/rest/${TEMPORARY}s`],
    ['POST', '/rest/zzNoSuchObjects', {}],
  ])('%s %s goes through', (method, path, json) => expect(refusal(method, path, json)).toBeNull());

  test.each<[string, string, unknown?]>([
    ['POST', '/rest/companies', { name: 'x' }],
    ['POST', '/rest/companies', {}],
    ['POST', '/rest/companies', '{"name": '],
    ['POST', '/rest/batch/companies', [{ id: OWN }, { name: 'x' }]],
    ['POST', '/rest/batch/companies', []],
    ['PATCH', `/rest/companies/${FOREIGN}`, { name: MARKER }],
    ['DELETE', `/REST//compan%69es/${FOREIGN}`],
    ['PATCH', `/rest/restore/companies/${FOREIGN}`],
    ['DELETE', '/rest/companies'],
    ['DELETE', `/rest/companies${inFilter('name[like]:"%"')}`],
    ['DELETE', `/rest/companies${inFilter(`id[in]:["${OWN}","${FOREIGN}"]`)}`],
    ['DELETE', `/rest/companies?filters=${MARKER}`],
    ['PATCH', '/rest/restore/companies', {}],
    ['PATCH', '/rest/companies/merge', { ids: [OWN, FOREIGN] }],
    ['DELETE', `/rest/${OTHER_RUN}s`],
    ['DELETE', '/rest'],
  ])('%s %s is refused', (method, path, json) => expect(refusal(method, path, json)).toMatch(/bug of twenty-conformance/));
});

describe('Core GraphQL', () => {
  test.each<[string, unknown?]>([
    [`mutation { updateCompany(id: "${OWN}", data: {}) { id } }`],
    ['mutation($id: UUID!) { deleteCompany(id: $id) { id } }', { id: OWN }],
    ['mutation($data: CompanyCreateInput!) { createCompany(data: $data) { id } }', { data: { id: OWN } }],
    [`mutation { destroyCompanies(filter: { name: { like: "${MARKER}%" } }) { id } }`],
    [`mutation { destroy${TEMPORARY.charAt(0).toUpperCase()}${TEMPORARY.slice(1)}s(filter: {}) { id } }`],
    ['{ companies { edges { node { id } } } }'],
  ])('%s goes through', (query, variables) => expect(graphql(query, variables)).toBeNull());

  test.each<[string, unknown?]>([
    [`mutation { updateCompany(id: "${FOREIGN}", data: { name: "${MARKER}" }) { id } }`],
    [`mutation { a: deleteCompany(id: "${OWN}") { id } b: deleteCompany(id: "${FOREIGN}") { id } }`],
    ['mutation($id: UUID!) { ...F } fragment F on Mutation { deleteCompany(id: $id) { id } }', { id: FOREIGN }],
    ['mutation { createCompany(data: { name: "x" }) { id } }'],
    ['mutation { destroyCompanies(filter: {}) { id } }'],
    ['mutation { destroyCompanies { id } }'],
    [`mutation { mergeCompanies(ids: ["${OWN}", "${FOREIGN}"]) { id } }`],
  ])('%s is refused', (query, variables) => expect(graphql(query, variables)).toMatch(/bug of twenty-conformance/));

  test('one foreign write in a batch refuses the batch', () => {
    expect(refusal('POST', '/graphql', [{ query: '{ __typename }' }, { query: `mutation { deleteCompany(id: "${FOREIGN}") { id } }` }])).toMatch(/bug of/);
  });
});

describe('metadata', () => {
  test('the objects, fields and views of a run are learnt from answers', () => {
    const by = policy();
    const seen = (json: unknown) => by.observe({ request: { method: 'GET', url: 'http://x/rest/metadata/objects' }, response: { json } } as Exchange);
    expect(refusal('POST', '/rest/metadata/objects', { nameSingular: TEMPORARY }, by)).toBeNull();
    expect(refusal('DELETE', '/rest/metadata/objects/o1', undefined, by)).not.toBeNull();
    seen({ data: { createOneObject: { id: 'o1', nameSingular: TEMPORARY, fields: [{ id: 'f1' }] } } });
    seen({ data: [{ id: 'v1', objectMetadataId: 'o1' }, { id: 'v2', objectMetadataId: 'company' }] });
    seen({ data: { createWebhook: { id: 'w1', targetUrl: `${MARKER}.example` } } });
    for (const path of ['objects/o1', 'fields/f1', 'views/v1', 'webhooks/w1']) expect(refusal('DELETE', `/rest/metadata/${path}`, undefined, by)).toBeNull();
    expect(refusal('DELETE', '/rest/metadata/views/v2', undefined, by)).not.toBeNull();
    expect(refusal('POST', '/rest/metadata/fields', { objectMetadataId: 'o1', name: 'x' }, by)).toBeNull();
  });

  test.each<[string, string, unknown?]>([
    ['POST', '/rest/metadata/objects', { nameSingular: 'invoice' }],
    ['POST', '/rest/metadata/objects', { nameSingular: OTHER_RUN }],
    ['POST', '/rest/metadata/fields', { objectMetadataId: FOREIGN, name: 'x' }],
    ['PATCH', `/rest/metadata/fields/${FOREIGN}`, { name: MARKER }],
    ['POST', '/rest/webhooks', { targetUrl: 'https://example.com' }],
    ['DELETE', '/rest/metadata/webhooks'],
  ])('%s %s is refused', (method, path, json) => expect(refusal(method, path, json)).toMatch(/bug of/));

  test('what a mutation of the run answers is the run\'s', () => {
    const by = policy();
    const request = { method: 'POST', url: 'http://x/metadata', body: JSON.stringify({ query: `mutation { createWebhook(input: { targetUrl: "https://${MARKER}.example" }) { id } }` }) };
    by.observe({ request, response: { json: { data: { createWebhook: { id: 'w2' } } } } } as Exchange);
    expect(refusal('DELETE', '/rest/metadata/webhooks/w2', undefined, by)).toBeNull();
  });

  test('a mutation is on something of the run', () => {
    expect(graphql(`mutation { deleteOneObject(input: { id: "${OWN}" }) { id } }`, undefined, '/metadata')).toBeNull();
    expect(graphql(`mutation { deleteOneObject(input: { id: "${FOREIGN}" }) { id } }`, undefined, '/metadata')).toMatch(/bug of/);
  });
});
