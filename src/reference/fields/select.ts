import type { FieldMetadata } from '../model.js';
import type { FieldKind } from './kind.js';
import { COMPARE, invalid } from './kind.js';

export const SELECT_OPERATORS = [...COMPARE.slice(0, 7), 'containsAny', 'is', 'isEmptyArray'] as const;

/** Option values in the order in which they sort. */
export const optionValues = (field: FieldMetadata): string[] =>
  [...(field.options ?? [])].sort((a, b) => a.position - b.position).map((option) => option.value);

export function parseOption(value: unknown, path: string, values: readonly string[]): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && values.includes(value)) return value;
  throw invalid(`Invalid value ${JSON.stringify(value)} for field "${path}". Valid values are: ${values.join(', ')}`);
}

export const select: FieldKind = {
  parse: (value, { field }) => parseOption(value, field.name, optionValues(field)),
  empty: null,
  operators: SELECT_OPERATORS,
};
