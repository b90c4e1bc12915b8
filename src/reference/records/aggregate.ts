import { FIELD_KINDS } from '../fields/index.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';
import type { Column } from './columns.js';
import { capitalize, isComposite, isNumberColumn, isRelation, readColumn, scalarColumn, subColumn } from './columns.js';
import { compareValues } from './compare.js';
import { badQuery } from './errors.js';

const COUNTS = ['countUniqueValues', 'countEmpty', 'countNotEmpty', 'percentageEmpty', 'percentageNotEmpty', 'countTrue', 'countFalse'] as const;
const CALCULATIONS = ['min', 'max', 'sum', 'avg'] as const;

const CALCULATED = new Set(['NUMBER', 'NUMERIC', 'DATE', 'DATE_TIME']);

/** `asText`: exact numbers, counts and shares in the database's own writing. */
type Aggregate = (records: StoredRecord[], asText: boolean) => unknown;

/** One aggregate by its name (`sumAmountAmountMicros`); undefined where the object has none of that name. */
function findAggregate(object: ObjectMetadata, name: string): Aggregate | undefined {
  if (name === 'totalCount') return (records, asText) => (asText ? String(records.length) : records.length);
  for (const field of object.fields) {
    if (isRelation(field)) continue;
    const count = countsOf(field).find((one) => name === `${one}${capitalize(field.name)}`);
    if (count) return (records, asText) => countBy(count, field, records, asText);
    for (const column of calculatedColumns(field)) {
      const label = `${capitalize(field.name)}${column.sub ? capitalize(column.sub) : ''}`;
      const calculation = calculationsOf(column).find((one) => name === `${one}${label}`);
      if (calculation) return (records, asText) => calculate(calculation, column, records, asText);
    }
  }
  return undefined;
}

/** Only booleans count by their values. */
const countsOf = (field: FieldMetadata): readonly (typeof COUNTS)[number][] => (field.type === 'BOOLEAN' ? COUNTS : COUNTS.filter((one) => one !== 'countTrue' && one !== 'countFalse'));

/** Numbers are calculated with, dates have a first and a last one, a position is neither. */
function calculatedColumns(field: FieldMetadata): Column[] {
  if (field.type === 'CURRENCY') return [subColumn(field, 'amountMicros')];
  return CALCULATED.has(field.type) ? [scalarColumn(field)] : [];
}

const calculationsOf = (column: Column): readonly (typeof CALCULATIONS)[number][] => (isNumberColumn(column) ? CALCULATIONS : ['min', 'max']);

/** Whether an object has an aggregate of that name. */
export const isAggregate = (object: ObjectMetadata, name: string): boolean => findAggregate(object, name) !== undefined;

/** The named aggregates over some records. */
export function aggregateRecords(object: ObjectMetadata, records: StoredRecord[], names: string[], asText = false): Record<string, unknown> {
  const found = names.map((name) => ({ name, aggregate: findAggregate(object, name) }));
  const unknown = found.filter((one) => one.aggregate === undefined).map((one) => one.name);
  if (unknown.length > 0) throw badQuery(`Unknown aggregate field(s): ${unknown.join(', ')}`);
  return Object.fromEntries(found.map(({ name, aggregate }) => [name, aggregate?.(records, asText)]));
}

/** A composite counts as empty when none of its columns has a value. */
function fieldValue(field: FieldMetadata, record: StoredRecord): unknown {
  if (!isComposite(field)) return readColumn(record, scalarColumn(field));
  const parts = Object.keys(FIELD_KINDS[field.type].subFields ?? {}).map((sub) => readColumn(record, subColumn(field, sub)));
  return parts.every((part) => part === null) ? null : parts;
}

function countBy(operation: (typeof COUNTS)[number], field: FieldMetadata, records: StoredRecord[], asText: boolean): number | string | null {
  const values = records.map((record) => fieldValue(field, record));
  const empty = values.filter((value) => value === null).length;
  const total = values.length;
  const count = (number: number): number | string => (asText ? String(number) : number);
  const share = (part: number): number | string | null => (total === 0 ? null : asText ? exactQuotient(part, total) : part / total);
  switch (operation) {
    case 'countUniqueValues': return total === 0 ? null : count(new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value))).size);
    case 'countEmpty': return count(empty);
    case 'countNotEmpty': return count(total - empty);
    case 'percentageEmpty': return share(empty);
    case 'percentageNotEmpty': return share(total - empty);
    case 'countTrue': return count(values.filter((value) => value === true).length);
    case 'countFalse': return count(values.filter((value) => value === false).length);
  }
}

function calculate(operation: (typeof CALCULATIONS)[number], column: Column, records: StoredRecord[], asText: boolean): unknown {
  const values = records.map((record) => readColumn(record, column)).filter((value) => value !== null);
  if (values.length === 0) return null;
  const isExact = asText && column.type === 'NUMERIC';
  if (operation === 'min' || operation === 'max') {
    const extreme = values.reduce((best, value) => (compareValues(column, value, best) < 0 === (operation === 'min') ? value : best));
    return isExact ? String(extreme) : extreme;
  }
  if (!isNumberColumn(column)) return null;
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  if (operation === 'sum') return isExact ? String(sum) : sum;
  return isExact ? exactQuotient(sum, values.length) : sum / values.length;
}

/** The quotient of a number and a count as the database writes exact numbers: with sixteen digits that count, in steps of four decimals. */
export function exactQuotient(dividend: number, count: number): string {
  const [whole = '', fraction = ''] = String(Math.abs(dividend)).split('.');
  const [weight, first] = leadingDigit(Math.abs(dividend));
  const [divisorWeight, divisorFirst] = leadingDigit(count);
  const decimals = Math.max(0, fraction.length, 16 - 4 * (weight - divisorWeight - (first <= divisorFirst ? 1 : 0)));
  const scaled = BigInt(whole + fraction) * 10n ** BigInt(decimals - fraction.length);
  const rounded = (2n * scaled + BigInt(count)) / (2n * BigInt(count));
  const digits = String(rounded).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return dividend < 0 ? `-${text}` : text;
}

/** The first digit to the base of ten thousand, and its place. */
function leadingDigit(value: number): [weight: number, digit: number] {
  if (value === 0) return [0, 0];
  let weight = 0;
  while (value >= 10_000 ** (weight + 1)) weight += 1;
  while (value < 10_000 ** weight) weight -= 1;
  return [weight, Math.floor(value / 10_000 ** weight)];
}
