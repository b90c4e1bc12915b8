import {
  SOURCES, at, expectEqual, expectStatus, expectThat, instanceSubject, isEmptyValue, journey, needs, openPopulation, recordsIn, requirement, walkPages,
  type Column, type Exchange, type Population,
} from '../../src/suite/index.js';

const order = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.order-type.${id}`, level: 'MUST', area: 'rest', title, source, covers: 'order' });

const complete = order('complete', 'An order by any column, in each of the four directions, lists every record once', SOURCES.safety);
const empties = order('nulls', 'NullsFirst and NullsLast put the records without a value where they say, whichever way the rest runs');
const sorted = order('sorted', 'Numbers, times and truth values are listed in their order, and records of one value stand together, whatever the type');
const reversed = order('reversed', 'The values of a descending order are those of the ascending one backward');
const stable = order('stable', 'The same order asked for twice gives the same list, ties included', SOURCES.http);
const forward = order('pages-forward', 'Walking an order forward by endCursor shows each record once, as the whole list does, and ends', SOURCES.safety);
const backward = order('pages-backward', 'Walking an order backward from the last record by the cursor of the first record of each page shows each record once and ends', SOURCES.safety);
const several = order('several', 'A second field of order_by orders the records that tie in the first, and paging keeps to both');
const wholeComposite = order('composite-whole', 'An order by a composite without a part is refused with 400, the field named', SOURCES.safety);

const DIRECTIONS = ['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'] as const;
const PAGE = 3;

const key = (value: unknown) => JSON.stringify(value ?? null);
/** Types whose order needs no collation. */
const NATURAL = new Set<Column['kind']>(['number', 'boolean', 'day', 'instant']);

/** What orders by a column, or by a field of the related record. */
interface OrderedBy {
  path: string;
  kind: Column['kind'];
  type: string;
  valueIn(record: Readonly<Record<string, unknown>>): unknown;
}

function orders({ columns, parents, parentField }: Population): OrderedBy[] {
  const names = new Map(parents.map(({ id, name }) => [id, name]));
  const joinColumn = parentField.relation?.joinColumnName ?? '';
  return [...columns, { path: `${parentField.name}.name`, kind: 'text', type: 'RELATION', valueIn: (record) => names.get(record[joinColumn]) ?? null }];
}

/** Says what a walk left out or repeated, or that the order was another. */
function expectWalk(seen: readonly string[], whole: readonly string[]): void {
  const lost = whole.filter((id) => !seen.includes(id)).length;
  const repeated = seen.length - new Set(seen).size;
  expectThat(lost === 0 && repeated === 0, `${lost} of ${whole.length} records are on no page, ${repeated} on more than one`);
  expectEqual(seen, whole, 'ids on the pages');
}

journey({
  name: 'Orders and pages by every field type',
  profiles: ['full'],
  tokens: 470,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [complete, empties, sorted, reversed, stable, forward, backward, several, wholeComposite],
  async play(context) {
    const { check, rest } = context;
    const population = await openPopulation(context);
    const { object: { namePlural, fields }, records } = population;
    const shown = (exchange: Exchange) => recordsIn(exchange, namePlural);
    const idsOf = (exchange: Exchange) => shown(exchange).map(({ id }) => String(id));
    const all = records.map(({ id }) => String(id)).sort();
    const list = (orderBy: string, more: object = {}) => population.list({ orderBy, limit: 60, ...more });
    const walked = new Set<string>();

    const walkForward = async (orderBy: string, limit: number) => {
      const pages: Exchange[] = [];
      for await (const page of walkPages((after) => list(orderBy, { limit, ...(after === undefined ? {} : { startingAfter: after }) }), { maxPages: records.length + 1 })) pages.push(page);
      return pages;
    };
    /** The first record of a page has the cursor that a page of it alone would have. */
    const walkBackward = async (orderBy: string, last: Exchange) => {
      const pages: Exchange[] = [];
      let cursor = at(last.response.json, 'pageInfo', 'endCursor');
      while (typeof cursor === 'string' && pages.length <= records.length) {
        const page = await list(orderBy, { limit: PAGE, endingBefore: cursor });
        pages.unshift(page);
        const { startCursor, endCursor, hasPreviousPage } = (at(page.response.json, 'pageInfo') ?? {}) as Record<string, unknown>;
        // Which of the two belongs to the first record is judged by rest.page.backward; here the farther one is followed.
        const farther = farthest(page, startCursor, endCursor);
        cursor = hasPreviousPage === true && farther !== cursor ? farther : null;
      }
      return pages;
    };
    const farthest = (page: Exchange, startCursor: unknown, endCursor: unknown) => {
      const first = idsOf(page)[0];
      const decoded = (cursor: unknown) => (typeof cursor === 'string' ? Buffer.from(cursor, 'base64').toString('utf8') : '');
      return first !== undefined && decoded(endCursor).includes(first) && !decoded(startCursor).includes(first) ? endCursor : startCursor;
    };

    for (const by of orders(population)) {
      const on = (label: string) => ({ label: `${by.path} (${by.type}) ${label}`.trim(), fieldType: by.type });
      const kind = `${by.kind} ${by.path.includes('.')}`;
      const lists = new Map<string, { exchange: Exchange; values: unknown[] }>();
      for (const direction of DIRECTIONS) {
        const orderBy = `${by.path}[${direction}]`;
        const exchange = await list(orderBy);
        const values = shown(exchange).map((record) => by.valueIn(record));
        const listed = await check(complete, exchange, () => { expectStatus(exchange, 200); expectEqual([...idsOf(exchange)].sort(), all, 'ids'); }, on(direction));
        if (!listed) continue;
        lists.set(direction, { exchange, values });
        await check(empties, exchange, () => {
          const filled = values.map((value) => !isEmptyValue(value));
          const expected = [...filled].sort((a, b) => (a === b ? 0 : a === direction.endsWith('NullsLast') ? -1 : 1));
          expectEqual(filled, expected, 'whether each record has a value');
        }, on(direction));
        await check(sorted, exchange, () => expectSorted(by, values.filter((value) => !isEmptyValue(value)), direction.startsWith('Desc')), on(direction));
        // Cursors are made of values: one column of each kind, within a composite and without, is walked in every direction, the others in one.
        if (walked.has(kind) && direction !== 'AscNullsLast') continue;
        const pages = await walkForward(orderBy, PAGE);
        await check(forward, pages, () => expectWalk(pages.flatMap(idsOf), idsOf(exchange)), on(direction));
      }
      walked.add(kind);
      const [ascending, descending] = [lists.get('AscNullsLast'), lists.get('DescNullsFirst')];
      if (!ascending || !descending) continue;
      await check(reversed, [ascending.exchange, descending.exchange], () => expectEqual(descending.values.map(key), ascending.values.map(key).reverse(), 'values'), on(''));
      const again = await rest.list(namePlural, { orderBy: `${by.path}[AscNullsLast]`, limit: 60 });
      await check(stable, [ascending.exchange, again], () => expectEqual(idsOf(again), idsOf(ascending.exchange), 'ids'), on(''));
      const whole = idsOf(ascending.exchange);
      const back = await walkBackward(`${by.path}[AscNullsLast]`, ascending.exchange);
      await check(backward, back, () => expectWalk(back.flatMap(idsOf), whole.slice(0, -1)), on('AscNullsLast'));
    }

    const two = 'zzSelect[AscNullsLast],zzNumber[DescNullsLast]';
    const exchange = await list(two);
    for (const limit of [1, 2, 7, 8, 9]) {
      const pages = await walkForward(two, limit);
      await check(several, [exchange, ...pages], () => {
        expectStatus(exchange, 200);
        expectWalk(pages.flatMap(idsOf), idsOf(exchange));
        const rows = shown(exchange).map((record) => [record['zzSelect'], record['zzNumber']] as const);
        for (const [choice] of rows) {
          const numbers = rows.filter(([other]) => other === choice).map(([, number]) => (number === null ? -Infinity : Number(number)));
          expectEqual(numbers, [...numbers].sort((a, b) => b - a), `numbers of ${String(choice)}`);
        }
      }, `page size ${limit}`);
    }
    for (const field of fields.filter(({ name, type }) => name.startsWith('zz') && population.columns.some((column) => column.path.startsWith(`${name}.`) && column.type === type))) {
      const refused = await list(field.name);
      await check(wholeComposite, refused, () => {
        expectStatus(refused, 400);
        expectThat(refused.response.text.includes(field.name), `body: expected '${field.name}' named`);
      }, { label: `${field.name} (${field.type})`, fieldType: field.type });
    }
  },
});

function expectSorted(by: OrderedBy, values: unknown[], descending: boolean): void {
  const runs = values.filter((value, index) => index === 0 || key(value) !== key(values[index - 1])).map(key);
  expectEqual(runs.length, new Set(runs).size, 'places where a value begins');
  if (!NATURAL.has(by.kind)) return;
  const number = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number(value));
  const expected = [...values].sort((a, b) => (descending ? number(b) - number(a) : number(a) - number(b)));
  expectEqual(values, expected, 'values');
}
