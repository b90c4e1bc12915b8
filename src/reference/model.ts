import type { RecordTable } from './records/record-table.js';

/** Metadata as the reference server keeps it: the shape that Twenty's metadata API serves, minus derived keys. */
export type FieldType =
  | 'ACTOR' | 'ADDRESS' | 'ARRAY' | 'BOOLEAN' | 'CURRENCY' | 'DATE' | 'DATE_TIME' | 'EMAILS' | 'FILES' | 'FULL_NAME'
  | 'LINKS' | 'MORPH_RELATION' | 'MULTI_SELECT' | 'NUMBER' | 'NUMERIC' | 'PHONES' | 'POSITION' | 'RATING' | 'RAW_JSON'
  | 'RELATION' | 'RICH_TEXT' | 'SELECT' | 'TEXT' | 'TS_VECTOR' | 'UUID';

export interface FieldOption {
  id: string;
  label: string;
  value: string;
  color: string;
  position: number;
}

/** Where a relation field points, resolved to live metadata ids. */
export interface RelationTarget {
  targetObjectId: string;
  targetFieldId: string;
}

export interface FieldMetadata {
  id: string;
  universalIdentifier: string;
  applicationId: string;
  type: FieldType;
  name: string;
  label: string;
  description: string | null;
  icon: string | null;
  isActive: boolean;
  isSystem: boolean;
  isUIEditable: boolean;
  isNullable: boolean;
  isUnique: boolean;
  defaultValue: unknown;
  options: FieldOption[] | null;
  /** Relation fields: `{ relationType, joinColumnName?, onDelete? }`; others as Twenty keeps them. */
  settings: Record<string, unknown> | null;
  objectMetadataId: string;
  isLabelSyncedWithName: boolean;
  /** Fields of one morph relation share it; each target has a field of its own. */
  morphId: string | null;
  relation: RelationTarget | null;
  createdAt: string;
  updatedAt: string;
}

export interface ObjectMetadata {
  id: string;
  universalIdentifier: string;
  applicationId: string;
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  labelPlural: string;
  description: string | null;
  icon: string | null;
  color: string | null;
  shortcut: string | null;
  isRemote: boolean;
  isActive: boolean;
  isSystem: boolean;
  isUIEditable: boolean;
  isUICreatable: boolean;
  isSearchable: boolean;
  isLabelSyncedWithName: boolean;
  labelIdentifierFieldMetadataId: string | null;
  imageIdentifierFieldMetadataId: string | null;
  /** Groups of column names (`nameFirstName`); null where there is no duplicate search. */
  duplicateCriteria: string[][] | null;
  createdAt: string;
  updatedAt: string;
  fields: FieldMetadata[];
}

/** A record that is being made: output form of each field by field name, join columns (`companyId`) beside them. */
export type DraftRecord = { id: string; createdAt: string; updatedAt: string; deletedAt: string | null } & Record<string, unknown>;
/** A stored record. It never changes; a write puts another in its place. */
export type StoredRecord = Readonly<DraftRecord>;

export interface Role {
  id: string;
  label: string;
  canReadAllObjectRecords: boolean;
  canUpdateAllObjectRecords: boolean;
  canSoftDeleteAllObjectRecords: boolean;
  canDestroyAllObjectRecords: boolean;
  canUpdateAllSettings: boolean;
}

export interface ApiKey {
  id: string;
  name: string;
  expiresAt: string;
  revokedAt: string | null;
  roleId: string;
  createdAt: string;
  updatedAt: string;
}

/** What a valid API key lets its bearer act as. */
export interface Caller {
  workspace: Workspace;
  apiKey: ApiKey;
  role: Role;
}

export interface Workspace {
  id: string;
  standardApplicationId: string;
  customApplicationId: string;
  objects: ObjectMetadata[];
  /** Records by object metadata id. */
  records: Map<string, RecordTable>;
  roles: Role[];
  apiKeys: ApiKey[];
  webhooks: Array<Record<string, unknown> & { id: string }>;
  /** View-family and page-layout entities by resource name (`views`, `viewFields`, `pageLayouts` …). */
  layoutEntities: Map<string, Map<string, Record<string, unknown>>>;
}
