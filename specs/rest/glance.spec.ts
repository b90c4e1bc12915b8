import {
  SOURCES, at, capitalised, expectEqual, expectStatus, journey, needs, nodesOf, permissionDenied, plainObject, recordsIn, requirement, textLabel,
  type Exchange,
} from '../../src/suite/index.js';

const glance = (id: string, title: string) => requirement({ id: `rest.glance.${id}`, level: 'MUST', area: 'rest', title, source: SOURCES.coreDocument });

const batch = glance('batch', 'Four records are made by one call and answered in the order and with the values that were sent');
const between = glance('filter-either', 'One filter of comparisons, patterns, or and not finds exactly the records that it describes');
const both = glance('filter-all', 'One filter of a list, bounds and patterns in both cases finds exactly the records that it describes');
const pages = glance('pages', 'Two pages in descending order hold each record once, know whether there is more, and lead back');
const byGraphql = glance('graphql', 'Core GraphQL finds, orders, counts and cuts off the same records');
const removal = glance('delete-many', 'A delete by filter answers the records that it destroyed, and no other');

/** What profiles `standard` and `full` ask one by one, in the few calls that profile `smoke` can spend: each operator decides about a record. */
journey({
  name: 'Queries at a glance',
  profiles: ['smoke', 'standard', 'full'],
  tokens: 8,
  subjects: (plan) => [plainObject(plan)].flatMap((object) => (object ? [{ name: object.nameSingular, object }] : [])),
  skip: needs('coreGraphql'),
  requirements: [batch, between, both, pages, byGraphql, removal],
  async play(context) {
    const { subject: { object }, rest, coreGraphql, run: { marker }, check, newId } = context;
    const { nameSingular, namePlural } = object;
    const plural = capitalised(namePlural);
    const label = textLabel(object)!.name;
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => ({ id: newId(object), label: `${marker} glance ${letter}` })) as [Own, Own, Own, Own];
    const lettersOf = (records: ReadonlyArray<Record<string, unknown>>) => records.map((record) => String(record[label]).slice(-1));
    const letters = (exchange: Exchange) => lettersOf(recordsIn(exchange, namePlural));
    const expectFound = (exchange: Exchange, expected: string[], total = expected.length) => {
      expectStatus(exchange, 200);
      expectEqual(letters(exchange), expected, 'letters found');
      expectEqual(at(exchange.response.json, 'totalCount'), total, 'totalCount');
    };

    const sent = [c, a, d, b];
    const made = await rest.createMany(namePlural, sent.map((own) => ({ id: own.id, [label]: own.label })));
    if (permissionDenied(made)) {
      for (const { id } of sent) context.gone(object, id);
      return context.leave(`the role of the key may not create a '${nameSingular}'`);
    }
    const isMade = await check(batch, made, () => {
      expectStatus(made, 201);
      expectEqual((at(made.response.json, 'data', `create${plural}`) as Array<Record<string, unknown>>).map((record) => [record['id'], record[label]]), sent.map((own) => [own.id, own.label]), 'records');
    });
    if (!isMade && made.response.status !== 201) return context.halt('the records could not be created');

    const common = `${label}[startsWith]:"${marker} glance"`;
    const ascending = { orderBy: `${label}[AscNullsLast]`, limit: 60 };
    const either = await rest.list(namePlural, {
      ...ascending,
      filter: `and(${common},or(${label}[lt]:"${b.label}",${label}[gt]:"${c.label}"),not(${label}[endsWith]:"${marker}"),not(${label}[like]:"${marker.toUpperCase()}%"),${label}[like]:"%glance%")`,
    });
    await check(between, either, () => expectFound(either, ['a', 'd']));
    const all = await rest.list(namePlural, {
      ...ascending,
      filter: `and(id[in]:["${d.id}","${a.id}","${c.id}","${b.id}"],${label}[gte]:"${b.label}",${label}[lte]:"${d.label}",${label}[neq]:"${c.label}",not(${label}[eq]:"${a.label}"),${label}[ilike]:"${marker.toUpperCase()}%")`,
    });
    await check(both, all, () => expectFound(all, ['b', 'd']));

    const descending = { filter: common, orderBy: `${label}[DescNullsLast]`, limit: 3 };
    const first = await rest.list(namePlural, descending);
    const cursor = String(at(first.response.json, 'pageInfo', 'endCursor'));
    const second = await rest.list(namePlural, { ...descending, startingAfter: cursor });
    const back = await rest.list(namePlural, { ...descending, limit: 2, endingBefore: cursor });
    await check(pages, [first, second, back], () => {
      expectFound(first, ['d', 'c', 'b'], 4);
      expectFound(second, ['a'], 4);
      expectFound(back, ['d', 'c'], 4);
      expectEqual([first, second].map(({ response }) => at(response.json, 'pageInfo', 'hasNextPage')), [true, false], 'hasNextPage of both pages');
    });

    const type = capitalised(nameSingular);
    const asked = await coreGraphql.query(`query($filter: ${type}FilterInput, $orderBy: [${type}OrderByInput]) { ${namePlural}(filter: $filter, orderBy: $orderBy, first: 2) { totalCount pageInfo { hasNextPage } edges { node { id ${label} } } } }`, {
      filter: { and: [{ [label]: { startsWith: `${marker} glance` } }, { or: [{ [label]: { eq: a.label } }, { [label]: { gt: b.label } }] }] },
      orderBy: [{ [label]: 'DescNullsLast' }],
    });
    await check(byGraphql, asked, () => {
      expectStatus(asked, 200);
      expectEqual(lettersOf(nodesOf(asked, namePlural)), ['d', 'c'], 'letters found');
      expectEqual(at(asked.response.json, 'data', namePlural, 'totalCount'), 3, 'totalCount');
      expectEqual(at(asked.response.json, 'data', namePlural, 'pageInfo', 'hasNextPage'), true, 'pageInfo.hasNextPage');
    });

    const destroyed = await rest.destroyMany(namePlural, common);
    const answered = at(destroyed.response.json, 'data', `delete${plural}`) as Array<{ id: string }> | undefined;
    if (destroyed.response.status === 200) for (const { id } of answered ?? []) context.gone(object, id);
    await check(removal, destroyed, () => {
      expectStatus(destroyed, 200);
      expectEqual(answered?.map(({ id }) => id).sort(), sent.map(({ id }) => id).sort(), 'ids');
    });
  },
});

/** A record of the journey. */
interface Own {
  id: string;
  label: string;
}
