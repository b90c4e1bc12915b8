import {
  SOURCES, createSample, destroySample, expectEqual, expectShut, expectThat, graphqlCall, instanceSubject, joinColumn, journey, labelField, plainObject, recordRoutes, recordsIn, requirement, show,
  type CallOptions, type Credential, type Exchange, type ObjectModel, type Plan,
} from '../../src/suite/index.js';

const auth = (id: string, title: string) => requirement({ id: `auth.route.${id}`, level: 'MUST', area: 'auth', title, source: SOURCES.safety });

const refused = auth('refused', 'Every kind of operation on every surface refuses every bad credential with an error that shows nothing');
const nothingMade = auth('refused-nothing-made', 'No create under a bad credential makes a record');
const foreign = auth('foreign-hidden', "No operation on any surface shows this workspace's record to a key of another workspace");
const foreignUnknown = auth('foreign-unknown', "To a key of another workspace every operation answers for this workspace's record as for an id that nobody has");
const foreignUnchanged = auth('foreign-unchanged', "After every operation of a foreign key this workspace's record is as it was");
const sameId = auth('foreign-same-id', "A record that a foreign key makes under the id of this workspace's record, changes and destroys, leaves this workspace's record as it was");

interface Route {
  name: string;
  call: CallOptions;
}

/** Reads and writes of metadata, on an id that nothing has. Creates have an empty body, from which nothing can be made. */
function metadataRoutes({ model }: Pick<Plan, 'model'>, id: string): Route[] {
  const collections = Object.keys(model.openapi.metadata?.paths ?? {}).filter((path) => /^\/\w+$/.test(path));
  const reads = ['objects(paging: { first: 1 }) { edges { node { id } } }', 'fields(paging: { first: 1 }) { edges { node { id } } }', 'webhooks { id secret }', 'apiKeys { id name }', 'getRoles { id label }', 'getViews { id }', 'minimalMetadata { objectMetadataItems { id } }'];
  const writes = [`deleteOneObject(input: { id: "${id}" }) { id }`, `deleteOneField(input: { id: "${id}" }) { id }`, `deleteWebhook(id: "${id}") { id }`, `createApiKey(input: { name: "zz", expiresAt: "2001-01-01T00:00:00.000Z", roleId: "${id}" }) { id }`];
  const told = (query: string) => query.split(/\W/)[0]!;
  return [
    ...collections.flatMap((path): Route[] => [
      { name: `GET metadata${path}`, call: { path: `/rest/metadata${path}` } },
      { name: `POST metadata${path}`, call: { method: 'POST', path: `/rest/metadata${path}`, json: {} } },
      { name: `PATCH metadata${path}`, call: { method: 'PATCH', path: `/rest/metadata${path}/${id}`, json: {} } },
      { name: `DELETE metadata${path}`, call: { method: 'DELETE', path: `/rest/metadata${path}/${id}` } },
    ]),
    { name: 'GET open-api/core', call: { path: '/rest/open-api/core' } },
    { name: 'GET open-api/metadata', call: { path: '/rest/open-api/metadata' } },
    ...reads.map((query): Route => ({ name: `Metadata GraphQL ${told(query)}`, call: graphqlCall('/metadata', `{ ${query} }`) })),
    ...writes.map((query): Route => ({ name: `Metadata GraphQL ${told(query)}`, call: graphqlCall('/metadata', `mutation { ${query} }`) })),
  ];
}

/** Credentials that open nothing. */
function badCredentials({ config }: Plan): Array<[string, Credential]> {
  return [
    ['no token', 'none'],
    ['a token that is no JWT', { header: 'Bearer not-a-jwt' }],
    ['a key cut off', { header: `Bearer ${config.apiKey.slice(0, -3)}` }],
    ['another scheme', { header: `Basic ${config.apiKey}` }],
    ...(config.extraKeys.revoked ? [['a revoked key', 'revoked'] as [string, Credential]] : []),
    ...(config.extraKeys.expired ? [['an expired key', 'expired'] as [string, Credential]] : []),
  ];
}

journey({
  name: 'Every route under every bad credential',
  profiles: ['standard', 'full'],
  tokens: 1,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [refused, nothingMade],
  async play(context) {
    const { http, rest, run, unusedId, check } = context;
    const object = plainObject(context)!;
    const made: string[] = [];
    const newId = () => {
      made.push(context.newId(object));
      return made.at(-1)!;
    };
    const nobody = unusedId();
    const routes = recordRoutes({ object, id: nobody, other: unusedId(), words: { sought: run.marker, written: `${run.marker} x` }, newId });
    for (const { name, call } of [...routes, ...metadataRoutes(run, nobody)]) {
      const answers = await Promise.all(badCredentials(run).map(async ([what, credential]) => ({ what, exchange: await http.call({ ...call, credential }) })));
      for (const { what, exchange } of answers) await check(refused, exchange, () => expectShut(exchange, [401, 403]), `${name} with ${what}`);
    }
    const listed = await rest.list(object.namePlural, { filter: `id[in]:[${made.map((id) => `"${id}"`).join(',')}]` });
    const there = recordsIn(listed, object.namePlural).map(({ id }) => id);
    if (listed.response.status === 200) for (const id of made) if (!there.includes(id)) context.gone(object, id);
    await check(nothingMade, listed, () => {
      expectThat(listed.response.status === 200, `status: expected 200, got ${listed.response.status}`);
      expectEqual(there, [], 'records made under bad credentials');
    });
  },
});

/** An answer in which the ids that were sent are all the same. */
function withoutIds({ response }: Exchange, ids: readonly string[]): { status: number; body: string } {
  return { status: response.status, body: ids.reduce((text, id) => text.replaceAll(id, 'ID'), response.text) };
}

journey({
  name: 'Every record operation of a foreign key',
  profiles: ['standard', 'full'],
  tokens: 82,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [foreign, foreignUnknown, foreignUnchanged, sameId],
  async play(context) {
    const { http, rest, run, check, unusedId, skip } = context;
    if (!run.config.extraKeys.otherWorkspace) {
      for (const each of [foreign, foreignUnknown, foreignUnchanged, sameId]) skip(each, 'no TWENTY_OTHER_WORKSPACE_API_KEY given', 'credential');
      return;
    }
    const object = plainObject(context)!;
    const made = [await createSample(context, object), await createSample(context, object)];
    const [record, other] = made;
    if (made.some(({ exchange }) => exchange.response.status !== 201) || !record || !other) return context.halt(`the records to try them on could not be created: ${made.map(({ exchange }) => show(exchange.response.text, 200)).join(', ')}`);
    const original = await rest.get(object.namePlural, record.id);
    const unchanged = async (what: typeof sameId, seen: Exchange[]) => {
      const now = await rest.get(object.namePlural, record.id);
      await check(what, [...seen, original, now], () => expectEqual(now.response.json, original.response.json, 'the record afterwards'));
    };
    const strangers = [unusedId(), unusedId()] as const;
    const child = unusedId();
    const routes = (id: string, second: string) =>
      [...recordRoutes({ object, id, other: second, words: { sought: id === record.id ? String(record.payload[labelField(object)!.name]) : unusedId(), written: 'changed by a foreign key' }, newId: () => id }), ...relationRoutes(context, object, id, child)].filter(({ creates }) => !creates);
    const unknown = routes(...strangers);
    for (const [index, { name, call }] of routes(record.id, other.id).entries()) {
      const exchange = await http.call({ ...call, credential: 'other-workspace' });
      const miss = await http.call({ ...unknown[index]!.call, credential: 'other-workspace' });
      await check(foreign, exchange, () => {
        expectThat(exchange.response.status < 500, `status: got ${exchange.response.status} ${show(exchange.response.text)}`);
        expectThat(!exchange.response.text.includes(run.marker), `body: shows the record: ${show(exchange.response.text)}`);
      }, name);
      await check(foreignUnknown, [exchange, miss], () => expectEqual(withoutIds(exchange, [record.id, other.id]), withoutIds(miss, strangers), 'the answer, beside that for an unknown id'), name);
    }
    await unchanged(foreignUnchanged, []);
    // What this makes in the other workspace is destroyed there at once, which must not reach this one.
    const path = `/rest/${object.namePlural}/${record.id}`;
    const make = await http.call({ method: 'POST', path: `/rest/${object.namePlural}?upsert=true`, json: { id: record.id, [labelField(object)!.name]: 'made by a foreign key' }, credential: 'other-workspace' });
    const change = await http.call({ method: 'PATCH', path, json: { position: 7 }, credential: 'other-workspace' });
    const away = await http.call({ method: 'DELETE', path, credential: 'other-workspace' });
    await unchanged(sameId, [make, change, away]);
    for (const { id } of made) await destroySample(context, object, id);
  },
});

/** Calls by which a child points to the record, on a child that is not there. */
function relationRoutes({ model }: Pick<Plan, 'model'>, object: ObjectModel, id: string, childId: string): Array<Route & { creates?: true }> {
  const child = model.objects.find((each) => each.isActive && !each.isSystem && each.fields.some(({ type, relation }) => type === 'RELATION' && relation?.type === 'MANY_TO_ONE' && relation.targetObject === object.nameSingular));
  const field = child?.fields.find(({ type, relation }) => type === 'RELATION' && relation?.type === 'MANY_TO_ONE' && relation.targetObject === object.nameSingular);
  if (!child || !field) return [];
  const where = encodeURIComponent(`${joinColumn(field)}[eq]:"${id}"`);
  return [
    { name: 'GET children', call: { path: `/rest/${child.namePlural}?filter=${where}` } },
    { name: 'GET children by a value of the record', call: { path: `/rest/${child.namePlural}?filter=${encodeURIComponent(`${field.name}.id[eq]:"${id}"`)}` } },
    { name: 'PATCH a child', call: { method: 'PATCH', path: `/rest/${child.namePlural}/${childId}`, json: { [joinColumn(field)]: id } } },
  ];
}
