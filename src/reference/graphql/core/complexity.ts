import type { Caller, ObjectMetadata } from '../../model.js';
import { mayAct, permissionDenied } from '../../auth/permissions.js';
import { ApiError } from '../../errors.js';
import { isToMany, relationField, targetObject } from './relations.js';
import { selected } from './selection.js';
import type { Selection } from './selection.js';

/** Refuses a one-to-many relation below another one, and a relation whose records the caller may not read. */
export function checkNesting(caller: Caller, object: ObjectMetadata, selection: Selection | null, insideToMany = false): void {
  for (const field of selection ?? []) {
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

/** What a connection selects of each record. */
export function nodeSelection(connection: Selection | null): Selection | null {
  return selected(selected(connection, 'edges')?.selection ?? null, 'node')?.selection ?? null;
}
