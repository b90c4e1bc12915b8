import { ApiError } from '../errors.js';
import { FIELD_KINDS } from '../fields/index.js';
import type { ColumnType } from '../fields/kind.js';
import { COMPARE, invalid } from '../fields/kind.js';
import { optionValues } from '../fields/select.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { RecordTable } from './record-table.js';

/** One database column: a scalar field, a sub-field of a composite, or a join column. */
export interface Column {
  field: FieldMetadata;
  /** `name`, `name.firstName`, `companyId`. */
  path: string;
  /** Property of a stored record that holds the value or its composite. */
  key: string;
  sub: string | undefined;
  type: ColumnType;
  operators: readonly string[];
  /** Enum values in the order in which they sort. */
  values: readonly string[] | undefined;
}

const HAS_OPTIONS = new Set(['SELECT', 'MULTI_SELECT', 'RATING']);

export const isRelation = (field: FieldMetadata): boolean => field.type === 'RELATION' || field.type === 'MORPH_RELATION';
export const isComposite = (field: FieldMetadata): boolean => FIELD_KINDS[field.type].subFields !== undefined;

/** The foreign key of a many-to-one field; undefined on any other field. */
export function joinColumn(field: FieldMetadata): string | undefined {
  if (!isRelation(field) || field.settings?.['relationType'] !== 'MANY_TO_ONE') return undefined;
  const name = field.settings['joinColumnName'];
  return typeof name === 'string' ? name : `${field.name}Id`;
}

export const findField = (object: ObjectMetadata, name: string): FieldMetadata | undefined => object.fields.find((field) => field.name === name);
export const fieldOfJoinColumn = (object: ObjectMetadata, name: string): FieldMetadata | undefined =>
  object.fields.find((field) => joinColumn(field) === name);

export function targetObject(workspace: Workspace, field: FieldMetadata): ObjectMetadata {
  const target = workspace.objects.find((object) => object.id === field.relation?.targetObjectId);
  if (!target) throw new ApiError(`Relation field "${field.name}" has no target`, { status: 500, error: 'Error' });
  return target;
}

/** The column of a scalar field. */
export function scalarColumn(field: FieldMetadata): Column {
  return {
    field,
    path: field.name,
    key: field.name,
    sub: undefined,
    type: field.type as ColumnType,
    operators: FIELD_KINDS[field.type].operators,
    values: HAS_OPTIONS.has(field.type) ? optionValues(field) : undefined,
  };
}

/** The column of a foreign key, which compares like a UUID. */
export function foreignKeyColumn(field: FieldMetadata): Column {
  const name = joinColumn(field) ?? field.name;
  return { field, path: name, key: name, sub: undefined, type: field.type as ColumnType, operators: COMPARE, values: undefined };
}

/** The column of a composite's sub-field. */
export function subColumn(field: FieldMetadata, sub: string): Column {
  const subFields = FIELD_KINDS[field.type].subFields ?? {};
  const found = Object.hasOwn(subFields, sub) ? subFields[sub] : undefined;
  if (!found) throw invalid(`Sub field "${sub}" not found for composite type: ${field.type}`);
  return { field, path: `${field.name}.${sub}`, key: field.name, sub, type: found.type, operators: FIELD_KINDS[found.type].operators, values: found.values };
}

/** The value of a column as the database holds it: null where the output shows an empty text or list. */
export function readColumn(record: StoredRecord | null, column: Column): unknown {
  let value: unknown = record?.[column.key];
  if (column.sub !== undefined) value = (value as Record<string, unknown> | null | undefined)?.[column.sub];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}

/** The value under which an index of a column finds a record. */
export const columnKey = (column: Column) => (record: StoredRecord): string | null => {
  const value = readColumn(record, column);
  return typeof value === 'string' ? value : null;
};

export const isUuidColumn = (column: Column): boolean => column.type === 'UUID' || column.type === 'RELATION' || column.type === 'MORPH_RELATION';
export const isNumberColumn = (column: Column): boolean => column.type === 'NUMBER' || column.type === 'NUMERIC' || column.type === 'POSITION';

export function recordsOf(workspace: Workspace, object: Pick<ObjectMetadata, 'id'>): RecordTable {
  let records = workspace.records.get(object.id);
  if (!records) workspace.records.set(object.id, (records = new RecordTable()));
  return records;
}

/** The table of an object as database messages name it. */
export const tableName = (workspace: Workspace, object: ObjectMetadata): string =>
  object.applicationId === workspace.standardApplicationId ? object.nameSingular : `_${object.nameSingular}`;

export const unknownField = (object: ObjectMetadata, name: string): ApiError => invalid(`Object ${object.nameSingular} doesn't have any "${name}" field.`);
/** The same refusal in a filter, which says more to people. */
export const unknownFilterField = (object: ObjectMetadata, name: string): ApiError =>
  invalid(`Object ${object.nameSingular} doesn't have any "${name}" field.`, `Invalid filter : ${object.nameSingular} object doesn't have any "${name}" field.`);
export const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
