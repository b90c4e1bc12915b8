import { Kind, parse, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { ALL_FIELD_TYPES } from '../field-types/index.js';
import { isObject } from '../field-types/sameness.js';
import type { Exchange } from '../http/exchange.js';
import { parseOrUndefined } from '../http/json.js';

/** What one answer showed of one record. */
export interface Sighting {
  id: string;
  /** By property, parts of composites as `name.firstName`. Related records are sightings of their own. */
  values: ReadonlyMap<string, unknown>;
  /** The key of `data` below which it stood. */
  root: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Parts of all composites. */
const PARTS = new Set(ALL_FIELD_TYPES.flatMap(({ compares }) => (typeof compares === 'object' ? Object.keys(compares) : [])));
const isComposite = (value: Record<string, unknown>): boolean => Object.keys(value).length > 0 && Object.keys(value).every((key) => PARTS.has(key));
const isRecord = (value: unknown): value is Record<string, unknown> & { id: string } => isObject(value) && typeof value['id'] === 'string' && UUID.test(value['id']);
/** Addresses of files are signed anew in each answer. */
const signed = (value: unknown): boolean => JSON.stringify(value ?? null).includes('token=') || (Array.isArray(value) && value.some((item) => isObject(item) && 'fileId' in item));

/** The records in an answer of Core REST, at whatever depth. */
export function sightingsInRest({ response }: Exchange): Sighting[] {
  const data = isObject(response.json) ? (response.json['data'] ?? response.json) : response.json;
  const found: Sighting[] = [];
  const walk = (value: unknown, root: string): void => {
    if (Array.isArray(value)) value.forEach((item) => walk(item, root));
    else if (isRecord(value)) found.push(sightingOf(value, root, walk));
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) walk(inner, root === '' ? key : root);
  };
  walk(data, '');
  return found;
}

function sightingOf(record: Record<string, unknown> & { id: string }, root: string, related: (value: unknown, root: string) => void): Sighting {
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const nested = Array.isArray(value) ? value.some(isRecord) : isRecord(value);
    if (nested) related(value, root);
    else if (isObject(value) && isComposite(value)) for (const [part, inner] of Object.entries(value)) values.set(`${key}.${part}`, inner);
    else if (!signed(value)) values.set(key, value);
  }
  return { id: record.id.toLowerCase(), values, root };
}

/** The records in an answer of Core GraphQL whose id was selected, with their fields under the names that the schema gives them. */
export function sightingsInGraphql({ request, response }: Exchange): Sighting[] {
  const data = isObject(response.json) ? response.json['data'] : undefined;
  const sent = parseOrUndefined(request.body ?? '');
  if (!isObject(data) || !isObject(sent) || typeof sent['query'] !== 'string') return [];
  const read = readSelection(sent['query']);
  if (!read) return [];
  const { operations, fragments } = read;
  const operation = operations.find(({ name }) => sent['operationName'] === undefined || name === sent['operationName']);
  const found: Sighting[] = [];
  const fieldsOf = (sets: SelectionSetNode[]): Map<string, FieldNode[]> => {
    const fields = new Map<string, FieldNode[]>();
    const add = (set: SelectionSetNode): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const key = node.alias?.value ?? node.name.value;
          fields.set(key, [...(fields.get(key) ?? []), node]);
        } else {
          const inner = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
          if (inner) add(inner);
        }
      }
    };
    sets.forEach(add);
    return fields;
  };
  const walk = (value: unknown, sets: SelectionSetNode[], root: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, sets, root));
    if (!isObject(value)) return;
    const fields = fieldsOf(sets);
    const idKey = [...fields].find(([, [node]]) => node?.name.value === 'id')?.[0];
    const id = idKey === undefined ? undefined : value[idKey];
    const values = new Map<string, unknown>();
    for (const [key, nodes] of fields) {
      const own = value[key];
      const name = nodes[0]!.name.value;
      const inner = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      if (inner.length === 0) {
        if (key in value && !name.startsWith('__') && !signed(own)) values.set(name, own);
      } else if (isObject(own) && ![...fieldsOf(inner).values()].some(([node]) => ['id', 'edges', 'totalCount'].includes(node!.name.value))) {
        for (const [part, [node]] of fieldsOf(inner)) if (part in own && node!.name.value !== '__typename') values.set(`${name}.${node!.name.value}`, own[part]);
      } else walk(own, inner, root === '' ? name : root);
    }
    if (typeof id === 'string' && UUID.test(id)) found.push({ id: id.toLowerCase(), values, root });
  };
  if (operation) walk(data, [operation.selectionSet], '');
  return found;
}

function readSelection(query: string): { operations: Array<{ name: string | undefined; selectionSet: SelectionSetNode }>; fragments: Map<string, FragmentDefinitionNode> } | undefined {
  try {
    const { definitions } = parse(query, { noLocation: true });
    return {
      operations: definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? [{ name: each.name?.value, selectionSet: each.selectionSet }] : [])),
      fragments: new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : []))),
    };
  } catch {
    return undefined;
  }
}
