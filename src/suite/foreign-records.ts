import type { Exchange } from '../http/exchange.js';

const RECORD_ID = /"id"\s*:\s*"([0-9a-f-]{36})"/gi;

/** The exchange with its answer left out where that holds a record which is not among `ownIds`: people's data stays out of reports. */
export function withoutForeignRecords(exchange: Exchange, ownIds: ReadonlySet<string>): Exchange {
  const { request, response } = exchange;
  const { pathname } = new URL(request.url);
  const holdsRecords = response.status < 400 && !/\/(rest\/metadata|rest\/open-api|metadata)(\/|$)/.test(pathname);
  if (!holdsRecords) return exchange;
  const foreign = [...response.text.matchAll(RECORD_ID)].filter(([, id]) => !ownIds.has((id ?? '').toLowerCase())).length;
  if (foreign === 0) return exchange;
  return { ...exchange, response: { ...response, text: `(left out: ${response.text.length} characters with ${foreign} records that the run did not make)`, json: undefined } };
}
