import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';

/** What the body of a GraphQL call asks for, as far as the write guard and the token count need it. */
export interface GraphqlReading {
  /** True if any operation in the body is a mutation, or might be one. */
  mutates: boolean;
  /** Root fields of the dearest operation, introspection aside. */
  rootFields: number;
}

/**
 * Reads the documents of a GraphQL call (body, batch or `query` in the URL). What can't be parsed counts as a mutation if
 * the word occurs in it: the guard errs on the side of refusing.
 */
export function readGraphql(body: string | undefined, path: string): GraphqlReading {
  const documents = documentsIn(body, path);
  const readings = documents.map(readDocument);
  return {
    mutates: readings.some((reading) => reading.mutates),
    rootFields: readings.reduce((sum, reading) => sum + reading.rootFields, 0),
  };
}

function documentsIn(body: string | undefined, path: string): string[] {
  const documents: string[] = [];
  const inUrl = new URLSearchParams(path.split('?')[1] ?? '').get('query');
  if (inUrl !== null) documents.push(inUrl);
  if (body === undefined || body === '') return documents;
  try {
    const parsed: unknown = JSON.parse(body);
    for (const entry of Array.isArray(parsed) ? parsed : [parsed]) {
      const query = (entry as { query?: unknown } | null)?.query;
      if (typeof query === 'string') documents.push(query);
      else if (query !== undefined) documents.push(JSON.stringify(query));
    }
  } catch {
    documents.push(body);
  }
  return documents;
}

function readDocument(text: string): GraphqlReading {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return { mutates: /\bmutation\b/i.test(text), rootFields: 0 };
  }
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  let mutates = false;
  let rootFields = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation === 'mutation') mutates = true;
    rootFields = Math.max(rootFields, countFields(definition.selectionSet, fragments, new Set()));
  }
  return { mutates, rootFields };
}

function countFields(set: SelectionSetNode, fragments: Map<string, SelectionSetNode>, seen: Set<string>): number {
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) count += selection.name.value.startsWith('__') ? 0 : 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(selection.selectionSet, fragments, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) count += countFields(fragment, fragments, seen);
    }
  }
  return count;
}
