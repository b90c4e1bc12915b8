import {
  SOURCES, expectEqual, expectStatus, expectThat, instanceSubject, isEmptyValue, journey, needs, not, openPopulation, recordsIn, requirement, show, where,
  type Column, type Exchange, type FilterOperator, type FilterValue, type Population, type Requirement,
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

interface Case {
  operator: FilterOperator;
  value: FilterValue | FilterValue[];
  matches(value: unknown, index: number): boolean;
}

/** Operators whose negation is asked for too: one of each way to compare. */
const NEGATED = new Set<FilterOperator>(['eq', 'gt', 'in', 'like', 'containsAny', 'is']);
const key = (value: unknown) => JSON.stringify(value);
const writable = (value: unknown): value is string => typeof value === 'string' && !(value.includes('"') && value.includes("'"));

/** What to ask of a column, with the answer that its shown values and its own ascending order give. */
function casesOf(column: Column, values: readonly unknown[], rank: ReadonlyMap<string, number>): Case[] {
  const filled = values.filter((value) => !isEmptyValue(value));
  const counts = new Map<string, number>();
  for (const value of filled) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1);
  // The value that several records share, so that ties are among the answers.
  const pivot = [...new Set(filled)].sort((a, b) => (counts.get(key(b)) ?? 0) - (counts.get(key(a)) ?? 0))[0];
  const other = filled.find((value) => key(value) !== key(pivot) && !(typeof value === 'string' && /[,[\]"]/.test(value)));
  const has = (name: FilterOperator) => column.operators.includes(name);
  const cases: Case[] = [];
  const add = (name: FilterOperator, value: Case['value'], matches: Case['matches']) => { if (has(name)) cases.push({ operator: name, value, matches }); };
  const filledAnd = (matches: (value: unknown) => boolean) => (value: unknown) => !isEmptyValue(value) && matches(value);
  add('is', 'NULL', (value) => isEmptyValue(value));
  add('is', 'NOT_NULL', (value) => !isEmptyValue(value));
  const scalars = filled.filter((value): value is FilterValue => typeof value === 'number' || typeof value === 'boolean' || writable(value));
  for (const value of new Set(column.kind === 'text' || column.kind === 'boolean' ? scalars : [pivot as FilterValue])) {
    if (!Array.isArray(value)) add('eq', value, (shown) => key(shown) === key(value));
  }
  if (!Array.isArray(pivot) && (typeof pivot === 'string' || typeof pivot === 'number' || typeof pivot === 'boolean')) {
    const place = rank.get(key(pivot)) ?? -1;
    const placed = (test: (difference: number) => boolean) => filledAnd((value) => test((rank.get(key(value)) ?? -1) - place));
    add('neq', pivot, filledAnd((value) => key(value) !== key(pivot)));
    add('gt', pivot, placed((difference) => difference > 0));
    add('gte', pivot, placed((difference) => difference >= 0));
    add('lt', pivot, placed((difference) => difference < 0));
    add('lte', pivot, placed((difference) => difference <= 0));
    if (other !== undefined) add('in', [pivot, other as FilterValue], (value) => [key(pivot), key(other)].includes(key(value)));
  }
  if (column.kind === 'text') textCases(scalars.filter(writable), add);
  if (column.kind === 'json') {
    const word = /[a-z]{2,}/.exec(key(pivot))?.[0];
    if (word) add('like', `%${word}%`, filledAnd((value) => key(value).includes(word)));
  }
  if (column.kind === 'choice' && typeof pivot === 'string') add('containsAny', [pivot], (value) => value === pivot);
  const lists = filled.filter((value): value is string[] => Array.isArray(value));
  const [wanted] = lists.flat();
  if (wanted !== undefined) add('containsAny', [wanted], (value) => Array.isArray(value) && value.includes(wanted));
  return cases;
}

function textCases(values: string[], add: (name: FilterOperator, value: FilterValue, matches: Case['matches']) => void): void {
  const text = (matches: (value: string) => boolean) => (value: unknown) => typeof value === 'string' && value !== '' && matches(value);
  const sample = values.find((value) => [...value].length >= 4) ?? values[0];
  if (sample === undefined) return;
  const letters = [...sample];
  const [start, end, inner] = [letters.slice(0, 2).join(''), letters.slice(-2).join(''), letters.slice(1, 3).join('')];
  add('like', `%${inner}%`, text((value) => value.includes(inner)));
  add('like', sample.toUpperCase(), text((value) => value === sample.toUpperCase()));
  add('ilike', `%${inner.toUpperCase()}%`, text((value) => value.toLowerCase().includes(inner.toLowerCase())));
  add('startsWith', start, text((value) => value.startsWith(start)));
  add('startsWith', '%', text((value) => value.startsWith('%')));
  add('endsWith', end, text((value) => value.endsWith(end)));
}

const BAD_VALUES: Partial<Record<Column['kind'], FilterValue>> = { number: 'zzNoNumber', boolean: 'maybe', day: 'someday', instant: 'sometime', uuid: 'zz-no-uuid', choice: 'ZZ_NO_OPTION' };

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
  tokens: 900,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [...Object.values(OPERATORS), negation, negationEmpty, unsupported, badValue, trailing, quotedList],
  async play(context) {
    const { check, rest } = context;
    const population = await openPopulation(context);
    const { object: { namePlural }, records, columns } = population;
    const find = (filter: string) => rest.list(namePlural, { filter, limit: 60 });
    for (const column of columns) {
      const values = records.map((record) => column.valueIn(record));
      const filledAt = (index: number) => !isEmptyValue(values[index]);
      const on = (label = '') => ({ label: `${column.path} (${column.type}) ${label}`.trim(), fieldType: column.type });
      const ordered = column.operators.includes('gt') ? await rest.list(namePlural, { orderBy: `${column.path}[AscNullsLast]`, limit: 60 }) : undefined;
      const inOrder = recordsIn(ordered, namePlural);
      const rank = new Map<string, number>();
      for (const value of inOrder.map((record) => column.valueIn(record))) if (!rank.has(key(value))) rank.set(key(value), rank.size);

      for (const { operator: name, value, matches } of casesOf(column, values, rank)) {
        const condition = where(column.path, name, value);
        const exchange = await find(condition);
        const detail = on(`${name} ${show(value, 40)}`);
        const right = await check(OPERATORS[name], exchange, () => expectFound(population, exchange, (index) => matches(values[index], index), name === 'neq' ? filledAt : undefined), detail);
        if (name === 'neq' && right) await check(negationEmpty, exchange, () => expectFound(population, exchange, () => true, (index) => !filledAt(index)), on('neq'));
        if (!NEGATED.has(name) || !right) continue;
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
