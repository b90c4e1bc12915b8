import {
  SOURCES, at, capitalised, dataAt, expectAnswered, expectEqual, expectStatus, expectThat, graphqlErrors, groupsIn, instanceSubject, isEmptyValue, journey, needs, nodesOf,
  openPopulation, recordsIn, requirement, show, where,
  type Column, type Exchange, type FilterOperator, type FilterValue, type Requirement,
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

/** One value for each operator that the column has: the first that some record shows. */
function conditionsOf(column: Column, records: ReadonlyArray<Record<string, unknown>>): Array<[FilterOperator, FilterValue | FilterValue[]]> {
  const shown = records.map((record) => column.valueIn(record)).filter((value) => !isEmptyValue(value));
  const scalar = shown.find((value): value is FilterValue => ['string', 'number', 'boolean'].includes(typeof value) && !/["',[\]]/.test(String(value)));
  const conditions: Array<[FilterOperator, FilterValue | FilterValue[]]> = [];
  // GraphQL offers neither an order nor containsAny for choices of one.
  const shared = (column.operators as FilterOperator[]).filter((operator) => column.kind !== 'choice' || ['eq', 'neq', 'in', 'is'].includes(operator));
  for (const operator of shared) {
    if (operator === 'is') conditions.push(['is', 'NULL'], ['is', 'NOT_NULL']);
    else if (operator === 'containsAny') {
      const [option] = shown.flat();
      if (typeof option === 'string') conditions.push([operator, [option]]);
    } else if (scalar === undefined) continue;
    else if (operator === 'in') conditions.push([operator, [scalar]]);
    else if (operator === 'like' || operator === 'ilike') conditions.push([operator, `%${String(scalar).slice(1, 3)}%`]);
    else if (operator === 'startsWith') conditions.push([operator, String(scalar).slice(0, 2)]);
    else if (operator === 'endsWith') conditions.push([operator, String(scalar).slice(-2)]);
    else conditions.push([operator, scalar]);
  }
  return conditions;
}

journey({
  name: 'Queries through REST and GraphQL',
  profiles: ['full'],
  tokens: 420,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest', 'coreGraphql'),
  requirements: [filter, order, total, groups, unknownField, unknownOperator, badValue, badOrder, badCursor, cursor],
  async play(context) {
    const { check, rest, coreGraphql } = context;
    const { object, records, columns } = await openPopulation(context);
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
    const BAD: Partial<Record<Column['kind'], string>> = { number: 'zzNoNumber', boolean: 'zzMaybe', day: 'zzSomeday', instant: 'zzSometime', uuid: 'zz-no-uuid', choice: 'ZZ_NO_OPTION' };
    for (const column of columns) {
      const { path, type: fieldType, kind } = column;
      for (const [operator, value] of conditionsOf(column, records)) {
        // Each operator once for each type and kind of part.
        const once = `${fieldType} ${kind} ${operator} ${operator === 'is' ? String(value) : ''}`;
        if (asked.has(once)) continue;
        asked.add(once);
        const byRest = await rest.list(many, { filter: where(path, operator, value), limit: 60 });
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
        const byRest = await rest.list(many, { orderBy: `${path}[${direction}]`, limit: 60 });
        const byGraphql = await ask({ orderBy: [nest(path, direction)] });
        await check(order, [byRest, byGraphql], () => { expectStatus(byRest, 200); expectAnswered(byGraphql); expectEqual(graphqlNames(byGraphql), restNames(byRest), 'records of GraphQL beside those of REST'); }, { ...detail, label: `${detail.label} ${direction}` });
      }
      const bad = BAD[kind];
      if (bad !== undefined) await refused(badValue, await rest.list(many, { filter: where(path, 'eq', bad) }), await ask({ filter: nest(path, { eq: bad }) }), /./, detail);
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
