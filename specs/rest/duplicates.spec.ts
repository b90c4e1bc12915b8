import {
  SOURCES, at, createSample, dataAt, expectAnswered, expectEqual, expectStatus, expectThat, journey, labelField, notWritable, objectSubjects, requirement, rootField, show,
  type Exchange, type Plan,
} from '../../src/suite/index.js';

const duplicates = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.duplicates.${id}`, level: 'MUST', area: 'rest', title, source });

const envelope = duplicates('envelope', 'duplicates answers one set for each record asked about, with {singular}Duplicates, totalCount and pageInfo');
const counted = duplicates('total-count', 'totalCount of a set counts its records');
const notItself = duplicates('not-itself', 'A stored record is not among its own duplicates');
const agree = duplicates('ids-and-data', 'The duplicates of a stored record are those of the same values sent as data', SOURCES.agreement);
const cursors = duplicates('cursors', 'Cursors of a set have the format that the document gives them');
const byGraphql = duplicates('same-as-graphql', 'Core GraphQL, asked with ids of the scalar that ids have everywhere, finds the duplicates that REST finds', SOURCES.agreement);
const both = duplicates('both', 'ids and data together are refused with 400, both named', SOURCES.safety);
const neither = duplicates('neither', 'A body without ids and data is refused with 400, both named', SOURCES.safety);
const unknownProperty = duplicates('unknown-property', 'An unknown property in data is refused with 400 and named', SOURCES.safety);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function documented({ model }: Plan, namePlural: string): unknown {
  return at(model.openapi.core, 'paths', `/${namePlural}/duplicates`, 'post');
}

journey({
  name: 'Duplicates of a record',
  profiles: ['standard', 'full'],
  tokens: 9,
  subjects: (plan) => {
    const subjects = objectSubjects(plan).filter(({ object }) => notWritable(object) === undefined && documented(plan, object.namePlural) !== undefined);
    const preferred = subjects.filter(({ object }) => ['company', 'person'].includes(object.nameSingular) || object.isCustom);
    return plan.config.profile === 'full' ? subjects.filter(({ object }) => !object.isSystem || preferred.some((each) => each.object === object)) : preferred;
  },
  requirements: [envelope, counted, notItself, agree, cursors, byGraphql, both, neither, unknownProperty],
  async play(context) {
    const { check, skip, rest, coreGraphql, run, subject: { object }, model } = context;
    const { namePlural, nameSingular } = object;
    const label = labelField(object);
    const same = label?.type === 'TEXT' ? `${run.marker} twin` : label?.type === 'FULL_NAME' ? { firstName: run.marker, lastName: 'twin' } : undefined;
    if (!label || same === undefined || label.isUnique) return context.leave('the object has no label that two records can share');
    const first = await createSample(context, object, { [label.name]: same });
    const second = await createSample(context, object, { [label.name]: same });
    const failed = [first, second].find(({ exchange }) => exchange.response.status !== 201);
    if (failed) return context.halt(`the records could not be made: ${failed.exchange.response.status} ${failed.exchange.response.text.slice(0, 200)}`);
    const setOf = (exchange: Exchange) => (at(exchange.response.json, 'data', 0) as Record<string, unknown> | undefined) ?? {};
    const idsOf = (exchange: Exchange) => ((setOf(exchange)[`${nameSingular}Duplicates`] as Array<{ id: string }> | undefined) ?? []).map(({ id }) => id).sort();
    const byId = await rest.duplicates(namePlural, { ids: [first.id] });
    const byData = await rest.duplicates(namePlural, { data: [{ [label.name]: same }] });
    for (const [way, exchange] of [['by ids', byId], ['by data', byData]] as const) {
      await check(envelope, exchange, () => {
        expectStatus(exchange, 200);
        expectEqual((at(exchange.response.json, 'data') as unknown[] | undefined)?.length, 1, 'sets');
        const set = setOf(exchange);
        expectThat(Array.isArray(set[`${nameSingular}Duplicates`]), `${nameSingular}Duplicates: expected an array, got ${show(set)}`);
        expectThat(typeof set['totalCount'] === 'number', `totalCount: expected a number, got ${show(set['totalCount'])}`);
        expectThat(typeof at(set, 'pageInfo', 'hasNextPage') === 'boolean', 'pageInfo.hasNextPage: expected true or false');
      }, way);
      await check(counted, exchange, () => expectEqual(setOf(exchange)['totalCount'], idsOf(exchange).length, 'totalCount'), way);
    }
    await check(notItself, byId, () => expectThat(!idsOf(byId).includes(first.id), 'the record is listed as its own duplicate'));
    await check(agree, [byId, byData], () => expectEqual(idsOf(byId), idsOf(byData).filter((id) => id !== first.id), 'ids found by ids beside those found by data'));
    const field = `${nameSingular}Duplicates`;
    if (!rootField(model.introspection.core, 'Query', field)) skip(byGraphql, 'Core GraphQL has no such field for the object');
    else {
      const asked = await coreGraphql.query(`query($ids: [UUID!]) { ${field}(ids: $ids) { edges { node { id } } } }`, { ids: [first.id] });
      await check(byGraphql, [byId, asked], () => {
        expectAnswered(asked);
        const edges = dataAt(asked, field, 0, 'edges') as unknown[] | undefined;
        expectEqual(edges?.map((edge) => String(at(edge, 'node', 'id'))).sort(), idsOf(byId), 'ids of GraphQL beside REST');
      });
    }
    const format = at(documented({ model, config: run.config }, namePlural), 'responses', '200', 'content', 'application/json', 'schema', 'properties', 'data', 'items', 'properties', 'pageInfo', 'properties', 'startCursor', 'format');
    const cursor = [byId, byData].map((exchange) => at(setOf(exchange), 'pageInfo', 'startCursor')).find((value) => typeof value === 'string');
    if (typeof cursor !== 'string') skip(cursors, 'no set has a record');
    else await check(cursors, [byId, byData], () => expectThat(format !== 'uuid' || UUID.test(cursor), `startCursor: the document says uuid, got ${show(cursor)}`));

    const refuses = async (what: typeof envelope, body: object, ...named: string[]) => {
      const exchange = await rest.duplicates(namePlural, body);
      await check(what, exchange, () => {
        expectStatus(exchange, 400);
        for (const name of named) expectThat(exchange.response.text.includes(name), `body: expected '${name}' named, got ${show(exchange.response.text)}`);
      });
    };
    await refuses(both, { ids: [first.id], data: [{ [label.name]: same }] }, 'ids', 'data');
    await refuses(neither, {}, 'ids', 'data');
    await refuses(unknownProperty, { data: [{ zzUnknownProperty: 1 }] }, 'zzUnknownProperty');
    for (const { id } of [first, second]) if ((await rest.destroy(namePlural, id)).response.status === 200) context.gone(object, id);
  },
});
