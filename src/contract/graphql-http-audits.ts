import { serverAudits } from 'graphql-http';
import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';

/** An audit of GraphQL over HTTP, as the graphql-http package defines it. */
export interface GraphqlHttpAudit {
  /** Permanent, four characters. */
  id: string;
  level: 'MUST' | 'SHOULD';
  title: string;
}

/** What an audit found: the calls that it made, and the reason where the endpoint departs. */
export interface AuditOutcome {
  exchanges: Exchange[];
  departure: string | undefined;
}

const ANYWHERE = 'http://localhost';

/** Every audit of the levels MUST and SHOULD. */
export function graphqlHttpAudits(): GraphqlHttpAudit[] {
  return serverAudits({ url: ANYWHERE, fetchFn: () => undefined }).flatMap(({ id, name }) => {
    const [, level, title] = /^(MUST|SHOULD) (.+)$/.exec(name) ?? [];
    return level === undefined ? [] : [{ id, level: level as GraphqlHttpAudit['level'], title: title ?? name }];
  });
}

/** Runs one audit on an endpoint through the run's client, so that its guards hold for it too. */
export async function runGraphqlHttpAudit(http: HttpClient, path: string, id: string): Promise<AuditOutcome> {
  const exchanges: Exchange[] = [];
  const fetchFn = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(address);
    const given = Object.fromEntries(new Headers(init.headers));
    const exchange = await http.call({
      path: pathname + search,
      method: (init.method ?? 'GET') as NonNullable<CallOptions['method']>,
      headers: { accept: null, 'content-type': null, ...given },
      ...(init.body == null ? {} : { body: await new Response(init.body).text() }),
    });
    exchanges.push(exchange);
    const { status, headers, text } = exchange.response;
    return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
  };
  const audit = serverAudits({ url: ANYWHERE + path, fetchFn }).find((candidate) => candidate.id === id);
  if (audit === undefined) throw new Error(`graphql-http has no audit '${id}'`);
  const result = await audit.fn();
  return { exchanges, departure: result.status === 'ok' ? undefined : result.reason };
}
