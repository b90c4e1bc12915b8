import { selected } from './selection.js';
import type { Selection } from './selection.js';

/** A cursor of the given order values: base64 of their JSON. */
export function encodeCursor(values: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64');
}

/** The order values in a cursor; undefined where the text is no cursor. */
export function decodeCursor(cursor: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Drops from a cursor the order values of fields that the node does not select; `id` and the shell of a composite stay. */
export function narrowCursor(cursor: string, node: Selection | null): string {
  const values = decodeCursor(cursor);
  return values === undefined ? cursor : encodeCursor({ ...narrow(values, node), id: values['id'] });
}

function narrow(values: Record<string, unknown>, selection: Selection | null): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const field = selected(selection, key);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      kept[key] = narrow(value as Record<string, unknown>, field?.selection ?? null);
    } else if (field !== undefined) {
      kept[key] = value;
    }
  }
  return kept;
}

/** True where a composite of the cursor has lost all its values: such a cursor marks no place. */
export function marksNoPlace(values: Record<string, unknown>): boolean {
  return Object.values(values).some((value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
}
