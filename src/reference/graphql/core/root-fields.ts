import type { ObjectMetadata, Workspace } from '../../model.js';

/** What a generated root field of the core endpoint does. */
export type RecordOperation =
  | 'findMany' | 'findOne' | 'findDuplicates' | 'groupBy' | 'createOne' | 'createMany' | 'updateOne' | 'updateMany'
  | 'deleteOne' | 'deleteMany' | 'destroyOne' | 'destroyMany' | 'restoreOne' | 'restoreMany' | 'mergeMany';

/** A generated root field: its operation and the object that it works on. */
export interface RootField {
  operation: RecordOperation;
  object: ObjectMetadata;
}

/** Root fields by name, of queries and of mutations. */
export interface RootFields {
  query: Map<string, RootField>;
  mutation: Map<string, RootField>;
}

/** `person` → `Person`: the name of an object's type, and of a field within other names. */
export function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** All generated root fields of a workspace. Inactive objects keep theirs. Duplicates and merge need duplicate criteria. */
export function rootFieldsOf(workspace: Workspace): RootFields {
  const query = new Map<string, RootField>();
  const mutation = new Map<string, RootField>();
  for (const object of workspace.objects) {
    const one = typeName(object.nameSingular);
    const many = typeName(object.namePlural);
    const criteria = object.duplicateCriteria !== null;
    query.set(object.namePlural, { operation: 'findMany', object });
    query.set(object.nameSingular, { operation: 'findOne', object });
    if (criteria) query.set(`${object.nameSingular}Duplicates`, { operation: 'findDuplicates', object });
    query.set(`${object.namePlural}GroupBy`, { operation: 'groupBy', object });
    for (const verb of ['create', 'update', 'delete', 'destroy', 'restore'] as const) {
      mutation.set(`${verb}${many}`, { operation: `${verb}Many`, object });
      mutation.set(`${verb}${one}`, { operation: `${verb}One`, object });
    }
    if (criteria) mutation.set(`merge${many}`, { operation: 'mergeMany', object });
  }
  return { query, mutation };
}
