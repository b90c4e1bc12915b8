import type { RunConfig } from '../config/config.js';
import { createHttpClient } from './client.js';
import type { HttpClient } from './exchange.js';
import type { WritePolicy } from './write-guard.js';

/** A client for the instance of a configuration that names one. */
export function clientFor(config: RunConfig & { url: string; apiKey: string }, readOnly: boolean, mayWrite?: WritePolicy): HttpClient {
  const { url: baseUrl, apiKey, extraKeys, timeoutMs, insecure, ca, concurrency } = config;
  return createHttpClient({ baseUrl, apiKey, extraKeys, timeoutMs, insecure, ...(ca === null ? {} : { ca }), readOnly, concurrency, ...(mayWrite ? { mayWrite } : {}) });
}
