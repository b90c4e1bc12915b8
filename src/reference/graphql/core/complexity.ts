import type { Caller, ObjectMetadata } from '../../model.js';
import { mayAct, permissionDenied } from '../../auth/permissions.js';
import { ApiError } from '../../errors.js';
import { FIELD_KINDS } from '../../fields/index.js';
import { isToMany, relationField, targetObject } from './relations.js';
import { selected } from './selection.js';
import type { SelectedField, Selection } from './selection.js';

/** Refuses a one-to-many relation below another one, and a relation whose records the caller may not read. */
export function checkNesting(caller: Caller, object: ObjectMetadata, selection: Selection | null, insideToMany = false): void {
  for (const field of selection ?? []) {
    checkParts(object, field);
    const relation = relationField(object, field.name);
    const target = relation === undefined ? undefined : targetObject(caller.workspace, relation);
    if (relation === undefined || target === undefined) continue;
    if (!mayAct(caller, target, 'read')) throw permissionDenied();
    const toMany = isToMany(relation);
    if (toMany && insideToMany) {
      throw new ApiError('Query complexity is too high. One-to-Many relation cannot be nested in another One-to-Many relation.', {
        graphqlCode: 'BAD_USER_INPUT',
        subCode: 'TOO_COMPLEX_QUERY',
      });
    }
    checkNesting(caller, target, toMany ? nodeSelection(field.selection) : field.selection, insideToMany || toMany);
  }
}

/** A composite has its own parts only; what is asked of any other value is not looked at. */
function checkParts(object: ObjectMetadata, { name, selection }: SelectedField): void {
  const type = object.fields.find((field) => field.name === name)?.type;
  const parts = type && FIELD_KINDS[type].subFields;
  if (parts && selection?.some((part) => part.name !== '__typename' && !Object.hasOwn(parts, part.name))) {
    throw new ApiError(`Sub field metadata not found for composite type: ${type}`, { graphqlCode: 'INTERNAL_SERVER_ERROR' });
  }
}

/** What a connection selects of each record. */
export function nodeSelection(connection: Selection | null): Selection | null {
  return selected(selected(connection, 'edges')?.selection ?? null, 'node')?.selection ?? null;
}
