import type { RunConfig } from '../config/config.js';
import { createHttpClient, type HttpClientOptions } from './client.js';
import type { HttpClient } from './exchange.js';

/** A client for the instance of a configuration that names one. The budget of `maxTokens` is the checks': what tidies up after them is not held to it. */
export function clientFor(config: RunConfig & { url: string; apiKey: string }, readOnly: boolean, checks: Pick<HttpClientOptions, 'maxTokens' | 'onWait' | 'mayWrite'> = {}): HttpClient {
  const { url: baseUrl, apiKey, extraKeys, timeoutMs, insecure, ca, concurrency, rate } = config;
  return createHttpClient({ baseUrl, apiKey, extraKeys, timeoutMs, insecure, ...(ca === null ? {} : { ca }), readOnly, concurrency, rate, ...checks });
}
