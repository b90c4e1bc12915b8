import { selected } from './selection.js';
import type { Selection } from './selection.js';

/** A cursor of the given order values: base64 of their JSON. */
export function encodeCursor(values: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64');
}

/** Drops from a cursor the order values of fields that the node does not select; `id` stays. */
export function narrowCursor(cursor: string, node: Selection | null): string {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
  } catch {
    return cursor;
  }
  if (typeof values !== 'object' || values === null) return cursor;
  const kept = Object.entries(values).filter(([key]) => key === 'id' || selected(node, key) !== undefined);
  return encodeCursor(Object.fromEntries(kept));
}
