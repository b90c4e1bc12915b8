import type { Exchange } from '../http/exchange.js';
import { UUIDS } from '../http/path-text.js';

/** The kind of call for latency tables: `GET /rest/{objects}/{id}`, `POST /graphql`. */
export function operationOf(exchange: Exchange): string {
  const path = new URL(exchange.request.url).pathname.replace(UUIDS, '{id}');
  const match = /^(.*?)\/rest\/(.*)$/.exec(path);
  if (!match || /^(metadata|open-api)\b/.test(match[2] ?? '')) return `${exchange.request.method} ${path}`;
  const segments = (match[2] ?? '').split('/').map((segment) => (/^(\{id\}|batch|restore|duplicates|merge|groupBy)$/.test(segment) ? segment : '{objects}'));
  return `${exchange.request.method} /rest/${segments.join('/')}`;
}
