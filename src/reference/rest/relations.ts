import type { ServerContext } from '../context.js';
import type { Caller, ObjectMetadata, StoredRecord } from '../model.js';
import { mayAct } from '../auth/permissions.js';
import { isRelation, joinColumn, targetObject } from '../records/columns.js';

const PER_PARENT = 60;

/** Records with their direct relations where the depth asks for them. */
export function withDepth(context: ServerContext, caller: Caller, object: ObjectMetadata, records: StoredRecord[], depth: 0 | 1): Array<Record<string, unknown>> {
  return depth === 0 ? records : records.map((record) => withRelations(context, caller, object, record));
}

function withRelations(context: ServerContext, caller: Caller, object: ObjectMetadata, record: StoredRecord): Record<string, unknown> {
  const result: Record<string, unknown> = { ...record };
  for (const field of object.fields) {
    if (!isRelation(field) || !field.relation || !mayAct(caller, targetObject(caller.workspace, field), 'read')) continue;
    const related = context.engine.related(caller, object, record, field.name);
    result[field.name] = Array.isArray(related) ? related.slice(0, PER_PARENT) : related;
    const column = joinColumn(field);
    if (column !== undefined && related === null && context.quirks.has('trashed-relative-hides-key')) result[column] = null;
  }
  return result;
}
