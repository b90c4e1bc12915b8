import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { joinColumn, recordsOf } from './columns.js';

/** A foreign key that points at records of an object. */
interface Reference {
  object: ObjectMetadata;
  field: FieldMetadata;
  column: string;
}

/** All foreign keys that point at records of an object. */
export function referencesTo(workspace: Workspace, target: ObjectMetadata): Reference[] {
  return workspace.objects.flatMap((object) =>
    object.fields.flatMap((field) => {
      const column = joinColumn(field);
      return column !== undefined && field.relation?.targetObjectId === target.id ? [{ object, field, column }] : [];
    }),
  );
}

/** Removes a record for good and does with those that point at it what their relation says. */
export function destroyRecord(workspace: Workspace, object: ObjectMetadata, record: StoredRecord): void {
  if (!recordsOf(workspace, object).delete(record.id)) return;
  for (const reference of referencesTo(workspace, object)) {
    for (const other of [...recordsOf(workspace, reference.object).values()]) {
      if (other[reference.column] !== record.id) continue;
      if (reference.field.settings?.['onDelete'] === 'CASCADE') destroyRecord(workspace, reference.object, other);
      else other[reference.column] = null;
    }
  }
}

/** Only the targets of notes and tasks go to the trash with them, and come back with them. */
const SOFT_CASCADE: Record<string, string> = { note: 'noteTarget', task: 'taskTarget' };

export function softCascade(workspace: Workspace, object: ObjectMetadata, record: StoredRecord, deletedAt: string | null): void {
  const target = SOFT_CASCADE[object.nameSingular];
  const reference = referencesTo(workspace, object).find((one) => one.object.nameSingular === target);
  if (!reference) return;
  for (const other of recordsOf(workspace, reference.object).values()) {
    if (other[reference.column] === record.id) other.deletedAt = deletedAt;
  }
}
