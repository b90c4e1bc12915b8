import type { Exchange } from '../http/exchange.js';
import { graphqlErrors } from '../twenty/graphql.js';
import { Departure, at, expectStatus, expectThat, show } from './assert.js';

/** The value at a path below `data`. */
export function dataAt(exchange: Exchange, ...path: Array<string | number>): unknown {
  return at(exchange.response.json, 'data', ...path);
}

/** Nodes of the connection `field` of an answer, in their order; empty where there is none. */
export function nodesOf(exchange: Exchange, field: string): Array<Record<string, unknown>> {
  const edges = dataAt(exchange, field, 'edges');
  return Array.isArray(edges) ? edges.map((edge) => at(edge, 'node') as Record<string, unknown>) : [];
}

/** The operation ran without any error. */
export function expectAnswered(exchange: Exchange): void {
  expectStatus(exchange, 200);
  const [error] = graphqlErrors(exchange);
  if (error) throw new Departure(`errors: expected none, got ${show(error.message, 300)}`);
  expectThat(typeof at(exchange.response.json, 'data') === 'object', `data: expected an object, got ${show(exchange.response.text)}`);
}

/** The call was refused as the client's fault: errors with a message that matches `reason`, no failure of the server. */
export function expectRefused(exchange: Exchange, reason: RegExp): void {
  expectStatus(exchange, 200, 400);
  const errors = graphqlErrors(exchange);
  expectThat(errors.length > 0, `errors: expected a refusal (${reason.source}), got ${show(exchange.response.text, 300)}`);
  expectThat(errors.some(({ message }) => reason.test(message)), `errors: expected the reason (${reason.source}), got ${show(errors.map(({ message }) => message).join('; '), 300)}`);
  const code = errors[0]?.extensions?.code;
  expectThat(code !== 'INTERNAL_SERVER_ERROR', `errors[0].extensions.code: expected a fault of the client, got ${show(code)} (${show(errors[0]?.message)})`);
}
