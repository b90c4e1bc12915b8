import type { FieldMetadata, ObjectMetadata, Workspace } from '../../model.js';

type Json = Record<string, unknown>;

function withoutNulls(values: Json, kept: readonly string[] = []): Json {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => kept.includes(key) || (value !== null && value !== undefined)));
}

function fieldValues(workspace: Workspace, field: FieldMetadata): Json {
  const { relation: _, ...rest } = field;
  return { ...rest, isUIReadOnly: !field.isUIEditable, workspaceId: workspace.id };
}

/** A field as REST reads it: without what is null. */
export function readField(workspace: Workspace, field: FieldMetadata): Json {
  return withoutNulls(fieldValues(workspace, field));
}

/** A field as REST answers a write: default value and options stay even when null. */
export function writtenField(workspace: Workspace, field: FieldMetadata): Json {
  return withoutNulls(fieldValues(workspace, field), ['defaultValue', 'options']);
}

function objectValues(workspace: Workspace, object: ObjectMetadata): Json {
  const { fields: _, ...rest } = object;
  return { ...rest, isUIReadOnly: !object.isUIEditable, workspaceId: workspace.id };
}

/** An object as REST reads it: without what is null, with its fields. */
export function readObject(workspace: Workspace, object: ObjectMetadata): Json {
  return { ...withoutNulls(objectValues(workspace, object)), fields: object.fields.map((field) => readField(workspace, field)) };
}

/** An object as REST answers a write; a deleted one comes without fields. */
export function writtenObject(workspace: Workspace, object: ObjectMetadata, withFields: boolean): Json {
  const values = withoutNulls(objectValues(workspace, object), ['imageIdentifierFieldMetadataId', 'labelIdentifierFieldMetadataId']);
  return withFields ? { ...values, fields: object.fields.map((field) => readField(workspace, field)) } : values;
}
