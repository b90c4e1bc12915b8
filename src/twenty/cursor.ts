import type { Exchange } from '../http/exchange.js';

/** Where a walk through pages stands after a page. */
export interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/**
 * Walks forward page by page: yields each page's exchange, then follows its cursor, until the instance says that there is
 * no next page, repeats a cursor, or `maxPages` are read.
 */
export async function* walkPages(
  fetchPage: (after: string | undefined) => Promise<Exchange>,
  options: { maxPages: number; pageInfoOf?: (exchange: Exchange) => PageInfo | null },
): AsyncGenerator<Exchange, void, void> {
  const pageInfoOf = options.pageInfoOf ?? restPageInfo;
  const seen = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < options.maxPages; page += 1) {
    const exchange = await fetchPage(after);
    yield exchange;
    const info = pageInfoOf(exchange);
    if (!info?.hasNextPage || info.endCursor === null || seen.has(info.endCursor)) return;
    seen.add(info.endCursor);
    after = info.endCursor;
  }
}

/** `pageInfo` of a REST list, core or metadata; null where there is none. */
export function restPageInfo(exchange: Exchange): PageInfo | null {
  return asPageInfo((exchange.response.json as { pageInfo?: unknown } | null | undefined)?.pageInfo);
}

/** `data.<field>.pageInfo` of a GraphQL connection; null where there is none. */
export function graphqlPageInfo(field: string): (exchange: Exchange) => PageInfo | null {
  return (exchange) => {
    const data = (exchange.response.json as { data?: Record<string, { pageInfo?: unknown } | null> | null } | null | undefined)?.data;
    return asPageInfo(data?.[field]?.pageInfo);
  };
}

function asPageInfo(value: unknown): PageInfo | null {
  if (typeof value !== 'object' || value === null) return null;
  const { hasNextPage, endCursor } = value as { hasNextPage?: unknown; endCursor?: unknown };
  return { hasNextPage: hasNextPage === true, endCursor: typeof endCursor === 'string' ? endCursor : null };
}
