import type { ParseInput } from './kind.js';
import { invalid, isPlainObject, show } from './kind.js';

export type SubParsers = Readonly<Record<string, (value: unknown, path: string) => unknown>>;

/** Reads a composite: only the given sub-fields change, null empties them all, unknown ones are refused. */
export function parseComposite(value: unknown, input: ParseInput, label: string, parsers: SubParsers, empty: Record<string, unknown>): Record<string, unknown> {
  const { field } = input;
  if (value === null || value === undefined) return structuredClone(empty);
  if (!isPlainObject(value)) throw invalid(`Invalid object value ${show(value)} for field "${field.name}"`);
  const result: Record<string, unknown> = { ...structuredClone(empty), ...(isPlainObject(input.current) ? input.current : {}) };
  for (const [key, given] of Object.entries(value)) {
    const parser = Object.hasOwn(parsers, key) ? parsers[key] : undefined;
    if (!parser) throw invalid(`Invalid subfield ${label === 'rich text' ? `'${key}'` : key} for ${label} field "${field.name}"`);
    result[key] = parser(given, `${field.name}.${key}`);
  }
  return result;
}
