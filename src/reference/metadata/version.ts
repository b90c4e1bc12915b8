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

/** Keeps what is made from the metadata of a workspace: made when first asked for, and anew when the metadata has changed. */
export class MetadataCache<T> {
  private readonly entries = new WeakMap<Workspace, { version: number; value: T }>();

  constructor(private readonly make: (workspace: Workspace) => T) {}

  /** The value for the workspace as it is now. */
  get(workspace: Workspace): T {
    const version = metadataVersion(workspace);
    const entry = this.entries.get(workspace);
    if (entry?.version === version) return entry.value;
    const value = this.make(workspace);
    this.entries.set(workspace, { version, value });
    return value;
  }
}
