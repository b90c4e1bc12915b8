import type { FieldType } from '../model.js';

/** What a row of a standard object's table may add to its name, type, label and icon. */
export interface RowOptions {
  /** Not nullable. */
  required?: boolean;
  unique?: boolean;
  system?: boolean;
  /** Not editable in the user interface. */
  readOnly?: boolean;
  default?: unknown;
  /** Options of a select in order, each `VALUE|Label|color`. */
  options?: readonly string[];
  settings?: Record<string, unknown>;
  /** One-to-many over a join object: the field of that object which leads on. */
  junction?: string;
}

/** What the many-to-one side does when its target is destroyed. */
export type OnDelete = 'CASCADE' | 'SET_NULL';

interface RowBase {
  name: string;
  label: string;
  icon: string;
  options: RowOptions;
}

/** A row of a standard object's table. */
export type StandardField = RowBase & (
  | { kind: 'field'; type: FieldType }
  | { kind: 'one'; target: string; onDelete: OnDelete }
  | { kind: 'morph'; morph: string; target: string; onDelete: OnDelete }
  | { kind: 'many'; inverse: string });

/** One standard object as the tables write it. */
export interface StandardObject {
  singular: string;
  plural: string;
  label: string;
  labelPlural: string;
  icon: string;
  shortcut?: string;
  /** Name of the label identifier field. */
  identifier: string;
  /** Name of the image identifier field. */
  image?: string;
  system?: boolean;
  searchable?: boolean;
  creatable?: boolean;
  /** `position` and `searchVector` are read-only in the user interface too. */
  readOnlySystemFields?: boolean;
  duplicateCriteria?: string[][];
  fields: StandardField[];
}

/** A field that holds a value of its own. */
export function field(name: string, type: FieldType, label: string, icon: string, options: RowOptions = {}): StandardField {
  return { kind: 'field', name, type, label, icon, options };
}

/** A many-to-one relation; its inverse is the `many` row that names it. */
export function one(
  name: string, target: string, onDelete: OnDelete, label: string, icon: string, options: RowOptions = {},
): StandardField {
  return { kind: 'one', name, target, onDelete, label, icon, options };
}

/** One target of a morph relation: the field `{morph}{Target}`. */
export function morph(
  morphName: string, target: string, onDelete: OnDelete, label: string, icon: string, options: RowOptions = {},
): StandardField {
  const name = morphName + target.charAt(0).toUpperCase() + target.slice(1);
  return { kind: 'morph', name, morph: morphName, target, onDelete, label, icon, options };
}

/** A one-to-many relation, by the `object.field` on its other side. */
export function many(name: string, inverse: string, label: string, icon: string, options: RowOptions = {}): StandardField {
  return { kind: 'many', name, inverse, label, icon, options };
}
