import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher } from 'undici';
import type { RunConfig } from '../config/config.js';
import { dispatchWhole } from './answer.js';
import { auth, authorizationOf, type Keys } from './auth.js';
import { type CallContext, withContext } from './call-context.js';
import { concurrency } from './concurrency.js';
import type { CallOptions, Exchange, HttpClient } from './exchange.js';
import { readGraphql } from './graphql-operation.js';
import { decodeLoosely, UUIDS } from './path-text.js';
import { record } from './record.js';
import { createRedactor } from './redact.js';
import { watchOutages } from './outage.js';
import { DEFAULT_RETRY_LIMITS, retry, type RetryLimits } from './retry.js';
import { surfaceOf } from './surface.js';
import { createPace, type Rate, type RateWait, throttle } from './throttle.js';
import { timeout } from './timeout.js';
import { writeGuard, type WritePolicy } from './write-guard.js';

/** Settings of an HTTP client. */
export interface HttpClientOptions {
  baseUrl: string;
  apiKey: string;
  extraKeys: RunConfig['extraKeys'];
  timeoutMs: number;
  /** Accept any TLS certificate. */
  insecure?: boolean;
  /** A PEM file's path, or its text. */
  ca?: string;
  readOnly: boolean;
  /** Which writes go through where the run is not read-only; all of them without it. */
  mayWrite?: WritePolicy;
  concurrency: number;
  /** Further values that must not appear in records. */
  secrets?: string[];
  retry?: RetryLimits;
  /** In the place of a pool of connections: for an instance in the same process. */
  dispatcher?: Dispatcher;
  rate?: Rate;
  /** Calls that would cost more than this in all are not sent. */
  maxTokens?: number;
  /** Is told of each wait for the rate limit. */
  onWait?: (wait: RateWait) => void;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The run's one door to the instance: a chain of small interceptors before a pool of connections. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const keys: Keys = { apiKey: options.apiKey, extraKeys: options.extraKeys };
  const keyValues = [options.apiKey, ...Object.values(options.extraKeys)].filter((key) => typeof key === 'string' && key !== '');
  const traffic = { requests: 0, tokens: 0, writes: 0 };
  const pace = createPace(options.rate, options.onWait);
  const limits = options.retry ?? DEFAULT_RETRY_LIMITS;
  const outage = watchOutages(limits.outageMs, limits.pauseMs);
  const base = new URL(options.baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  const baseUrl = base.origin + basePath;
  const listeners: Array<(exchange: Exchange) => void> = [];
  const agent = options.dispatcher ?? new Agent({
    connections: options.concurrency,
    headersTimeout: 0,
    bodyTimeout: 0,
    // Servers close idle connections after five seconds, as a rule; a write must not go out on one that is about to be closed.
    keepAliveMaxTimeout: 2_000,
    connect: {
      timeout: options.timeoutMs,
      rejectUnauthorized: options.insecure !== true,
      ...(options.ca === undefined ? {} : { ca: [...rootCertificates, pem(options.ca)] }),
    },
  });
  // The last one is the outermost: a call passes from the bottom of this list to the top.
  const dispatcher = agent.compose([
    timeout(),
    auth(keys),
    record({ traffic, redact: createRedactor([...keyValues, ...(options.secrets ?? [])]), baseUrl }),
    concurrency(options.concurrency),
    throttle(pace, options.maxTokens === undefined ? undefined : { maxTokens: options.maxTokens, spent: () => traffic.tokens }),
    retry(pace, outage, limits),
    writeGuard(options.readOnly, options.mayWrite),
  ]);

  return {
    traffic,
    trouble: outage.trouble,
    onExchange(listener) {
      listeners.push(listener);
    },
    async call(call) {
      const method = call.method ?? 'GET';
      const body = call.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
      const headers = headersOf(call, body);
      const context = contextFor(call, method, body, headers, keys, keyValues, options.timeoutMs);
      await dispatchWhole(
        dispatcher.dispatch.bind(dispatcher),
        withContext({ origin: base.origin, path: basePath + call.path, method, headers, body: body ?? null }, context),
      );
      const exchange = context.exchange;
      if (exchange === undefined) throw new Error(`${method} ${call.path}: the answer was not recorded`);
      for (const listener of listeners) listener(exchange);
      return exchange;
    },
    async close() {
      await agent.close();
    },
  };
}

function headersOf(call: CallOptions, body: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'twenty-conformance' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
  return headers;
}

function contextFor(call: CallOptions, method: string, body: string | undefined, headers: Record<string, string>, keys: Keys, keyValues: string[], timeoutMs: number): CallContext {
  const surface = surfaceOf(call.path);
  const credential = call.credential ?? 'key';
  const isGraphql = surface === 'core-graphql' || surface === 'metadata-graphql';
  const graphql = isGraphql ? readGraphql(body, call.path) : null;
  const sent = [authorizationOf(credential, keys) ?? '', decodeLoosely(call.path), call.path, ...Object.values(headers)].join('\n');
  const carriesKey = keyValues.some((key) => sent.includes(key));
  const opens = !['none', 'revoked', 'expired'].includes(String(credential)) && !(typeof credential === 'object' && !/^bearer /i.test(credential.header));
  const cost = surface === 'core-rest' ? 1 : surface === 'core-graphql' ? (graphql?.rootFields ?? 0) : 0;
  return {
    path: call.path,
    operation: `${method} ${(call.path.split(/[?#]/, 1)[0] ?? '').replace(UUIDS, '{id}')} ${graphql?.names.join(' ') ?? ''}`.trim(),
    surface,
    credential,
    carriesKey,
    mutates: graphql ? graphql.mutates || !['GET', 'POST', 'HEAD', 'OPTIONS'].includes(method) : !SAFE_METHODS.has(method),
    // What the instance turns away for its key costs nothing.
    tokens: carriesKey && opens ? cost : 0,
    timeoutMs: call.timeoutMs ?? timeoutMs,
    once: call.once ?? false,
  };
}


function pem(ca: string): string {
  return ca.includes('-----BEGIN') ? ca : readFileSync(ca, 'utf8');
}
