import { ApiError } from '../../errors.js';
import type { ApiKey, Caller } from '../../model.js';
import { answer, badUuidSyntax, isUuid, noPermission, type MetadataAnswer, type ResourceRequest } from './answers.js';

/** `/rest/metadata/apiKeys`: an API key may look at keys, never make, change or revoke one. */
export function handleApiKeys(request: ResourceRequest, caller: Caller): MetadataAnswer | undefined {
  const { method, id } = request;
  const { workspace } = caller;
  if (!caller.role.canUpdateAllSettings) throw noPermission(400);
  if (method !== 'GET') {
    if ((method === 'POST') === (id !== undefined) || method === 'PUT') return undefined;
    throw new ApiError('This endpoint requires a session access token', {
      status: 400, error: 'Error', code: 'PERMISSION_DENIED', graphqlCode: 'FORBIDDEN', subCode: 'PERMISSION_DENIED',
    });
  }
  const shown = ({ roleId: _, ...key }: ApiKey): Record<string, unknown> => ({ ...key, workspaceId: workspace.id });
  if (id === undefined) return answer(method, workspace.apiKeys.filter((key) => key.revokedAt === null).map(shown));
  if (!isUuid(id)) throw badUuidSyntax(id);
  const key = workspace.apiKeys.find((each) => each.id === id);
  return answer(method, key ? shown(key) : undefined);
}
