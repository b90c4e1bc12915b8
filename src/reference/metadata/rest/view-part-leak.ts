import type { Workspace } from '../../model.js';
import { databaseSchema } from '../database-schema.js';
import { layoutStore } from '../layout-defaults.js';
import { metadataVersion } from '../version.js';

type Entity = Record<string, unknown>;

const LEAKING = new Set(['viewFilters', 'viewSorts', 'viewGroups', 'viewFilterGroups']);
/** What a view holds in its own table; lists of its parts are not among that. */
const VIEW_COLUMNS = [
  'workspaceId', 'universalIdentifier', 'applicationId', 'isActive', 'id', 'name', 'objectMetadataId', 'type', 'key', 'icon', 'position',
  'isCompact', 'isCustom', 'openRecordIn', 'kanbanAggregateOperation', 'kanbanAggregateOperationFieldMetadataId', 'calendarLayout',
  'calendarFieldMetadataId', 'mainGroupByFieldMetadataId', 'shouldHideEmptyGroups', 'kanbanColumnWidth', 'createdAt', 'updatedAt',
  'deletedAt', 'anyFieldFilterValue', 'visibility', 'isSystemSideEffect', 'createdByUserWorkspaceId',
];

/** The row of a workspace as its table holds it. */
function workspaceRow(workspace: Workspace): Entity {
  const now = new Date().toISOString();
  return {
    id: workspace.id, displayName: 'Apple', logo: 'https://twentyhq.github.io/placeholder-images/workspaces/apple-logo.png',
    logoFileId: null, inviteHash: 'not-a-real-invitation', deletedAt: null, createdAt: now, updatedAt: now, allowImpersonation: true,
    isPublicInviteLinkEnabled: true, workspaceDiscoverability: 'PUBLIC', trashRetentionDays: 14, eventLogRetentionDays: 90,
    activationStatus: 'ACTIVE', suspendedAt: null, metadataVersion: metadataVersion(workspace), databaseSchema: databaseSchema(workspace),
    subdomain: 'apple', customDomain: null, isGoogleAuthEnabled: true, isGoogleAuthBypassEnabled: false,
    isTwoFactorAuthenticationEnforced: false, isPasswordAuthEnabled: true, isPasswordAuthBypassEnabled: false,
    isMicrosoftAuthEnabled: true, isMicrosoftAuthBypassEnabled: false, isCustomDomainEnabled: false,
    isInternalMessagesImportEnabled: false, editableProfileFields: ['email', 'profilePicture', 'firstName', 'lastName'],
    defaultRoleId: workspace.roles[0]?.id ?? null, fastModel: 'default-fast-model', smartModel: 'default-smart-model',
    aiAdditionalInstructions: null, enabledAiModelIds: [], useRecommendedModels: true,
    workspaceCustomApplicationId: workspace.customApplicationId, routerModel: 'auto',
  };
}

function filterGroup(workspace: Workspace, id: unknown): Entity | null {
  return typeof id === 'string' ? (layoutStore(workspace, 'viewFilterGroups').get(id) ?? null) : null;
}

/** What hangs on a filter or a filter group besides its view. */
function relatives(workspace: Workspace, resource: string, entity: Entity): Entity {
  if (resource === 'viewFilters') return { viewFilterGroup: filterGroup(workspace, entity['viewFilterGroupId']) };
  if (resource !== 'viewFilterGroups') return {};
  const those = (store: string, key: string): Entity[] =>
    [...layoutStore(workspace, store).values()].filter((each) => each[key] === entity['id'] && each['deletedAt'] === null);
  return {
    viewFilters: those('viewFilters', 'viewFilterGroupId'),
    parentViewFilterGroup: filterGroup(workspace, entity['parentViewFilterGroupId']),
    childViewFilterGroups: those('viewFilterGroups', 'parentViewFilterGroupId'),
  };
}

/** A part of a view as stock Twenty reads it: the row itself, with the rows of its view and of the workspace; undefined for other entities. */
export function leakingPart(workspace: Workspace, resource: string, entity: Entity): Entity | undefined {
  if (!LEAKING.has(resource)) return undefined;
  const view = layoutStore(workspace, 'views').get(String(entity['viewId']));
  const row = Object.fromEntries(VIEW_COLUMNS.map((key) => [key, view?.[key] ?? null]));
  const own = Object.fromEntries(Object.entries(entity).filter(([key]) => !/Ids$|UniversalIdentifiers$/.test(key)));
  return { ...own, workspace: workspaceRow(workspace), view: { ...row, overrides: null }, ...relatives(workspace, resource, entity) };
}
