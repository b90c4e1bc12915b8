import { describe, expect, test } from 'vitest';
import { createOperationIndex } from '../../src/contract/operation-index.js';
import type { Exchange } from '../../src/http/exchange.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

const field = (name: string) => ({ name, args: [], type: { kind: 'SCALAR', name: 'String' } });
const root = (name: string, fields: string[]) => ({ kind: 'OBJECT', name, fields: fields.map(field), interfaces: [] });
const model = {
  baseUrl: 'https://crm.example.org/sub/',
  objects: [{ nameSingular: 'person', namePlural: 'people' }, { nameSingular: 'task', namePlural: 'tasks' }],
  openapi: {
    core: { paths: { '/people/{id}': { get: {}, delete: {} }, '/tasks/{id}': { get: {} }, '/batch/people': { post: {} } } },
    metadata: { paths: { '/objects/{id}': { get: {} } } },
  },
  introspection: {
    core: { __schema: { queryType: { name: 'Query' }, mutationType: { name: 'Mutation' }, types: [root('Query', ['people', 'person', 'tasks', 'search']), root('Mutation', ['createPerson', 'createPeople'])] } },
    metadata: null,
  },
} as unknown as WorkspaceModel;

const call = (method: string, path: string, body?: unknown): Exchange =>
  ({ request: { method, url: `https://crm.example.org/sub${path}`, headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) } }) as unknown as Exchange;
const names = (exchange: Exchange) => createOperationIndex(model).called(exchange).map(({ surface, operation, concrete }) => `${surface}: ${operation} (${concrete})`);
const id = '0b3f6a52-6f0e-4c7d-9d61-1f5f2a0f9c11';

describe('operations that an instance offers', () => {
  test('are told without the names of objects, with the number of objects', () => {
    expect(createOperationIndex(model).offered()).toEqual([
      { surface: 'Core REST', operation: 'GET /rest/{objects}/{id}', offered: 2 },
      { surface: 'Core REST', operation: 'DELETE /rest/{objects}/{id}', offered: 1 },
      { surface: 'Core REST', operation: 'POST /rest/batch/{objects}', offered: 1 },
      { surface: 'Metadata REST', operation: 'GET /rest/metadata/objects/{id}', offered: 1 },
      { surface: 'Core GraphQL', operation: 'query {objects}', offered: 2 },
      { surface: 'Core GraphQL', operation: 'query {object}', offered: 1 },
      { surface: 'Core GraphQL', operation: 'query search', offered: 1 },
      { surface: 'Core GraphQL', operation: 'mutation create{Object}', offered: 1 },
      { surface: 'Core GraphQL', operation: 'mutation create{Objects}', offered: 1 },
    ]);
  });
});

describe('operations that an exchange calls', () => {
  test('of REST, below a path of its own', () => {
    expect(names(call('GET', `/rest/people/${id}?depth=0`))).toEqual(['Core REST: GET /rest/{objects}/{id} (GET /rest/people/{id})']);
    expect(names(call('GET', `/rest/metadata/objects/${id}`))).toEqual(['Metadata REST: GET /rest/metadata/objects/{id} (GET /rest/metadata/objects/{id})']);
  });
  test('of GraphQL, through fragments and aliases', () => {
    const query = 'query Q { a: people { totalCount } ...Rest } fragment Rest on Query { tasks { totalCount } __typename }';
    expect(names(call('POST', '/graphql', { query }))).toEqual(['Core GraphQL: query {objects} (query people)', 'Core GraphQL: query {objects} (query tasks)']);
  });
  test('are none where the instance does not offer them or the body is no GraphQL', () => {
    expect(names(call('PUT', `/rest/people/${id}`))).toEqual([]);
    expect(names(call('POST', '/graphql', { query: '{ nothing }' }))).toEqual([]);
    expect(names(call('POST', '/graphql', { query: '{ people' }))).toEqual([]);
    expect(names(call('GET', '/healthz'))).toEqual([]);
  });
  test('count on an object that was made later', () => {
    const index = createOperationIndex(model);
    index.addObject({ nameSingular: 'rocket', namePlural: 'rockets' });
    expect(index.called(call('GET', `/rest/rockets/${id}`)).map(({ operation }) => operation)).toEqual(['GET /rest/{objects}/{id}']);
  });
});
