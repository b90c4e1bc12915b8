/** A way in which stock Twenty 2.21 departs from its documents, as one switch of the reference server. */
export interface Quirk {
  /** One line: what the instance does instead of what is documented. */
  description: string;
  /** How it is known: the request that shows it, or the document it departs from. */
  evidence: string;
}

/** All quirks by name. A quirk is asked for with `quirks.has(name)` in the one place where it acts. */
export const QUIRKS = {
  'relation-filter-unguarded': {
    description: 'a filter over a relation compares values of records that the role of the key may not read',
    evidence: 'GET /rest/noteTargets?filter=targetCompany.name[like]:"%a%" with a key that may read no company, and the same with another text: the counts differ',
  },
  'permission-denied-400': {
    description: 'records, webhooks and API keys are refused for want of permission with 400, the data model with 403',
    evidence: 'GET /rest/companies with a key that may not read',
  },
  'unreadable-body-500': {
    description: 'a body that is too large, of an unknown charset or of an unknown encoding is answered with 500 and a bare text',
    evidence: 'PATCH /rest/companies/{id} with Content-Type application/json; charset=iso-8859-1, with Content-Encoding zz, with 11 MB',
  },
  'other-media-types-read': {
    description: 'bodies that are no JSON by their media type are handed on: forms are parsed, others fail in the program, which says so',
    evidence: 'PATCH /rest/companies/{id} with Content-Type text/plain answers 400 TypeError',
  },
  'parts-lost-in-updates': {
    description: 'an update of some parts of links, emails or phones empties others: all parts of links, the primary email, the further phone numbers',
    evidence: 'PATCH /rest/companies/{id} {"linkedinLink":{"primaryLinkUrl":"https://c.example"}} on links with a label and secondary ones answers neither of them',
  },
  'list-for-object': {
    description: 'an empty list is taken for a record without values',
    evidence: 'PATCH /rest/companies/{id} [] answers 200 and a new updatedAt',
  },
  'encoded-path-unread': {
    description: 'percent-encoded letters of a path are not read',
    evidence: "GET /rest/%63ompanies answers 400 object '%63ompanies' not found",
  },
  'repeated-filter-ignored': {
    description: 'a filter that is given twice counts as none',
    evidence: 'GET /rest/companies?filter=id[eq]:A&filter=id[eq]:B answers every company',
  },
  'undocumented-methods-read': {
    description: 'POST on the path of a record creates another one, GET on the paths of batches, restores, merges and duplicates lists',
    evidence: 'POST /rest/companies/{id} answers 201; GET /rest/batch/companies answers 200',
  },
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
    description: 'paging along a nullable field skips records whose value is null, along a list within a composite it begins anew',
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
  'backward-cursors-swapped': {
    description: 'startCursor of a backward page is the cursor of its last record, endCursor that of its first',
    evidence: 'GET /rest/people?limit=3&ending_before={cursor}',
  },
  'order-by-id-ignored': {
    description: 'order_by=id[DescNullsLast] has no effect: records come in ascending order of id',
    evidence: 'GET /rest/opportunities?order_by=id[DescNullsLast]',
  },
  'merge-loses-targets': {
    description: 'merge re-points no morph relation, so note and task targets of merged records are destroyed with them',
    evidence: 'PATCH /rest/people/merge, then GET /rest/noteTargets/{id} of a target of the merged record: 404',
  },
  'group-by-numbers-as-text': {
    description: 'groupBy writes totalCount and other numbers as text, the document promises numbers',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"name":true}]&aggregate=["totalCount"]',
  },
  'openapi-depth-default-one': {
    description: 'the OpenAPI document gives depth a default of 1, the server nests nothing without it',
    evidence: 'GET /rest/open-api/core components.parameters.depth, GET /rest/people',
  },
  'openapi-errors-undocumented': {
    description: 'the OpenAPI documents know of 400 and 401 only, not of 403, 404 and 429, and give 400 and 401 bodies of other shapes',
    evidence: 'GET /rest/open-api/core components.responses, GET /rest/people/{unknown id}: 404',
  },
  'openapi-required-relations': {
    description: 'create schemas require relation names, one-to-many ones too, where only the foreign key can be given',
    evidence: 'GET /rest/open-api/core components.schemas.CalendarEvent.required',
  },
  'openapi-search-vector-missing': {
    description: 'the OpenAPI document leaves out searchVector, which every record holds',
    evidence: 'GET /rest/open-api/core components.schemas.PersonForResponse, GET /rest/people',
  },
  'openapi-number-integer': {
    description: 'the OpenAPI document calls a NUMBER without decimals an integer, the server stores and answers fractions',
    evidence: 'POST /rest/{objects} with 1.5 in a NUMBER field',
  },
  'openapi-actor-incomplete': {
    description: 'the OpenAPI document leaves the source APPLICATION and the context out of actors',
    evidence: 'GET /rest/open-api/core components.schemas.PersonForResponse.properties.createdBy',
  },
  'openapi-strict-texts': {
    description: 'the OpenAPI document promises URI and e-mail formats and JSON objects where any text, array or number is answered',
    evidence: 'POST /rest/companies with secondaryLinks [{"url":"example.com"}]',
  },
  'openapi-create-lacks-system-fields': {
    description: 'create and update schemas leave out id, createdAt, updatedAt, deletedAt and the positions first and last, which are accepted',
    evidence: 'POST /rest/companies {"id":"...","position":"last"}',
  },
  'query-values-lenient': {
    description: 'upsert, soft_delete and include_records_sample take any word but true for false, limit takes fractions',
    evidence: 'DELETE /rest/companies/{id}?soft_delete=maybe destroys the company',
  },
  'group-by-order-json': {
    description: 'order_by of groupBy is read as JSON only, the OpenAPI document gives it the form of a list',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"name":true}]&order_by=name[DescNullsLast]',
  },
  'graphql-slash-404': {
    description: 'the GraphQL APIs are not served at /graphql/ and /metadata/, where the API pages say they are, but without the slash alone',
    evidence: 'POST /graphql/ { __typename }: 404 without a body',
  },
  'documentation-paths-missing': {
    description: 'objects are read by id only and there are no picklists, where the API pages give GET /rest/metadata/objects/{objectName} and /rest/metadata/picklists',
    evidence: 'GET /rest/metadata/objects/people',
  },
  'openapi-prose-outdated': {
    description: 'the prose of the OpenAPI documents gives 60 as the largest page, where the parameter has 200, and a prefix of the token that is refused',
    evidence: 'GET /rest/open-api/core: "(default: 60, max: 60)", and "`Bearer: ` prefix"; Authorization: Bearer: KEY answers 403',
  },
  'openapi-batch-maximum-missing': {
    description: 'the OpenAPI document does not say how many records a batch may hold',
    evidence: 'POST /rest/batch/companies of 201 records answers 400 "Maximum number of records to create in one request is 200"',
  },
  'openapi-examples-broken': {
    description: 'examples and URLs of the OpenAPI document are refused: URLs below /rest/core, groupings by month and by the name of a member, amounts as text',
    evidence: 'GET /rest/core/companies',
  },
  'openapi-metadata-operation-ids': {
    description: 'reads of the metadata document have no operationId',
    evidence: 'GET /rest/open-api/metadata paths["/objects"].get',
  },
  'openapi-soft-delete-id-only': {
    description: 'the OpenAPI document says that a delete answers an id; a soft delete answers the whole record',
    evidence: 'DELETE /rest/companies/{id}?soft_delete=true',
  },
  'openapi-option-id-missing': {
    description: 'the metadata document leaves out the id of options, which every option is answered with',
    evidence: 'GET /rest/metadata/fields: options[].id',
  },
  'openapi-group-by-values': {
    description: 'the OpenAPI document says that group values are texts and aggregates numbers; both may be null, texts, numbers or booleans',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"accountOwnerId":true}]',
  },
  'openapi-cursor-uuid': {
    description: 'the OpenAPI document calls the cursors of duplicates UUIDs and leaves hasPreviousPage out',
    evidence: 'POST /rest/companies/duplicates: pageInfo.startCursor',
  },
  'openapi-view-id-snake-case': {
    description: 'the OpenAPI document names the groupBy parameter view_id, the server reads viewId; a view that does not exist is passed over under either name',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"name":true}]&view_id={unknown id} answers 200',
  },
  'group-by-number': {
    description: 'group_by that is a number makes one group without values for each record',
    evidence: 'GET /rest/companies/groupBy?group_by=5 answers [{"groupByDimensionValues":[]}, …]',
  },
  'group-sample-raw-times': {
    description: 'the sample of a group shows times as the database writes them, to the microsecond and without Z',
    evidence: 'GET /rest/notes/groupBy?group_by=[{"title":true}]&include_records_sample=true: createdAt "2026-01-02T03:04:05.678901+00:00"',
  },
  'group-sample-fifty-columns': {
    description: 'groups of an object with more than fifty columns have no sample: the database refuses the query',
    evidence: 'GET /rest/{objects}/groupBy?group_by=…&include_records_sample=true answers 400 "cannot pass more than 100 arguments to a function"',
  },
  'relation-keys-never-required': {
    description: 'records are made without the key of a relation that metadata calls not nullable',
    evidence: 'POST /rest/messageListMembers {} answers 201 with listId and personId null',
  },
  'cut-key-400': {
    description: 'a key whose signature has another length is answered with 400 "Unknown token error.", not 401',
    evidence: 'GET /rest/companies with a key without its last three characters',
  },
  'openapi-metadata-envelopes': {
    description: 'the metadata document wraps and pages webhooks, apiKeys, views and page layouts; the server answers bare arrays and entities',
    evidence: 'GET /rest/metadata/views',
  },
  'openapi-metadata-delete-answers': {
    description: 'the metadata document promises the id of what was deleted; views answer {success: true}, page layouts and webhooks true',
    evidence: 'DELETE /rest/metadata/webhooks/{id}',
  },
  'openapi-metadata-old-keys': {
    description: 'the metadata document lists isCustom and dataSourceId, which are gone, and lacks the keys that took their place',
    evidence: 'GET /rest/metadata/objects',
  },
  'openapi-metadata-keys-missing': {
    description: 'the metadata document lists about half of the keys that views, their children and page layouts are answered with',
    evidence: 'GET /rest/metadata/views: visibility, viewFields',
  },
  'layout-writes-without-children': {
    description: 'creates and updates of views, page layouts and tabs answer without the parts that the document lists and a read shows',
    evidence: 'POST /rest/metadata/pageLayouts: no tabs',
  },
  'openapi-option-value-pattern': {
    description: 'the metadata document wants exactly one underscore in the value of an option',
    evidence: 'POST /rest/metadata/fields with the option NEW',
  },
  'openapi-object-update-active-only': {
    description: 'the metadata document lets an update of an object hold isActive only',
    evidence: 'PATCH /rest/metadata/objects/{id} {"labelSingular":"..."}',
  },
  'openapi-field-update-nullable': {
    description: 'the metadata document offers isNullable in updates of fields, which is passed over',
    evidence: 'PATCH /rest/metadata/fields/{id} {"isNullable":false}',
  },
  'openapi-api-keys-writable': {
    description: 'the metadata document offers writes to apiKeys, which are refused to API keys',
    evidence: 'POST /rest/metadata/apiKeys',
  },
  'openapi-view-group-field': {
    description: 'the metadata document requires fieldMetadataId in view groups, which have none',
    evidence: 'POST /rest/metadata/viewGroups',
  },
  'openapi-metadata-filters-missing': {
    description: 'the metadata document leaves out the query parameters that filter views, their children and page layouts',
    evidence: 'GET /rest/metadata/pageLayoutTabs',
  },
  'openapi-view-enums-short': {
    description: 'the metadata document knows fewer types and aggregate operations of views and widgets than the server answers',
    evidence: 'GET /rest/metadata/views: type FIELDS_WIDGET',
  },
  'openapi-tags-object': {
    description: 'the OpenAPI document says of itself that its tags are an object, they are a list',
    evidence: 'GET /rest/open-api/core paths./open-api/core',
  },
  'graphql-last-from-start': {
    description: '`last` without `before` answers the first records of the list, not the last',
    evidence: 'POST /graphql { notes(last: 3) { edges { node { title } } } }',
  },
  'graphql-missing-query-hangs': {
    description: 'a JSON body without `query`, or an empty batch, is never answered',
    evidence: 'POST /graphql with the body {}',
  },
  'openapi-metadata-limit-1000': {
    description: 'the metadata document allows pages of 1000, the server answers 200 at most',
    evidence: 'GET /rest/open-api/metadata components.parameters.limit',
  },
  'composite-null-ignored': {
    description: 'null for a composite field is accepted and taken as not given: an update changes nothing, a create takes the default value',
    evidence: 'PATCH /rest/companies/{id} {"address": null}',
  },
  'graphql-duplicates-by-selection': {
    description: 'duplicates of stored records are sought in Core GraphQL by those criteria alone whose fields the query selects',
    evidence: 'query {companyDuplicates(ids: [...]) {edges {node {id}}}} finds nothing, with {id name} the twin',
  },
  'rich-text-null-refused': {
    description: 'null for a rich text field is refused with the words of a JavaScript TypeError',
    evidence: 'PATCH /rest/notes/{id} {"bodyV2": null}',
  },
  'metadata-unknown-empty': {
    description: 'an unknown webhook or API key answers 200 with an empty body instead of 404',
    evidence: 'GET /rest/metadata/webhooks/{unknown id}',
  },
  'view-name-optional': {
    description: 'a view is made without a name, which the metadata document requires',
    evidence: 'POST /rest/metadata/views {"objectMetadataId": "...", "icon": "IconList"} answers 201',
  },
  'metadata-immutable-ignored': {
    description: 'an update of the type, the object or the nullability of a field answers 200 and changes nothing',
    evidence: 'PATCH /rest/metadata/fields/{id} {"type": "NUMBER"} answers 200 with type TEXT',
  },
  'metadata-unknown-400': {
    description: 'changing or deleting an unknown webhook, and changing an unknown field, answers 400 instead of 404',
    evidence: 'DELETE /rest/metadata/webhooks/{unknown id}',
  },
  'metadata-failures-500': {
    description: 'bad cursors, unquoted default values, view writes without permission and uniqueness that records break answer 500 with an empty object',
    evidence: 'GET /rest/metadata/objects?starting_after=nope',
  },
  'refusal-without-field': {
    description: 'refusals of phone numbers and links do not name the field',
    evidence: 'PATCH /rest/people/{id} {"phones": {"primaryPhoneNumber": "abc"}}',
  },
  'graphql-anonymous-schema': {
    description: 'Core GraphQL without a token answers a validation error on a schema without records, not an authentication error',
    evidence: 'POST /graphql { companies { totalCount } } without Authorization',
  },
  'openapi-server-slash': {
    description: 'servers[0].url of the Core document ends with a slash, and every path begins with one',
    evidence: 'GET /rest/open-api/core servers[0].url',
  },
  'unassociated-records-hidden': {
    description: 'messages and calendar events without a channel are read by id and counted, but left out of lists',
    evidence: 'GET /rest/messages?filter=id[eq]:{id} of a message made by a key: totalCount 1, no record',
  },
  'graphql-field-unique-null': {
    description: 'field and fields of the Metadata GraphQL answer null for isUnique, fieldsList of an object tells it',
    evidence: 'POST /metadata { field(id: "...") { isUnique } } of the unique field emails of person',
  },
  'metadata-delete-html': {
    description: 'deletes of webhooks and page layouts answer true as text/html, the document promises JSON',
    evidence: 'DELETE /rest/metadata/webhooks/{id}',
  },
  'view-parts-show-workspace': {
    description: 'filters, sorts, groups and filter groups of views hold the whole row of the workspace, invitation hash included, for any key',
    evidence: 'GET /rest/metadata/viewFilters',
  },
  'openapi-put-missing': {
    description: 'PUT /rest/{objects}/{id} updates a record, and the document has no such operation',
    evidence: 'PUT /rest/companies/{id} {"position": 1} answers 200',
  },
  'webhook-destroy-many-first': {
    description: 'webhooks are told of one of the records that one call destroys, not of each',
    evidence: 'DELETE /rest/people?filter=... of two people: one delivery of person.destroyed',
  },
  'webhook-payload-keys': {
    description: 'deliveries have none of the keys event, data and timestamp, which the page on webhooks shows',
    evidence: 'POST /rest/metadata/webhooks {"targetUrl": "...", "operations": ["company.*"]}, POST /rest/companies: eventName, record, eventDate',
  },
  'openapi-webhook-events': {
    description: 'the OpenAPI document lists webhooks for created, updated and deleted, none for restored and destroyed, and updatedFields for updated only',
    evidence: 'GET /rest/open-api/core webhooks, DELETE /rest/companies/{id}: a delivery of company.destroyed',
  },
  'webhook-refusal-unnamed': {
    description: 'the refusal of a webhook does not say that its target is wrong',
    evidence: 'POST /rest/metadata/webhooks {"targetUrl": "nope"} answers 400 "Multiple validation errors occurred while creating webhook"',
  },
  'trashed-records-writable': {
    description: 'a PATCH of a record in the trash answers 200 and changes it, where a read answers 404',
    evidence: 'DELETE /rest/notes/{id}?soft_delete=true, then PATCH /rest/notes/{id} {"title": "x"}',
  },
  'trashed-relative-hides-key': {
    description: 'a key whose record is in the trash is null where the relation is shown too, and itself where it is not',
    evidence: 'DELETE /rest/companies/{id}?soft_delete=true, then GET /rest/people/{id} of a person of it with depth=0 and depth=1: companyId',
  },
  'relation-refusal-unnamed': {
    description: 'the refusal of an id of no record names a constraint of the database, not the relation',
    evidence: 'PATCH /rest/people/{id} {"companyId": "{unknown id}"} answers 400 "insert or update on table "person" violates foreign key constraint "FK_..."',
  },
  'filter-skips-empty': {
    description: 'neq and not() leave out records without a value, those that show an empty text too',
    evidence: 'GET /rest/notes?filter=title[neq]:"x" and ?filter=not(title[eq]:"x") find no note without a title',
  },
  'filter-number-prefix': {
    description: 'a filter value that begins as a number counts as that number',
    evidence: 'GET /rest/people?filter=position[eq]:2zz finds position 2',
  },
  'filter-brackets-in-quotes': {
    description: 'brackets within a quoted filter value are counted, an odd one is refused as missing its pair',
    evidence: 'GET /rest/notes?filter=title[endsWith]:"x)" answers 400 "1 open bracket is missing"',
  },
  'filter-list-splits-quotes': {
    description: 'a list in a filter is split at commas within quotes too',
    evidence: 'GET /rest/notes?filter=title[in]:["a, b"] does not find the note "a, b"',
  },
  'choice-contains-any-500': {
    description: 'containsAny, which the document lists for every field, answers 500 on a choice of one',
    evidence: 'GET /rest/opportunities?filter=stage[containsAny]:[NEW] answers 500 "Data validation error."',
  },
  'merge-needs-criteria': {
    description: 'merge is refused for objects without duplicate criteria, the document offers it for each object',
    evidence: 'PATCH /rest/tasks/merge answers 400 "Merge is only available for objects with duplicate criteria"',
  },
  'unknown-parameters-ignored': {
    description: 'query parameters that the API does not have are passed over, by metadata lists too',
    evidence: 'GET /rest/notes?after=x answers page one with 200',
  },
  'refusals-of-the-database': {
    description: 'an empty value where there must be one is refused with the words of the database, a duplicate value without the name of the field',
    evidence: 'POST /rest/{objects} {"field": null} answers 400 "null value in column … violates not-null constraint"; a taken value "A duplicate entry was detected"',
  },
  'nul-character-500': {
    description: 'a text with the character U+0000 is answered with 500 instead of a refusal',
    evidence: 'POST /rest/notes {"title":"a\\u0000"} answers 500 "Data validation error."',
  },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof QUIRKS;
export type QuirkSet = ReadonlySet<QuirkName>;
