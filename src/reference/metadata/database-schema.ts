import type { Workspace } from '../model.js';

/** Name of the database schema that holds the records of a workspace, as messages of the database show it. */
export function databaseSchema(workspace: Workspace): string {
  return `workspace_${BigInt(`0x${workspace.id.replaceAll('-', '')}`).toString(36)}`;
}
