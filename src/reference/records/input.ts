import { ApiError } from '../errors.js';
import { createHash } from 'node:crypto';
import { FIELD_KINDS } from '../fields/index.js';
import { coded, databaseError, invalid, isPlainObject, missingValue } from '../fields/kind.js';
import { isUuid, parseUuid } from '../fields/scalars.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import {
  capitalize, columnKey, fieldOfJoinColumn, findField, isComposite, isRelation, joinColumn, readColumn, recordsOf, scalarColumn, subColumn, tableName,
  targetObject, unknownField,
} from './columns.js';
import { defaultValue } from './defaults.js';
import { typeError } from './errors.js';

/** Validates what a client wrote and returns the changed columns in stored form. */
export function parseInput(workspace: Workspace, object: ObjectMetadata, data: unknown, current: StoredRecord | undefined): Record<string, unknown> {
  requireRecord(data);
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data as object)) {
    if (value === undefined) continue;
    if (key === 'id' && value !== null) values['id'] = parseId(value, current === undefined);
    else if (key !== 'id') parseProperty(workspace, object, key, value, data as Record<string, unknown>, values, current);
  }
  if ((data as { id?: unknown }).id === null) throw databaseError(`null value in column "id" of relation "${tableName(workspace, object)}" violates not-null constraint`);
  return values;
}

/** Says what the runtime would on touching a body that is no object. */
export function requireRecord(data: unknown): void {
  if (data === undefined || data === null) throw typeError(`Cannot read properties of ${String(data)} (reading 'position')`);
  if (typeof data !== 'object') throw typeError(`Cannot create property 'position' on ${typeof data} '${String(data)}'`);
}

function parseId(value: unknown, creating: boolean): string {
  if (creating && value !== '' && !isUuid(value)) throw coded(`Value "${String(value)}" is not a valid UUID`, 'INVALID_QUERY_INPUT', 'Invalid UUID format.');
  return parseUuid(value, 'id') as string;
}

function parseProperty(workspace: Workspace, object: ObjectMetadata, key: string, value: unknown, data: Record<string, unknown>, values: Record<string, unknown>, current: StoredRecord | undefined): void {
  if (key in Object.prototype) throw invalid(`Field metadata not found for field ${key}`);
  const relation = fieldOfJoinColumn(object, key);
  if (relation) {
    if (Object.hasOwn(data, relation.name)) throw invalid(`${relation.name} and ${key} cannot be both provided.`);
    values[key] = parseUuid(value, key);
    return;
  }
  const field = findField(object, key);
  if (!field) throw unknownField(object, key);
  if (value === null && isRelation(field) && !field.isNullable) throw invalid(`Field ${field.name} is not nullable and has no default value.`);
  const column = joinColumn(field);
  if (column !== undefined) {
    if (Object.hasOwn(data, column)) throw invalid(`${field.name} and ${column} cannot be both provided.`);
    values[column] = resolveConnect(workspace, field, value);
    return;
  }
  if (isRelation(field)) throw invalid(`One-to-many relation ${field.name} field does not support write operations.`);
  if (value === null && !field.isNullable && field.type !== 'TS_VECTOR') {
    if (field.defaultValue === null || field.defaultValue === undefined) throw invalid(`Field ${field.name} is not nullable and has no default value.`);
    if (!isComposite(field)) throw refuseNull(workspace, object, field);
    values[key] = defaultValue(field, current?.updatedAt ?? new Date().toISOString());
    return;
  }
  try {
    values[key] = FIELD_KINDS[field.type].parse(value, { field, current: current ? current[field.name] : startOf(field) });
  } catch (error) {
    throw error instanceof ApiError ? new ApiError(error.message, { ...error.options, field: field.name }) : error;
  }
}

/** What a new composite starts from: sub-fields that are not given have their defaults. */
function startOf(field: FieldMetadata): unknown {
  return isComposite(field) ? defaultValue(field, '') : undefined;
}

/** Null where a value must be: positions are checked by the server, all else by the database. */
function refuseNull(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata): ApiError {
  if (field.type !== 'POSITION') return missingValue(field.name, tableName(workspace, object));
  return invalid(`Invalid position value null for field "${field.name}"`, 'Invalid value for position: "null"');
}

/** A field that must hold a value and has no default must be given one. */
export function requireValues(workspace: Workspace, object: ObjectMetadata, values: Record<string, unknown>, quirks: QuirkSet): void {
  const missing = object.fields.find((field) => !field.isNullable && !isRelation(field) && !field.isSystem && !isComposite(field)
    && (field.defaultValue === null || field.defaultValue === undefined) && values[field.name] === undefined);
  if (missing) throw missingValue(missing.name, tableName(workspace, object));
  if (quirks.has('relation-keys-never-required')) return;
  const parent = object.fields.find((field) => !field.isNullable && field.type === 'RELATION' && joinColumn(field) !== undefined && values[joinColumn(field)!] == null);
  if (parent) throw databaseError(`null value in column "${joinColumn(parent)}" of relation "${tableName(workspace, object)}" violates not-null constraint`);
}

/** The foreign key that `connect` or `disconnect` stands for. */
function resolveConnect(workspace: Workspace, field: FieldMetadata, value: unknown): string | null {
  const target = targetObject(workspace, field);
  if (isPlainObject(value) && value['disconnect'] === true) return null;
  const connect = isPlainObject(value) ? value['connect'] : undefined;
  const where = isPlainObject(connect) ? connect['where'] : undefined;
  if (!isPlainObject(where)) throw invalid(`Relation "${field.name}" requires connect or disconnect operation`);
  const conditions = Object.entries(where).flatMap(([name, given]) => {
    const one = findField(target, name);
    if (!one) throw unknownField(target, name);
    if (isComposite(one) && isPlainObject(given)) return Object.entries(given).map(([sub, part]) => ({ label: `${name}${capitalize(sub)}`, column: subColumn(one, sub), value: part }));
    return [{ label: name, column: scalarColumn(one), value: given }];
  });
  const table = recordsOf(workspace, target);
  const [first] = conditions;
  const candidates = typeof first?.value === 'string' ? table.lookup(first.column.path, columnKey(first.column), first.value) : table.values();
  const matches = [...candidates].filter((record) => conditions.every((one) => readColumn(record, one.column) === one.value));
  if (matches.length !== 1) {
    const shown = conditions.map((one) => `${one.label} = ${String(one.value)}`).join(' and ');
    throw invalid(`Expected 1 record to connect to ${field.name}, but found ${matches.length} for ${shown}`);
  }
  return matches[0]?.id ?? null;
}

/** A foreign key must point at a record; trashed ones count. */
export function checkForeignKeys(workspace: Workspace, object: ObjectMetadata, values: Record<string, unknown>, quirks: QuirkSet): void {
  for (const field of object.fields) {
    const column = joinColumn(field);
    if (column === undefined || typeof values[column] !== 'string') continue;
    if (recordsOf(workspace, targetObject(workspace, field)).has(values[column])) continue;
    if (!quirks.has('relation-refusal-unnamed')) throw invalid(`No record has the id '${values[column]}' for field "${column}"`);
    const table = tableName(workspace, object);
    const constraint = createHash('sha1').update(`${table}_${column}`).digest('hex').slice(0, 27);
    throw databaseError(`insert or update on table "${table}" violates foreign key constraint "FK_${constraint}"`);
  }
}
