import type { FieldModel } from '../workspace/model.js';
import type { ColumnKind } from './field-type.js';
import { fieldType } from './index.js';
import { CHOICE_OPERATORS, ORDERED_OPERATORS, TEXT_OPERATORS } from './operators.js';
import { isObject } from './sameness.js';

/** What a filter or an order addresses by one path: a field, a part of a composite, or the key of a relation. */
export interface Column {
  /** `amount.amountMicros`, `companyId`. */
  path: string;
  kind: ColumnKind;
  /** Type of the field. */
  type: string;
  /** Operators of the REST filter. */
  operators: readonly string[];
  /** The value in a record as it is shown at depth 0. */
  valueIn(record: Readonly<Record<string, unknown>>): unknown;
}

/** Operators of the parts of a composite. */
export const PART_OPERATORS: Readonly<Record<ColumnKind, readonly string[]>> = {
  text: TEXT_OPERATORS,
  number: ORDERED_OPERATORS,
  boolean: ['eq', 'is'],
  day: ORDERED_OPERATORS,
  instant: ORDERED_OPERATORS,
  uuid: ORDERED_OPERATORS,
  choice: CHOICE_OPERATORS,
  list: ['containsAny', 'is'],
  json: ['is', 'like'],
};

/** The columns of a field; none for one-to-many relations and for what can be neither filtered nor ordered by. */
export function columnsOf(field: FieldModel): Column[] {
  const type = fieldType(field.type);
  const property = type?.propertyNames(field)[0];
  if (!type?.compares || property === undefined) return [];
  if (typeof type.compares === 'string') {
    return [{ path: property, kind: type.compares, type: field.type, operators: type.filterOperators, valueIn: (record) => record[property] }];
  }
  return Object.entries(type.compares).map(([part, kind]) => ({
    path: `${property}.${part}`,
    kind,
    type: field.type,
    operators: PART_OPERATORS[kind],
    valueIn: (record) => (isObject(record[property]) ? record[property][part] : undefined),
  }));
}

/** Whether a shown value is the absence of one: null, the empty text and the empty list are stored alike, and `is` finds them as NULL. */
export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
