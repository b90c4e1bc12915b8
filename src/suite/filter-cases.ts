import { isEmptyValue, type Column } from '../field-types/columns.js';
import type { FilterOperator, FilterValue } from '../twenty/filter.js';

/** A condition on a column, and which of the values it finds. */
export interface FilterCase {
  operator: FilterOperator;
  value: FilterValue | FilterValue[];
  matches(value: unknown, index: number): boolean;
}

/** What two values must have in common to be the same to a filter. */
const key = (value: unknown) => JSON.stringify(value);
const writable = (value: unknown): value is string => typeof value === 'string' && !(value.includes('"') && value.includes("'"));

/** What to ask of a column, with the answer that its shown values and its own ascending order give. */
export function casesOf(column: Column, values: readonly unknown[], rank: ReadonlyMap<string, number>): FilterCase[] {
  const filled = values.filter((value) => !isEmptyValue(value));
  const counts = new Map<string, number>();
  for (const value of filled) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1);
  // The value that several records share, so that ties are among the answers.
  const pivot = [...new Set(filled)].sort((a, b) => (counts.get(key(b)) ?? 0) - (counts.get(key(a)) ?? 0))[0];
  const other = filled.find((value) => key(value) !== key(pivot) && !(typeof value === 'string' && /[,[\]"]/.test(value)));
  const has = (name: FilterOperator) => column.operators.includes(name);
  const cases: FilterCase[] = [];
  const add = (name: FilterOperator, value: FilterCase['value'], matches: FilterCase['matches']) => { if (has(name)) cases.push({ operator: name, value, matches }); };
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
  if (column.kind === 'choice' && typeof pivot === 'string') {
    const options = typeof other === 'string' ? [pivot, other] : [pivot];
    add('containsAny', options, (value) => options.includes(String(value)));
  }
  const lists = filled.filter((value): value is string[] => Array.isArray(value));
  const [wanted] = lists.flat();
  if (wanted !== undefined) {
    // A second one that not all who hold the first hold too, so that each of them counts.
    const second = lists.filter((list) => !list.includes(wanted)).flat()[0];
    const items = second === undefined ? [wanted] : [wanted, second];
    add('containsAny', items, (value) => Array.isArray(value) && items.some((item) => value.includes(item)));
  }
  return cases;
}

function textCases(values: string[], add: (name: FilterOperator, value: FilterValue, matches: FilterCase['matches']) => void): void {
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

/** The place of each value of a column in a list that is ordered by it. */
export function ranksIn(ordered: ReadonlyArray<Record<string, unknown>>, column: Column): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const value of ordered.map((record) => column.valueIn(record))) if (!ranks.has(key(value))) ranks.set(key(value), ranks.size);
  return ranks;
}

/** A value that is none of the kind. */
export const BAD_VALUES: Partial<Record<Column['kind'], FilterValue>> = { number: 'zzNoNumber', boolean: 'maybe', day: 'someday', instant: 'sometime', uuid: 'zz-no-uuid', choice: 'ZZ_NO_OPTION' };
