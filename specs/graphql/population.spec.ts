import {
  SOURCES, at, capitalised, dataAt, expectAnswered, expectEqual, expectRefused, expectThat, graphqlErrors, instanceSubject, isEmptyValue, joinColumn, journey, needs, nodesOf, openPopulation,
  requirement, show,
  type Exchange, type Requirement,
} from '../../src/suite/index.js';

const over = (id: string, title: string, source: string = SOURCES.schema) => requirement({ id: `graphql.${id}`, level: 'MUST', area: 'graphql', title, source });

const first = over('page.first', 'first answers that many records from the start of the order, and hasNextPage tells of more');
const last = over('page.last', 'last without before answers that many records from the end of the order, in the order');
const before = over('page.last-before', 'last with before answers the records before the cursor, in the order');
const offset = over('page.offset', 'offset passes over that many records');
const zero = over('page.first-zero', 'first: 0 answers no record and the whole totalCount');
const negative = over('page.negative', 'A negative first, last or offset is refused as a client error', SOURCES.safety);
const conflict = over('page.conflict', 'Arguments of a page that contradict each other are refused and named', SOURCES.safety);
const badCursor = over('page.bad-cursor', 'A cursor that is none is refused as a client error, the cursor named', SOURCES.safety);
const walk = over('page.walk', 'Walking pages forward yields each record once, in the order, and ends; whatever is ordered by');
const walkUnselected = over('page.walk-unselected', 'Walking pages yields each record once where the field that is ordered by is not selected', SOURCES.safety);
const edgeCursor = over('page.edge-cursor', "An edge's cursor continues behind that edge");
const total = over('page.total-count', 'totalCount counts all matches on every page');
const counts = over('aggregate.counts', 'Counts of empty, filled and unique values of a connection are those of its records');
const percentages = over('aggregate.percentages', 'Percentages of a connection are its counts divided by totalCount');
const numbers = over('aggregate.numbers', 'min, max, avg and sum of a connection are those of its records');
const booleans = over('aggregate.booleans', 'countTrue and countFalse of a connection are those of its records');
const filtered = over('aggregate.filtered', 'Aggregates of a connection are over what its filter finds, not over the page', SOURCES.agreement);
const toOne = over('relation.to-one', 'The record of a to-one relation is the one whose id the record holds', SOURCES.safety);
const toMany = over('relation.to-many', 'A to-many relation holds exactly the records that point to its parent', SOURCES.safety);
const nestedTotal = over('relation.total-count', 'totalCount of a to-many relation counts the records of its parent');
const nestedFilter = over('relation.filter', 'A to-many relation takes the filter that the schema offers for it');
const nestedFirst = over('relation.first', 'A to-many relation takes the first that the schema offers for it');
const nestedOrder = over('relation.order', 'A to-many relation takes the orderBy that the schema offers for it');
const tooDeep = over('relation.too-deep', 'To-many relations within one another are answered or refused as a client error', SOURCES.safety);

interface Shown { name: string; args: Array<{ name: string }>; type: { kind: string; name: string | null; ofType: { name: string | null } | null } }

journey({
  name: 'Pages, aggregates and relations over a known population',
  profiles: ['full'],
  tokens: 44,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest', 'coreGraphql'),
  requirements: [
    first, last, before, offset, zero, negative, conflict, badCursor, walk, walkUnselected, edgeCursor, total, counts, percentages, numbers, booleans, filtered,
    toOne, toMany, nestedTotal, nestedFilter, nestedFirst, nestedOrder, tooDeep,
  ],
  async play(context) {
    const { check, coreGraphql, skip } = context;
    const { object, records, columns, parent, parentField, parents } = await openPopulation(context);
    const { namePlural: many, nameSingular: one } = object;
    const ask = (query: string) => coreGraphql.query(query);
    const list = (args: string, node = 'id') => ask(`{ ${many}${args ? `(${args})` : ''} { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { ${node} } } } }`);
    const names = (exchange: Exchange, field = many) => nodesOf(exchange, field).map((node) => node['name']);
    const info = (exchange: Exchange, key: string) => dataAt(exchange, many, 'pageInfo', key);
    const byName = 'orderBy: [{ name: AscNullsLast }]';
    const sorted = records.map(({ name }) => String(name));
    const expectPage = (exchange: Exchange, expected: unknown[]) => { expectAnswered(exchange); expectEqual(names(exchange), expected, 'names of the page'); };

    const page = await list(`${byName}, first: 3`, 'id name');
    await check(first, page, () => { expectPage(page, sorted.slice(0, 3)); expectEqual(info(page, 'hasNextPage'), true, 'hasNextPage'); });
    const tail = await list(`${byName}, last: 3`, 'id name');
    await check(last, tail, () => expectPage(tail, sorted.slice(-3)));
    const whole = await list(byName, 'id name');
    const cursorOf = (index: number) => String(dataAt(whole, many, 'edges', index, 'cursor'));
    const backward = await list(`${byName}, last: 2, before: "${cursorOf(5)}"`, 'id name');
    await check(before, backward, () => expectPage(backward, sorted.slice(3, 5)));
    const passed = await list(`${byName}, first: 2, offset: 3`, 'id name');
    await check(offset, passed, () => expectPage(passed, sorted.slice(3, 5)));
    const none = await list(`${byName}, first: 0`, 'id name');
    await check(zero, none, () => { expectPage(none, []); expectEqual(dataAt(none, many, 'totalCount'), sorted.length, 'totalCount'); });
    for (const argument of ['first', 'last', 'offset']) {
      const refused = await list(`${byName}, ${argument}: -1`);
      await check(negative, refused, () => expectRefused(refused, /negative|first|last|offset/i), argument);
    }
    for (const args of [`first: 2, last: 2`, `first: 2, before: "${cursorOf(3)}"`, `after: "${cursorOf(1)}", before: "${cursorOf(5)}"`]) {
      const refused = await list(`${byName}, ${args}`);
      await check(conflict, refused, () => expectRefused(refused, /both/i), args.replaceAll(/"[^"]*"/g, 'C'));
    }
    for (const argument of ['after', 'before']) {
      const refused = await list(`${argument}: "zz-no-cursor"`);
      await check(badCursor, refused, () => expectRefused(refused, /zz-no-cursor/), argument);
    }
    const behind = await list(`${byName}, first: 2, after: "${cursorOf(3)}"`, 'id name');
    await check(edgeCursor, behind, () => expectPage(behind, sorted.slice(4, 6)));

    /** Orders by one column of each type that holds no null, so that only the cursor is judged. */
    const walked = async (what: Requirement, path: string, node: string, label: string) => {
      const order = `orderBy: [${path.split('.').reduceRight((inner, part) => `{ ${part}: ${inner} }`, 'AscNullsLast')}]`;
      const reference = await list(order, node);
      const exchanges = [reference];
      const seen: unknown[] = [];
      let after: unknown;
      for (let count = 0; count < sorted.length; count += 1) {
        const step = await list(`${order}, first: 3${typeof after === 'string' ? `, after: "${after}"` : ''}`, node);
        exchanges.push(step);
        seen.push(...nodesOf(step, many).map(({ id }) => id));
        after = info(step, 'endCursor');
        if (info(step, 'hasNextPage') !== true) break;
      }
      await check(what, exchanges, () => { for (const exchange of exchanges) expectAnswered(exchange); expectEqual(seen, nodesOf(reference, many).map(({ id }) => id), 'ids of all pages in turn'); }, label);
      return exchanges;
    };
    const steps = await walked(walk, 'name', 'id name', 'name');
    await check(total, steps, () => { for (const step of steps) expectEqual(dataAt(step, many, 'totalCount'), sorted.length, 'totalCount'); });
    await walked(walk, 'createdAt', 'id createdAt', 'createdAt');
    await walked(walk, 'position', 'id position', 'position');
    await walked(walkUnselected, 'name', 'id', 'name');
    await walked(walkUnselected, 'position', 'id', 'position');

    const described = await ask(`{ __type(name: "${capitalised(one)}Connection") { fields { name args { name } type { kind name ofType { name } } } } parent: __type(name: "${capitalised(parent.nameSingular)}") { fields { name args { name } type { kind name ofType { name } } } } }`);
    const offered = ((dataAt(described, '__type', 'fields') ?? []) as Shown[]).map(({ name }) => name);
    if (offered.length === 0) return context.halt(`the connection type could not be read: ${described.response.text.slice(0, 200)}`);
    const AGGREGATE = /^(countUniqueValues|countEmpty|countNotEmpty|percentageEmpty|percentageNotEmpty|countTrue|countFalse|min|max|avg|sum)([A-Z].*)$/;
    const aggregates = offered.filter((name) => AGGREGATE.test(name));
    const answer = await ask(`{ ${many} { totalCount ${aggregates.join(' ')} } }`);
    const value = (name: string) => dataAt(answer, many, name);
    /** Empty and filled differ for fields of one value only: a composite is judged elsewhere. */
    const simple = columns.filter(({ path, type }) => !path.includes('.') && !['ACTOR', 'POSITION', 'RAW_JSON'].includes(type));
    const named = (prefix: string, path: string) => `${prefix}${capitalised(path)}`;
    for (const column of simple) {
      const { path, type } = column;
      if (!aggregates.includes(named('countEmpty', path))) continue;
      const shown = records.map((record) => column.valueIn(record));
      const filled = shown.filter((item) => !isEmptyValue(item));
      const detail = { label: `${path} (${type})`, fieldType: type };
      await check(counts, answer, () => {
        expectAnswered(answer);
        expectEqual([value(named('countEmpty', path)), value(named('countNotEmpty', path))].map(Number), [shown.length - filled.length, filled.length], 'countEmpty and countNotEmpty');
        expectEqual(Number(value(named('countUniqueValues', path))), new Set(filled.map((item) => JSON.stringify(item))).size, 'countUniqueValues');
      }, detail);
      await check(percentages, answer, () => {
        expectAnswered(answer);
        const shares = [value(named('percentageEmpty', path)), value(named('percentageNotEmpty', path))].map(Number);
        const expected = [shown.length - filled.length, filled.length].map((count) => count / shown.length);
        expectThat(shares.every((share, index) => Math.abs(share - (expected[index] ?? 0)) < 1e-9), `percentageEmpty and percentageNotEmpty: expected ${show(expected)}, got ${show(shares)}`);
      }, detail);
      if (type === 'BOOLEAN') await check(booleans, answer, () => expectEqual([value(named('countTrue', path)), value(named('countFalse', path))].map(Number), [true, false].map((wanted) => filled.filter((item) => item === wanted).length), 'countTrue and countFalse'), detail);
      if (aggregates.includes(named('sum', path))) {
        const values = filled as number[];
        const sum = values.reduce((so, item) => so + item, 0);
        await check(numbers, answer, () => {
          const got = ['min', 'max', 'avg', 'sum'].map((prefix) => Number(value(named(prefix, path))));
          const expected = [Math.min(...values), Math.max(...values), sum / values.length, sum];
          expectThat(got.every((item, index) => Math.abs(item - (expected[index] ?? 0)) < 1e-6), `min, max, avg and sum: expected ${show(expected)}, got ${show(got)}`);
        }, detail);
      }
    }
    for (const what of [counts, percentages, numbers, booleans]) if (!simple.some(({ path }) => aggregates.includes(named('countEmpty', path)))) skip(what, 'the schema offers no aggregates of this object');
    const some = records.slice(0, 3).map(({ id }) => `"${String(id)}"`).join(', ');
    const narrowed = await ask(`{ ${many}(filter: { id: { in: [${some}] } }, first: 1) { totalCount countNotEmptyId edges { node { id } } } }`);
    await check(filtered, narrowed, () => { expectAnswered(narrowed); expectEqual([dataAt(narrowed, many, 'totalCount'), Number(dataAt(narrowed, many, 'countNotEmptyId')), nodesOf(narrowed, many).length], [3, 3, 1], 'totalCount, countNotEmptyId and records of the page'); });

    const key = joinColumn(parentField);
    const children = await list('first: 60', `id name ${key} ${parentField.name} { id name }`);
    await check(toOne, children, () => {
      expectAnswered(children);
      for (const record of records) {
        const node = nodesOf(children, many).find(({ id }) => id === record['id']);
        const owner = parents.find(({ id }) => id === record[key]);
        expectEqual([node?.[key] ?? null, at(node, parentField.name, 'id') ?? null, at(node, parentField.name, 'name') ?? null], [owner?.['id'] ?? null, owner?.['id'] ?? null, owner?.['name'] ?? null], `parent of ${String(record['name'])}`);
      }
    });
    const inverse = ((dataAt(described, 'parent', 'fields') ?? []) as Shown[]).find(({ type }) => [type.name, type.ofType?.name].includes(`${capitalised(one)}Connection`));
    if (!inverse) {
      for (const what of [toMany, nestedTotal, nestedFilter, nestedFirst, nestedOrder, tooDeep]) await check(what, described, () => expectThat(inverse, `the schema gives ${parent.nameSingular} no relation to ${many}`));
      return;
    }
    const nested = (args = '') => ask(`{ ${parent.namePlural} { edges { node { __typename id ${inverse.name}${args} { totalCount edges { node { __typename id name } } } } } } }`);
    const ofParent = (exchange: Exchange, id: unknown) => at(nodesOf(exchange, parent.namePlural).find((node) => node['id'] === id), inverse.name);
    const namesIn = (connection: unknown) => ((at(connection, 'edges') ?? []) as unknown[]).map((edge) => String(at(edge, 'node', 'name')));
    const childNames = (id: unknown) => records.filter((record) => record[key] === id).map(({ name }) => String(name));
    const families = await nested();
    await check(toMany, families, () => { expectAnswered(families); for (const { id, name } of parents) expectEqual(namesIn(ofParent(families, id)).sort(), childNames(id).sort(), `records of ${String(name)}`); });
    await check(nestedTotal, families, () => { expectAnswered(families); for (const { id, name } of parents) expectEqual(at(ofParent(families, id), 'totalCount'), childNames(id).length, `totalCount of ${String(name)}`); });
    const takes = async (what: Requirement, argument: string, text: string, expected: (names: string[]) => string[]) => {
      if (!inverse.args.some(({ name }) => name === argument)) return skip(what, `the schema offers no ${argument} here`);
      const exchange = await nested(`(${text})`);
      await check(what, exchange, () => { expectAnswered(exchange); for (const { id, name } of parents) expectEqual(namesIn(ofParent(exchange, id)), expected(childNames(id)), `records of ${String(name)}`); });
    };
    await takes(nestedFilter, 'filter', `filter: { name: { eq: "${sorted[0] ?? ''}" } }`, (all) => all.filter((name) => name === sorted[0]));
    await takes(nestedFirst, 'first', `first: 1, ${byName}`, (all) => all.sort().slice(0, 1));
    await takes(nestedOrder, 'orderBy', 'orderBy: [{ name: DescNullsLast }]', (all) => all.sort().reverse());
    const deep = await ask(`{ ${parent.namePlural} { edges { node { ${inverse.name} { edges { node { ${parentField.name} { ${inverse.name} { edges { node { id } } } } } } } } } } }`);
    await check(tooDeep, deep, () => (graphqlErrors(deep).length > 0 ? expectRefused(deep, /complex|nested|depth/i) : expectAnswered(deep)));
  },
});
