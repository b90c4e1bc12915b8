import type { Caller, ObjectMetadata } from '../model.js';
import { isRelation, targetObject } from '../records/columns.js';
import { mayAct, permissionDenied } from './permissions.js';

/** Refuses a filter, an order or a group that leads over a relation to records which the caller may not read. */
export function requireReadableRelations(caller: Caller, object: ObjectMetadata, asked: unknown): void {
  if (asked === null || typeof asked !== 'object') return;
  if (Array.isArray(asked)) return asked.forEach((one) => requireReadableRelations(caller, object, one));
  for (const [key, value] of Object.entries(asked)) {
    const field = object.fields.find(({ name }) => name === key);
    if (field && isRelation(field)) {
      if (!mayAct(caller, targetObject(caller.workspace, field), 'read')) throw permissionDenied();
    } else if (['and', 'or', 'not'].includes(key)) requireReadableRelations(caller, object, value);
  }
}
