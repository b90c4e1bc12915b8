import { isDeepStrictEqual } from 'node:util';
import type { Workspace } from '../model.js';

type Entity = Record<string, unknown>;
type Snapshot = Map<string, { metadataName: string; entity: Entity }>;

/** One metadata entity came, changed or went: the `event` of a delivery. */
export interface MetadataChange {
  type: 'created' | 'updated' | 'deleted';
  metadataName: string;
  recordId: string;
  properties: { after?: Entity; before?: Entity; updatedFields?: string[]; diff?: Record<string, { before: unknown; after: unknown }> };
}

/** Objects, fields, views and page layouts as flat rows, the way metadata events show them. */
function snapshot(workspace: Workspace): Snapshot {
  const rows: Snapshot = new Map();
  const add = (metadataName: string, entity: Entity): void => void rows.set(String(entity['id']), { metadataName, entity: structuredClone(entity) });
  for (const object of workspace.objects) {
    const { fields, ...rest } = object;
    add('objectMetadata', { ...rest, overrides: null, isAuditLogged: true, workspaceId: workspace.id });
    for (const { relation, ...field } of fields) {
      const target = { relationTargetFieldMetadataId: relation?.targetFieldId ?? null, relationTargetObjectMetadataId: relation?.targetObjectId ?? null };
      add('fieldMetadata', { ...field, ...target, isSystemSideEffect: false, overrides: null, workspaceId: workspace.id });
    }
  }
  for (const [resource, entities] of workspace.layoutEntities) for (const entity of entities.values()) add(resource.replace(/s$/, ''), entity);
  return rows;
}

function changesBetween(before: Snapshot, after: Snapshot): MetadataChange[] {
  const changes: MetadataChange[] = [];
  for (const [recordId, { metadataName, entity }] of after) {
    const old = before.get(recordId)?.entity;
    if (!old) changes.push({ type: 'created', metadataName, recordId, properties: { after: entity } });
    else {
      const updatedFields = Object.keys(entity).filter((key) => key !== 'updatedAt' && !isDeepStrictEqual(old[key], entity[key]));
      const diff = Object.fromEntries(updatedFields.map((key) => [key, { before: old[key], after: entity[key] }]));
      if (updatedFields.length > 0) changes.push({ type: 'updated', metadataName, recordId, properties: { before: old, after: entity, updatedFields, diff } });
    }
  }
  for (const [recordId, { metadataName, entity }] of before) {
    if (!after.has(recordId)) changes.push({ type: 'deleted', metadataName, recordId, properties: { before: entity } });
  }
  return changes;
}

/** Remembers the metadata of a workspace; the answer tells what has changed since. */
export function watchMetadata(workspace: Workspace): () => MetadataChange[] {
  const before = snapshot(workspace);
  return () => changesBetween(before, snapshot(workspace));
}
