import { permissionDenied } from '../auth/permissions.js';
import type { ObjectMetadata } from '../model.js';
import { badQuery } from './errors.js';

export type Operation =
  | 'createOne' | 'createMany' | 'updateOne' | 'updateMany' | 'deleteOne' | 'deleteMany' | 'destroyOne' | 'destroyMany' | 'restoreOne' | 'restoreMany';

const NOT_ALLOWED: Record<string, readonly Operation[]> = {
  workflowRun: ['createOne', 'createMany', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany'],
  workflowVersion: ['createMany', 'updateMany', 'deleteMany'],
  workflow: ['updateMany'],
  blocklist: ['updateMany'],
};
const MEMBER_DENIED = new Set<Operation>(['createOne', 'createMany', 'updateMany', 'destroyOne', 'destroyMany', 'restoreOne', 'restoreMany']);

/** Refuses operations that some standard objects never take, whatever the role. */
export function checkHooks(object: ObjectMetadata, operation: Operation): void {
  if (object.nameSingular === 'workspaceMember') {
    if (MEMBER_DENIED.has(operation)) throw permissionDenied();
    if (operation === 'deleteOne' || operation === 'deleteMany') throw badQuery('Please use /deleteUserFromWorkspace to remove a workspace member.');
  }
  if (NOT_ALLOWED[object.nameSingular]?.includes(operation)) throw badQuery('Method not allowed.', 'FORBIDDEN');
}
