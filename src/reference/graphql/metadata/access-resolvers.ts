import { permissionDenied } from '../../auth/permissions.js';
import { ApiError } from '../../errors.js';
import { createWebhook, deleteWebhook, updateWebhook } from '../../metadata/rest/webhooks.js';
import { metadataVersion } from '../../metadata/version.js';
import type { ApiKey, Role, Workspace } from '../../model.js';
import { requireCaller } from '../core/static-schema.js';
import { requireSettings } from './object-resolvers.js';
import type { Resolver, Resolvers } from './resolvers.js';

/** Keys may not be made or changed with a key. */
const sessionOnly: Resolver = (_source, _args, scope) => {
  requireCaller(scope);
  throw new ApiError('This endpoint requires a session access token', {
    graphqlCode: 'FORBIDDEN',
    subCode: 'FORBIDDEN_EXCEPTION',
    userFriendlyMessage: 'You do not have permission to perform this action.',
  });
};

const userOnly: Resolver = () => {
  throw new ApiError('Forbidden resource', { graphqlCode: 'FORBIDDEN' });
};

/** Resolvers of API keys, roles, webhooks and the workspace, as far as an API key may use them. */
export const ACCESS_RESOLVERS: Resolvers = {
  Query: {
    apiKeys: (_source, _args, scope) => requireSettings(scope).workspace.apiKeys.filter((key) => key.revokedAt === null),
    apiKey: (_source, args, scope) => requireSettings(scope).workspace.apiKeys.find((key) => key.id === (args['input'] as { id: string }).id) ?? null,
    webhooks: (_source, _args, scope) => requireSettings(scope).workspace.webhooks,
    webhook: (_source, args, scope) => requireSettings(scope).workspace.webhooks.find((hook) => hook.id === args['id']) ?? null,
    getRoles: (_source, _args, scope) => requireSettings(scope).workspace.roles,
    minimalMetadata: (_source, _args, scope) => {
      const { workspace } = requireCaller(scope).caller;
      return { objectMetadataItems: workspace.objects, views: [...(workspace.layoutEntities.get('views')?.values() ?? [])] };
    },
    currentWorkspace: (_source, _args, scope) => workspaceOutput(requireCaller(scope).caller.workspace, scope.context.serverUrl),
    currentUser: userOnly,
  },
  Mutation: {
    createApiKey: sessionOnly,
    updateApiKey: sessionOnly,
    revokeApiKey: sessionOnly,
    assignRoleToApiKey: sessionOnly,
    generateApiKeyToken: sessionOnly,
    createWebhook: (_source, args, scope) => createWebhook(requireSettings(scope).workspace, args['input'] as Record<string, unknown>, scope.context.quirks),
    updateWebhook: (_source, args, scope) => {
      const { id, update } = args['input'] as { id: string; update: Record<string, unknown> };
      return updateWebhook(requireSettings(scope).workspace, id, update, scope.context.quirks);
    },
    deleteWebhook: (_source, args, scope) => deleteWebhook(requireSettings(scope).workspace, String(args['id'])),
    deleteCurrentWorkspace: (_source, _args, scope) => {
      requireSettings(scope);
      // A workspace that keys point to is never dropped here.
      throw permissionDenied();
    },
  },
  ApiKey: {
    role: (source, _args, scope) => requireSettings(scope).workspace.roles.find((role) => role.id === (source as ApiKey).roleId),
  },
  Role: {
    universalIdentifier: (source) => (source as Role).id,
    isEditable: () => true,
    canBeAssignedToUsers: () => true,
    canBeAssignedToAgents: () => true,
    canBeAssignedToApiKeys: () => true,
    canAccessAllTools: (source) => (source as Role).canUpdateAllSettings,
    apiKeys: (source, _args, scope) => requireSettings(scope).workspace.apiKeys.filter((key) => key.roleId === (source as Role).id),
  },
};

function workspaceOutput(workspace: Workspace, serverUrl: string): unknown {
  return {
    id: workspace.id,
    displayName: null,
    activationStatus: 'ACTIVE',
    metadataVersion: metadataVersion(workspace),
    views: [...(workspace.layoutEntities.get('views')?.values() ?? [])],
    workspaceUrls: { customUrl: null, subdomainUrl: serverUrl },
    workspaceCustomApplicationId: workspace.customApplicationId,
  };
}
