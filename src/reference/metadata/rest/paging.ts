import { ApiError } from '../../errors.js';
import { badRequest, internalError } from '../refusals.js';
import { isUuid } from './answers.js';

const DEFAULT_LIMIT = 60;
const MAXIMUM_LIMIT = 200;

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new ApiError(`limit '${text}' is invalid. Should be an integer`, { status: 400, error: 'BadRequestException' });
  }
  return Math.min(limit, MAXIMUM_LIMIT);
}

function cursorOf(query: URLSearchParams, name: string): string | null {
  const cursor = query.get(name);
  if (cursor !== null && cursor !== '' && !isUuid(cursor)) throw internalError('cursor is no id');
  return cursor === '' ? null : cursor;
}

/** One page of entities by descending id, and where it ends. */
export function page<T extends { id: string }>(all: readonly T[], query: URLSearchParams): {
  items: T[]; pageInfo: { hasNextPage: boolean; startCursor: string | null; endCursor: string | null }; totalCount: number;
} {
  const limit = limitOf(query);
  const after = cursorOf(query, 'starting_after');
  const before = cursorOf(query, 'ending_before');
  if (after !== null && before !== null) throw badRequest('Only one of starting_after and ending_before may be given');
  const sorted = [...all].sort((a, b) => (a.id < b.id ? 1 : -1));
  let rest = sorted;
  if (after !== null) rest = sorted.filter((each) => each.id < after);
  if (before !== null) rest = sorted.filter((each) => each.id > before);
  const items = before === null ? rest.slice(0, limit) : rest.slice(Math.max(0, rest.length - limit));
  return {
    items,
    pageInfo: { hasNextPage: limit > 0 && rest.length > items.length, startCursor: items[0]?.id ?? null, endCursor: items.at(-1)?.id ?? null },
    totalCount: all.length,
  };
}
