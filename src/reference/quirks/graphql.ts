import type { Quirk } from './quirk.js';

/** What the GraphQL endpoints do otherwise than the specification and their schema say. */
export const GRAPHQL_QUIRKS = {
  'graphql-unvalidated-records': {
    description: 'record queries run without schema validation: an unknown selected field is answered null, types of variables are not checked',
    evidence: 'POST /graphql { notes { edges { node { nosuch } } } }',
  },
  'graphql-errors-without-path': {
    description: 'errors of record fields have no path, which the specification demands',
    evidence: 'POST /graphql { note(filter: { id: { eq: UNKNOWN } }) { id } }: errors[0] has message and extensions only',
  },
  'graphql-variable-default-lost': {
    description: 'defaults of variables are passed over in record queries, so a filter may silently fall away',
    evidence: 'POST /graphql query Q($f: NoteFilterInput = { id: { is: NULL } }) { notes(filter: $f) { totalCount } } counts all records',
  },
  'graphql-mutations-unordered': {
    description: 'the record mutations of one document run side by side, in any order, not one after the other',
    evidence: 'POST /graphql mutation { updateNote(…) { deletedAt } deleteNote(…) { deletedAt } }: the first answer may show what the second did, and stand behind it',
  },
  'graphql-introspection-beside-records': {
    description: 'introspection fields beside record fields are answered null with an internal error',
    evidence: 'POST /graphql { __type(name: "Note") { name } notes { totalCount } }',
  },
  'graphql-empty-filter-all': {
    description: 'bulk writes with an empty filter act on every record of the object; REST refuses them where it deletes',
    evidence: 'POST /graphql mutation { deleteNotes(filter: {}) { id } } trashes all notes',
  },
  'graphql-negative-offset-500': {
    description: 'a negative offset is answered with an internal error',
    evidence: 'POST /graphql { notes(offset: -1) { totalCount } }: INTERNAL_SERVER_ERROR "Data validation error."',
  },
  'graphql-nested-arguments-ignored': {
    description: 'a to-many relation passes over the filter, orderBy and first that the schema offers for it',
    evidence: 'POST /graphql { companies { edges { node { people(first: 1, filter: { id: { is: NULL } }) { edges { node { id } } } } } } } holds all people',
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
  'graphql-deep-value-500': {
    description: 'a value nested some thousand levels deep answers 500 instead of a refusal',
    evidence: 'POST /graphql { __type(name: [[[[…]]]]) { name } } with 2000 brackets: 500 Maximum call stack size exceeded',
  },
  'graphql-unnamed-operation-500': {
    description: 'two operations without operationName answer 500 text/plain with a stack trace on the core endpoint',
    evidence: 'POST /graphql query A { __typename } query B { __typename }',
  },
  'graphql-cursor-lacks-unselected-order': {
    description: 'cursors leave out order values of fields that the node does not select, so the next page repeats or skips records',
    evidence: 'POST /graphql notes(orderBy: [{ title: AscNullsFirst }], first: 3) { pageInfo { endCursor } edges { node { id } } }, then after: endCursor',
  },
  'graphql-slash-404': {
    description: 'the GraphQL APIs are not served at /graphql/ and /metadata/, where the API pages say they are, but without the slash alone',
    evidence: 'POST /graphql/ { __typename }: 404 without a body',
  },
  'graphql-last-from-start': {
    description: '`last` without `before` answers the first records of the list, not the last',
    evidence: 'POST /graphql { notes(last: 3) { edges { node { title } } } }',
  },
  'graphql-missing-query-hangs': {
    description: 'a JSON body without `query`, or an empty batch, is never answered',
    evidence: 'POST /graphql with the body {}',
  },
  'graphql-duplicates-by-selection': {
    description: 'duplicates of stored records are sought in Core GraphQL by those criteria alone whose fields the query selects',
    evidence: 'query {companyDuplicates(ids: [...]) {edges {node {id}}}} finds nothing, with {id name} the twin',
  },
  'graphql-anonymous-schema': {
    description: 'Core GraphQL without a token answers a validation error on a schema without records, not an authentication error',
    evidence: 'POST /graphql { companies { totalCount } } without Authorization',
  },
  'graphql-field-unique-null': {
    description: 'field and fields of the Metadata GraphQL answer null for isUnique, fieldsList of an object tells it',
    evidence: 'POST /metadata { field(id: "...") { isUnique } } of the unique field emails of person',
  },
} as const satisfies Record<string, Quirk>;
