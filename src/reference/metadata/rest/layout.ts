import type { Caller, Workspace } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import { newUuid } from '../identifiers.js';
import { buildView, layoutStore } from '../layout-defaults.js';
import { internalError } from '../refusals.js';
import { answer, bodyObject, noPermission, type MetadataAnswer, type ResourceRequest } from './answers.js';
import { checkChange, checkCreation, invalidData, live, notFound, refusal, writeRefusal } from './layout-faults.js';
import { leakingPart } from './view-part-leak.js';
import { LAYOUT_KINDS, universalIdentifierOf, type LayoutKind } from './layout-kinds.js';

type Entity = Record<string, unknown>;

const PAGE_TYPES = new Set(['RECORD_PAGE', 'RECORD_INDEX', 'DASHBOARD', 'STANDALONE_PAGE']);
const PROTECTED = new Set(['id', 'workspaceId', 'applicationId', 'universalIdentifier', 'createdAt', 'updatedAt', 'deletedAt']);
const VIEW_CHILDREN = ['viewFields', 'viewFieldGroups', 'viewFilters', 'viewFilterGroups', 'viewSorts', 'viewGroups'];
const ID_LISTS = ['viewField', 'viewFieldGroup', 'viewFilter', 'viewGroup', 'viewFilterGroup', 'viewSort'];

function withIdentifiers(workspace: Workspace, kind: LayoutKind, entity: Entity): Entity {
  const identifiers = Object.entries(kind.references).map(([key, resource]) => [
    `${key.slice(0, -2)}UniversalIdentifier`, universalIdentifierOf(workspace, resource, entity[key]),
  ]);
  return { ...entity, applicationUniversalIdentifier: entity['applicationId'], ...Object.fromEntries(identifiers) };
}

/** The live entities of a resource that refer to `id` by `key`. */
type Children = (resource: string, key: string, id: unknown) => Entity[];

/** Looks through each resource once for each key, however many ids are asked for. */
function childrenOfAll(workspace: Workspace): Children {
  const groups = new Map<string, Map<unknown, Entity[]>>();
  return (resource, key, id) => {
    const name = `${resource} ${key}`;
    let group = groups.get(name);
    if (!group) {
      groups.set(name, (group = new Map()));
      for (const entity of live(workspace, resource)) {
        const list = group.get(entity[key]);
        if (list) list.push(entity);
        else group.set(entity[key], [entity]);
      }
    }
    return group.get(id) ?? [];
  };
}

function viewLists(workspace: Workspace, view: Entity, childrenIn: Children): Entity {
  const lists = ID_LISTS.map((name) => {
    const children = childrenIn(`${name}s`, 'viewId', view['id']);
    return [[`${name}Ids`, children.map((child) => child['id'])],
      [`${name}UniversalIdentifiers`, children.map((child) => child['universalIdentifier'])]];
  });
  const others = ['calendarFieldMetadata', 'kanbanAggregateOperationFieldMetadata', 'mainGroupByFieldMetadata'].map((name) => [
    `${name}UniversalIdentifier`, universalIdentifierOf(workspace, 'fields', view[`${name}Id`]),
  ]);
  return { ...Object.fromEntries(lists.flat()), ...Object.fromEntries(others), universalOverrides: null };
}

function shown(workspace: Workspace, resource: string, kind: LayoutKind, entity: Entity, isRead: boolean, childrenIn = childrenOfAll(workspace)): Entity {
  const base = withIdentifiers(workspace, kind, entity);
  const childrenOf = (child: string, key: string): Entity[] => {
    const childKind = LAYOUT_KINDS[child];
    const children = childrenIn(child, key, entity['id']);
    return childKind ? children.map((each) => shown(workspace, child, childKind, each, false, childrenIn)) : children;
  };
  if (resource === 'views') {
    const whole = { ...base, ...viewLists(workspace, entity, childrenIn) };
    return isRead ? { ...whole, ...Object.fromEntries(VIEW_CHILDREN.map((child) => [child, childrenOf(child, 'viewId')])) } : whole;
  }
  if (resource === 'pageLayouts' && isRead) return { ...base, tabs: childrenOf('pageLayoutTabs', 'pageLayoutId') };
  if (resource === 'pageLayoutTabs' && isRead) return { ...base, widgets: childrenOf('pageLayoutWidgets', 'pageLayoutTabId') };
  if (resource === 'pageLayoutWidgets') {
    const { deletedAt: _, ...rest } = base;
    return { ...rest, universalConfiguration: entity['configuration'] ?? null };
  }
  return base;
}

function addOptionGroups(workspace: Workspace, view: Entity): void {
  const field = workspace.objects.flatMap((object) => object.fields).find((each) => each.id === view['mainGroupByFieldMetadataId']);
  for (const option of field?.options ?? []) {
    create(workspace, 'viewGroups', LAYOUT_KINDS['viewGroups']!, { viewId: view['id'], fieldValue: option.value, position: option.position });
  }
  if (field?.isNullable && field.options) {
    create(workspace, 'viewGroups', LAYOUT_KINDS['viewGroups']!, { viewId: view['id'], fieldValue: '', position: field.options.length });
  }
}

function create(workspace: Workspace, resource: string, kind: LayoutKind, body: Entity): Entity {
  const now = new Date().toISOString();
  const id = typeof body['id'] === 'string' ? body['id'] : newUuid();
  const given = Object.fromEntries(Object.entries(body).filter(([key, value]) => value !== undefined && !PROTECTED.has(key)));
  if (resource === 'viewGroups') delete given['fieldMetadataId'];
  const entity: Entity = resource === 'views' ? buildView(workspace, { ...given, id }) : {
    id, workspaceId: workspace.id, applicationId: workspace.customApplicationId,
    universalIdentifier: kind.isPageLayout || resource === 'viewFilterGroups' ? id : newUuid(), ...structuredClone(kind.defaults), ...given,
    createdAt: now, updatedAt: now, deletedAt: null,
  };
  layoutStore(workspace, resource).set(id, entity);
  if (resource === 'views' && entity['mainGroupByFieldMetadataId']) addOptionGroups(workspace, entity);
  return entity;
}

function writeTarget(workspace: Workspace, resource: string, kind: LayoutKind, id: string, verb: 'update' | 'delete'): Entity {
  const entity = layoutStore(workspace, resource).get(id);
  if (entity && (entity['deletedAt'] === null || (verb === 'delete' && !kind.isPageLayout && resource !== 'views'))) return entity;
  throw writeRefusal(resource, kind, id, verb);
}

/** Makes an entity, after the checks of its kind. */
export function createLayoutEntity(workspace: Workspace, resource: string, kind: LayoutKind, body: Entity): Entity {
  checkCreation(workspace, resource, kind, body);
  return create(workspace, resource, kind, body);
}

/** Changes an entity. */
export function updateLayoutEntity(workspace: Workspace, resource: string, kind: LayoutKind, id: string, update: Entity): Entity {
  const entity = writeTarget(workspace, resource, kind, id, 'update');
  checkChange(resource, entity, update);
  for (const [key, value] of Object.entries(update)) if (!PROTECTED.has(key) && value !== undefined) entity[key] = value;
  entity['updatedAt'] = new Date().toISOString();
  return entity;
}

/** Puts an entity away. */
export function deleteLayoutEntity(workspace: Workspace, resource: string, kind: LayoutKind, id: string): Entity {
  const entity = writeTarget(workspace, resource, kind, id, 'delete');
  entity['deletedAt'] = entity['deletedAt'] ?? new Date().toISOString();
  return entity;
}

/** Views, their children, page layouts, their tabs and widgets. */
export function handleLayout(
  resource: string, kind: LayoutKind, request: ResourceRequest, caller: Caller, quirks: QuirkSet,
): MetadataAnswer | undefined {
  const { method, id, query } = request;
  const { workspace } = caller;
  const childrenIn = childrenOfAll(workspace);
  const read = (entity: Entity): Entity =>
    (quirks.has('view-parts-show-workspace') ? leakingPart(workspace, resource, entity) : undefined) ?? shown(workspace, resource, kind, entity, true, childrenIn);
  const written = (entity: Entity): Entity => shown(workspace, resource, kind, entity, !quirks.has('layout-writes-without-children'));
  if (method === 'PUT' || (method === 'POST') === (id !== undefined) && method !== 'GET') return undefined;
  if (method !== 'GET' && !caller.role.canUpdateAllSettings) {
    if (kind.isPageLayout) throw noPermission(403);
    throw internalError('view permission denied');
  }
  if (method === 'GET' && id === undefined) {
    const missing = kind.filters.find((key) => kind.isPageLayout && resource !== 'pageLayouts' && !query.get(key));
    if (missing) throw refusal(400, `${missing === 'pageLayoutId' ? 'Page layout' : 'Page layout tab'} ID is required`, invalidData(kind));
    const matches = live(workspace, resource).filter((each) => kind.filters.every((key) => {
      const wanted = query.get(key);
      if (key === 'pageLayoutType' && wanted !== null && !PAGE_TYPES.has(wanted)) return true;
      return wanted === null || each[key === 'pageLayoutType' ? 'type' : key] === wanted;
    }));
    return answer(method, matches.map(read));
  }
  const body = bodyObject(request.body);
  if (id === undefined) {
    if (resource === 'views' && !body['name'] && !quirks.has('view-name-optional')) throw refusal(400, 'View name is required');
    return answer(method, written(createLayoutEntity(workspace, resource, kind, body)));
  }
  if (method === 'GET') {
    const entity = live(workspace, resource).find((each) => each['id'] === id);
    if (!entity) throw notFound(resource, kind, id);
    return answer(method, read(entity));
  }
  if (method === 'DELETE') {
    deleteLayoutEntity(workspace, resource, kind, id);
    return answer(method, kind.isPageLayout ? true : { success: true });
  }
  const nested = bodyObject(body['update']);
  const entity = updateLayoutEntity(workspace, resource, kind, id, Object.keys(nested).length > 0 ? nested : body);
  return answer(method, written(entity));
}
