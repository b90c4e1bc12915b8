import { Kind, parse, valueFromASTUntyped, type DocumentNode, type FieldNode, type OperationTypeNode, type SelectionSetNode } from 'graphql';

/** What the body of a GraphQL call asks for, as far as the write guard and the token count need it. */
export interface GraphqlReading {
  /** True if any operation in the body is a mutation, or might be one. */
  mutates: boolean;
  /** Root fields of the dearest operation, introspection aside. */
  rootFields: number;
  /** Names of all root fields, introspection aside. */
  names: string[];
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
    names: readings.flatMap((reading) => reading.names),
  };
}

function documentsIn(body: string | undefined, path: string): string[] {
  return requestsIn(body, path).map(({ query }) => query);
}

/** The documents of a call with the variables given for each. */
function requestsIn(body: string | undefined, path: string): Array<{ query: string; variables?: Record<string, unknown> }> {
  const requests: ReturnType<typeof requestsIn> = [];
  const inUrl = new URLSearchParams(path.split('?')[1] ?? '').get('query');
  if (inUrl !== null) requests.push({ query: inUrl });
  if (body === undefined || body === '') return requests;
  try {
    const parsed: unknown = JSON.parse(body);
    for (const entry of Array.isArray(parsed) ? parsed : [parsed]) {
      const { query, variables } = (entry ?? {}) as { query?: unknown; variables?: unknown };
      const given = typeof variables === 'object' && variables !== null ? { variables: variables as Record<string, unknown> } : {};
      if (typeof query === 'string') requests.push({ query, ...given });
      else if (query !== undefined) requests.push({ query: JSON.stringify(query) });
    }
  } catch {
    requests.push({ query: body });
  }
  return requests;
}

/** A field at the root of an operation, with its arguments as they reach the server. */
export interface GraphqlCallField {
  /** Name of the operation; undefined for an unnamed one. */
  operation: string | undefined;
  name: string;
  /** The key of its answer below `data`. */
  key: string;
  args: Record<string, unknown>;
}

/** All root fields of the queries or mutations in a call, fragments spread and variables put in; what can't be parsed holds none. */
export function rootFieldsIn(wanted: 'query' | 'mutation', body: string | undefined, path: string): GraphqlCallField[] {
  return requestsIn(body, path).flatMap(({ query, variables = {} }) =>
    (rootNodes(query) ?? []).filter(({ kind }) => kind === wanted).flatMap(({ operation, fields }) =>
      fields.map((field) => ({
        operation,
        name: field.name.value,
        key: field.alias?.value ?? field.name.value,
        args: Object.fromEntries((field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)])),
      })),
    ),
  );
}

/** An operation of a GraphQL document. */
export interface GraphqlOperation {
  kind: `${OperationTypeNode}`;
  /** Names of the fields at its root, fragments spread, introspection aside. */
  rootFields: string[];
}

/** The operations in a GraphQL call; what can't be parsed holds none. */
export function operationsIn(body: string | undefined, path: string): GraphqlOperation[] {
  return documentsIn(body, path).flatMap((text) => operationsOf(text) ?? []);
}

function readDocument(text: string): GraphqlReading {
  const operations = operationsOf(text);
  if (operations === undefined) return { mutates: /\bmutation\b/i.test(text), rootFields: 0, names: [] };
  return {
    mutates: operations.some(({ kind }) => kind === 'mutation'),
    rootFields: Math.max(0, ...operations.map(({ rootFields }) => rootFields.length)),
    names: operations.flatMap(({ rootFields }) => rootFields),
  };
}

/** Undefined where the text is no GraphQL document. */
function operationsOf(text: string): GraphqlOperation[] | undefined {
  return rootNodes(text)?.map(({ kind, fields }) => ({ kind, rootFields: fields.map(({ name }) => name.value) }));
}

interface RootNodes {
  kind: `${OperationTypeNode}`;
  operation: string | undefined;
  fields: FieldNode[];
}

/** The text that was parsed last: the guard, the count of tokens and the rules for all answers ask for the same one in turn. */
let latest: { text: string; nodes: RootNodes[] | undefined } | undefined;

function rootNodes(text: string): RootNodes[] | undefined {
  if (latest?.text !== text) latest = { text, nodes: parsedRootNodes(text) };
  return latest.nodes;
}

function parsedRootNodes(text: string): RootNodes[] | undefined {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return undefined;
  }
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [{ kind: definition.operation, operation: definition.name?.value, fields: fieldsOf(definition.selectionSet, fragments, new Set()) }] : [],
  );
}

/** A fragment counts where it is spread first. */
function fieldsOf(set: SelectionSetNode, fragments: Map<string, SelectionSetNode>, seen: Set<string>): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments, seen);
    const fragment = seen.has(selection.name.value) ? undefined : fragments.get(selection.name.value);
    seen.add(selection.name.value);
    return fragment === undefined ? [] : fieldsOf(fragment, fragments, seen);
  });
}
