import type { FieldMetadata, ObjectMetadata, Workspace } from '../model.js';
import { newUuid } from './identifiers.js';
import { addIndexView, buildView, layoutStore } from './layout-defaults.js';
import { LAYOUT_KINDS } from './rest/layout-kinds.js';

type Entity = Record<string, unknown>;

const SHOWN_SYSTEM_FIELDS = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'];
/** Tabs of the page of a record, each with one widget that fills it. */
const TABS = [
  { title: 'Home', icon: 'IconHome', layoutMode: 'VERTICAL_LIST', widget: 'Fields' },
  { title: 'Timeline', icon: 'IconTimelineEvent', layoutMode: 'CANVAS', widget: 'Timeline' },
  { title: 'Tasks', icon: 'IconCheckbox', layoutMode: 'CANVAS', widget: 'Tasks' },
  { title: 'Notes', icon: 'IconNotes', layoutMode: 'CANVAS', widget: 'Notes' },
  { title: 'Files', icon: 'IconPaperclip', layoutMode: 'CANVAS', widget: 'Files' },
] as const;

function add(workspace: Workspace, resource: string, applicationId: string, given: Entity): Entity {
  const now = new Date().toISOString();
  const defaults = LAYOUT_KINDS[resource]?.defaults ?? {};
  const entity: Entity = {
    id: newUuid(), workspaceId: workspace.id, applicationId, universalIdentifier: newUuid(),
    ...(Object.values(defaults).some(Array.isArray) ? structuredClone(defaults) : defaults), isSystemSideEffect: true, ...given, createdAt: now, updatedAt: now, deletedAt: null,
  };
  layoutStore(workspace, resource).set(String(entity['id']), entity);
  return entity;
}

/** Puts a field last in a view, or at a place that is known to be the last. */
function appendField(workspace: Workspace, view: Entity, field: FieldMetadata, isVisible: boolean, place = lastPlace(workspace, view)): void {
  add(workspace, 'viewFields', field.applicationId, { viewId: view['id'], fieldMetadataId: field.id, isVisible, size: 180, position: place });
}

function lastPlace(workspace: Workspace, view: Entity): number {
  const positions = [...layoutStore(workspace, 'viewFields').values()].filter((each) => each['viewId'] === view['id'])
    .map((each) => Number(each['position']));
  return Math.max(-1, ...positions) + 1;
}

/** Appends a new field to the views that came with its object: hidden in the list, shown on the page of a record. */
export function showInAutomaticViews(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata): void {
  for (const view of layoutStore(workspace, 'views').values()) {
    if (view['objectMetadataId'] !== object.id || view['isSystemSideEffect'] !== true || view['deletedAt'] !== null) continue;
    appendField(workspace, view, field, view['type'] === 'FIELDS_WIDGET');
  }
}

function addRecordPage(workspace: Workspace, object: ObjectMetadata, fieldsView: Entity): void {
  const { applicationId } = object;
  const layout = add(workspace, 'pageLayouts', applicationId, { name: `Default ${object.labelSingular} Layout`, objectMetadataId: object.id });
  const tabs = TABS.map(({ title, icon, layoutMode, widget }, at) => {
    const tab = add(workspace, 'pageLayoutTabs', applicationId, { title, icon, layoutMode, position: 10 * (at + 1), pageLayoutId: layout['id'] });
    const isFields = widget === 'Fields';
    const configurationType = widget.toUpperCase();
    const made = add(workspace, 'pageLayoutWidgets', applicationId, {
      title: widget, type: configurationType, pageLayoutTabId: tab['id'], objectMetadataId: object.id,
      gridPosition: { row: 0, column: 0, rowSpan: isFields ? 12 : 6, columnSpan: 12 },
      position: isFields ? { index: 0, layoutMode } : { layoutMode },
      configuration: { configurationType, ...(isFields ? { viewId: fieldsView['id'], newFieldDefaultVisibility: true } : {}) },
    });
    tab['widgetUniversalIdentifiers'] = [made['universalIdentifier']];
    return tab;
  });
  layout['tabUniversalIdentifiers'] = tabs.map((tab) => tab['universalIdentifier']);
}

/** Gives a custom object its list view, the view and the layout of its record page. */
export function addAutomaticLayout(workspace: Workspace, object: ObjectMetadata): void {
  const index = addIndexView(workspace, object);
  const page = buildView(workspace, {
    name: `${object.labelSingular} Record Page Fields`, type: 'FIELDS_WIDGET', icon: 'IconList', objectMetadataId: object.id,
    isSystemSideEffect: true, applicationId: object.applicationId,
  });
  layoutStore(workspace, 'views').set(String(page['id']), page);
  const named = (name: string): FieldMetadata[] => object.fields.filter((field) => field.name === name);
  const label = object.fields.filter((field) => field.id === object.labelIdentifierFieldMetadataId);
  const system = SHOWN_SYSTEM_FIELDS.flatMap(named);
  const others = object.fields.filter((field) => !field.isSystem && !label.includes(field) && field.relation === null);
  const shown = [...label, ...system];
  [...shown, ...others].forEach((field, place) => appendField(workspace, index, field, place < shown.length, place));
  [...system, ...others].forEach((field, place) => appendField(workspace, page, field, true, place));
  addRecordPage(workspace, object, page);
}
