import { badQuery, duplicateEntry } from './errors.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';
import type { Column } from './columns.js';
import { joinColumn, readColumn, scalarColumn, subColumn } from './columns.js';
import type { RecordTable } from './record-table.js';

/** The columns that make one unique field. */
export interface UniqueKey {
  field: FieldMetadata;
  columns: Column[];
}

const SUB_FIELDS: Partial<Record<FieldMetadata['type'], string[]>> = {
  EMAILS: ['primaryEmail'],
  LINKS: ['primaryLinkUrl'],
  PHONES: ['primaryPhoneNumber', 'primaryPhoneCountryCode', 'primaryPhoneCallingCode'],
};

/** `id` and every unique field of an object. */
export function uniqueKeys(object: ObjectMetadata): UniqueKey[] {
  return object.fields
    .filter((field) => (field.isUnique || field.name === 'id') && joinColumn(field) === undefined)
    .map((field) => ({ field, columns: SUB_FIELDS[field.type]?.map((sub) => subColumn(field, sub)) ?? [scalarColumn(field)] }));
}

/** The values of a key; null where one is missing, since nulls never collide. */
function keyValues(record: StoredRecord, key: UniqueKey): string | null {
  const values = key.columns.map((column) => readColumn(record, column));
  return values.some((value) => value === null) ? null : JSON.stringify(values);
}

/** The stored records that share the value of a key with some values. */
function sharing(table: RecordTable, key: UniqueKey, values: StoredRecord): StoredRecord[] {
  const wanted = keyValues(values, key);
  return wanted === null ? [] : [...table.lookup(`unique ${key.field.id}`, (record) => keyValues(record, key), wanted)];
}

/** Whether several stored records share a value that a field does not allow twice. */
export function hasSharedValues(object: ObjectMetadata, field: FieldMetadata, table: RecordTable): boolean {
  const key = uniqueKeys({ ...object, fields: [{ ...field, isUnique: true }] })[0];
  const values = key ? [...table.values()].map((record) => keyValues(record, key)).filter((value) => value !== null) : [];
  return new Set(values).size < values.length;
}

/** Refuses a record that shares a unique value with another one; `replaced` is the row in whose place it is put. */
export function checkUnique(object: ObjectMetadata, record: StoredRecord, table: RecordTable, replaced?: StoredRecord): void {
  for (const key of uniqueKeys(object)) {
    const other = sharing(table, key, record).find((one) => one !== replaced);
    if (other) throw duplicateEntry(object.nameSingular, other.id === record.id ? undefined : other.id, key.field.name);
  }
}

/** The stored record that an upsert of these values updates. */
export function findConflict(object: ObjectMetadata, values: StoredRecord, table: RecordTable): StoredRecord | undefined {
  const keys = uniqueKeys(object).filter((key) => keyValues(values, key) !== null);
  const matches = new Set(keys.flatMap((key) => sharing(table, key, values)));
  if (matches.size > 1) {
    const shown = keys.map((key) => `${key.field.name} (${key.columns.map((column) => `${column.path}: ${String(readColumn(values, column))}`).join(', ')})`);
    throw badQuery(`Multiple records found with the same unique field values for ${shown.join('; ')}. Cannot determine which record to update.`);
  }
  return [...matches][0];
}
