import { randomUUID } from 'node:crypto';
import { FIELD_KINDS } from '../fields/index.js';
import { isPlainObject } from '../fields/kind.js';
import type { FieldMetadata } from '../model.js';

/** Literals of defaults carry SQL quotes in metadata. */
const unquote = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/^'([\s\S]*)'$/, '$1') : value);

/** What a field shows that was given no value on create. */
export function defaultValue(field: FieldMetadata, now: string): unknown {
  const empty = structuredClone(FIELD_KINDS[field.type].empty);
  const given = field.defaultValue;
  if (given === null || given === undefined) return empty;
  if (isPlainObject(empty)) {
    const parts = isPlainObject(given) ? Object.entries(given).filter(([, value]) => value !== null) : [];
    return { ...empty, ...Object.fromEntries(parts.map(([key, value]) => [key, unquote(value)])) };
  }
  if (Array.isArray(given)) return given.map(unquote);
  if (given === 'uuid') return randomUUID();
  if (given === 'now') return field.type === 'DATE' ? now.slice(0, 10) : now;
  return field.type === 'TEXT' ? String(unquote(given)) : unquote(given);
}
