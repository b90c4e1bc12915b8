import { expect, test } from 'vitest';
import { connectionProblems, restListProblems } from '../../src/contract/list-answers.js';
import type { Exchange } from '../../src/http/exchange.js';

const exchange = (method: string, path: string, json: unknown, body?: unknown): Exchange => ({
  id: 1, request: { method, url: `http://host${path}`, headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, response: { status: 200, headers: {}, text: '', json }, startedAt: 0, durationMs: 1, tokens: 1,
});
const INFO = { startCursor: 'a', endCursor: 'b', hasNextPage: false, hasPreviousPage: false };
const listed = (query: string, records: object[], info: object = {}, totalCount = records.length) =>
  restListProblems(exchange('GET', `/rest/companies${query}`, { data: { companies: records }, pageInfo: { ...INFO, ...info }, totalCount }), '/rest/companies').map(({ rule, what }) => `${rule}: ${what}`);
const two = [{ id: '1', n: 1 }, { id: '2', n: 2 }];

test('a page that is right has no problems', () => {
  expect(listed('', two)).toEqual([]);
  expect(listed('?limit=2', two, { hasNextPage: true }, 9)).toEqual([]);
  expect(listed('?limit=0', [], { startCursor: null, endCursor: null, hasNextPage: true }, 9)).toEqual([]);
  expect(listed('?limit=2&starting_after=a&order_by=n[AscNullsLast]', two, {}, 9)).toEqual([]);
  expect(listed('?order_by=n[DescNullsFirst]', [{ id: '3', n: null }, ...two.toReversed()])).toEqual([]);
});

test.each([
  [listed('?limit=1', two), 'size: a page holds more records than its limit'],
  [listed('', [two[0]!, two[0]!]), 'size: a page holds a record twice'],
  [listed('', two, {}, 1), 'count: totalCount is less than the page holds'],
  [listed('', two, {}, 3), 'count: totalCount is more than the page holds, and hasNextPage of this first page is false'],
  [listed('', two, { hasNextPage: true }), 'count: totalCount is what the page holds, and hasNextPage of this first page is true'],
  [listed('', two, { hasPreviousPage: true }), 'count: hasPreviousPage of a first page is true'],
  [listed('', two, { endCursor: null }), 'cursors: a page with records has a cursor that is no text'],
  [listed('', two, { endCursor: 'a' }), 'cursors: startCursor and endCursor of several records are the same'],
  [listed('', [two[0]!]), 'cursors: startCursor and endCursor of a single record differ'],
  [listed('?order_by=n[DescNullsFirst]', two), 'order: a list by DescNullsFirst is in another order'],
  [listed('?order_by=n[AscNullsLast]', [{ id: '3', n: null }, ...two]), 'order: a list by AscNullsLast is in another order'],
  [listed('?order_by=n[AscNullsLast]&ending_before=x', [{ id: '3', n: null }, ...two]), 'order: a list by AscNullsLast, behind or before a cursor, is in another order'],
])('%j', (problems, expected) => {
  expect(problems).toContain(expected);
});

test('connections of a GraphQL query are pages too', () => {
  const connection = { totalCount: 5, pageInfo: INFO, edges: two.map((node) => ({ node })) };
  const problems = (query: string) => connectionProblems(exchange('POST', '/graphql', { data: { many: connection } }, { query, variables: { first: 1 } })).map(({ rule }) => rule);
  expect(problems('query($first: Int) { many: companies(first: $first) { edges { node { id n } } } }')).toEqual(['size', 'count']);
  expect(problems('{ many: companies(offset: 3, orderBy: [{ n: DescNullsLast }]) { edges { node { id n } } } }')).toEqual(['order']);
  expect(problems('{ many: companies(last: 2) { edges { node { id n } } } }')).toEqual([]);
});
