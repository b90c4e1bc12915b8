import type { Role } from '../model.js';
import { stableUuid } from './identifiers.js';

/** Labels of the roles that every workspace of the reference server has. */
export const ROLE_LABELS = { admin: 'Admin', member: 'Member', readOnly: 'Read only', noRead: 'No access' } as const;

/** The roles of a workspace: everything, no destroy and no settings, only reads, and nothing at all. */
export function buildRoles(seed: string): Role[] {
  const role = (label: string, read: boolean, update: boolean, softDelete: boolean, rest: boolean): Role => ({
    id: stableUuid(`${seed}.role.${label}`), label, canReadAllObjectRecords: read, canUpdateAllObjectRecords: update,
    canSoftDeleteAllObjectRecords: softDelete, canDestroyAllObjectRecords: rest, canUpdateAllSettings: rest,
  });
  return [
    role(ROLE_LABELS.admin, true, true, true, true),
    role(ROLE_LABELS.member, true, true, true, false),
    role(ROLE_LABELS.readOnly, true, false, false, false),
    role(ROLE_LABELS.noRead, false, false, false, false),
  ];
}
