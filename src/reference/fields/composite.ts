import type { ParseInput } from './kind.js';
import { invalid, isPlainObject } from './kind.js';
import { fromJsonText, noJson } from './scalars.js';

export type SubParsers = Readonly<Record<string, (value: unknown, path: string) => unknown>>;

/** Reads a composite: only the given sub-fields change, null empties them all, unknown ones are refused. */
export function parseComposite(value: unknown, input: ParseInput, label: string, parsers: SubParsers, empty: Record<string, unknown>): Record<string, unknown> {
  const { field } = input;
  if (value === null || value === undefined) return structuredClone(empty);
  const result: Record<string, unknown> = { ...structuredClone(empty), ...(isPlainObject(input.current) ? input.current : {}) };
  for (const [key, given] of partsOf(value, field.name)) {
    const parser = Object.hasOwn(parsers, key) ? parsers[key] : undefined;
    if (!parser) {
      throw invalid(`Invalid subfield ${label === 'rich text' ? `'${key}'` : key} for ${label} field "${field.name}"`, `Invalid value for ${label}.`);
    }
    result[key] = parser(given, `${field.name}.${key}`);
  }
  return result;
}

/** Lists and texts of JSON have parts too, by their index, so that an empty list gives nothing. */
function partsOf(value: unknown, path: string): Array<[string, unknown]> {
  if (typeof value === 'string') {
    fromJsonText(value, path);
    return Object.entries(value);
  }
  if (typeof value !== 'object' || value === null) throw noJson(value, path);
  return Object.entries(value);
}
