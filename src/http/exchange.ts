/** One HTTP request and the answer to it, as it went over the wire. Secrets are already redacted in `request.headers` and `curl`. */
export interface Exchange {
  /** Running number within the run. */
  id: number;
  request: ExchangeRequest;
  response: ExchangeResponse;
  /** Unix epoch, ms. */
  startedAt: number;
  durationMs: number;
  /** Rate-limit units that the call cost: record calls 1 (GraphQL: one per root field), others 0. */
  tokens: number;
}

export interface ExchangeRequest {
  method: string;
  /** Absolute, as sent. */
  url: string;
  headers: Record<string, string>;
  /** Text as sent; absent where the request had no body. */
  body?: string;
}

export interface ExchangeResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Decoded as UTF-8. */
  text: string;
  /** The parsed body; undefined where it is empty or no JSON. */
  json: unknown;
}

export type Surface = 'core-rest' | 'core-graphql' | 'metadata-rest' | 'metadata-graphql' | 'openapi' | 'other';

/** `key`: the run's own; `none`: no Authorization header; `header`: that header's literal value; others: the optional extra credentials. */
export type Credential = 'key' | 'none' | 'restricted' | 'no-read' | 'no-destroy' | 'other-workspace' | 'revoked' | 'expired' | { header: string };

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS';
  /** Path below the base URL, starting with `/`, percent-encoded, query included. */
  path: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, instead of `json`. */
  body?: string;
  /** Null leaves out a header that every call carries otherwise: `accept`, `content-type`. */
  headers?: Record<string, string | null>;
  credential?: Credential;
  /** Default: the run's `timeoutMs`. */
  timeoutMs?: number;
  /** A read that is not answered within its time limit is not sent again. */
  once?: boolean;
}

/** What was in the way of a run: network, gateways, rate limits, an instance that was away. */
export interface Trouble {
  /** Failed attempts by what was seen, those that a repeated call made good included. */
  counts: Record<string, number>;
  /** Times in which a surface answered nothing of what it answered before and after; epoch, ms. */
  outages: Array<{ from: number; to: number }>;
  /** Why a surface was given up. Calls to it are not sent any more. */
  ended: string | undefined;
}

/**
 * The one door to the instance. What says nothing about the contract (network failure, timeout, 429, GraphQL LIMIT_REACHED, answers that are not
 * the instance's own) is retried as far as safe and then thrown as `InconclusiveError`; `readAnswer` holds the rules. Any other answer is given back.
 */
export interface HttpClient {
  call(options: CallOptions): Promise<Exchange>;
  readonly traffic: { requests: number; tokens: number; writes: number };
  /** What was in the way so far. */
  readonly trouble: Trouble;
  /** Registers a listener that sees every exchange of the run. */
  onExchange(listener: (exchange: Exchange) => void): void;
  close(): Promise<void>;
}

/** Nothing can be said about the contract: the network, the rate limit or the infrastructure was in the way. */
export class InconclusiveError extends Error {
  constructor(message: string, readonly exchange?: Exchange) {
    super(message);
    this.name = 'InconclusiveError';
  }
}
