import { ApiError } from '../errors.js';
import type { Caller, ObjectMetadata } from '../model.js';

export type RecordAction = 'read' | 'write' | 'softDelete' | 'destroy';

/** The refusal that every surface gives to a caller whose role does not suffice. */
export function permissionDenied(status = 400): ApiError {
  return new ApiError('Entity performing the request does not have permission', {
    status,
    error: 'Error',
    code: 'PERMISSION_DENIED',
    graphqlCode: 'FORBIDDEN',
    subCode: 'PERMISSION_DENIED',
    userFriendlyMessage: 'User does not have permission.',
  });
}

/** Whether the caller's role lets it act on records of the object. System objects are open to every valid key; workflows, and changes of members, need a right to settings. */
export function mayAct(caller: Caller, object: ObjectMetadata, action: RecordAction): boolean {
  const { role } = caller;
  if (object.nameSingular === 'workflow' || (object.nameSingular === 'workspaceMember' && action !== 'read')) return role.canUpdateAllSettings;
  if (object.isSystem) return true;
  if (action === 'read') return role.canReadAllObjectRecords;
  if (action === 'write') return role.canUpdateAllObjectRecords;
  return action === 'softDelete' ? role.canSoftDeleteAllObjectRecords : role.canDestroyAllObjectRecords;
}

export function requirePermission(caller: Caller, object: ObjectMetadata, action: RecordAction): void {
  if (!mayAct(caller, object, action)) throw permissionDenied();
}
