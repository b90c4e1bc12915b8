import { Kind, valueFromASTUntyped } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { formatRecordError } from '../errors.js';
import type { FormattedError } from '../errors.js';
import type { ParsedDocument } from '../document.js';
import type { OutputScope } from './record-output.js';
import type { RootField } from './root-fields.js';
import { runOperation } from './run-operation.js';
import { readSelection } from './selection.js';
import type { SelectedField } from './selection.js';

/** An answer of the record executor. */
export interface RecordsResult {
  data: Record<string, unknown>;
  errors: FormattedError[];
}

/** Most root fields of one document. */
const MAX_ROOT_FIELDS = 20;

/** Runs the record fields of an operation one after the other; each fails on its own. */
export function executeRecords(
  scope: OutputScope, parsed: ParsedDocument, operation: OperationDefinitionNode, roots: Map<string, RootField>, variables: Record<string, unknown>,
): RecordsResult {
  const { quirks } = scope.context;
  const data: Record<string, unknown> = {};
  const errors: FormattedError[] = [];
  const refusal = refuseRoots(rootNames(parsed, operation), quirks.has('graphql-duplicate-root'));
  if (refusal !== undefined) return { data, errors: [refusal] };
  const nodes = rootNodes(parsed, operation);
  if (operation.operation === 'mutation' && quirks.has('graphql-mutations-unordered')) nodes.reverse();
  for (const node of nodes) {
    const root = roots.get(node.name.value);
    const key = node.alias?.value ?? node.name.value;
    if (root === undefined) {
      if (node.name.value === '__typename') data[key] = operation.operation === 'mutation' ? 'Mutation' : 'Query';
      continue;
    }
    try {
      const field = readRoot(node, parsed, scope, quirks.has('graphql-variable-default-lost') ? variables : withDefaults(operation, variables));
      if (field !== undefined) data[key] = runOperation(scope, root, field);
    } catch (error) {
      data[key] = null;
      const formatted = formatRecordError(error);
      errors.push(quirks.has('graphql-errors-without-path') ? formatted : { ...formatted, path: [key] });
    }
  }
  return { data, errors };
}

/** The root fields of an operation, those in fragments among them. */
export function rootNodes(parsed: ParsedDocument, operation: OperationDefinitionNode): FieldNode[] {
  return flatten(operation.selectionSet, parsed.fragments);
}

function flatten(set: SelectionSetNode, fragments: ParsedDocument['fragments'], spread: readonly string[] = []): FieldNode[] {
  return set.selections.flatMap((node): FieldNode[] => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return flatten(node.selectionSet, fragments, spread);
    const name = node.name.value;
    const fragment = spread.includes(name) ? undefined : fragments.get(name);
    return fragment === undefined ? [] : flatten(fragment.selectionSet, fragments, [...spread, name]);
  });
}

function rootNames(parsed: ParsedDocument, operation: OperationDefinitionNode): string[] {
  return rootNodes(parsed, operation).map((node) => node.name.value);
}

function refuseRoots(names: string[], onceOnly: boolean): FormattedError | undefined {
  const refuse = (message: string): FormattedError => ({ message, extensions: { code: 'BAD_USER_INPUT' } });
  if (names.length > MAX_ROOT_FIELDS) {
    return refuse(`Query too complex - Too many root resolvers requested: ${names.length} - Maximum allowed root resolvers: ${MAX_ROOT_FIELDS}`);
  }
  const twice = onceOnly ? names.find((name, index) => names.indexOf(name) !== index) : undefined;
  return twice === undefined ? undefined : refuse(`Duplicate root resolver: "${twice}"`);
}

function readRoot(node: FieldNode, parsed: ParsedDocument, scope: OutputScope, variables: Record<string, unknown>): SelectedField | undefined {
  const { quirks } = scope.context;
  const base = { fragments: parsed.fragments, variables, directivesWithoutVariables: false };
  const { selectionSet: _below, ...bare } = node;
  const [field] = readSelection({ kind: Kind.SELECTION_SET, selections: [bare] }, { ...base, ignoreAliases: false }) ?? [];
  if (field === undefined) return undefined;
  field.selection = readSelection(node.selectionSet, {
    ...base,
    ignoreAliases: quirks.has('graphql-nested-alias-lost'),
    directivesWithoutVariables: quirks.has('graphql-include-variable'),
  });
  return field;
}

function withDefaults(operation: OperationDefinitionNode, variables: Record<string, unknown>): Record<string, unknown> {
  const values = { ...variables };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    if (values[name] === undefined && definition.defaultValue !== undefined) values[name] = valueFromASTUntyped(definition.defaultValue);
  }
  return values;
}

/** A refusal of documents that mix record fields with others. */
export const MIXED_ROOTS_ERROR: FormattedError = {
  message: 'This query cannot be executed as a single request. Please split it into separate queries.',
  extensions: { code: 'BAD_USER_INPUT' },
};
