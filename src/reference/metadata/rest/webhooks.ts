import { randomBytes } from 'node:crypto';
import { ApiError } from '../../errors.js';
import type { Caller, Workspace } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import { newUuid } from '../identifiers.js';
import { answer, badUuidSyntax, bodyObject, isUuid, noPermission, type MetadataAnswer, type ResourceRequest } from './answers.js';

type Webhook = Workspace['webhooks'][number];

function refusal(verb: 'creating' | 'updating', reason = '', targetUrl?: unknown): ApiError {
  const userFriendlyMessage = 'Please provide a valid HTTP or HTTPS URL';
  const failed = {
    status: 'fail', errors: [{ code: 'INVALID_TARGET_URL', message: 'Invalid target URL provided', userFriendlyMessage }],
    flatEntityMinimalInformation: { universalIdentifier: newUuid(), targetUrl }, metadataName: 'webhook', type: verb === 'creating' ? 'create' : 'update',
  };
  const details = { errors: { webhook: [failed] }, summary: { totalErrors: 1, webhook: 1 }, userFriendlyMessage, message: 'Validation failed for 1 webhook' };
  return new ApiError(`Multiple validation errors occurred while ${verb} webhook${reason}`, {
    status: 400, error: 'WorkspaceMigrationBuilderException', graphqlCode: 'METADATA_VALIDATION_FAILED', ...(targetUrl === undefined ? {} : { extensions: details }),
  });
}

function webhookNotFound(): ApiError {
  return new ApiError('Webhook not found', {
    status: 400, error: 'Error', code: 'WEBHOOK_NOT_FOUND', graphqlCode: 'NOT_FOUND', subCode: 'WEBHOOK_NOT_FOUND',
    userFriendlyMessage: 'Webhook not found.',
  });
}

function normalUrl(value: unknown, verb: 'creating' | 'updating', quirks: QuirkSet): string {
  const reason = quirks.has('webhook-refusal-unnamed') ? '' : ': targetUrl must be an http or https URL';
  if (typeof value !== 'string' || !URL.canParse(value)) throw refusal(verb, reason, value);
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal(verb, reason, value);
  return url.toString();
}

function operationsOf(value: unknown): string[] {
  if (!Array.isArray(value)) {
    throw new ApiError(`malformed array literal: "${String(value)}"`, { status: 400, error: 'BadRequestException' });
  }
  return value.map(String);
}

/** Subscribes a URL to events of a workspace. */
export function createWebhook(workspace: Workspace, input: Record<string, unknown>, quirks: QuirkSet): Webhook {
  const { id } = input;
  if (id !== undefined && id !== null && !(typeof id === 'string' && isUuid(id))) throw refusal('creating');
  const now = new Date().toISOString();
  const webhook: Webhook = {
    id: typeof id === 'string' ? id : newUuid(), targetUrl: normalUrl(input['targetUrl'], 'creating', quirks),
    operations: input['operations'] === undefined || input['operations'] === null ? ['*.*'] : operationsOf(input['operations']),
    description: input['description'] ?? null, secret: input['secret'] ?? randomBytes(32).toString('hex'),
    workspaceId: workspace.id, applicationId: workspace.customApplicationId, createdAt: now, updatedAt: now, deletedAt: null,
  };
  workspace.webhooks.push(webhook);
  return webhook;
}

/** Changes a webhook. */
export function updateWebhook(workspace: Workspace, id: string, update: Record<string, unknown>, quirks: QuirkSet): Webhook {
  const webhook = workspace.webhooks.find((each) => each.id === id);
  if (!webhook) throw webhookNotFound();
  const changes: Record<string, unknown> = {};
  if (update['targetUrl'] !== undefined) changes['targetUrl'] = normalUrl(update['targetUrl'], 'updating', quirks);
  if (update['operations'] !== undefined) changes['operations'] = operationsOf(update['operations']);
  for (const key of ['description', 'secret']) if (update[key] !== undefined) changes[key] = update[key];
  if (Object.keys(changes).length > 0) Object.assign(webhook, changes, { updatedAt: new Date().toISOString() });
  return webhook;
}

/** Removes a webhook. */
export function deleteWebhook(workspace: Workspace, id: string): Webhook {
  const webhook = workspace.webhooks.find((each) => each.id === id);
  if (!webhook) throw webhookNotFound();
  workspace.webhooks.splice(workspace.webhooks.indexOf(webhook), 1);
  return webhook;
}

/** `/rest/metadata/webhooks`. */
export function handleWebhooks(request: ResourceRequest, caller: Caller, quirks: QuirkSet): MetadataAnswer | undefined {
  const { method, id } = request;
  const { workspace } = caller;
  if (!caller.role.canUpdateAllSettings) throw noPermission(400);
  const body = bodyObject(request.body);
  if (id === undefined) {
    if (method === 'GET') return answer(method, workspace.webhooks);
    return method === 'POST' ? answer(method, createWebhook(workspace, body, quirks)) : undefined;
  }
  if (method === 'GET') {
    if (!isUuid(id)) throw badUuidSyntax(id);
    return answer(method, workspace.webhooks.find((each) => each.id === id));
  }
  if (method === 'PATCH') return answer(method, { ...updateWebhook(workspace, id, body, quirks) });
  if (method !== 'DELETE') return undefined;
  deleteWebhook(workspace, id);
  return answer(method, true);
}
