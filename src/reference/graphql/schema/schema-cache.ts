import type { GraphQLSchema } from 'graphql';
import { metadataVersion } from '../../metadata/version.js';
import type { Workspace } from '../../model.js';

/** Keeps one schema per workspace and builds it anew when the metadata has changed. */
export class SchemaCache {
  private readonly entries = new WeakMap<Workspace, { version: number; schema: GraphQLSchema }>();

  constructor(private readonly build: (workspace: Workspace) => GraphQLSchema) {}

  /** The schema of the workspace as it is now. */
  get(workspace: Workspace): GraphQLSchema {
    const version = metadataVersion(workspace);
    const entry = this.entries.get(workspace);
    if (entry?.version === version) return entry.schema;
    const schema = this.build(workspace);
    this.entries.set(workspace, { version, schema });
    return schema;
  }
}
