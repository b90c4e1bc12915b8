import type { FindManyArgs, FindManyResult, OrderDirection } from '../engine.js';
import type { ObjectMetadata, StoredRecord } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { CursorTest } from './cursor.js';
import { cursorTest, encodeCursor } from './cursor.js';
import type { OrderKey } from './order.js';
import { firstIndex } from './sorted-list.js';

const DEFAULT_SIZE = 60;

/** Whether a page is read from its end. */
export const isBackward = (args: FindManyArgs): boolean => args.before !== undefined || args.last !== undefined;

/** The order in which a page is read: backwards, a stock instance leaves the nulls of nested columns where they stand in forward order. */
export function readingOrder(keys: OrderKey[], args: FindManyArgs, quirks: QuirkSet): OrderKey[] {
  if (!isBackward(args) || !quirks.has('relation-order-cursor')) return keys;
  return keys.map((key) => (key.cursorPath.length > 1 ? { ...key, direction: OTHER_NULLS[key.direction] } : key));
}

const OTHER_NULLS: Record<OrderDirection, OrderDirection> = {
  AscNullsFirst: 'AscNullsLast',
  AscNullsLast: 'AscNullsFirst',
  DescNullsFirst: 'DescNullsLast',
  DescNullsLast: 'DescNullsFirst',
};

/** Cuts a page out of records in reading order. */
export function cutPage(object: ObjectMetadata, sorted: readonly StoredRecord[], keys: OrderKey[], args: FindManyArgs, quirks: QuirkSet): FindManyResult {
  const backward = isBackward(args);
  const cursor = args.before ?? args.after;
  const test = cursor ? cursorTest(object, cursor, keys, !backward, quirks) : undefined;
  const size = args.first ?? args.last ?? DEFAULT_SIZE;
  const candidates = beyond(sorted, test, backward, args.offset ?? 0, size + 1);
  const records = backward ? candidates.slice(Math.max(0, candidates.length - size)) : candidates.slice(0, size);
  const cursors = records.map((record) => encodeCursor(record, keys, quirks));
  const more = candidates.length > size;
  const ends = [cursors[0] ?? null, cursors.at(-1) ?? null] as const;
  const [startCursor, endCursor] = backward && quirks.has('backward-cursors-swapped') ? [ends[1], ends[0]] : ends;
  return { records, cursors, totalCount: sorted.length, pageInfo: { hasNextPage: !backward && more, hasPreviousPage: backward && more, startCursor, endCursor } };
}

/** The records that lie beyond a cursor, without the first `offset`; no more of them than `most` where their place is known. */
function beyond(sorted: readonly StoredRecord[], cursor: CursorTest | undefined, backward: boolean, offset: number, most: number): StoredRecord[] {
  if (!cursor) return backward ? sorted.slice(Math.max(offset, sorted.length - most)) : sorted.slice(offset, offset + most);
  const { passes, position } = cursor;
  // Backwards, an order that is not the cursor's, or an offset from the far end, leave only the way through all records.
  if (!position || (backward && offset > 0)) return sorted.filter(passes).slice(offset);
  const found: StoredRecord[] = [];
  if (backward) {
    for (let index = firstIndex(sorted, (record) => !position(record)) - 1; index >= 0 && found.length < most; index -= 1) {
      if (passes(sorted[index] as StoredRecord)) found.unshift(sorted[index] as StoredRecord);
    }
    return found;
  }
  for (let index = firstIndex(sorted, position); index < sorted.length && found.length < offset + most; index += 1) {
    if (passes(sorted[index] as StoredRecord)) found.push(sorted[index] as StoredRecord);
  }
  return found.slice(offset);
}
