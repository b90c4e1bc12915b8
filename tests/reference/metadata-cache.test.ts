import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceServer } from '../../src/reference/server.js';
import { startReferenceServer } from '../../src/reference/server.js';

let server: ReferenceServer;
beforeAll(async () => void (server = await startReferenceServer()));
afterAll(() => server.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read freely
async function call(method: string, path: string, body?: unknown): Promise<any> {
  const headers = { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' };
  return (await fetch(server.baseUrl + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).json();
}

/** Where a name of an object or field is known: both documents' paths and schemas, the GraphQL schema, and its root fields. */
async function shownBy(plural: string, singular: string, field: string): Promise<Record<string, boolean>> {
  const type = singular.charAt(0).toUpperCase() + singular.slice(1);
  const document = await call('GET', '/open-api/core');
  const schema = (await call('POST', '/graphql', { query: `{ __type(name: "${type}") { fields { name } } }` })).data.__type as { fields: Array<{ name: string }> } | null;
  const root = await call('POST', '/graphql', { query: `{ ${plural}(first: 1) { totalCount } }` });
  return {
    path: `/${plural}` in document.paths,
    property: field in (document.components.schemas[type]?.properties ?? {}),
    type: schema?.fields.some(({ name }) => name === field) ?? false,
    root: root.errors === undefined,
  };
}

test('documents and schemas are those of the metadata at the moment of the call', async () => {
  const nothing = { path: false, property: false, type: false, root: false };
  const all = { path: true, property: true, type: true, root: true };
  expect(await shownBy('cachedThings', 'cachedThing', 'colour')).toEqual(nothing);
  const labels = { labelSingular: 'Cached thing', labelPlural: 'Cached things' };
  const object = (await call('POST', '/rest/metadata/objects', { nameSingular: 'cachedThing', namePlural: 'cachedThings', ...labels })).data.createOneObject;
  expect(await shownBy('cachedThings', 'cachedThing', 'colour')).toEqual({ ...all, property: false, type: false });
  const field = (await call('POST', '/rest/metadata/fields', { objectMetadataId: object.id, type: 'TEXT', name: 'colour', label: 'Colour' })).data.createOneField;
  expect(await shownBy('cachedThings', 'cachedThing', 'colour')).toEqual(all);
  await call('PATCH', `/rest/metadata/fields/${field.id}`, { name: 'hue' });
  expect(await shownBy('cachedThings', 'cachedThing', 'colour')).toEqual({ ...all, property: false, type: false });
  expect(await shownBy('cachedThings', 'cachedThing', 'hue')).toEqual(all);
  await call('DELETE', `/rest/metadata/objects/${object.id}`);
  expect(await shownBy('cachedThings', 'cachedThing', 'hue')).toEqual(nothing);
});
