import { randomUUID } from 'node:crypto';
import type { ApiKey, Role, Workspace } from '../model.js';

type Sign = (workspaceId: string, apiKeyId: string, expiresAt: Date) => string;
export type KeyName =
  | 'BASE_URL' | 'ADMIN_KEY' | 'RESTRICTED_KEY' | 'MEMBER_KEY' | 'NOREAD_KEY' | 'OTHER_WORKSPACE_KEY' | 'REVOKED_KEY' | 'EXPIRED_KEY'
  | 'EXPIRED_ROW_KEY';

const YEAR = 365 * 24 * 3600 * 1000;

/** Adds the test keys (and the roles they need) to the workspaces and returns their tokens by name. */
export function createKeys(workspaces: { main: Workspace; other: Workspace }, sign: Sign, now: Date, baseUrl: string): Record<KeyName, string> {
  const { main, other } = workspaces;
  const future = new Date(now.getTime() + YEAR);
  const past = new Date(now.getTime() - 1000);
  const issue = (workspace: Workspace, name: string, role: Role, row: { expiresAt?: Date; revoked?: boolean; tokenExpiresAt?: Date } = {}): string => {
    const apiKey: ApiKey = {
      id: randomUUID(),
      name,
      expiresAt: (row.expiresAt ?? future).toISOString(),
      revokedAt: row.revoked ? now.toISOString() : null,
      roleId: role.id,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    };
    workspace.apiKeys.push(apiKey);
    return sign(workspace.id, apiKey.id, row.tokenExpiresAt ?? future);
  };
  const admin = role(main, 'Admin', { read: true, update: true, softDelete: true, destroy: true, settings: true });
  return {
    BASE_URL: baseUrl,
    ADMIN_KEY: issue(main, 'conformance admin', admin),
    RESTRICTED_KEY: issue(main, 'conformance restricted', role(main, 'Read only', { read: true })),
    MEMBER_KEY: issue(main, 'conformance member', role(main, 'Member', { read: true, update: true, softDelete: true })),
    NOREAD_KEY: issue(main, 'conformance noread', role(main, 'No access', {})),
    OTHER_WORKSPACE_KEY: issue(other, 'conformance other', role(other, 'Admin', { read: true, update: true, softDelete: true, destroy: true, settings: true })),
    REVOKED_KEY: issue(main, 'conformance revoked', admin, { revoked: true }),
    EXPIRED_KEY: issue(main, 'conformance expired', admin, { expiresAt: past, tokenExpiresAt: past }),
    EXPIRED_ROW_KEY: issue(main, 'conformance expired row', admin, { expiresAt: past }),
  };
}

/** The role of that label, set to what the key of the same purpose needs. */
function role(workspace: Workspace, label: string, may: { read?: boolean; update?: boolean; softDelete?: boolean; destroy?: boolean; settings?: boolean }): Role {
  const rights = {
    canReadAllObjectRecords: may.read ?? false,
    canUpdateAllObjectRecords: may.update ?? false,
    canSoftDeleteAllObjectRecords: may.softDelete ?? false,
    canDestroyAllObjectRecords: may.destroy ?? false,
    canUpdateAllSettings: may.settings ?? false,
  };
  const known = workspace.roles.find((one) => one.label === label);
  if (known) return Object.assign(known, rights);
  const created: Role = { id: randomUUID(), label, ...rights };
  workspace.roles.push(created);
  return created;
}
