import type { FieldModel } from '../workspace/model.js';

/** `person` → `Person`: the only change that Twenty makes to a name in type names and response keys. */
export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Name of the GraphQL enum that holds the options of a field. */
export function enumTypeName(field: FieldModel, objectNameSingular: string): string {
  return `${capitalised(objectNameSingular)}${capitalised(field.name)}Enum`;
}

/** Values of the field's options, in their order. */
export function optionValues(field: FieldModel): string[] {
  return field.options.map((option) => option.value);
}

/** A JSON type, joined by null where metadata says that the field may be empty. */
export function maybeNull(field: FieldModel, type: string): string | string[] {
  return field.isNullable ? [type, 'null'] : type;
}

/** The record property of a field that is no relation has the field's own name. */
export function ownName(field: FieldModel): string[] {
  return [field.name];
}
