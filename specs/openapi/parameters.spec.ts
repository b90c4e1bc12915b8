import {
  SOURCES, at, createSample, destroySample, excludedValues, expectEqual, expectStatus, expectThat, groupsIn, instanceSubject, journey, labelField, listedValues, operationParameters,
  plainObject, recordsIn, requirement, show,
  type DocumentedParameter, type Exchange, type JourneyContext, type ObjectModel,
} from '../../src/suite/index.js';

const parameters = (id: string, level: 'MUST' | 'SHOULD', title: string) => requirement({ id: `openapi.parameters.${id}`, level, area: 'openapi', title, source: SOURCES.coreDocument });

const effect = parameters('effect', 'MUST', 'A parameter that an operation offers is read, in the form that the document gives it, and changes the answer as it says');
const byDefault = parameters('default', 'MUST', 'Leaving a parameter out does the same as sending the default that the document states for it');
const excluded = parameters('excluded-value', 'MUST', 'A value that the schema of a parameter rules out is refused with 400 and the parameter named');
const listed = parameters('listed-value', 'MUST', 'Every value that the schema of a parameter lists, and the least and the greatest that it allows, is accepted');

type Method = 'get' | 'post' | 'patch' | 'delete';

/** Sends an operation with these query parameters, each value percent-encoded. */
type Send = (query: Record<string, string>) => Promise<Exchange>;

/** Shows that a parameter changes the answer. Returns what was seen. */
type Probe = (send: Send) => Promise<{ exchanges: Exchange[]; judge: () => void }>;

const queryOf = (query: Record<string, string>) => Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');

/** What each parameter of a list does, on two records `a` and `b` whose labels are in that order. */
function listProbes(object: ObjectModel, label: string, a: string, b: string): Record<string, Probe> {
  const own = `id[in]:["${a}","${b}"]`;
  const ids = (exchange: Exchange) => recordsIn(exchange, object.namePlural).map(({ id }) => id);
  const sorted = { filter: own, order_by: `${label}[AscNullsLast]` };
  const pair = async (first: Promise<Exchange>, second: Promise<Exchange>, judge: (one: Exchange, other: Exchange) => void) => {
    // Both are under way: whichever fails, the other one is waited for too.
    const [one, other] = await Promise.all([first, second]);
    return { exchanges: [one, other], judge: () => { for (const each of [one, other]) expectStatus(each, 200); judge(one, other); } };
  };
  const page = (name: 'starting_after' | 'ending_before'): Probe => async (send) => {
    const whole = await send(sorted);
    const isAfter = name === 'starting_after';
    const alone = await send({ ...sorted, limit: '1' });
    const last = isAfter ? alone : await send({ ...sorted, limit: '1', starting_after: String(at(alone.response.json, 'pageInfo', 'endCursor')) });
    const turned = await send({ ...sorted, limit: '1', [name]: String(at(last.response.json, 'pageInfo', 'endCursor')) });
    return { exchanges: [whole, last, turned], judge: () => { expectStatus(turned, 200); expectEqual(ids(turned), [isAfter ? b : a], `ids of the page ${isAfter ? 'after the first' : 'before the last'} record`); } };
  };
  return {
    filter: (send) => pair(send({ filter: `id[eq]:"${a}"` }), send({ filter: `id[eq]:"${b}"` }), (one, other) => { expectEqual(ids(one), [a], 'ids'); expectEqual(ids(other), [b], 'ids'); }),
    order_by: (send) => pair(send(sorted), send({ filter: own, order_by: `${label}[DescNullsLast]` }), (one, other) => { expectEqual(ids(one), [a, b], 'ids ascending'); expectEqual(ids(other), [b, a], 'ids descending'); }),
    limit: (send) => pair(send({ filter: own }), send({ filter: own, limit: '1' }), (one, other) => { expectEqual(ids(one).length, 2, 'records without a limit'); expectEqual(ids(other).length, 1, 'records with limit=1'); }),
    depth: (send) => pair(send({ filter: own, depth: '0' }), send({ filter: own, depth: '1' }), (one, other) => {
      const keys = (exchange: Exchange) => Object.keys(at(exchange.response.json, 'data', object.namePlural, 0) as object).length;
      expectThat(keys(other) > keys(one), `depth=1 shows ${keys(other)} properties, depth=0 ${keys(one)}`);
    }),
    starting_after: page('starting_after'),
    ending_before: page('ending_before'),
  };
}

/** What each parameter of a group-by does, on the same two records. */
function groupProbes(object: ObjectModel, label: string, a: string, b: string): Record<string, Probe> {
  const filter = `id[in]:["${a}","${b}"]`;
  const byLabel = { filter, group_by: JSON.stringify([{ [label]: true }]) };
  const together = { filter, group_by: JSON.stringify([{ createdAt: { granularity: 'YEAR', timeZone: 'UTC' } }]), include_records_sample: 'true' };
  const one = async (exchange: Exchange, judge: (rows: Array<Record<string, unknown>>) => void) => ({ exchanges: [exchange], judge: () => { expectStatus(exchange, 200); judge(groupsIn(exchange, object.namePlural)); } });
  const labels = (rows: Array<Record<string, unknown>>) => rows.map((row) => at(row, 'groupByDimensionValues', 0));
  return {
    group_by: async (send) => one(await send(byLabel), (rows) => expectEqual(rows.length, 2, 'groups of two records by their label')),
    filter: async (send) => one(await send({ ...byLabel, filter: `id[eq]:"${a}"` }), (rows) => expectEqual(rows.length, 1, 'groups of one record')),
    limit: async (send) => one(await send({ ...byLabel, limit: '1' }), (rows) => expectEqual(rows.length, 1, 'groups with limit=1')),
    order_by: async (send) => one(await send({ ...byLabel, order_by: `${label}[DescNullsLast]` }), (rows) => expectEqual(labels(rows), [...labels(rows)].sort().reverse(), 'groups, descending')),
    aggregate: async (send) => one(await send({ ...byLabel, aggregate: '["totalCount"]' }), (rows) => expectEqual(rows.map((row) => Number(row['totalCount'])), [1, 1], 'totalCount of the groups')),
    include_records_sample: async (send) => one(await send(together), (rows) => expectEqual(rows.map((row) => (row['records'] as unknown[] | undefined)?.length), [2], 'records of the one group')),
    order_by_for_records: async (send) => one(await send({ ...together, order_by_for_records: `${label}[DescNullsLast]` }), (rows) => expectEqual(((rows[0]?.['records'] ?? []) as Array<{ id: string }>).map(({ id }) => id), [b, a], 'records, descending')),
  };
}

/** Holds every parameter of one operation against what `probes` know of it. */
async function judgeOperation(context: JourneyContext, operation: string, offered: DocumentedParameter[], send: Send, probes: Record<string, Probe>, needed: Record<string, string> = {}): Promise<void> {
  for (const parameter of offered.filter((each) => each.in === 'query')) {
    const probe = probes[parameter.name];
    if (probe) {
      const { exchanges, judge } = await probe(send);
      await context.check(effect, exchanges, judge, `${operation} ${parameter.name}`);
    }
    const stated = (parameter.schema as { default?: unknown } | undefined)?.default;
    if (operation.startsWith('GET ') && stated !== undefined && stated !== null) {
      const [without, sent] = [await send(needed), await send({ ...needed, [parameter.name]: String(stated) })];
      await context.check(byDefault, [without, sent], () => {
        expectStatus(without, 200);
        expectEqual(sent.response.json, without.response.json, `the answer with ${parameter.name}=${String(stated)} beside the one without it`);
      }, `${operation} ${parameter.name}`);
    }
    for (const value of operation.startsWith('GET ') ? listedValues(parameter) : []) {
      const exchange = await send({ ...needed, [parameter.name]: value });
      await context.check(listed, exchange, () => expectStatus(exchange, 200), `${operation} ${parameter.name}=${value}`);
    }
    for (const value of excludedValues(parameter)) {
      const exchange = await send({ ...needed, [parameter.name]: value });
      await context.check(excluded, exchange, () => {
        expectStatus(exchange, 400);
        expectThat(exchange.response.text.toLowerCase().includes(parameter.name.split(/_|(?=[A-Z])/)[0]!), `body: expected the parameter ${parameter.name} named, got ${show(exchange.response.text)}`);
      }, `${operation} ${parameter.name}=${value}`);
    }
  }
}

journey({
  name: 'Parameters of the Core OpenAPI document',
  profiles: ['standard', 'full'],
  tokens: 70,
  subjects: instanceSubject,
  skip: (_subject, { model }) => (!model.openapi.core ? 'the instance serves no Core OpenAPI document' : plainObject({ model }) ? undefined : 'the workspace has no object for it'),
  requirements: [effect, byDefault, listed, excluded],
  async play(context) {
    const { http, rest, model, run } = context;
    const document = model.openapi.core;
    const object = plainObject(context)!;
    const { namePlural } = object;
    const label = labelField(object)!.name;
    const make = async (suffix: string) => {
      const sample = await createSample(context, object, { [label]: `${run.marker} ${suffix}` });
      if (sample.exchange.response.status !== 201) return context.halt(`a record to try them on could not be created: ${sample.exchange.response.text.slice(0, 200)}`);
      return sample.id;
    };
    const a = await make('a');
    const b = await make('b');
    const own = `id[in]:["${a}","${b}"]`;
    const call = (method: Method, path: string, json?: unknown): Send => (query) =>
      http.call({ method: method.toUpperCase() as 'GET', path: `${path}?${queryOf(query)}`, ...(json === undefined ? {} : { json }) });
    const offered = (method: Method, path: string) => operationParameters(document, path, method);

    await judgeOperation(context, 'GET list', offered('get', `/${namePlural}`), call('get', `/rest/${namePlural}`), listProbes(object, label, a, b), { filter: own });
    await judgeOperation(context, 'GET groupBy', offered('get', `/${namePlural}/groupBy`), call('get', `/rest/${namePlural}/groupBy`), groupProbes(object, label, a, b), { filter: own, group_by: JSON.stringify([{ [label]: true }]) });
    await judgeOperation(context, 'GET one', offered('get', `/${namePlural}/{id}`), call('get', `/rest/${namePlural}/${a}`), {});
    await judgeOperation(context, 'PATCH one', offered('patch', `/${namePlural}/{id}`), call('patch', `/rest/${namePlural}/${a}`, { [label]: `${run.marker} a` }), {});
    // The id is taken, so that nothing can come of a create whose parameter is passed over.
    await judgeOperation(context, 'POST one', offered('post', `/${namePlural}`), call('post', `/rest/${namePlural}`, { id: a, [label]: `${run.marker} a` }), {
      upsert: async (send) => {
        const refused = await send({ upsert: 'false' });
        const accepted = await send({ upsert: 'true' });
        return { exchanges: [refused, accepted], judge: () => { expectStatus(refused, 400, 409); expectStatus(accepted, 200, 201); } };
      },
    });
    const trashed = (id: string) => rest.list(namePlural, { filter: `id[eq]:"${id}",deletedAt[is]:NOT_NULL` });
    await judgeOperation(context, 'DELETE one', offered('delete', `/${namePlural}/{id}`), call('delete', `/rest/${namePlural}/${b}`), {
      soft_delete: async (send) => {
        const exchange = await send({ soft_delete: 'true' });
        const trash = await trashed(b);
        return { exchanges: [exchange, trash], judge: () => { expectStatus(exchange, 200); expectEqual(at(trash.response.json, 'totalCount'), 1, 'records in the trash'); } };
      },
    });
    for (const id of [a, b]) await destroySample(context, object, id);
  },
});
