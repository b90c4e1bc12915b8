/** One HTTP request as it goes over the wire. */
export interface WireRequest {
  method: string;
  /** Path and query, percent-encoded. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Text; empty where there is none. */
  body: string;
}

/** One HTTP answer as it goes over the wire. */
export interface WireResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** What becomes of the connection: closed without an answer, or in the midst of the body. */
  broken?: 'reset' | 'truncated';
}

/** A POST to a webhook's target. */
export interface Delivery {
  targetUrl: string;
  body: string;
  headers: Record<string, string>;
}

/** Sends a request on to the instance. */
export type Forward = (request: WireRequest) => Promise<WireResponse>;

export const FAMILIES = [
  'authentication', 'isolation', 'rest-writes', 'graphql-writes', 'filters', 'order-and-pages', 'field-values', 'validation', 'errors', 'metadata', 'openapi',
  'graphql-schema', 'graphql-answers', 'staleness', 'leaks', 'webhooks', 'protocol', 'infrastructure',
] as const;

export type Family = (typeof FAMILIES)[number];

/**
 * A defect that is put between a client and an instance on purpose. It does exactly one thing wrong, and reaches no record that was not made
 * through it, so that it can stand before any instance.
 */
export interface Fault {
  /** `family.what`, permanent. */
  id: string;
  family: Family;
  /** What a user of the instance would lose. */
  loses: string;
  /** A real bug's URL, or the class of defect. */
  origin: string;
  /** The exchanges that it may alter. */
  matches(request: WireRequest): boolean;
  editRequest?(request: WireRequest): WireRequest;
  editResponse?(response: WireResponse, request: WireRequest): WireResponse;
  /** For what no edit of a single exchange can show; called once for each mount, so that what it remembers ends with the mount. */
  around?(): (request: WireRequest, forward: Forward) => Promise<WireResponse>;
  /** What is delivered in the place of a delivery. Only in the reference server: the deliveries of other instances do not pass through a proxy. */
  editDelivery?(delivery: Delivery): Delivery[];
}
