import type { OpenAPIV3_1 } from 'openapi-types';
import type { IntrospectionQuery } from 'graphql';

/** A field as the metadata API describes it. */
export interface FieldModel {
  id: string;
  /** One of Twenty's field metadata types; a string because a newer version may know more. */
  type: string;
  name: string;
  label: string;
  isActive: boolean;
  isSystem: boolean;
  isCustom: boolean;
  isNullable: boolean;
  isUnique: boolean;
  defaultValue: unknown;
  options: Array<{ value: string; label: string; color?: string }>;
  settings: Record<string, unknown>;
  objectMetadataId: string;
  /** Relations and morph relations only. */
  relation?: {
    type: 'MANY_TO_ONE' | 'ONE_TO_MANY';
    /** `companyId`; many-to-one only. */
    joinColumnName?: string;
    /** Singular name; undefined where metadata does not tell. */
    targetObject?: string;
  };
}

export interface ObjectModel {
  id: string;
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  isActive: boolean;
  isSystem: boolean;
  isCustom: boolean;
  isSearchable: boolean;
  labelIdentifierFieldId: string | null;
  /** ISO 8601; absent where metadata does not tell. */
  createdAt?: string;
  fields: FieldModel[];
}

/** Something that discovery looked for: present, or absent with the reason. */
export type Capability = { available: true } | { available: false; reason: string };

export interface Capabilities {
  metadataRest: Capability;
  metadataGraphql: Capability;
  coreGraphql: Capability;
  coreOpenApi: Capability;
  metadataOpenApi: Capability;
}

/** What discovery found. Immutable during a run, plain JSON throughout. */
export interface WorkspaceModel {
  baseUrl: string;
  /** `appVersion` of /client-config, or null where the instance does not tell. */
  version: string | null;
  /** Sorted by singular name. */
  objects: ObjectModel[];
  /** Envelope of metadata REST: `direct` is `{data: []}`, `legacy` is `{data: {objects: []}}`. */
  metadataEnvelope: 'direct' | 'legacy' | null;
  /** Objects as Metadata GraphQL lists them, in the same form; null where it is absent. */
  graphqlObjects: ObjectModel[] | null;
  openapi: { core: OpenAPIV3_1.Document | null; metadata: OpenAPIV3_1.Document | null };
  introspection: { core: IntrospectionQuery | null; metadata: IntrospectionQuery | null };
  capabilities: Capabilities;
}
