import type { Exchange } from '../http/exchange.js';
import { isDeepStrictEqual } from 'node:util';

/** The instance departs from a requirement. Anything else thrown makes a check inconclusive. */
export class Departure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Departure';
  }
}

/** Shows a value in a message, cut to `max` characters. */
export function show(value: unknown, max = 160): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

export function expectThat(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Departure(message);
}

export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(actual, expected)) throw new Departure(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

/** What a refusal says in words: the messages of REST or the first GraphQL error; empty for other answers. */
function refusalText(exchange: Exchange): string {
  const { json } = exchange.response;
  const said = [at(json, 'messages'), at(json, 'message'), at(json, 'errors', 0, 'message')].flat().filter((text) => typeof text === 'string');
  return said.length > 0 ? ` ${show(said.join('; '), 400)}` : '';
}

export function expectStatus(exchange: Exchange, ...statuses: number[]): void {
  if (!statuses.includes(exchange.response.status)) {
    throw new Departure(`status: expected ${statuses.join(' or ')}, got ${exchange.response.status}${refusalText(exchange)}`);
  }
}

/** The status says that the client is at fault. */
export function expectClientError({ response: { status } }: Exchange): void {
  expectThat(status >= 400 && status < 500, `status: expected a client error, got ${status}`);
}

/** The role of the key does not allow the call: refused in the permission layer's own words, on either surface. */
export function permissionDenied(exchange: Exchange): boolean {
  const { status, json } = exchange.response;
  if (status === 403 || at(json, 'code') === 'PERMISSION_DENIED') return true;
  return at(json, 'errors', 0, 'extensions', 'subCode') === 'PERMISSION_DENIED' || at(json, 'errors', 0, 'extensions', 'code') === 'FORBIDDEN';
}

/** The answer is JSON by media type and by content. */
export function expectJson(exchange: Exchange): void {
  const type = exchange.response.headers['content-type'] ?? '';
  expectThat(/^application\/([\w.-]+\+)?json\b/i.test(type), `media type: expected application/json, got ${show(type)}`);
  expectThat(exchange.response.json !== undefined, `body: expected JSON, got ${show(exchange.response.text)}`);
}

/** Follows keys and indexes into parsed JSON; undefined where the path ends. */
export function at(value: unknown, ...path: Array<string | number>): unknown {
  let current = value;
  for (const step of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
