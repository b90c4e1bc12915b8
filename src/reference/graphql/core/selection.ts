import { Kind, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** A selected field with its arguments worked out. */
export interface SelectedField {
  name: string;
  /** Key of the answer: the alias, else the name. */
  responseKey: string;
  args: Record<string, unknown>;
  /** Null where the query selects no sub-fields. */
  selection: Selection | null;
}

/** Selected fields in order, fragments flattened and equal response keys merged. */
export type Selection = SelectedField[];

/** What is needed to read a selection set. */
export interface SelectionScope {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** Aliases are dropped: the answer stands under the field's own name. */
  ignoreAliases: boolean;
  /** `@include` and `@skip` are read without the variables, and fail on one. */
  directivesWithoutVariables: boolean;
}

/** Reads a selection set. Type conditions of fragments are taken as met: no type of the API is abstract. */
export function readSelection(set: SelectionSetNode | undefined, scope: SelectionScope): Selection | null {
  if (set === undefined) return null;
  const fields = new Map<string, SelectedField>();
  collect(set, scope, fields);
  return [...fields.values()];
}

function collect(set: SelectionSetNode, scope: SelectionScope, fields: Map<string, SelectedField>): void {
  for (const node of set.selections) {
    if (!isIncluded(node.directives ?? [], scope)) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, scope, fields);
    } else if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = scope.fragments.get(node.name.value);
      if (fragment !== undefined) collect(fragment.selectionSet, scope, fields);
    } else {
      const responseKey = scope.ignoreAliases ? node.name.value : (node.alias?.value ?? node.name.value);
      const selection = readSelection(node.selectionSet, scope);
      const earlier = fields.get(responseKey);
      if (earlier === undefined) {
        const args = Object.fromEntries((node.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value, scope.variables)]));
        fields.set(responseKey, { name: node.name.value, responseKey, args, selection });
      } else if (selection !== null) {
        earlier.selection = merge(earlier.selection, selection);
      }
    }
  }
}

function merge(left: Selection | null, right: Selection): Selection {
  const merged = new Map((left ?? []).map((field) => [field.responseKey, field]));
  for (const field of right) {
    const earlier = merged.get(field.responseKey);
    if (earlier === undefined) merged.set(field.responseKey, field);
    else if (field.selection !== null) earlier.selection = merge(earlier.selection, field.selection);
  }
  return [...merged.values()];
}

function isIncluded(directives: readonly DirectiveNode[], scope: SelectionScope): boolean {
  for (const directive of directives) {
    const name = directive.name.value;
    if (name !== 'include' && name !== 'skip') continue;
    const condition = directive.arguments?.find((arg) => arg.name.value === 'if')?.value;
    if (condition === undefined) continue;
    if (condition.kind === Kind.VARIABLE && scope.directivesWithoutVariables) {
      throw new TypeError(`Cannot read properties of undefined (reading '${condition.name.value}')`);
    }
    const value = valueFromASTUntyped(condition, scope.variables) === true;
    if (value === (name === 'skip')) return false;
  }
  return true;
}

/** The field of a selection by name, whatever its alias. */
export function selected(selection: Selection | null, name: string): SelectedField | undefined {
  return selection?.find((field) => field.name === name);
}
