import { ApiError } from '../../errors.js';

/** Arguments of a metadata connection. */
export interface Paging {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** A page of metadata. */
export interface Page<Item> {
  edges: Array<{ node: Item; cursor: string }>;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const MAX_PAGE = 1000;
const PREFIX = 'arrayconnection:';

/** Cuts a page out of a list. Cursors are offsets. An impossible request answers an empty last page. */
export function pageOf<Item>(items: Item[], paging: Paging): Page<Item> {
  const { first, last } = paging;
  const after = offsetOf(paging.after);
  const before = offsetOf(paging.before);
  const both = typeof first === 'number' && typeof last === 'number';
  let from = after === undefined ? 0 : after + 1;
  let to = before === undefined ? items.length : Math.min(before, items.length);
  if (both || (first ?? 0) < 0 || (last ?? 0) < 0) to = from;
  else if (typeof first === 'number') to = Math.min(to, from + Math.min(first, MAX_PAGE));
  else if (typeof last === 'number') from = Math.max(from, to - Math.min(last, MAX_PAGE));
  const edges = items.slice(from, to).map((node, index) => ({ node, cursor: cursorAt(from + index) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: edges.length > 0 && to < items.length,
      hasPreviousPage: edges.length > 0 && from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorAt(offset: number): string {
  return Buffer.from(`${PREFIX}${offset}`).toString('base64');
}

function offsetOf(cursor: string | null | undefined): number | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  const offset = Number.parseInt(Buffer.from(cursor, 'base64').toString('utf8').slice(PREFIX.length), 10);
  if (Number.isNaN(offset)) {
    throw new ApiError('Provided "offset" value is not a number. Please provide a numeric value.', { graphqlCode: 'INTERNAL_SERVER_ERROR' });
  }
  return offset;
}

/** Keeps the items that a metadata filter lets through: `and`, `or` and comparisons by attribute. */
export function matches(item: Record<string, unknown>, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (condition === null || condition === undefined) return true;
    if (key === 'and') return (condition as Array<Record<string, unknown>>).every((part) => matches(item, part));
    if (key === 'or') return (condition as Array<Record<string, unknown>>).some((part) => matches(item, part));
    return compares(item[key] ?? null, condition as Record<string, unknown>);
  });
}

function compares(value: unknown, comparison: Record<string, unknown>): boolean {
  return Object.entries(comparison).every(([operator, operand]) => {
    switch (operator) {
      case 'is':
      case 'eq':
        return value === operand;
      case 'isNot':
      case 'neq':
        return value !== operand;
      case 'in':
        return (operand as unknown[]).includes(value);
      case 'notIn':
        return !(operand as unknown[]).includes(value);
      case 'gt':
        return String(value) > String(operand);
      case 'gte':
        return String(value) >= String(operand);
      case 'lt':
        return String(value) < String(operand);
      case 'lte':
        return String(value) <= String(operand);
      case 'like':
      case 'iLike':
        return String(value).toLowerCase() === String(operand).toLowerCase();
      default:
        return String(value).toLowerCase() !== String(operand).toLowerCase();
    }
  });
}
