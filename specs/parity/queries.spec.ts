import {
  BAD_VALUES, SOURCES, at, capitalised, casesOf, dataAt, expectAnswered, expectEqual, expectStatus, expectThat, graphqlErrors, groupsIn, instanceSubject, journey, needs, nodesOf,
  openPopulation, ranksIn, recordsIn, requirement, show, where,
  type Exchange, type Requirement,
} from '../../src/suite/index.js';

const same = (id: string, title: string, covers?: 'filter' | 'order') => requirement({ id: `parity.query.${id}`, level: 'MUST', area: 'parity', title, source: SOURCES.agreement, ...(covers ? { covers } : {}) });

const filter = same('filter', 'A filter finds the same records through REST and GraphQL, whatever the operator and the type', 'filter');
const order = same('order', 'An order gives the same sequence through REST and GraphQL', 'order');
const total = same('total-count', 'REST and GraphQL count the same records under one filter');
const groups = same('group-by', 'Groups and their counts are the same through REST and GraphQL');
const unknownField = same('unknown-field', 'A filter on an unknown field is refused by both, the field named');
const unknownOperator = same('unknown-operator', 'An unknown operator is refused by both');
const badValue = same('bad-value', 'A value that is none of the type is refused by both', 'filter');
const badOrder = same('unknown-order', 'An order by an unknown field is refused by both, the field named');
const badCursor = same('bad-cursor', 'A cursor that is none is refused by both');
const cursor = same('cursor', 'A cursor of one surface stands for the same place on the other');

/** `a.b` with a leaf below: `{ a: { b: leaf } }`. */
const nest = (path: string, leaf: unknown): Record<string, unknown> => path.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), leaf) as Record<string, unknown>;

journey({
  name: 'Queries through REST and GraphQL',
  profiles: ['full'],
  tokens: 290,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest', 'coreGraphql'),
  requirements: [filter, order, total, groups, unknownField, unknownOperator, badValue, badOrder, badCursor, cursor],
  async play(context) {
    const { check, rest, coreGraphql } = context;
    const { object, records, columns, list } = await openPopulation(context);
    const { namePlural: many } = object;
    const type = capitalised(object.nameSingular);
    const ask = (variables: Record<string, unknown>) =>
      coreGraphql.query(`query($filter: ${type}FilterInput, $orderBy: [${type}OrderByInput], $after: String, $first: Int) { ${many}(filter: $filter, orderBy: $orderBy, after: $after, first: $first) { totalCount pageInfo { endCursor } edges { node { id name } } } }`, variables);
    const restNames = (exchange: Exchange) => recordsIn(exchange, many).map(({ name }) => name);
    const graphqlNames = (exchange: Exchange) => nodesOf(exchange, many).map(({ name }) => name);
    const refused = (what: Requirement, byRest: Exchange, byGraphql: Exchange, named: RegExp, detail?: { label: string; fieldType: string }) =>
      check(what, [byRest, byGraphql], () => {
        expectStatus(byRest, 400);
        const [error] = graphqlErrors(byGraphql);
        expectThat(error, `GraphQL: expected a refusal like REST's, got ${show(byGraphql.response.text, 300)}`);
        expectThat(error.extensions?.code !== 'INTERNAL_SERVER_ERROR', `GraphQL: expected a fault of the client, got ${show(error)}`);
        for (const { response } of [byRest, byGraphql]) expectThat(named.test(response.text), `body: expected ${named.source}, got ${show(response.text, 300)}`);
      }, detail);

    const asked = new Set<string>();
    for (const column of columns) {
      const { path, type: fieldType, kind } = column;
      const values = records.map((record) => column.valueIn(record));
      const ordered = column.operators.includes('gt') ? recordsIn(await list({ orderBy: `${path}[AscNullsLast]`, limit: 60 }), many) : [];
      for (const { operator, value } of casesOf(column, values, ranksIn(ordered, column))) {
        // GraphQL offers neither an order nor containsAny for choices of one.
        if (kind === 'choice' && !['eq', 'neq', 'in', 'is'].includes(operator)) continue;
        // That REST misreads some brackets and quotes in values is told by rest.operator.
        if (/["'()[\]]/.test(String(value))) continue;
        // Each operator once for each type and kind of part.
        const once = `${fieldType} ${kind} ${operator} ${operator === 'is' ? String(value) : ''}`;
        if (asked.has(once)) continue;
        asked.add(once);
        const byRest = await list({ filter: where(path, operator, value), limit: 60 });
        const byGraphql = await ask({ filter: nest(path, { [operator]: value }) });
        const detail = { label: `${path} (${fieldType}) ${operator}`, fieldType };
        await check(filter, [byRest, byGraphql], () => { expectStatus(byRest, 200); expectAnswered(byGraphql); expectEqual(graphqlNames(byGraphql).sort(), restNames(byRest).sort(), 'records of GraphQL beside those of REST'); }, detail);
        if (operator === 'eq') await check(total, [byRest, byGraphql], () => expectEqual(dataAt(byGraphql, many, 'totalCount'), at(byRest.response.json, 'totalCount'), 'totalCount of GraphQL beside REST'), detail.label);
      }
      const single = `${fieldType} ${kind}`;
      if (asked.has(single)) continue;
      asked.add(single);
      const detail = { label: `${path} (${fieldType})`, fieldType };
      for (const direction of ['AscNullsLast', 'DescNullsFirst']) {
        if (!column.operators.includes('gt')) continue;
        const byRest = await list({ orderBy: `${path}[${direction}]`, limit: 60 });
        const byGraphql = await ask({ orderBy: [nest(path, direction)] });
        await check(order, [byRest, byGraphql], () => { expectStatus(byRest, 200); expectAnswered(byGraphql); expectEqual(graphqlNames(byGraphql), restNames(byRest), 'records of GraphQL beside those of REST'); }, { ...detail, label: `${detail.label} ${direction}` });
      }
      const bad = BAD_VALUES[kind];
      if (bad !== undefined) await refused(badValue, await list({ filter: where(path, 'eq', bad), limit: 60 }), await ask({ filter: nest(path, { eq: bad }) }), /./, detail);
    }

    const restGroups = await rest.groupBy(many, { groupBy: [{ zzSelect: true }], aggregate: ['totalCount'] });
    const graphqlGroups = await coreGraphql.query(`{ ${many}GroupBy(groupBy: [{ zzSelect: true }]) { groupByDimensionValues totalCount } }`);
    const rows = (value: unknown) => (Array.isArray(value) ? (value as unknown[]).map((row) => `${String(at(row, 'groupByDimensionValues', 0))} ${Number(at(row, 'totalCount'))}`).sort() : value);
    await check(groups, [restGroups, graphqlGroups], () => {
      expectAnswered(graphqlGroups);
      expectEqual(rows(dataAt(graphqlGroups, `${many}GroupBy`)), rows(groupsIn(restGroups, many)), 'groups of GraphQL beside those of REST');
    });
    await refused(unknownField, await rest.list(many, { filter: 'zzNoField[eq]:"1"' }), await ask({ filter: { zzNoField: { eq: '1' } } }), /zzNoField/);
    await refused(unknownOperator, await rest.list(many, { filter: 'name[zzOperator]:"1"' }), await ask({ filter: { name: { zzOperator: '1' } } }), /zzOperator/);
    await refused(badOrder, await rest.list(many, { orderBy: 'zzNoField[AscNullsFirst]' }), await ask({ orderBy: [{ zzNoField: 'AscNullsFirst' }] }), /zzNoField/);
    await refused(badCursor, await rest.list(many, { startingAfter: 'zz-no-cursor' }), await ask({ after: 'zz-no-cursor' }), /zz-no-cursor/);
    const page = await rest.list(many, { orderBy: 'name[AscNullsLast]', limit: 3 });
    const next = await ask({ orderBy: [{ name: 'AscNullsLast' }], first: 3, after: at(page.response.json, 'pageInfo', 'endCursor') });
    const further = await rest.list(many, { orderBy: 'name[AscNullsLast]', limit: 3, startingAfter: String(at(page.response.json, 'pageInfo', 'endCursor')) });
    await check(cursor, [page, next, further], () => { expectAnswered(next); expectEqual(graphqlNames(next), restNames(further), 'records after the cursor, of GraphQL beside REST'); });
  },
});
