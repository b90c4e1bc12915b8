import type { Exchange } from '../http/exchange.js';
import { parseOrUndefined } from '../http/json.js';
import { decodeLoosely, UUIDS } from '../http/path-text.js';

/** What a run knows of its own. */
export interface OwnRecords {
  ids: ReadonlySet<string>;
  /** In every name that the run writes. */
  marker: string;
}

/** A value in an answer, and the member that holds it. */
interface Leaf {
  name: string;
  value: unknown;
}

/** Members that tell of an answer, not of a record. */
const STRUCTURE = /^(__typename|cursor|startCursor|endCursor|hasNextPage|hasPreviousPage|totalCount)$/;
const ID = /^(id|recordId)$/;
/** Constants of a schema are no data of people. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
const SHORTEST_VALUE = 3;
const SHOWN_AT_LEAST = 40;
const HIDDEN = '(left out)';

/** The exchange with its answer left out where that holds values of records which the run did not make: people's data stays out of reports. */
export function withoutForeignRecords(exchange: Exchange, own: OwnRecords): Exchange {
  const leaves = foreignLeaves(exchange, own);
  if (leaves.length === 0) return exchange;
  const ids = leaves.filter(({ name }) => ID.test(name)).length;
  const what = ids > 0 ? `${ids} records` : 'values of records';
  return { ...exchange, response: { ...exchange.response, text: `(left out: ${exchange.response.text.length} characters with ${what} that the run did not make)`, json: undefined } };
}

/** A message with the values in it left out that come from records which the run did not make. */
export function withoutForeignValues(message: string, exchanges: readonly Exchange[], own: OwnRecords): string {
  const values = new Set(exchanges.flatMap((exchange) => foreignLeaves(exchange, own)).flatMap(({ name, value }) => (typeof value === 'string' && !ID.test(name) ? [value] : [])));
  let shown = message;
  for (const value of [...values].sort((one, other) => other.length - one.length)) {
    if (value.length < SHORTEST_VALUE || CONSTANT.test(value)) continue;
    for (const form of new Set([value, JSON.stringify(value).slice(1, -1)])) {
      shown = shown.replaceAll(form, HIDDEN);
      // Messages cut long values.
      if (form.length <= SHOWN_AT_LEAST) continue;
      const at = shown.indexOf(form.slice(0, SHOWN_AT_LEAST));
      if (at >= 0) shown = shown.slice(0, at) + HIDDEN + shown.slice(at).replace(/^[^"…]*/, '');
    }
  }
  return shown;
}

/**
 * The values of an answer that may be others': what stands in records with an id that is not the run's, and, where nothing tells whose they are, what an answer
 * to a request without the run's marker or one of its ids holds.
 */
function foreignLeaves({ request, response }: Exchange, own: OwnRecords): Leaf[] {
  const { pathname } = new URL(request.url);
  if (response.status >= 400 || /\/(rest\/metadata|rest\/open-api|metadata|healthz)(\/|$)/.test(pathname)) return [];
  const json = response.json ?? parseOrUndefined(response.text);
  const data = (json as { data?: unknown } | null | undefined)?.data ?? json;
  const asked = decodeLoosely(`${request.url}\n${request.body ?? ''}`);
  const ofTheRun = asked.includes(own.marker) || (asked.match(UUIDS) ?? []).some((id) => own.ids.has(id.toLowerCase()));
  const leaves: Leaf[] = [];
  const walk = (value: unknown, name: string, foreign: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, name, foreign);
    else if (typeof value === 'object' && value !== null) {
      const id = (value as { id?: unknown }).id ?? (value as { recordId?: unknown }).recordId;
      const others = typeof id === 'string' ? !own.ids.has(id.toLowerCase()) : foreign;
      for (const [member, inner] of Object.entries(value)) walk(inner, member, others);
    } else if (foreign && !STRUCTURE.test(name) && (typeof value === 'string' || typeof value === 'number')) leaves.push({ name, value });
  };
  walk(isIntrospection(asked) ? undefined : data, '', !ofTheRun);
  return leaves;
}

const isIntrospection = (asked: string): boolean => /\b__(schema|type)\b/.test(asked);
