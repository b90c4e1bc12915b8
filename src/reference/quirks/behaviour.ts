import type { Quirk } from './quirk.js';

/** What records, metadata, keys and webhooks do otherwise than documented. */
export const BEHAVIOUR_QUIRKS = {
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
  'query-values-lenient': {
    description: 'upsert, soft_delete and include_records_sample take any word but true for false, limit takes fractions',
    evidence: 'DELETE /rest/companies/{id}?soft_delete=maybe destroys the company',
  },
  'group-by-order-json': {
    description: 'order_by of groupBy is read as JSON only, the OpenAPI document gives it the form of a list',
    evidence: 'GET /rest/companies/groupBy?group_by=[{"name":true}]&order_by=name[DescNullsLast]',
  },
  'documentation-paths-missing': {
    description: 'objects are read by id only and there are no picklists, where the API pages give GET /rest/metadata/objects/{objectName} and /rest/metadata/picklists',
    evidence: 'GET /rest/metadata/objects/people',
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
  'layout-writes-without-children': {
    description: 'creates and updates of views, page layouts and tabs answer without the parts that the document lists and a read shows',
    evidence: 'POST /rest/metadata/pageLayouts: no tabs',
  },
  'composite-null-ignored': {
    description: 'null for a composite field is accepted and taken as not given: an update changes nothing, a create takes the default value',
    evidence: 'PATCH /rest/companies/{id} {"address": null}',
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
  'unassociated-records-hidden': {
    description: 'messages and calendar events without a channel are read by id and counted, but left out of lists',
    evidence: 'GET /rest/messages?filter=id[eq]:{id} of a message made by a key: totalCount 1, no record',
  },
  'metadata-delete-html': {
    description: 'deletes of webhooks and page layouts answer true as text/html, the document promises JSON',
    evidence: 'DELETE /rest/metadata/webhooks/{id}',
  },
  'view-parts-show-workspace': {
    description: 'filters, sorts, groups and filter groups of views hold the whole row of the workspace, invitation hash included, for any key',
    evidence: 'GET /rest/metadata/viewFilters',
  },
  'webhook-destroy-many-first': {
    description: 'webhooks are told of one of the records that one call destroys, not of each',
    evidence: 'DELETE /rest/people?filter=... of two people: one delivery of person.destroyed',
  },
  'webhook-payload-keys': {
    description: 'deliveries have none of the keys event, data and timestamp, which the page on webhooks shows',
    evidence: 'POST /rest/metadata/webhooks {"targetUrl": "...", "operations": ["company.*"]}, POST /rest/companies: eventName, record, eventDate',
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
