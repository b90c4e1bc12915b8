import { FIELD_KINDS } from '../fields/index.js';
import { coded, databaseError, invalid, isPlainObject } from '../fields/kind.js';
import { isUuid } from '../fields/scalars.js';
import type { ObjectMetadata, StoredRecord } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { Column } from './columns.js';
import { findField, isComposite } from './columns.js';
import { compareValues } from './compare.js';
import type { OrderKey } from './order.js';
import { compareByKey, isDescending, orderValue } from './order.js';

/** Whether a record lies behind (`forward`) or before a cursor. */
type Passes = (record: StoredRecord) => boolean;
export interface CursorTest {
  passes: Passes;
  /** Holds for every record that passes, and from some record on for all (before it, backwards) in the order of the page; undefined where no such place is known. */
  position?: Passes;
}

const inCursor = (key: OrderKey, quirks: QuirkSet): boolean => !quirks.has('relation-order-cursor') || (key.through === undefined && key.column.field.type !== 'RELATION');

/** The cursor of a record: base64 of the values by which it sorts. */
export function encodeCursor(record: StoredRecord, keys: OrderKey[], quirks: QuirkSet): string {
  const content: Record<string, unknown> = {};
  for (const key of keys) {
    if (!inCursor(key, quirks)) continue;
    let place = content;
    for (const part of key.cursorPath.slice(0, -1)) place = (place[part] ??= {}) as Record<string, unknown>;
    // A missing value is written as answers show it.
    place[key.cursorPath.at(-1) ?? ''] = orderValue(record, key) ?? shownEmpty(key.column);
  }
  return Buffer.from(JSON.stringify(content)).toString('base64');
}

function shownEmpty({ field, sub, type }: Column): unknown {
  const whole = FIELD_KINDS[field.type].empty;
  return sub !== undefined && isPlainObject(whole) && sub in whole ? whole[sub] : FIELD_KINDS[type].empty;
}

function decodeCursor(cursor: string): object {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
  } catch {
    throw invalid(`Invalid cursor: ${cursor}`);
  }
  if (typeof content !== 'object' || content === null) throw invalid(`Invalid cursor: ${cursor}`);
  return content;
}

/** Makes a test of a cursor that a client sent. */
export function cursorTest(object: ObjectMetadata, cursor: string, keys: OrderKey[], forward: boolean, quirks: QuirkSet): CursorTest {
  const content = decodeCursor(cursor) as Record<string, unknown>;
  const steps: Array<{ key: OrderKey; value: unknown }> = [];
  for (const [name, value] of Object.entries(content)) {
    const field = findField(object, name);
    if (!field && !keys.some((key) => key.cursorPath[0] === name)) throw coded(`Field metadata not found for key: ${name}`, 'INVALID_CURSOR');
    const parts = isPlainObject(value) && (!field || isComposite(field) || keys.some((key) => key.through && key.cursorPath[0] === name)) ? flatten(value, [name]) : [{ path: [name], value }];
    // A composite without its sorted part is a position that every record is behind.
    if (parts.length === 0) return { passes: () => true };
    for (const part of parts) {
      const key = keys.find((one) => one.cursorPath.join('.') === part.path.join('.'));
      if (!key) throw coded('Invalid cursor', 'INVALID_CURSOR');
      // A list within a composite is no position either.
      if (Array.isArray(part.value) && part.path.length > 1 && quirks.has('cursor-loses-nulls')) return { passes: () => true };
      if (name === 'id' && !isUuid(part.value)) throw databaseError(`invalid input syntax for type uuid: "${String(part.value)}"`);
      steps.push({ key, value: part.value === '' || (Array.isArray(part.value) && part.value.length === 0) ? null : part.value });
    }
  }
  if (steps.length === 0) return { passes: () => true };
  const position = positionTest(steps, forward);
  const passes = quirks.has('cursor-loses-nulls') ? columnTest(steps, forward) : position;
  const inOrder = steps.every(({ key }, index) => key === keys[index]);
  const turned = !forward && steps.some(({ key }) => key.cursorPath.length > 1);
  const missesNulls = passes !== position && steps.some(({ value }) => value === null);
  return inOrder && !turned && !missesNulls ? { passes, position } : { passes };
}

/** The whole position is compared, nulls included, so that every record is on one side of it. */
function positionTest(steps: Array<{ key: OrderKey; value: unknown }>, forward: boolean): Passes {
  return (record) => {
    for (const { key, value } of steps) {
      const order = compareByKey(key, orderValue(record, key), value);
      if (order !== 0) return forward ? order > 0 : order < 0;
    }
    return false;
  };
}

/** Column by column as SQL compares: a null is on neither side of a value. */
function columnTest(steps: Array<{ key: OrderKey; value: unknown }>, forward: boolean): Passes {
  if (steps.some(({ key, value }) => key.column.type === 'RAW_JSON' && Array.isArray(value))) throw databaseError('invalid input syntax for type json');
  return (record) => {
    for (const { key, value } of steps) {
      const own = orderValue(record, key);
      const greater = forward !== isDescending(key.direction);
      if (value === null) {
        if (own === null && (key.column.sub === undefined || key.column.type === 'TEXT')) continue;
        return greater && key.column.type === 'TEXT';
      }
      if (own === null) return false;
      const order = compareValues(key.column, own, value);
      if (order !== 0) return greater ? order > 0 : order < 0;
    }
    return false;
  };
}

function flatten(value: Record<string, unknown>, path: string[]): Array<{ path: string[]; value: unknown }> {
  return Object.entries(value).flatMap(([name, one]) => (isPlainObject(one) ? flatten(one, [...path, name]) : [{ path: [...path, name], value: one }]));
}
