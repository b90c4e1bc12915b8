import { recordsOf } from '../records/columns.js';
import type { FieldMetadata, FieldOption, ObjectMetadata, Workspace } from '../model.js';

/** Gives records the new values of options that kept their id, and takes away those of options that are gone. */
export function remapOptions(
  workspace: Workspace, object: ObjectMetadata, field: FieldMetadata, before: FieldOption[], after: FieldOption[],
): void {
  const values = new Map(before.map((option) => [option.value, after.find((each) => each.id === option.id)?.value]));
  recordsOf(workspace, object).rewrite((record) => {
    const value = record[field.name];
    if (Array.isArray(value)) {
      record[field.name] = value.map((each) => values.get(String(each))).filter((each) => each !== undefined);
    } else if (typeof value === 'string') record[field.name] = values.get(value) ?? null;
  });
}
