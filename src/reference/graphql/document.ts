import { Kind, parse } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** A parsed document with its named fragments. */
export interface ParsedDocument {
  document: DocumentNode;
  operations: OperationDefinitionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Parses a document. Throws `GraphQLError` on a syntax error. */
export function parseDocument(source: string): ParsedDocument {
  const document = parse(source);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return { document, operations, fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])) };
}

/** The operation to run; undefined where the document leaves it open. */
export function chooseOperation(operations: OperationDefinitionNode[], name: string | undefined): OperationDefinitionNode | undefined {
  if (name !== undefined && name !== '') return operations.find((operation) => operation.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
}

/** True where a fragment spreads itself, directly or through others. */
export function hasFragmentCycle(fragments: ReadonlyMap<string, FragmentDefinitionNode>): boolean {
  return [...fragments.keys()].some((name) => reaches(fragments, name, name, new Set()));
}

function reaches(fragments: ReadonlyMap<string, FragmentDefinitionNode>, from: string, target: string, seen: Set<string>): boolean {
  const fragment = fragments.get(from);
  if (fragment === undefined || seen.has(from)) return false;
  seen.add(from);
  return spreads(fragment.selectionSet).some((name) => name === target || reaches(fragments, name, target, seen));
}

function spreads(set: SelectionSetNode): string[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [node.name.value];
    return node.selectionSet === undefined ? [] : spreads(node.selectionSet);
  });
}

/** True where brackets and braces of a document stand more than `levels` deep. */
export function nestsDeeper(source: string, levels: number): boolean {
  let depth = 0;
  for (const character of source) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}
