import { ApiError } from '../../errors.js';
import { isPlainObject } from '../../fields/kind.js';
import type { Workspace } from '../../model.js';
import { newUuid } from '../identifiers.js';
import { layoutStore } from '../layout-defaults.js';
import { fault, internalError, validationError } from '../refusals.js';
import { isUuid } from './answers.js';
import { universalIdentifierOf, type LayoutKind } from './layout-kinds.js';

type Entity = Record<string, unknown>;

const VIEW_TYPES = new Set(['TABLE', 'KANBAN', 'CALENDAR', 'FIELDS_WIDGET', 'TABLE_WIDGET']);
const CONFIGURATIONS = new Set([
  'AGGREGATE_CHART', 'GAUGE_CHART', 'PIE_CHART', 'BAR_CHART', 'LINE_CHART', 'IFRAME', 'STANDALONE_RICH_TEXT', 'VIEW', 'FIELD', 'FIELDS', 'TIMELINE', 'TASKS', 'NOTES', 'FILES',
  'EMAILS', 'CALENDAR', 'FIELD_RICH_TEXT', 'WORKFLOW', 'WORKFLOW_VERSION', 'WORKFLOW_RUN', 'FRONT_COMPONENT', 'RECORD_TABLE',
]);
/** Plain values without which an entity is refused. */
const NEEDED: Readonly<Record<string, readonly string[]>> = { views: ['icon'], viewFilters: ['value'], pageLayoutWidgets: ['title'] };

/** A refusal of a layout, in both surfaces. */
export function refusal(status: number, message: string, code?: string, graphqlCode = status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT'): ApiError {
  return new ApiError(message, { status, error: 'Error', ...(code ? { code } : {}), graphqlCode });
}

const codeName = (kind: LayoutKind): string => kind.title.toUpperCase().replaceAll(' ', '_');

/** The code of what is wrong with the values of a page layout, a tab or a widget. */
export const invalidData = (kind: LayoutKind): string => `INVALID_${codeName(kind)}_DATA`;

const invalidWidget = (message: string): ApiError => new ApiError(message, {
  error: 'Error', code: 'INVALID_PAGE_LAYOUT_WIDGET_DATA', graphqlCode: 'BAD_USER_INPUT', userFriendlyMessage: 'Invalid page layout widget data.',
});

/** The entities of a resource that are not in the trash. */
export function live(workspace: Workspace, resource: string): Entity[] {
  return [...layoutStore(workspace, resource).values()].filter((entity) => entity['deletedAt'] === null);
}

/** The refusal to read what is not there. */
export function notFound(resource: string, kind: LayoutKind, id: string): ApiError {
  if (kind.isPageLayout) return refusal(404, `${kind.title} with ID "${id}" not found`, `${codeName(kind)}_NOT_FOUND`);
  if (!isUuid(id) && resource !== 'views' && resource !== 'viewFields') return internalError('id is no uuid');
  return refusal(404, `${kind.title} (id: ${id}) not found`, resource === 'views' ? 'VIEW_NOT_FOUND' : undefined);
}

/** The refusal to change what is not there. */
export function writeRefusal(resource: string, kind: LayoutKind, id: string, verb: 'update' | 'delete'): ApiError {
  if (!kind.isPageLayout) return refusal(404, `${kind.title} to ${verb} not found`, resource === 'views' ? 'VIEW_NOT_FOUND' : undefined);
  if (resource === 'pageLayoutWidgets' && verb === 'update') return notFound(resource, kind, id);
  return refusal(404, `${kind.title} to ${verb === 'update' ? 'update' : 'destroy'} not found`, `${codeName(kind)}_NOT_FOUND`);
}

const ENTITY_NAMES: Readonly<Record<string, string>> = { objects: 'objectMetadata', fields: 'fieldMetadata' };

/** Refuses ids that refer to nothing; some must be given. */
function checkReferences(workspace: Workspace, kind: LayoutKind, body: Entity): void {
  const given = Object.keys(kind.references).filter((key) => body[key] !== undefined && body[key] !== null);
  for (const key of new Set([...kind.required, ...given])) {
    const resource = kind.references[key] ?? '';
    if (universalIdentifierOf(workspace, resource, body[key]) !== null) continue;
    throw refusal(404, `Could not find ${ENTITY_NAMES[resource] ?? resource.slice(0, -1)} for given ${key}`, 'RELATION_UNIVERSAL_IDENTIFIER_NOT_FOUND', 'INTERNAL_SERVER_ERROR');
  }
}

function invalidView(metadataName: string, verb: 'creating' | 'updating', entity: string, problem: ReturnType<typeof fault>, universalIdentifier = newUuid(), more: Entity = {}): ApiError {
  return validationError(`Multiple validation errors occurred while ${verb} ${entity}`, {
    [metadataName]: [{
      status: 'fail', errors: [problem], flatEntityMinimalInformation: { universalIdentifier, ...more }, metadataName, type: verb === 'creating' ? 'create' : 'update',
    }],
  });
}

const UNGROUPED_KANBAN = fault('INVALID_VIEW_DATA', 'Kanban view must have a main group by field');

/** What is wrong with the configuration of a widget. */
function checkConfiguration(configuration: unknown): void {
  if (!isPlainObject(configuration) || typeof configuration['configurationType'] !== 'string') throw invalidWidget('Invalid configuration: not an object');
  const { configurationType, url } = configuration;
  if (!CONFIGURATIONS.has(configurationType)) throw invalidWidget(`Invalid configuration type: ${configurationType}`);
  if (configurationType !== 'IFRAME' || url === undefined || url === null) return;
  const faults = [...(typeof url === 'string' && URL.canParse(url) ? [] : ['url must be a URL address']), ...(typeof url === 'string' ? [] : ['url must be a string'])];
  if (faults.length > 0) throw invalidWidget(`url: ${faults.join(', ')}`);
}

/** Refuses what cannot be made. */
export function checkCreation(workspace: Workspace, resource: string, kind: LayoutKind, body: Entity): void {
  if (resource === 'pageLayouts' && !body['name']) throw refusal(400, 'Page layout name is required', invalidData(kind));
  if (resource === 'pageLayoutTabs' && !body['title']) throw refusal(400, 'Page layout tab title is required', invalidData(kind));
  if (resource === 'pageLayoutTabs' && !body['pageLayoutId']) throw refusal(400, 'Page layout ID is required', invalidData(kind));
  if (resource === 'pageLayoutWidgets') checkConfiguration(body['configuration']);
  if (resource === 'pageLayoutWidgets' && !body['pageLayoutTabId']) throw refusal(400, 'Page layout tab ID is required', invalidData(kind));
  if (resource === 'viewGroups') checkGroup(workspace, body);
  checkReferences(workspace, kind, body);
  for (const key of NEEDED[resource] ?? []) if (body[key] === undefined || body[key] === null) throw refusal(400, `${key} is required`);
  if (resource === 'views' && typeof body['type'] === 'string') {
    const { type } = body;
    if (!VIEW_TYPES.has(type)) {
      throw new ApiError(`invalid input value for enum core.view_type_enum: "${type}"`, { status: 400, error: 'BadRequestException' });
    }
    if (type === 'KANBAN' && !body['mainGroupByFieldMetadataId']) throw invalidView('view', 'creating', 'view', UNGROUPED_KANBAN);
  }
  const isTwin = (each: Entity): boolean => each['viewId'] === body['viewId'] && each['fieldMetadataId'] === body['fieldMetadataId'];
  if (resource === 'viewFields' && live(workspace, resource).some(isTwin)) {
    throw invalidView('viewField', 'creating', 'view fields', {
      code: 'INVALID_VIEW_DATA', message: 'View field with same fieldMetadataUniversalIdentifier and viewUniversalIdentifier already exists', userFriendlyMessage: 'View field already exists',
    }, undefined, {
      viewUniversalIdentifier: universalIdentifierOf(workspace, 'views', body['viewId']), fieldMetadataUniversalIdentifier: universalIdentifierOf(workspace, 'fields', body['fieldMetadataId']),
    });
  }
  if (resource === 'viewSorts' && live(workspace, resource).some(isTwin)) {
    throw new ApiError('duplicate key value violates unique constraint "IDX_VIEW_SORT_FIELD_METADATA_ID_VIEW_ID_UNIQUE"', {
      status: 400, error: 'BadRequestException',
    });
  }
  if (resource === 'pageLayoutWidgets' && !body['gridPosition']) throw internalError('grid position is missing');
}

function checkGroup(workspace: Workspace, body: Entity): void {
  const view = typeof body['viewId'] === 'string' ? layoutStore(workspace, 'views').get(body['viewId']) : undefined;
  if (!view?.['mainGroupByFieldMetadataId']) {
    throw new ApiError('The associated view is not a grouped view: mainGroupByFieldMetadataId is missing.', {
      error: 'Error', graphqlCode: 'BAD_USER_INPUT', userFriendlyMessage: 'A view group error occurred.',
    });
  }
  if (typeof body['fieldValue'] !== 'string') throw refusal(400, 'fieldValue is required');
}

/** Refuses a change that would leave an entity which could not be made. */
export function checkChange(resource: string, entity: Entity, update: Entity): void {
  if (resource === 'pageLayoutWidgets' && update['configuration'] !== undefined) checkConfiguration(update['configuration']);
  const next = { ...entity, ...update };
  if (resource === 'views' && update['type'] === 'KANBAN' && !next['mainGroupByFieldMetadataId']) {
    throw invalidView('view', 'updating', 'view', UNGROUPED_KANBAN, String(entity['universalIdentifier']));
  }
}
