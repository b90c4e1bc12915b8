import {
  BAD_VALUES, SOURCES, casesOf, expectEqual, expectStatus, expectThat, instanceSubject, isEmptyValue, journey, needs, not, openPopulation, ranksIn, recordsIn, requirement, show, where,
  type Exchange, type FilterOperator, type Population, type Requirement,
} from '../../src/suite/index.js';

const operator = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.operator.${id}`, level: 'MUST', area: 'rest', title, source, covers: 'filter' });

/** One requirement for each operator, checked on each column whose type has it. */
const OPERATORS: Record<FilterOperator, Requirement> = {
  eq: operator('eq', 'eq finds exactly the records that show this value, whatever the type'),
  neq: operator('neq', 'neq finds exactly the records that show another value'),
  in: operator('in', 'in finds exactly the records that show one of the values'),
  is: operator('is', 'is:NULL finds exactly the records without a value, is:NOT_NULL the others'),
  gt: operator('gt', 'gt finds exactly the records that order_by puts behind the value'),
  gte: operator('gte', 'gte finds what gt finds and the records with the value itself'),
  lt: operator('lt', 'lt finds exactly the records that order_by puts before the value'),
  lte: operator('lte', 'lte finds what lt finds and the records with the value itself'),
  like: operator('like', 'like matches the whole value, % stands for any text, case counts'),
  ilike: operator('ilike', 'ilike is like without regard to case'),
  startsWith: operator('starts-with', 'startsWith finds exactly the records whose value begins so; % and _ are no wildcards'),
  endsWith: operator('ends-with', 'endsWith finds exactly the records whose value ends so'),
  containsAny: operator('contains-any', 'containsAny finds exactly the records that hold one of the values'),
};
const negation = operator('negation', 'not() of a condition finds exactly the records with a value that the condition does not find');
const negationEmpty = operator('negation-empty', 'What neq and not() find includes the records without a value: a condition and its negation leave out none', SOURCES.safety);
const unsupported = operator('unsupported', 'An operator that the type of the field does not have is refused with 400, the operator named', SOURCES.safety);
const badValue = operator('bad-value', 'A filter value that is none of the type is refused with 400, the value or the field named', SOURCES.safety);
const trailing = operator('number-with-text', 'A filter value that only begins as a number is refused with 400', SOURCES.safety);
const quotedList = operator('quoted-list', 'In a list of quoted values a comma within the quotes is part of the value');

const RUNS_OWN = new Set(['id', 'createdAt']);
const IDENTIFYING = new Set<FilterOperator>(['eq', 'is']);
/** Operators whose negation is asked for too, once on a column: one of each way to compare. */
const NEGATED = new Set<FilterOperator>(['eq', 'gt', 'in', 'like', 'containsAny', 'is']);
/** Ids of what a list found and of what it should have found, by the records' names. */
function expectFound({ object, records }: Population, exchange: Exchange, expected: (index: number) => boolean, among: (index: number) => boolean = () => true): void {
  expectStatus(exchange, 200);
  const found = new Set(recordsIn(exchange, object.namePlural).map(({ id }) => String(id)));
  const names = (test: (index: number) => boolean) => records.flatMap((record, index) => (among(index) && test(index) ? [String(record['name'])] : []));
  expectEqual(names((index) => found.has(String(records[index]?.['id']))), names(expected), 'records found');
}

journey({
  name: 'Filter operators of every field type',
  profiles: ['full'],
  tokens: 620,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [...Object.values(OPERATORS), negation, negationEmpty, unsupported, badValue, trailing, quotedList],
  async play(context) {
    const { check } = context;
    const population = await openPopulation(context);
    const { object: { namePlural }, records, columns } = population;
    const find = (filter: string) => population.list({ filter, limit: 60 });
    const asked = new Set<string>();
    for (const column of columns) {
      const values = records.map((record) => column.valueIn(record));
      const filledAt = (index: number) => !isEmptyValue(values[index]);
      const on = (label = '') => ({ label: `${column.path} (${column.type}) ${label}`.trim(), fieldType: column.type });
      const ordered = column.operators.includes('gt') ? await population.list({ orderBy: `${column.path}[AscNullsLast]`, limit: 60 }) : undefined;
      const rank = ranksIn(recordsIn(ordered, namePlural), column);

      // Further parts of one kind in a type are compared alike: what each part holds is asked of all, the rest of the first.
      const again = asked.has(`${column.type} ${column.kind}`);
      asked.add(`${column.type} ${column.kind}`);
      const negated = new Set<FilterOperator>();
      for (const { operator: name, value, matches } of casesOf(column, values, rank)) {
        if (again && !IDENTIFYING.has(name)) continue;
        const condition = where(column.path, name, value);
        const exchange = await find(condition);
        // Values that are another in each run tell nothing and would give each run checks of other names.
        const detail = on(RUNS_OWN.has(column.path) && name !== 'is' ? name : `${name} ${show(value, 40)}`);
        const right = await check(OPERATORS[name], exchange, () => expectFound(population, exchange, (index) => matches(values[index], index), name === 'neq' ? filledAt : undefined), detail);
        if (name === 'neq' && right) await check(negationEmpty, exchange, () => expectFound(population, exchange, () => true, (index) => !filledAt(index)), on('neq'));
        if (!NEGATED.has(name) || !right || (negated.has(name) && name !== 'is')) continue;
        negated.add(name);
        const opposite = await find(not(condition));
        const otherwise = (index: number) => !matches(values[index], index);
        await check(negation, opposite, () => expectFound(population, opposite, otherwise, filledAt), on(name));
        if (name !== 'is' && name !== 'eq') continue;
        await check(negationEmpty, opposite, () => expectFound(population, opposite, otherwise, (index) => !filledAt(index)), on(`not ${name}`));
      }

      const refuses = async (what: Requirement, filter: string, named: RegExp) => {
        const exchange = await find(filter);
        await check(what, exchange, () => {
          expectStatus(exchange, 400);
          expectThat(named.test(exchange.response.text), `body: expected ${String(named)}, got ${show(exchange.response.text, 300)}`);
        }, on());
      };
      const missing = (['like', 'containsAny', 'gt'] as const).find((name) => !column.operators.includes(name));
      if (missing) await refuses(unsupported, where(column.path, missing, missing === 'containsAny' ? ['a'] : 'a'), new RegExp(missing));
      const bad = BAD_VALUES[column.kind];
      if (bad !== undefined) await refuses(badValue, where(column.path, 'eq', bad), new RegExp(`${String(bad)}|${column.path.replace('.', '\\.')}`));
      if (column.kind === 'number') await refuses(trailing, where(column.path, 'eq', '2zz'), new RegExp(`2zz|${column.path.replace('.', '\\.')}`));
    }
    const text = columns.find(({ kind, path }) => kind === 'text' && path === 'zzText');
    const withComma = text && records.findIndex((record) => String(text.valueIn(record)).includes(','));
    if (text && withComma !== undefined && withComma >= 0) {
      const exchange = await find(`${text.path}[in]:["${String(text.valueIn(records[withComma]!))}"]`);
      await check(quotedList, exchange, () => expectFound(population, exchange, (index) => index === withComma), { label: `${text.path} (${text.type})`, fieldType: text.type });
    } else context.skip(quotedList, 'no text with a comma was stored');
  },
});
