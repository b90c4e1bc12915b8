import type { QuirkSet } from '../quirks.js';
import { dataModelSchemas } from './metadata-data-model-schemas.js';
import { properties } from './metadata-notation.js';
import { METADATA_RESOURCES } from './metadata-resources.js';
import { pascal } from './object-schemas.js';
import { arrayOf, objectOf, schemaRef, type Schema } from './schema.js';

const STAMPS = 'workspaceId:uuid createdAt:time updatedAt:time deletedAt:time?';
const OPERANDS = [
  'IS', 'IS_NOT_NULL', 'IS_NOT', 'LESS_THAN_OR_EQUAL', 'GREATER_THAN_OR_EQUAL', 'IS_BEFORE', 'IS_AFTER', 'CONTAINS', 'DOES_NOT_CONTAIN',
  'IS_EMPTY', 'IS_NOT_EMPTY', 'IS_RELATIVE', 'IS_IN_PAST', 'IS_IN_FUTURE', 'IS_TODAY', 'VECTOR_SEARCH',
].join('|');
const LAYOUT_TYPES = 'RECORD_INDEX|RECORD_PAGE|DASHBOARD|STANDALONE_PAGE';
const WIDGET_TYPES = 'VIEW|IFRAME|FIELDS|GRAPH';
const MORE_WIDGET_TYPES = `${WIDGET_TYPES}|TIMELINE|TASKS|NOTES|FILES|EMAILS|CALENDAR`;

/** What a resource is created from, changed by and answered as. */
interface Row {
  article: string;
  create: string;
  required: readonly string[];
  update: string;
  response: string;
}

function viewRows(quirks: QuirkSet): Record<string, Row> {
  const isShort = quirks.has('openapi-view-enums-short');
  const types = isShort ? 'TABLE|KANBAN' : 'TABLE|KANBAN|CALENDAR|FIELDS_WIDGET|TABLE_WIDGET';
  const aggregate = isShort ? 'AVG|COUNT|MAX|MIN|SUM' : 'text';
  const look = `type:${types} key:text? icon:text? position:number isCompact:boolean openRecordIn:SIDE_PANEL|RECORD_PAGE `
    + `kanbanAggregateOperation:${aggregate}? kanbanAggregateOperationFieldMetadataId:uuid? anyFieldFilterValue:text?`;
  const shown = `isVisible:boolean size:number position:number aggregateOperation:${aggregate}?`;
  const value = quirks.has('openapi-strict-texts') ? 'object' : 'any';
  const filter = `operand:${OPERANDS} value:${value} viewFilterGroupId:uuid? positionInViewFilterGroup:number? subFieldName:text?`;
  const group = 'fieldValue:text isVisible:boolean position:number';
  const filterGroup = 'parentViewFilterGroupId:uuid? logicalOperator:AND|OR|NOT positionInViewFilterGroup:number?';
  const where = 'fieldMetadataId:uuid viewId:uuid';
  const groupWhere = quirks.has('openapi-view-group-field') ? where : 'viewId:uuid';
  return {
    view: {
      article: 'A view', create: `name:text objectMetadataId:uuid ${look.replace(' key:text?', '=TABLE key:text?=INDEX')}`, required: ['name', 'objectMetadataId', 'icon'],
      update: `name:text ${look}`, response: `id:uuid name:text objectMetadataId:uuid ${look} ${STAMPS}`,
    },
    viewField: {
      article: 'A view field', create: `${where} ${shown}`, required: ['fieldMetadataId', 'viewId'], update: shown,
      response: `id:uuid ${where} ${shown} ${STAMPS}`,
    },
    viewFilter: {
      article: 'A view filter', create: `${where} ${filter}`, required: ['fieldMetadataId', 'viewId', 'value'], update: filter,
      response: `id:uuid ${where} ${filter} ${STAMPS}`,
    },
    viewSort: {
      article: 'A view sort', create: `${where} direction:ASC|DESC`, required: ['fieldMetadataId', 'viewId'], update: 'direction:ASC|DESC',
      response: `id:uuid ${where} direction:ASC|DESC ${STAMPS}`,
    },
    viewGroup: {
      article: 'A view group', create: `${groupWhere} ${group}`, update: group, response: `id:uuid ${groupWhere} ${group} ${STAMPS}`,
      required: quirks.has('openapi-view-group-field') ? ['fieldMetadataId', 'viewId', 'fieldValue'] : ['viewId', 'fieldValue'],
    },
    viewFilterGroup: {
      article: 'A view filter group', create: `viewId:uuid ${filterGroup}`, required: ['viewId'], update: filterGroup,
      response: `id:uuid viewId:uuid ${filterGroup} ${STAMPS}`,
    },
  };
}

function otherRows(quirks: QuirkSet): Record<string, Row> {
  const widgetType = quirks.has('openapi-view-enums-short') ? WIDGET_TYPES : 'text';
  const widget = 'objectMetadataId:uuid? gridPosition:#GridPosition configuration:object';
  const webhook = 'targetUrl:text operations:texts description:text? secret:text';
  const key = 'name:text expiresAt:time';
  const roleId = quirks.has('openapi-metadata-old-keys') ? 'roleId:uuid' : '';
  return {
    webhook: {
      article: 'A webhook', create: webhook, required: ['targetUrl'], update: webhook, response: `id:uuid ${webhook} ${STAMPS}`,
    },
    apiKey: {
      article: 'An API key', create: `${key} roleId:uuid`, required: ['name', 'expiresAt', 'roleId'], update: `${key} revokedAt:time?`,
      response: `id:uuid ${key} revokedAt:time? ${roleId} workspaceId:uuid createdAt:time updatedAt:time`,
    },
    pageLayout: {
      article: 'A page layout', create: `name:text type:${LAYOUT_TYPES}=RECORD_PAGE objectMetadataId:uuid?`, required: ['name'],
      update: `name:text type:${LAYOUT_TYPES} objectMetadataId:uuid?`,
      response: `id:uuid name:text type:${LAYOUT_TYPES} objectMetadataId:uuid? tabs:[#PageLayoutTabForResponse] ${STAMPS}`,
    },
    pageLayoutTab: {
      article: 'A page layout tab', create: 'title:text position:number pageLayoutId:uuid', required: ['title', 'pageLayoutId'],
      update: 'title:text position:number', response: `id:uuid title:text position:number pageLayoutId:uuid ${STAMPS}`,
    },
    pageLayoutWidget: {
      article: 'A page layout widget', create: `pageLayoutTabId:uuid title:text type:${MORE_WIDGET_TYPES}=VIEW ${widget}`,
      required: ['pageLayoutTabId', 'title', 'gridPosition'], update: `title:text type:${widgetType} ${widget}`,
      response: `id:uuid pageLayoutTabId:uuid title:text type:${widgetType} ${widget} ${STAMPS}`,
    },
  };
}

/** What stock Twenty answers of these and leaves out of its document. */
const UNLISTED_OF_LAYOUTS: Readonly<Record<string, string>> = {
  view: `isSystemSideEffect:any createdByUserWorkspaceId:any calendarLayout:any calendarFieldMetadataId:any visibility:any mainGroupByFieldMetadataId:any shouldHideEmptyGroups:any
    kanbanColumnWidth:any isActive:any isCustom:any objectMetadataUniversalIdentifier:any viewFieldIds:any viewFieldUniversalIdentifiers:any viewFieldGroupIds:any
    viewFieldGroupUniversalIdentifiers:any viewFilterIds:any viewFilterUniversalIdentifiers:any viewGroupIds:any viewGroupUniversalIdentifiers:any viewFilterGroupIds:any
    viewFilterGroupUniversalIdentifiers:any viewSortIds:any viewSortUniversalIdentifiers:any calendarFieldMetadataUniversalIdentifier:any
    kanbanAggregateOperationFieldMetadataUniversalIdentifier:any mainGroupByFieldMetadataUniversalIdentifier:any universalOverrides:any viewFields:any viewFieldGroups:any
    viewFilters:any viewFilterGroups:any viewSorts:any viewGroups:any`,
  viewField: `isSystemSideEffect:any viewFieldGroupId:any isActive:any universalOverrides:any isOverridden:any fieldMetadataUniversalIdentifier:any viewUniversalIdentifier:any
    viewFieldGroupUniversalIdentifier:any`,
  viewFilter: `relationTargetFieldMetadataId:any fieldMetadataUniversalIdentifier:any viewUniversalIdentifier:any relationTargetFieldMetadataUniversalIdentifier:any
    viewFilterGroupUniversalIdentifier:any`,
  viewSort: 'subFieldName:any fieldMetadataUniversalIdentifier:any viewUniversalIdentifier:any',
  viewGroup: 'viewUniversalIdentifier:any',
  viewFilterGroup: `viewFilterIds:any childViewFilterGroupIds:any viewFilterUniversalIdentifiers:any childViewFilterGroupUniversalIdentifiers:any
    parentViewFilterGroupUniversalIdentifier:any viewUniversalIdentifier:any`,
  pageLayout: `isSystemSideEffect:any tabUniversalIdentifiers:any defaultTabToFocusOnMobileAndSidePanelUniversalIdentifier:any objectMetadataUniversalIdentifier:any`,
  pageLayoutTab: `isActive:any isSystemSideEffect:any icon:any layoutMode:any widgetUniversalIdentifiers:any overrides:any isOverridden:any pageLayoutUniversalIdentifier:any widgets:any`,
  pageLayoutWidget: `isSystemSideEffect:any position:any conditionalDisplay:any conditionalAvailabilityExpression:any isActive:any universalOverrides:any overrides:any isOverridden:any
    pageLayoutTabUniversalIdentifier:any objectMetadataUniversalIdentifier:any universalConfiguration:any`,
};
const IDENTITY = 'applicationId:uuid universalIdentifier:any applicationUniversalIdentifier:any';
const UNLISTED: Readonly<Record<string, string>> = {
  webhook: 'applicationId:uuid',
  ...Object.fromEntries(Object.entries(UNLISTED_OF_LAYOUTS).map(([singular, keys]) => [singular, `${IDENTITY} ${keys}`])),
};

/** The rows with every key that is answered. */
function complete(rows: Record<string, Row>): Record<string, Row> {
  return Object.fromEntries(Object.entries(rows).map(([singular, row]) => {
    const more = UNLISTED[singular];
    return [singular, more === undefined ? row : { ...row, response: `${row.response} ${more}` }];
  }));
}

const GRID_POSITION: Schema = objectOf({
  row: { type: 'number', minimum: 0 }, column: { type: 'number', minimum: 0 }, rowSpan: { type: 'number', minimum: 1 },
  columnSpan: { type: 'number', minimum: 1 },
}, { required: ['row', 'column', 'rowSpan', 'columnSpan'] });

function rowSchemas(name: string, row: Row, withNulls: boolean): Record<string, Schema> {
  return {
    [name]: {
      type: 'object', description: row.article, properties: properties(row.create, { withNulls, withDefaults: true }), required: row.required,
    },
    [`${name}ForUpdate`]: { type: 'object', description: `${row.article} for update`, properties: properties(row.update, { withNulls }) },
    [`${name}ForResponse`]: { type: 'object', description: row.article, properties: properties(row.response, { withNulls }) },
  };
}

/** Schemas of the metadata document. */
export function metadataSchemas(quirks: QuirkSet): Record<string, Schema> {
  const withNulls = !quirks.has('openapi-never-nullable');
  const listed = { ...viewRows(quirks), ...otherRows(quirks) };
  const rows = quirks.has('openapi-metadata-keys-missing') ? listed : complete(listed);
  const schemas: Record<string, Schema> = { ...dataModelSchemas(quirks), GridPosition: GRID_POSITION };
  for (const [singular, row] of Object.entries(rows)) Object.assign(schemas, rowSchemas(pascal(singular), row, withNulls));
  for (const { singular, plural } of METADATA_RESOURCES) {
    const description = `A list of ${plural}`;
    schemas[pascal(plural)] = { ...arrayOf(schemaRef(pascal(singular))), description };
    schemas[`${pascal(plural)}ForResponse`] = { ...arrayOf(schemaRef(`${pascal(singular)}ForResponse`)), description };
  }
  return schemas;
}

