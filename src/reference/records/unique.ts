import { badQuery, duplicateEntry } from './errors.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';
import type { Column } from './columns.js';
import { joinColumn, readColumn, scalarColumn, subColumn } from './columns.js';

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

/** The values of a key; undefined where one is missing, since nulls never collide. */
function keyValues(record: StoredRecord, key: UniqueKey): string | undefined {
  const values = key.columns.map((column) => readColumn(record, column));
  return values.some((value) => value === null) ? undefined : JSON.stringify(values);
}

/** Refuses a record that shares a unique value with another one. */
export function checkUnique(object: ObjectMetadata, record: StoredRecord, others: Iterable<StoredRecord>): void {
  const wanted = uniqueKeys(object).map((key) => ({ key, values: keyValues(record, key) })).filter((one) => one.values !== undefined);
  for (const other of others) {
    if (other === record) continue;
    if (!wanted.some(({ key, values }) => keyValues(other, key) === values)) continue;
    throw duplicateEntry(object.nameSingular, other.id === record.id ? undefined : other.id);
  }
}

/** The stored record that an upsert of these values updates. */
export function findConflict(object: ObjectMetadata, values: StoredRecord, records: Iterable<StoredRecord>): StoredRecord | undefined {
  const wanted = uniqueKeys(object).map((key) => ({ key, values: keyValues(values, key) })).filter((one) => one.values !== undefined);
  const matches = new Set<StoredRecord>();
  for (const record of records) {
    if (wanted.some(({ key, values: own }) => keyValues(record, key) === own)) matches.add(record);
  }
  if (matches.size > 1) {
    const shown = wanted.map(({ key }) => `${key.field.name} (${key.columns.map((column) => `${column.path}: ${String(readColumn(values, column))}`).join(', ')})`);
    throw badQuery(`Multiple records found with the same unique field values for ${shown.join('; ')}. Cannot determine which record to update.`);
  }
  return [...matches][0];
}
