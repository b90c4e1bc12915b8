import { FIELD_KINDS } from '../fields/index.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';
import type { Column } from './columns.js';
import { capitalize, isComposite, isNumberColumn, isRelation, readColumn, scalarColumn, subColumn } from './columns.js';
import { compareValues } from './compare.js';
import { badQuery } from './errors.js';

const COUNTS = ['countUniqueValues', 'countEmpty', 'countNotEmpty', 'percentageEmpty', 'percentageNotEmpty', 'countTrue', 'countFalse'] as const;
const CALCULATIONS = ['min', 'max', 'sum', 'avg'] as const;

const CALCULATED = new Set(['NUMBER', 'NUMERIC', 'DATE', 'DATE_TIME']);

type Aggregate = (records: StoredRecord[]) => unknown;

/** One aggregate by its name (`sumAmountAmountMicros`); undefined where the object has none of that name. */
function findAggregate(object: ObjectMetadata, name: string): Aggregate | undefined {
  if (name === 'totalCount') return (records) => records.length;
  for (const field of object.fields) {
    if (isRelation(field)) continue;
    const count = countsOf(field).find((one) => name === `${one}${capitalize(field.name)}`);
    if (count) return (records) => countBy(count, field, records);
    for (const column of calculatedColumns(field)) {
      const label = `${capitalize(field.name)}${column.sub ? capitalize(column.sub) : ''}`;
      const calculation = calculationsOf(column).find((one) => name === `${one}${label}`);
      if (calculation) return (records) => calculate(calculation, column, records);
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
export function aggregateRecords(object: ObjectMetadata, records: StoredRecord[], names: string[]): Record<string, unknown> {
  const found = names.map((name) => ({ name, aggregate: findAggregate(object, name) }));
  const unknown = found.filter((one) => one.aggregate === undefined).map((one) => one.name);
  if (unknown.length > 0) throw badQuery(`Unknown aggregate field(s): ${unknown.join(', ')}`);
  return Object.fromEntries(found.map(({ name, aggregate }) => [name, aggregate?.(records)]));
}

/** A composite counts as empty when none of its columns has a value. */
function fieldValue(field: FieldMetadata, record: StoredRecord): unknown {
  if (!isComposite(field)) return readColumn(record, scalarColumn(field));
  const parts = Object.keys(FIELD_KINDS[field.type].subFields ?? {}).map((sub) => readColumn(record, subColumn(field, sub)));
  return parts.every((part) => part === null) ? null : parts;
}

function countBy(operation: (typeof COUNTS)[number], field: FieldMetadata, records: StoredRecord[]): number | null {
  const values = records.map((record) => fieldValue(field, record));
  const empty = values.filter((value) => value === null).length;
  const total = values.length;
  switch (operation) {
    case 'countUniqueValues': return total === 0 ? null : new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value))).size;
    case 'countEmpty': return empty;
    case 'countNotEmpty': return total - empty;
    case 'percentageEmpty': return total === 0 ? null : empty / total;
    case 'percentageNotEmpty': return total === 0 ? null : (total - empty) / total;
    case 'countTrue': return values.filter((value) => value === true).length;
    case 'countFalse': return values.filter((value) => value === false).length;
  }
}

function calculate(operation: (typeof CALCULATIONS)[number], column: Column, records: StoredRecord[]): unknown {
  const values = records.map((record) => readColumn(record, column)).filter((value) => value !== null);
  if (values.length === 0) return null;
  if (operation === 'min' || operation === 'max') {
    return values.reduce((best, value) => (compareValues(column, value, best) < 0 === (operation === 'min') ? value : best));
  }
  if (!isNumberColumn(column)) return null;
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return operation === 'sum' ? sum : sum / values.length;
}
