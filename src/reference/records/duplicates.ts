import { FIELD_KINDS } from '../fields/index.js';
import { isPlainObject } from '../fields/kind.js';
import type { ObjectMetadata, StoredRecord } from '../model.js';
import type { Column } from './columns.js';
import { capitalize, columnKey, readColumn, scalarColumn, subColumn } from './columns.js';
import type { RecordTable } from './record-table.js';

const MINIMUM_LENGTH = 3;

/** The column that a duplicate criterion names (`nameFirstName`). */
function criterionColumn(object: ObjectMetadata, name: string): Column | undefined {
  for (const field of object.fields) {
    if (field.name === name) return scalarColumn(field);
    const sub = Object.keys(FIELD_KINDS[field.type].subFields ?? {}).find((one) => `${field.name}${capitalize(one)}` === name);
    if (sub !== undefined) return subColumn(field, sub);
  }
  return undefined;
}

/** Live records that agree with one in all columns of at least one criterion. */
export function findDuplicates(object: ObjectMetadata, criteria: readonly string[][], given: Record<string, unknown>, table: RecordTable): StoredRecord[] {
  const groups = criteria.flatMap((names) => {
    const columns = names.map((name) => criterionColumn(object, name));
    const wanted = columns.map((column) => (column ? readGiven(given, column) : null));
    const usable = wanted.every((value) => typeof value === 'string' && value.length >= MINIMUM_LENGTH);
    return usable ? [{ columns: columns as Column[], wanted: wanted as string[] }] : [];
  });
  const found = groups.flatMap(({ columns, wanted }) => {
    const [first] = columns;
    const rows = first ? [...table.lookup(first.path, columnKey(first), wanted[0] ?? '')] : [];
    return rows.filter((record) => columns.every((column, index) => readColumn(record, column) === wanted[index]));
  });
  return [...new Set(found)].filter((record) => record.deletedAt === null && record.id !== given['id']);
}

function readGiven(given: Record<string, unknown>, column: Column): unknown {
  const value = given[column.key];
  if (column.sub === undefined) return value ?? null;
  return isPlainObject(value) ? (value[column.sub] ?? null) : null;
}
