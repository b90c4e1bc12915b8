import { randomUUID } from 'node:crypto';

/** The objects that all testers are given, by the name in the path; the whole workspace would only make each run longer. */
export const OBJECTS = [
  { plural: 'people', singular: 'person', create: (tag) => ({ name: { firstName: 'Ada', lastName: `Peer ${tag}` }, jobTitle: 'Engineer', emails: { primaryEmail: `ada.${tag}@example.com` } }), update: { jobTitle: 'Director' } },
  { plural: 'conformanceSamples', singular: 'conformanceSample', create: (tag) => ({ name: `Peer ${tag}` }), update: { name: 'Peer renamed' } },
];

/**
 * One valid request for each operation of these objects, with records of its own, so that no operation disturbs another. This is what a careful user
 * of a document-driven tester would write into the document's examples; no tester of the bench has to guess an id, a filter or a body.
 */
export async function prepare(baseUrl, key) {
  const served = await fetch(`${baseUrl}/rest/open-api/core`, { headers: { authorization: `Bearer ${key}` } });
  const document = await served.json();
  const send = async (method, path, body) => {
    const response = await fetch(`${baseUrl}/rest${path}`, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    return response.json();
  };
  const operations = [];
  for (const object of OBJECTS) {
    const make = async () => {
      const id = randomUUID();
      await send('POST', `/${object.plural}`, { id, ...object.create(id.slice(0, 8)) });
      return id;
    };
    const trashed = async () => {
      const id = await make();
      await send('DELETE', `/${object.plural}/${id}?soft_delete=true`);
      return id;
    };
    const of = async (path, method, given) => {
      if (document.paths?.[path]?.[method]) operations.push({ path, method, id: undefined, query: {}, body: undefined, ...(await given()) });
    };
    const base = `/${object.plural}`;
    const only = async (id) => ({ query: { filter: `id[in]:["${await id()}"]` } });
    await of(base, 'post', () => ({ body: object.create('one') }));
    await of(`/batch${base}`, 'post', () => ({ body: [object.create('many-1'), object.create('many-2')] }));
    await of(base, 'get', () => ({ query: { limit: 2, order_by: 'createdAt', filter: 'createdAt[gte]:"2000-01-01T00:00:00.000Z"', depth: 1 } }));
    await of(`${base}/{id}`, 'get', async () => ({ id: await make() }));
    await of(`${base}/duplicates`, 'post', async () => ({ body: { ids: [await make()] } }));
    await of(`${base}/groupBy`, 'get', () => ({ query: { group_by: '[{"createdAt":{"granularity":"YEAR","timeZone":"UTC"}}]', aggregate: '["totalCount"]' } }));
    await of(`${base}/merge`, 'patch', async () => ({ body: { ids: [await make(), await make()], conflictPriorityIndex: 0 } }));
    for (const method of ['patch', 'put']) await of(`${base}/{id}`, method, async () => ({ id: await make(), body: object.update }));
    await of(base, 'patch', async () => ({ ...(await only(make)), body: object.update }));
    await of(`/restore${base}/{id}`, 'patch', async () => ({ id: await trashed() }));
    await of(`/restore${base}`, 'patch', () => only(trashed));
    await of(`${base}/{id}`, 'delete', async () => ({ id: await make() }));
    await of(base, 'delete', () => only(make));
  }
  return { operations, document: withExamples(document, operations, baseUrl) };
}

/**
 * The served document, cut down to these operations, with their requests as its examples. What it says of answers stays, except that a record
 * nested in a record is any object: the schemas of records refer to each other in circles, which Portman refuses.
 */
function withExamples(document, operations, baseUrl) {
  const paths = {};
  for (const { path, method, id, query, body } of operations) {
    const operation = structuredClone(document.paths[path][method]);
    const parameters = [...(document.paths[path].parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => structuredClone(resolved(document, parameter)));
    operation.parameters = parameters.flatMap((parameter) => {
      const value = parameter.in === 'path' ? id : query[parameter.name];
      delete parameter.examples;
      return value === undefined ? [] : [{ ...parameter, required: true, example: value }];
    });
    if (body !== undefined) {
      operation.requestBody = structuredClone(resolved(document, operation.requestBody ?? { content: {} }));
      const media = (operation.requestBody.content['application/json'] ??= {});
      delete media.examples;
      media.example = body;
    }
    (paths[path] ??= {})[method] = operation;
  }
  const schemas = Object.fromEntries(Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [name, withoutRecords(schema)]));
  return { ...document, components: { ...document.components, schemas }, servers: [{ url: `${baseUrl}/rest` }], paths };
}

function withoutRecords(node) {
  if (Array.isArray(node)) return node.map(withoutRecords);
  if (typeof node !== 'object' || node === null) return node;
  if (typeof node.$ref === 'string') return { type: 'object' };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutRecords(value)]));
}

function resolved(document, node) {
  const { $ref } = node;
  return $ref ? $ref.slice(2).split('/').reduce((inner, step) => inner?.[step], document) : node;
}
