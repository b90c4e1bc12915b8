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
  'graphql-unvalidated-records': {
    description: 'record queries run without schema validation: an unknown selected field is answered null, types of variables are not checked',
    evidence: 'POST /graphql { notes { edges { node { nosuch } } } }',
  },
  'graphql-duplicate-root': {
    description: 'a root field may stand once per document, even under aliases',
    evidence: 'POST /graphql { a: notes { totalCount } b: notes { totalCount } }',
  },
  'graphql-mixed-roots': {
    description: 'record fields and other root fields, __typename among them, cannot share a document',
    evidence: 'POST /graphql { __typename notes { totalCount } }',
  },
  'graphql-nested-alias-lost': {
    description: 'aliases below a record root field are ignored: the answer stands under the field name',
    evidence: 'POST /graphql { notes { edges { node { title t2: title } } } }',
  },
  'graphql-include-variable': {
    description: '@include and @skip with a variable fail below a record root field',
    evidence: 'POST /graphql query Q($i: Boolean!) { notes { edges { node { id @include(if: $i) } } } }',
  },
  'graphql-fragment-cycle-500': {
    description: 'a fragment that spreads itself answers 500 instead of a validation error',
    evidence: 'POST /graphql query { ...A } fragment A on Query { ...A }',
  },
  'graphql-unnamed-operation-500': {
    description: 'two operations without operationName answer 500 text/plain on the core endpoint',
    evidence: 'POST /graphql query A { __typename } query B { __typename }',
  },
  'graphql-cursor-lacks-unselected-order': {
    description: 'cursors leave out order values of fields that the node does not select, so the next page repeats or skips records',
    evidence: 'POST /graphql notes(orderBy: [{ title: AscNullsFirst }], first: 3) { pageInfo { endCursor } edges { node { id } } }, then after: endCursor',
  },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof QUIRKS;
export type QuirkSet = ReadonlySet<QuirkName>;
