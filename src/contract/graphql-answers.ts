import {
  buildClientSchema, getNamedType, isAbstractType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType, parse,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, type IntrospectionQuery, type SelectionSetNode,
} from 'graphql';
import { isObject } from '../field-types/sameness.js';

/** What is wrong with a GraphQL answer: its outer form; fields beside the selection; null where the schema has none; values that their type does not have. */
export interface GraphqlAnswerProblem {
  rule: 'form' | 'selection' | 'null' | 'value';
  /** `Company.name`, or empty for the answer as a whole. */
  place: string;
  what: string;
}

interface Sent {
  query: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

const schemas = new WeakMap<IntrospectionQuery, GraphQLSchema | null>();

function schemaOf(introspection: IntrospectionQuery): GraphQLSchema | null {
  const known = schemas.get(introspection);
  if (known !== undefined) return known;
  let schema: GraphQLSchema | null;
  try {
    schema = buildClientSchema(introspection, { assumeValid: true });
  } catch {
    // A schema that is none is judged where it is served.
    schema = null;
  }
  schemas.set(introspection, schema);
  return schema;
}

/** Holds an answer against the request and the schema (GraphQL specification, 6 and 7). Root fields that the schema did not have when it was read are not looked into. */
export function graphqlAnswerProblems(introspection: IntrospectionQuery | null, body: unknown, json: unknown): GraphqlAnswerProblem[] {
  // What is no GraphQL request may be refused by the layer before GraphQL.
  const sent = sentIn(body);
  if (!sent) return [];
  const formed = formProblems(json);
  if (formed.length > 0 || !isObject(json) || !isObject(json['data'])) return formed;
  const schema = introspection && schemaOf(introspection);
  const document = parsed(sent.query);
  if (!schema || !document) return [];
  const operations = document.definitions.flatMap((each) => (each.kind === 'OperationDefinition' ? [each] : []));
  const operation = sent.operationName === undefined ? operations[0] : operations.find(({ name }) => name?.value === sent.operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return [];
  return new Walk(schema, document, sent.variables).object(root, json['data'], [operation.selectionSet], true);
}

const ENVELOPE = new Set(['data', 'errors', 'extensions']);

function formProblems(json: unknown): GraphqlAnswerProblem[] {
  const problem = (what: string): GraphqlAnswerProblem[] => [{ rule: 'form', place: '', what }];
  if (Array.isArray(json)) return [];
  if (!isObject(json)) return problem('the answer is no object');
  const { data, errors, extensions } = json;
  if (!('data' in json) && !('errors' in json)) return problem('neither data nor errors');
  const others = Object.keys(json).filter((key) => !ENVELOPE.has(key));
  if (others.length > 0) return problem(`beside data, errors and extensions: ${others.join(', ')}`);
  if ('data' in json && data !== null && !isObject(data)) return problem('data is no object');
  if (extensions !== undefined && !isObject(extensions)) return problem('extensions is no object');
  if (errors === undefined) return isObject(data) ? [] : problem('no errors, and no data either');
  if (!Array.isArray(errors) || errors.length === 0) return problem('errors is no list of errors');
  for (const error of errors as unknown[]) {
    if (!isObject(error) || typeof error['message'] !== 'string' || error['message'] === '') return problem('an error without a message');
    if (error['extensions'] !== undefined && !isObject(error['extensions'])) return problem('extensions of an error is no object');
    if (error['path'] !== undefined && error['path'] !== null && !Array.isArray(error['path'])) return problem('path of an error is no list');
  }
  return [];
}

function sentIn(body: unknown): Sent | undefined {
  if (!isObject(body) || typeof body['query'] !== 'string') return undefined;
  return { query: body['query'], variables: isObject(body['variables']) ? body['variables'] : {}, ...(typeof body['operationName'] === 'string' ? { operationName: body['operationName'] } : {}) };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return undefined;
  }
}

/** Forms of the scalars that GraphQL itself defines, and of Twenty's for ids and times. */
const SCALARS: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  UUID: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value),
};

class Walk {
  private readonly fragments: Map<string, FragmentDefinitionNode>;

  constructor(private readonly schema: GraphQLSchema, document: DocumentNode, private readonly variables: Record<string, unknown>) {
    this.fragments = new Map(document.definitions.flatMap((each) => (each.kind === 'FragmentDefinition' ? [[each.name.value, each]] : [])));
  }

  object(type: GraphQLObjectType, value: Record<string, unknown>, selections: SelectionSetNode[], root = false): GraphqlAnswerProblem[] {
    const selected = this.fieldsOf(type, selections);
    const problems: GraphqlAnswerProblem[] = [];
    for (const [key, nodes] of selected) {
      const name = nodes[0]!.name.value;
      const place = `${type.name}.${name}`;
      const own = value[key];
      if (name === '__typename') {
        if (own !== type.name) problems.push({ rule: 'selection', place, what: `__typename is ${JSON.stringify(own)}` });
        continue;
      }
      const field = type.getFields()[name];
      // Introspection is judged as the schema; what was made after the schema was read is unknown to it.
      if (name.startsWith('__') || !field) continue;
      if (!(key in value)) problems.push({ rule: 'selection', place, what: 'was selected and is not answered' });
      else problems.push(...this.value(field.type, own, nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])), place));
    }
    const beside = Object.keys(value).filter((key) => !selected.has(key));
    if (beside.length > 0) problems.push({ rule: 'selection', place: type.name, what: `answered without being selected: ${root ? 'a root field' : beside.join(', ')}` });
    return problems;
  }

  private value(type: GraphQLOutputType, value: unknown, selections: SelectionSetNode[], place: string): GraphqlAnswerProblem[] {
    if (isNonNullType(type)) return value === null ? [{ rule: 'null', place, what: `is null, and the schema says ${String(type)}` }] : this.value(type.ofType, value, selections, place);
    if (value === null) return [];
    const wrong = (): GraphqlAnswerProblem[] => [{ rule: 'value', place, what: `is ${kindOf(value)}, and the schema says ${String(type)}` }];
    if (isListType(type)) return Array.isArray(value) ? value.flatMap((item) => this.value(type.ofType, item, selections, place)) : wrong();
    if (isLeafType(type)) {
      const right = isEnumType(type) ? type.getValue(String(value)) !== undefined : (SCALARS[type.name]?.(value) ?? true);
      return right ? [] : wrong();
    }
    if (!isObject(value)) return wrong();
    const actual = isAbstractType(type) ? this.schema.getType(String(value['__typename'])) : getNamedType(type);
    return isObjectType(actual) ? this.object(actual, value, selections) : [];
  }

  /** Selected fields by the key of their answer (6.3.2, CollectFields). */
  private fieldsOf(type: GraphQLObjectType, selections: SelectionSetNode[], found = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> {
    for (const node of selections.flatMap((set) => set.selections)) {
      if (this.leftOut(node)) continue;
      if (node.kind === 'Field') {
        const key = node.alias?.value ?? node.name.value;
        found.set(key, [...(found.get(key) ?? []), node]);
        continue;
      }
      const fragment = node.kind === 'FragmentSpread' ? this.fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : type;
      if (fragment && (condition === type || (isAbstractType(condition) && this.schema.isSubType(condition, type)))) this.fieldsOf(type, [fragment.selectionSet], found);
    }
    return found;
  }

  private leftOut({ directives }: Pick<FieldNode, 'directives'>): boolean {
    return (directives ?? []).some(({ name, arguments: args }) => {
      const given = args?.[0]?.value;
      const condition = given?.kind === 'Variable' ? this.variables[given.name.value] : given?.kind === 'BooleanValue' ? given.value : undefined;
      return (name.value === 'skip' && condition === true) || (name.value === 'include' && condition === false);
    });
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
}
