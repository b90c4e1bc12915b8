import type { FieldMetadata, ObjectMetadata, Workspace } from '../model.js';
import { newUuid } from './identifiers.js';

type Entity = Record<string, unknown>;

/** All entities of a view-family or page-layout resource of a workspace. */
export function layoutStore(workspace: Workspace, resource: string): Map<string, Entity> {
  const store = workspace.layoutEntities.get(resource) ?? new Map<string, Entity>();
  workspace.layoutEntities.set(resource, store);
  return store;
}

/** A view with the defaults of Twenty for what is not given. */
export function buildView(workspace: Workspace, given: Entity): Entity {
  const now = new Date().toISOString();
  return {
    id: newUuid(), workspaceId: workspace.id, applicationId: workspace.customApplicationId, universalIdentifier: newUuid(),
    isSystemSideEffect: false, key: null, createdByUserWorkspaceId: null, name: '', type: 'TABLE', icon: null, position: 0,
    isCompact: false, openRecordIn: 'SIDE_PANEL', kanbanAggregateOperation: null, kanbanAggregateOperationFieldMetadataId: null,
    anyFieldFilterValue: null, calendarLayout: null, calendarFieldMetadataId: null, visibility: 'WORKSPACE',
    mainGroupByFieldMetadataId: null, shouldHideEmptyGroups: false, kanbanColumnWidth: null, isActive: true, isCustom: true,
    createdAt: now, updatedAt: now, deletedAt: null, ...given,
  };
}

/** Adds the view of all records that every object has. */
export function addIndexView(workspace: Workspace, object: ObjectMetadata): Entity {
  const view = buildView(workspace, {
    key: 'INDEX', name: `All ${object.labelPlural}`, icon: 'IconList', objectMetadataId: object.id, isSystemSideEffect: true,
    applicationId: object.applicationId, isCustom: object.applicationId === workspace.customApplicationId,
  });
  layoutStore(workspace, 'views').set(String(view['id']), view);
  return view;
}

function dropChildren(workspace: Workspace, parentKey: string, parentId: unknown): void {
  for (const [resource, store] of workspace.layoutEntities) {
    for (const [id, child] of store) {
      if (child[parentKey] !== parentId) continue;
      store.delete(id);
      if (resource === 'pageLayoutTabs') dropChildren(workspace, 'pageLayoutTabId', id);
    }
  }
}

/** Removes the views and page layouts of an object and everything in them. */
export function dropLayoutOf(workspace: Workspace, object: ObjectMetadata): void {
  for (const [resource, parentKey] of [['views', 'viewId'], ['pageLayouts', 'pageLayoutId']] as const) {
    const store = layoutStore(workspace, resource);
    for (const [id, entity] of store) {
      if (entity['objectMetadataId'] !== object.id) continue;
      store.delete(id);
      dropChildren(workspace, parentKey, id);
    }
  }
}

/** Removes everything in views that shows, filters or sorts by a field. */
export function dropLayoutOfField(workspace: Workspace, field: FieldMetadata): void {
  for (const store of workspace.layoutEntities.values()) {
    for (const [id, entity] of store) if (entity['fieldMetadataId'] === field.id) store.delete(id);
  }
}
