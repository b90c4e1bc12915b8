import { FIELD_KINDS } from '../fields/index.js';
import { isPlainObject, runtimeError } from '../fields/kind.js';
import type { ObjectMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';

/** What stock Twenty makes of null for composite fields, before the input is parsed. */
export function withNullQuirks(object: ObjectMetadata, data: unknown, quirks: QuirkSet): unknown {
  if (!isPlainObject(data)) return data;
  const nulls = object.fields.filter(({ name, type }) => data[name] === null && FIELD_KINDS[type].subFields !== undefined);
  if (quirks.has('rich-text-null-refused') && nulls.some(({ type }) => type === 'RICH_TEXT')) {
    throw runtimeError('TypeError', "Cannot read properties of null (reading 'blocknote')");
  }
  if (!quirks.has('composite-null-ignored')) return data;
  const ignored = new Set(nulls.map(({ name }) => name));
  return Object.fromEntries(Object.entries(data).filter(([name]) => !ignored.has(name)));
}
