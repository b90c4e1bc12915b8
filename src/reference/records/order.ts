import type { OrderDirection, RecordOrder } from '../engine.js';
import { ApiError } from '../errors.js';
import { FIELD_KINDS } from '../fields/index.js';
import { coded } from '../fields/kind.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { Column } from './columns.js';
import { fieldOfJoinColumn, findField, foreignKeyColumn, isComposite, isRelation, joinColumn, readColumn, recordsOf, scalarColumn, subColumn, targetObject } from './columns.js';
import { compareValues } from './compare.js';
import type { RecordTable } from './record-table.js';

/** One column of an order. */
export interface OrderKey {
  column: Column;
  direction: OrderDirection;
  /** The foreign key to follow first, where the order goes through a relation. */
  through: { key: string; records: RecordTable } | undefined;
  /** Where the value stands in a cursor: `['name', 'firstName']`. */
  cursorPath: string[];
}

/** The columns of an order, `id` last so that no two records tie. */
export function compileOrder(workspace: Workspace, object: ObjectMetadata, orderBy: RecordOrder[] | undefined, quirks?: QuirkSet): OrderKey[] {
  const keys: OrderKey[] = [];
  for (const entry of orderBy ?? []) {
    for (const [name, direction] of Object.entries(entry)) keys.push(...orderKeys(workspace, object, name, direction));
  }
  // A column that is named twice keeps its first place and takes its last direction.
  const unique = [...new Map(keys.map((key) => [key.cursorPath.join('.'), key])).values()];
  const id = findField(object, 'id');
  const given = unique.find((key) => key.cursorPath.join('.') === 'id');
  if (given && quirks?.has('order-by-id-ignored')) given.direction = 'AscNullsFirst';
  if (id && !given) {
    unique.push({ column: scalarColumn(id), direction: 'AscNullsFirst', through: undefined, cursorPath: ['id'] });
  }
  return unique;
}

function orderKeys(workspace: Workspace, object: ObjectMetadata, name: string, direction: OrderDirection | RecordOrder): OrderKey[] {
  const field = findField(object, name);
  if (!field) {
    const relation = fieldOfJoinColumn(object, name);
    if (!relation) throw coded(`Field "${name}" does not exist or is not sortable`, 'FIELD_NOT_FOUND');
    return [{ column: foreignKeyColumn(relation), direction: direction as OrderDirection, through: undefined, cursorPath: [name] }];
  }
  if (isRelation(field)) return relationKeys(workspace, field, direction);
  if (isComposite(field)) return compositeKeys(field, direction);
  return [{ column: scalarColumn(field), direction: direction as OrderDirection, through: undefined, cursorPath: [name] }];
}

function compositeKeys(field: FieldMetadata, direction: OrderDirection | RecordOrder): OrderKey[] {
  if (typeof direction === 'string') {
    throw coded(`Composite field "${field.name}" requires subfield ordering (e.g., { ${field.name}: { subFieldName: 'AscNullsFirst' } })`, 'INVALID_QUERY_INPUT');
  }
  return Object.entries(direction).map(([sub, one]) => {
    if (!Object.hasOwn(FIELD_KINDS[field.type].subFields ?? {}, sub)) {
      throw new ApiError(`Sub field metadata not found for composite type: ${field.type}`, { error: 'Error', graphqlCode: 'INTERNAL_SERVER_ERROR' });
    }
    return { column: subColumn(field, sub), direction: one as OrderDirection, through: undefined, cursorPath: [field.name, sub] };
  });
}

function relationKeys(workspace: Workspace, field: FieldMetadata, direction: OrderDirection | RecordOrder): OrderKey[] {
  if (typeof direction === 'string') {
    throw coded(`Relation field "${field.name}" requires nested field ordering (e.g., { ${field.name}: { fieldName: 'AscNullsFirst' } })`, 'INVALID_QUERY_INPUT');
  }
  const key = joinColumn(field);
  if (key === undefined) throw coded(`Cannot sort by relation field "${field.name}"`, 'INVALID_QUERY_INPUT');
  const target = targetObject(workspace, field);
  const through = { key, records: recordsOf(workspace, target) };
  return Object.entries(direction).flatMap(([name, one]) => {
    const nested = findField(target, name);
    // An order through two relations is taken and has no effect.
    if (nested && isRelation(nested)) return [];
    return orderKeys(workspace, target, name, one).map((order) => ({ ...order, through, cursorPath: [field.name, ...order.cursorPath] }));
  });
}

/** The value by which a record sorts under one key. */
export function orderValue(record: StoredRecord, key: OrderKey): unknown {
  if (!key.through) return readColumn(record, key.column);
  const related = key.through.records.get(record[key.through.key] as string);
  return readColumn(related && related.deletedAt === null ? related : null, key.column);
}

export const isDescending = (direction: OrderDirection): boolean => direction.startsWith('Desc');

/** Order of two values under one key, nulls where its direction puts them. */
export function compareByKey(key: OrderKey, a: unknown, b: unknown): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === key.direction.endsWith('NullsFirst') ? -1 : 1;
  }
  const order = compareValues(key.column, a, b);
  return isDescending(key.direction) ? -order : order;
}

/** Order of two records. */
export function compareRecords(keys: readonly OrderKey[], a: StoredRecord, b: StoredRecord): number {
  for (const key of keys) {
    const order = compareByKey(key, orderValue(a, key), orderValue(b, key));
    if (order !== 0) return order;
  }
  return 0;
}

/** Records in the order of the keys. */
export function sortRecords(records: readonly StoredRecord[], keys: readonly OrderKey[]): StoredRecord[] {
  const rows = records.map((record) => ({ record, values: keys.map((key) => orderValue(record, key)) }));
  rows.sort((a, b) => {
    for (const [index, key] of keys.entries()) {
      const order = compareByKey(key, a.values[index], b.values[index]);
      if (order !== 0) return order;
    }
    return 0;
  });
  return rows.map((row) => row.record);
}
