/** A way in which stock Twenty 2.21 departs from its documents, as one switch of the reference server. */
export interface Quirk {
  /** One line: what the instance does instead of what is documented. */
  description: string;
  /** How it is known: the request that shows it, or the document it departs from. */
  evidence: string;
}

/** All quirks by name. A quirk is asked for with `quirks.has(name)` in the one place where it acts. */
export const QUIRKS = {
  'missing-token-403': {
    description: 'REST answers 403, not 401, when no token is sent',
    evidence: 'GET /rest/companies without Authorization',
  },
  'restore-one-broken': {
    description: 'PATCH /rest/restore/{objects}/{id} always answers 400',
    evidence: 'PATCH /rest/restore/companies/{id} of a trashed record',
  },
  'group-by-bare-array': {
    description: 'groupBy answers a bare array, the document promises data.{plural}GroupBy',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"name":true}]',
  },
  'merge-key-singular': {
    description: 'merge answers data.merge{Singular}, the document promises data.merge{Plural}',
    evidence: 'PATCH /rest/people/merge',
  },
  'openapi-never-nullable': {
    description: 'the Core OpenAPI document marks no property nullable though answers hold null',
    evidence: 'GET /rest/open-api/core, GET /rest/companies: deletedAt null',
  },
  'revoked-key-403': {
    description: 'REST answers 403, not 401, for a revoked key and for one whose row has expired',
    evidence: 'GET /rest/companies with the token of a revoked API key',
  },
  'cursor-loses-nulls': {
    description: 'paging along a nullable field skips records whose value is null',
    evidence: 'GET /rest/opportunities?order_by=closeDate[AscNullsLast]&limit=3, then starting_after=endCursor',
  },
  'relation-order-cursor': {
    description: 'cursors leave out relation fields of order_by, so pages ordered by them repeat and skip records',
    evidence: 'GET /rest/opportunities?order_by=company.name&limit=2, then starting_after=endCursor',
  },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof QUIRKS;
export type QuirkSet = ReadonlySet<QuirkName>;
