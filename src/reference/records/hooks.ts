import { permissionDenied } from '../auth/permissions.js';
import { ApiError } from '../errors.js';
import { coded, isPlainObject } from '../fields/kind.js';
import type { ObjectMetadata, Workspace } from '../model.js';
import { recordsOf } from './columns.js';
import { badQuery } from './errors.js';

export type Operation =
  | 'createOne' | 'createMany' | 'updateOne' | 'updateMany' | 'deleteOne' | 'deleteMany' | 'destroyOne' | 'destroyMany' | 'restoreOne' | 'restoreMany';

const MEMBER_DENIED = new Set<Operation>(['createOne', 'createMany', 'updateMany', 'destroyOne', 'destroyMany', 'restoreOne', 'restoreMany']);
const WORKFLOW_REFUSED: Record<string, readonly Operation[]> = {
  workflowRun: ['createOne', 'createMany', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany'],
  workflowVersion: ['createMany', 'updateMany', 'deleteMany'],
  workflow: ['updateMany'],
};

const workflowRefusal = (): ApiError => new ApiError('Method not allowed.', {
  error: 'Error', code: 'FORBIDDEN', graphqlCode: 'FORBIDDEN', subCode: 'FORBIDDEN',
  userFriendlyMessage: 'You do not have permission to perform this workflow action.',
});

/** What an operation is about, as far as the rules of single objects look at it. */
interface Subject {
  workspace: Workspace;
  data?: unknown;
  id?: string;
}

/** Refuses operations that some standard objects never take, whatever the role. */
export function checkHooks(object: ObjectMetadata, operation: Operation, subject: Subject): void {
  switch (object.nameSingular) {
    case 'workspaceMember': return checkMember(operation);
    case 'blocklist': return checkBlocklist(operation);
    case 'workflow': case 'workflowRun': case 'workflowVersion': return checkWorkflow(object, operation, subject);
    default:
  }
}

function checkMember(operation: Operation): void {
  if (MEMBER_DENIED.has(operation)) throw permissionDenied();
  if (operation === 'deleteOne' || operation === 'deleteMany') throw badQuery('Please use /deleteUserFromWorkspace to remove a workspace member.', 'BAD_REQUEST');
}

/** Entries belong to a person, and a key is none. */
function checkBlocklist(operation: Operation): void {
  if (operation === 'updateMany') throw badQuery('Method not allowed.', 'BAD_REQUEST', 'Bulk update of blocklist entries is not allowed.');
  if (operation === 'createOne' || operation === 'createMany' || operation === 'updateOne') {
    throw new ApiError('User id is required', {
      status: 401, error: 'UnauthorizedException', graphqlCode: 'UNAUTHENTICATED', subCode: 'INVALID_AUTH_CONTEXT',
      userFriendlyMessage: 'You must be authenticated to manage blocklist.',
    });
  }
}

/** Versions are made as drafts only, and one by one. */
function checkWorkflow(object: ObjectMetadata, operation: Operation, { workspace, data, id }: Subject): void {
  if (WORKFLOW_REFUSED[object.nameSingular]?.includes(operation)) throw workflowRefusal();
  if (object.nameSingular !== 'workflowVersion') return;
  if (operation === 'createOne' && !(isPlainObject(data) && data['status'] === 'DRAFT')) throw workflowRefusal();
  const isSingle = operation === 'updateOne' || operation === 'deleteOne';
  if (isSingle && !recordsOf(workspace, object).has(id ?? '')) throw coded('Workflow version not found', 'INVALID_INPUT');
}
