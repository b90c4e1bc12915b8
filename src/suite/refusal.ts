import type { Exchange } from '../http/exchange.js';
import { at, expectJson, expectThat, permissionDenied, show } from './assert.js';

const isGraphql = ({ request }: Exchange): boolean => /\/(graphql|metadata)$/.test(new URL(request.url).pathname) && !request.url.includes('/rest/');

/** The call was refused and showed nothing: a client error of REST with one of these statuses, or a GraphQL answer of errors alone. */
export function expectShut(exchange: Exchange, statuses: readonly number[]): void {
  const { status, json, text } = exchange.response;
  expectJson(exchange);
  if (isGraphql(exchange)) {
    expectThat(status < 500 && at(json, 'errors', 0, 'message') !== undefined, `expected GraphQL errors, got ${status} ${show(text)}`);
    const data = at(json, 'data');
    expectThat(data === null || data === undefined || Object.values(data).every((each) => each === null), `data: expected none, got ${show(data)}`);
    return;
  }
  expectThat(statuses.includes(status), `status: expected ${statuses.join(' or ')}, got ${status} ${show(text)}`);
  expectThat(at(json, 'data') === undefined && at(json, 'paths') === undefined && !Array.isArray(json), `body: expected no data, got ${show(text)}`);
}

/** The call was refused for want of permission, says so, and showed nothing. */
export function expectDenied(exchange: Exchange): void {
  expectShut(exchange, [400, 401, 403]);
  expectThat(permissionDenied(exchange), `expected a refusal for want of permission, got ${exchange.response.status} ${show(exchange.response.text)}`);
}
