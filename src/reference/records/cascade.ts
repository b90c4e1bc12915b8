import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { columnKey, foreignKeyColumn, joinColumn, recordsOf, targetObject } from './columns.js';

/** A foreign key that points at records of an object. */
interface Reference {
  object: ObjectMetadata;
  field: FieldMetadata;
  column: string;
}

/** All foreign keys that point at records of an object: the other sides of its one-to-many relations. */
export function referencesTo(workspace: Workspace, target: ObjectMetadata): Reference[] {
  return target.fields.flatMap((inverse) => {
    if (!inverse.relation || joinColumn(inverse) !== undefined) return [];
    const object = targetObject(workspace, inverse);
    const field = object.fields.find((one) => one.id === inverse.relation?.targetFieldId);
    const column = field && joinColumn(field);
    return field && column !== undefined ? [{ object, field, column }] : [];
  });
}

/** The records, trashed ones too, whose foreign key holds an id. */
export function recordsPointingAt(workspace: Workspace, { object, field, column }: Reference, id: string): StoredRecord[] {
  return [...recordsOf(workspace, object).lookup(column, columnKey(foreignKeyColumn(field)), id)];
}

/** Removes a record for good and does with those that point at it what their relation says. */
export function destroyRecord(workspace: Workspace, object: ObjectMetadata, record: StoredRecord): void {
  if (!recordsOf(workspace, object).delete(record.id)) return;
  for (const reference of referencesTo(workspace, object)) {
    for (const other of recordsPointingAt(workspace, reference, record.id)) {
      if (reference.field.settings?.['onDelete'] === 'CASCADE') destroyRecord(workspace, reference.object, other);
      else recordsOf(workspace, reference.object).amend(other, { [reference.column]: null });
    }
  }
}

/** Only the targets of notes and tasks go to the trash with them, and come back with them. */
const SOFT_CASCADE: Record<string, string> = { note: 'noteTarget', task: 'taskTarget' };

export function softCascade(workspace: Workspace, object: ObjectMetadata, record: StoredRecord, deletedAt: string | null): void {
  const target = SOFT_CASCADE[object.nameSingular];
  if (target === undefined) return;
  const reference = referencesTo(workspace, object).find((one) => one.object.nameSingular === target);
  if (!reference) return;
  for (const other of recordsPointingAt(workspace, reference, record.id)) recordsOf(workspace, reference.object).amend(other, { deletedAt });
}
