import type { Exchange } from '../http/exchange.js';
import { at } from './assert.js';

/** The records of a REST list, in their order; empty where the answer holds none. */
export function recordsIn(exchange: Exchange | undefined, namePlural: string): Array<Record<string, unknown>> {
  return arrayOr(at(exchange?.response.json, 'data', namePlural));
}

/** The entities of a Metadata REST list: bare, under `data`, or there under the resource's name. Undefined where the answer holds no list. */
export function entitiesIn({ response: { json } }: Exchange, resource: string): Array<Record<string, unknown>> | undefined {
  const list = [json, at(json, 'data'), at(json, 'data', resource)].find(Array.isArray);
  return list as Array<Record<string, unknown>> | undefined;
}

/** A group of a REST groupBy. */
export interface Group {
  groupByDimensionValues?: unknown[];
  records?: Array<Record<string, unknown>>;
  [aggregate: string]: unknown;
}

/** The groups of a REST groupBy, in the documented envelope or bare; the envelope itself is judged by rest.group-by.envelope. */
export function groupsIn(exchange: Exchange, namePlural: string): Group[] {
  const { json } = exchange.response;
  return arrayOr(Array.isArray(json) ? json : at(json, 'data', `${namePlural}GroupBy`));
}

function arrayOr<T>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}
