import { MetadataCache } from '../version.js';
import type { Workspace } from '../../model.js';

type Entity = Record<string, unknown>;

/** One view-family or page-layout resource. */
export interface LayoutKind {
  /** As messages name it: `View field`. */
  title: string;
  /** Ids that refer to something: key → resource (or `objects`, `fields`). */
  references: Record<string, string>;
  /** Those of them that must be given and exist, in order of checking. */
  required: readonly string[];
  /** Query parameters that filter a list. */
  filters: readonly string[];
  defaults: Entity;
  /** Delete answers `{success: true}` for views and `true` for page layouts. */
  isPageLayout: boolean;
}

const VIEW = 'views';

/** All resources by name. */
export const LAYOUT_KINDS: Readonly<Record<string, LayoutKind>> = {
  views: {
    title: 'View', references: { objectMetadataId: 'objects' }, required: ['objectMetadataId'], filters: ['objectMetadataId'],
    defaults: {}, isPageLayout: false,
  },
  viewFields: {
    title: 'View field', references: { fieldMetadataId: 'fields', viewId: VIEW, viewFieldGroupId: 'viewFieldGroups' },
    required: ['fieldMetadataId', 'viewId'], filters: ['viewId'], isPageLayout: false,
    defaults: {
      isSystemSideEffect: false, isVisible: true, size: 0, position: 0, aggregateOperation: null, viewFieldGroupId: null, isActive: true,
      universalOverrides: null, isOverridden: false,
    },
  },
  viewFilters: {
    title: 'View filter',
    references: {
      fieldMetadataId: 'fields', viewId: VIEW, relationTargetFieldMetadataId: 'fields', viewFilterGroupId: 'viewFilterGroups',
    },
    required: ['fieldMetadataId', 'viewId'], filters: ['viewId'], isPageLayout: false,
    defaults: {
      operand: 'CONTAINS', value: null, viewFilterGroupId: null, positionInViewFilterGroup: null, subFieldName: null,
      relationTargetFieldMetadataId: null,
    },
  },
  viewFilterGroups: {
    title: 'View filter group', references: { parentViewFilterGroupId: 'viewFilterGroups', viewId: VIEW }, required: ['viewId'],
    filters: ['viewId'], isPageLayout: false,
    defaults: {
      parentViewFilterGroupId: null, logicalOperator: 'AND', positionInViewFilterGroup: null, viewFilterIds: [],
      childViewFilterGroupIds: [], viewFilterUniversalIdentifiers: [], childViewFilterGroupUniversalIdentifiers: [],
    },
  },
  viewSorts: {
    title: 'View sort', references: { fieldMetadataId: 'fields', viewId: VIEW }, required: ['fieldMetadataId', 'viewId'],
    filters: ['viewId'], defaults: { direction: 'ASC', subFieldName: null }, isPageLayout: false,
  },
  viewGroups: {
    title: 'View group', references: { viewId: VIEW }, required: [], filters: ['viewId'],
    defaults: { isVisible: true, position: 0, fieldValue: '' }, isPageLayout: false,
  },
  pageLayouts: {
    title: 'Page layout', references: { objectMetadataId: 'objects' }, required: [], filters: ['objectMetadataId', 'pageLayoutType'],
    defaults: {
      type: 'RECORD_PAGE', objectMetadataId: null, isSystemSideEffect: false, tabUniversalIdentifiers: [],
      defaultTabToFocusOnMobileAndSidePanelUniversalIdentifier: null,
    },
    isPageLayout: true,
  },
  pageLayoutTabs: {
    title: 'Page layout tab', references: { pageLayoutId: 'pageLayouts' }, required: [], filters: ['pageLayoutId'], isPageLayout: true,
    defaults: {
      position: 0, isActive: true, isSystemSideEffect: false, icon: null, layoutMode: 'GRID', widgetUniversalIdentifiers: [],
      overrides: null, isOverridden: false,
    },
  },
  pageLayoutWidgets: {
    title: 'Page layout widget', references: { pageLayoutTabId: 'pageLayoutTabs', objectMetadataId: 'objects' }, required: [],
    filters: ['pageLayoutTabId'], isPageLayout: true,
    defaults: {
      isSystemSideEffect: false, position: null, conditionalDisplay: null, conditionalAvailabilityExpression: null, isActive: true,
      universalOverrides: null, overrides: null, isOverridden: false,
    },
  },
};

/** Groups of view fields, which REST has no route for. */
export const VIEW_FIELD_GROUPS: LayoutKind = {
  title: 'View field group', references: { viewId: VIEW }, required: ['viewId'], filters: ['viewId'], isPageLayout: false,
  defaults: { position: 0, isVisible: true, isActive: true },
};

const FIELDS = new MetadataCache((workspace) => new Map(workspace.objects.flatMap(({ fields }) => fields.map((field) => [field.id, field]))));

/** The universal identifier of what an id refers to. */
export function universalIdentifierOf(workspace: Workspace, resource: string, id: unknown): string | null {
  if (typeof id !== 'string') return null;
  if (resource === 'objects') return workspace.objects.find((each) => each.id === id)?.universalIdentifier ?? null;
  if (resource === 'fields') {
    return FIELDS.get(workspace).get(id)?.universalIdentifier ?? null;
  }
  const found = workspace.layoutEntities.get(resource)?.get(id)?.['universalIdentifier'];
  return typeof found === 'string' ? found : null;
}
