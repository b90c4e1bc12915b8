import type { Workspace } from '../model.js';

const versions = new WeakMap<Workspace, number>();

/** A number that grows with every change to the metadata of a workspace. */
export function metadataVersion(workspace: Workspace): number {
  return versions.get(workspace) ?? 0;
}

/** Notes that the metadata of a workspace has changed. */
export function bumpMetadataVersion(workspace: Workspace): void {
  versions.set(workspace, metadataVersion(workspace) + 1);
}
