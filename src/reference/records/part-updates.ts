import { isPlainObject } from '../fields/kind.js';
import type { FieldType, ObjectMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';

/** Parts that stock Twenty writes with every update of a composite, whether they are given or not. */
const REWRITTEN: Partial<Record<FieldType, readonly string[]>> = {
  LINKS: ['primaryLinkLabel', 'primaryLinkUrl', 'secondaryLinks'],
  EMAILS: ['primaryEmail'],
  PHONES: ['additionalPhones'],
};

/** An update of composites as it is written: parts that are not given are emptied where the quirk is on. */
export function withRewrittenParts(object: ObjectMetadata, data: unknown, quirks: QuirkSet): unknown {
  if (!quirks.has('parts-lost-in-updates') || !isPlainObject(data)) return data;
  const written = { ...data };
  for (const { name, type } of object.fields) {
    const value = data[name];
    const parts = REWRITTEN[type];
    if (parts && isPlainObject(value)) written[name] = { ...Object.fromEntries(parts.map((part) => [part, null])), ...value };
  }
  return written;
}
