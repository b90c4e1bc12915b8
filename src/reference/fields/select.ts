import type { FieldMetadata } from '../model.js';
import type { FieldKind } from './kind.js';
import { COMPARE, invalid } from './kind.js';
import { parseText } from './scalars.js';

export const SELECT_OPERATORS = [...COMPARE.slice(0, 7), 'containsAny', 'is', 'isEmptyArray'] as const;

/** Option values in the order in which they sort. */
export const optionValues = (field: FieldMetadata): string[] =>
  [...(field.options ?? [])].sort((a, b) => a.position - b.position).map((option) => option.value);

export function parseOption(value: unknown, path: string, values: readonly string[]): string | null {
  if (value === null || value === undefined) return null;
  const given = parseText(value, path);
  if (values.includes(given)) return given;
  throw invalid(`Invalid value ${JSON.stringify(given)} for field "${path}". Valid values are: ${values.join(', ')}`, `Invalid value for field "${path}"`);
}

export const select: FieldKind = {
  parse: (value, { field }) => parseOption(value, field.name, optionValues(field)),
  empty: null,
  operators: SELECT_OPERATORS,
};
