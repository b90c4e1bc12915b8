import type { Quirk } from './quirk.js';

/** What the OpenAPI documents say otherwise than the server does. */
export const DOCUMENT_QUIRKS = {
  'openapi-never-nullable': {
    description: 'the Core OpenAPI document marks no property nullable though answers hold null',
    evidence: 'GET /rest/open-api/core, GET /rest/companies: deletedAt null',
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
  'openapi-metadata-limit-1000': {
    description: 'the metadata document allows pages of 1000, the server answers 200 at most',
    evidence: 'GET /rest/open-api/metadata components.parameters.limit',
  },
  'openapi-server-slash': {
    description: 'servers[0].url of the Core document ends with a slash, and every path begins with one',
    evidence: 'GET /rest/open-api/core servers[0].url',
  },
  'openapi-put-missing': {
    description: 'PUT /rest/{objects}/{id} updates a record, and the document has no such operation',
    evidence: 'PUT /rest/companies/{id} {"position": 1} answers 200',
  },
  'openapi-webhook-events': {
    description: 'the OpenAPI document lists webhooks for created, updated and deleted, none for restored and destroyed, and updatedFields for updated only',
    evidence: 'GET /rest/open-api/core webhooks, DELETE /rest/companies/{id}: a delivery of company.destroyed',
  },
} as const satisfies Record<string, Quirk>;
