import {
  SOURCES, at, capitalised, createSample, destroySample, expectEqual, expectJson, expectThat, instanceSubject, journey, labelField, plainObject, requirement, show,
  type CallOptions, type Credential, type Exchange, type Plan,
} from '../../src/suite/index.js';

const auth = (id: string, title: string) => requirement({ id: `auth.route.${id}`, level: 'MUST', area: 'auth', title, source: SOURCES.safety });

const refused = auth('refused', 'Every kind of operation on every surface refuses every bad credential with an error that shows nothing');
const foreign = auth('foreign-hidden', "No operation on any surface shows this workspace's record to a key of another workspace");
const foreignUnchanged = auth('foreign-unchanged', "After every operation of a foreign key this workspace's record is as it was");
const restricted = auth('restricted-refused', 'No operation on any surface writes for a key whose role may only read');
const restrictedUnchanged = auth('restricted-unchanged', 'After every write of a key that may only read the record is as it was');

interface Route {
  name: string;
  writes: boolean;
  call: CallOptions;
}

const graphql = (path: '/graphql' | '/metadata', query: string): CallOptions => ({ method: 'POST', path, json: { query } });

/** Every kind of record operation, on the record of this id, and nothing that could reach another one. */
function recordRoutes(plan: Pick<Plan, 'model'>, id: string, other: string): Route[] {
  const object = plainObject(plan)!;
  const { namePlural, nameSingular } = object;
  const label = labelField(object)!.name;
  const [One, Many] = [capitalised(nameSingular), capitalised(namePlural)];
  const own = `filter=${encodeURIComponent(`id[eq]:"${id}"`)}`;
  const where = `filter: { id: { eq: "${id}" } }`;
  const base = `/rest/${namePlural}`;
  const changed = { [label]: 'changed by a key that may not' };
  const group = `group_by=${encodeURIComponent(`[{"${label}":true}]`)}`;
  const read = (name: string, call: CallOptions): Route => ({ name, writes: false, call });
  const write = (name: string, call: CallOptions): Route => ({ name, writes: true, call });
  return [
    read('GET list', { path: `${base}?${own}` }),
    read('GET one', { path: `${base}/${id}` }),
    read('GET one depth=1', { path: `${base}/${id}?depth=1` }),
    read('GET groupBy', { path: `${base}/groupBy?${group}&${own}` }),
    read('POST duplicates', { method: 'POST', path: `${base}/duplicates`, json: { ids: [id] } }),
    write('PATCH one', { method: 'PATCH', path: `${base}/${id}`, json: changed }),
    write('PUT one', { method: 'PUT', path: `${base}/${id}`, json: changed }),
    write('PATCH many', { method: 'PATCH', path: `${base}?${own}`, json: changed }),
    write('DELETE soft', { method: 'DELETE', path: `${base}/${id}?soft_delete=true` }),
    write('DELETE one', { method: 'DELETE', path: `${base}/${id}` }),
    write('DELETE many', { method: 'DELETE', path: `${base}?${own}` }),
    write('PATCH restore', { method: 'PATCH', path: `/rest/restore/${namePlural}/${id}` }),
    write('PATCH restore many', { method: 'PATCH', path: `/rest/restore/${namePlural}?${own}` }),
    write('PATCH merge', { method: 'PATCH', path: `${base}/merge`, json: { ids: [id, other], conflictPriorityIndex: 0 } }),
    read('GraphQL one', graphql('/graphql', `{ ${nameSingular}(${where}) { id ${label} } }`)),
    read('GraphQL list', graphql('/graphql', `{ ${namePlural}(${where}) { edges { node { id ${label} } } } }`)),
    read('GraphQL groupBy', graphql('/graphql', `{ ${namePlural}GroupBy(groupBy: [{ ${label}: true }], ${where}) { groupByDimensionValues } }`)),
    write('GraphQL update', graphql('/graphql', `mutation { update${One}(id: "${id}", data: { ${label}: "changed" }) { id ${label} } }`)),
    write('GraphQL update many', graphql('/graphql', `mutation { update${Many}(${where}, data: { ${label}: "changed" }) { id ${label} } }`)),
    write('GraphQL delete', graphql('/graphql', `mutation { delete${One}(id: "${id}") { id } }`)),
    write('GraphQL delete many', graphql('/graphql', `mutation { delete${Many}(${where}) { id } }`)),
    write('GraphQL restore', graphql('/graphql', `mutation { restore${One}(id: "${id}") { id } }`)),
    write('GraphQL destroy', graphql('/graphql', `mutation { destroy${One}(id: "${id}") { id } }`)),
    write('GraphQL destroy many', graphql('/graphql', `mutation { destroy${Many}(${where}) { id } }`)),
  ];
}

/** Reads and writes of metadata, on an id that nothing has. */
function metadataRoutes({ model }: Pick<Plan, 'model'>, id: string): Route[] {
  const collections = Object.keys(model.openapi.metadata?.paths ?? {}).filter((path) => /^\/\w+$/.test(path));
  return [
    ...collections.flatMap((path): Route[] => [
      { name: `GET metadata${path}`, writes: false, call: { path: `/rest/metadata${path}` } },
      { name: `PATCH metadata${path}`, writes: true, call: { method: 'PATCH', path: `/rest/metadata${path}/${id}`, json: {} } },
      { name: `DELETE metadata${path}`, writes: true, call: { method: 'DELETE', path: `/rest/metadata${path}/${id}` } },
    ]),
    { name: 'GET open-api/core', writes: false, call: { path: '/rest/open-api/core' } },
    { name: 'GET open-api/metadata', writes: false, call: { path: '/rest/open-api/metadata' } },
    ...['objects(paging: { first: 1 }) { edges { node { id } } }', 'fields(paging: { first: 1 }) { edges { node { id } } }', 'webhooks { id secret }', 'apiKeys { id name }'].map(
      (query): Route => ({ name: `Metadata GraphQL ${query.split(/\W/)[0]}`, writes: false, call: graphql('/metadata', `{ ${query} }`) }),
    ),
    { name: 'Metadata GraphQL deleteOneObject', writes: true, call: graphql('/metadata', `mutation { deleteOneObject(input: { id: "${id}" }) { id } }`) },
    { name: 'Metadata GraphQL deleteOneField', writes: true, call: graphql('/metadata', `mutation { deleteOneField(input: { id: "${id}" }) { id } }`) },
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

/** A client error of REST, or a GraphQL answer of errors alone. */
function expectRefusal(exchange: Exchange, statuses: readonly number[]): void {
  const { status, json, text } = exchange.response;
  expectJson(exchange);
  if (/\/(graphql|metadata)$/.test(new URL(exchange.request.url).pathname) && !exchange.request.url.includes('/rest/')) {
    expectThat(status < 500 && at(json, 'errors', 0, 'message') !== undefined, `expected GraphQL errors, got ${status} ${show(text)}`);
    const data = at(json, 'data');
    expectThat(data === null || data === undefined || Object.values(data).every((each) => each === null), `data: expected none, got ${show(data)}`);
    return;
  }
  expectThat(statuses.includes(status), `status: expected ${statuses.join(' or ')}, got ${status} ${show(text)}`);
  expectThat(at(json, 'data') === undefined && at(json, 'paths') === undefined && !Array.isArray(json), `body: expected no data, got ${show(text)}`);
}

journey({
  name: 'Every route under every bad credential',
  profiles: ['standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [refused],
  async play({ http, run, random, check }) {
    const nobody = random.string.uuid();
    for (const { name, call } of [...recordRoutes(run, nobody, random.string.uuid()), ...metadataRoutes(run, nobody)]) {
      const answers = await Promise.all(badCredentials(run).map(async ([what, credential]) => ({ what, exchange: await http.call({ ...call, credential }) })));
      for (const { what, exchange } of answers) await check(refused, exchange, () => expectRefusal(exchange, [401, 403]), `${name} with ${what}`);
    }
  },
});

journey({
  name: 'Every record operation of keys that may not',
  profiles: ['standard', 'full'],
  tokens: 50,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [foreign, foreignUnchanged, restricted, restrictedUnchanged],
  async play(context) {
    const { http, rest, run, check, skip } = context;
    const object = plainObject(context)!;
    const made = [await createSample(context, object), await createSample(context, object)];
    const [record, other] = made;
    if (made.some(({ exchange }) => exchange.response.status !== 201) || !record || !other) return context.halt('the records to try them on could not be created');
    const original = await rest.get(object.namePlural, record.id);
    const routes = recordRoutes(run, record.id, other.id);
    const unchanged = async (what: typeof foreignUnchanged) => {
      const now = await rest.get(object.namePlural, record.id);
      await check(what, [original, now], () => expectEqual(now.response.json, original.response.json, 'the record afterwards'));
    };
    if (run.config.extraKeys.otherWorkspace) {
      for (const { name, call } of routes) {
        const exchange = await http.call({ ...call, credential: 'other-workspace' });
        await check(foreign, exchange, () => {
          expectThat(exchange.response.status < 500, `status: got ${exchange.response.status} ${show(exchange.response.text)}`);
          expectThat(!exchange.response.text.includes(run.marker), `body: shows the record: ${show(exchange.response.text)}`);
        }, name);
      }
      await unchanged(foreignUnchanged);
    } else for (const each of [foreign, foreignUnchanged]) skip(each, 'no TWENTY_OTHER_WORKSPACE_API_KEY given', 'credential');
    if (run.config.extraKeys.restricted) {
      for (const { name, call } of routes.filter(({ writes }) => writes)) {
        const exchange = await http.call({ ...call, credential: 'restricted' });
        await check(restricted, exchange, () => expectRefusal(exchange, [400, 401, 403, 404]), name);
      }
      await unchanged(restrictedUnchanged);
    } else for (const each of [restricted, restrictedUnchanged]) skip(each, 'no TWENTY_RESTRICTED_API_KEY given', 'credential');
    for (const { id } of made) await destroySample(context, object, id);
  },
});
