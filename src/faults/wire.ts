import { parse, print, visit, type DocumentNode } from 'graphql';
import type { WireRequest, WireResponse } from './fault.js';

export type Json = Record<string, unknown>;

export type RestOperation =
  | 'list' | 'one' | 'create' | 'createMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'restore' | 'restoreMany' | 'duplicates' | 'merge' | 'groupBy';

/** A call of Core REST. */
export interface RestCall {
  operation: RestOperation;
  /** Plural name. */
  object: string;
  id: string;
  query: URLSearchParams;
}

/** A call of Metadata REST. */
export interface MetadataCall {
  method: string;
  resource: string;
  id: string;
  query: URLSearchParams;
}

/** A call of either GraphQL endpoint, with its first operation. */
export interface GraphqlCall {
  surface: 'core' | 'metadata';
  kind: 'query' | 'mutation' | 'subscription';
  document: DocumentNode;
  variables: Json;
  /** Names of the root fields. */
  roots: string[];
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export { isObject };

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const split = (path: string): [string[], URLSearchParams] => {
  const [pathname = '', search = ''] = path.split('?', 2);
  return [pathname.split('/').filter(Boolean), new URLSearchParams(search)];
};

const METADATA_RESOURCES = /^(objects|fields|webhooks|apiKeys|views|view[A-Z]\w+|pageLayout\w*)$/;

export function restCall({ method, path }: WireRequest): RestCall | undefined {
  const [[root, first = '', second = '', third = ''], query] = split(path);
  if (root !== 'rest' || first === '' || ['metadata', 'open-api', 'webhooks', 'apiKeys'].includes(first)) return undefined;
  const call = (operation: RestOperation, object: string, id = ''): RestCall => ({ operation, object, id, query });
  if (first === 'batch' && method === 'POST') return call('createMany', second);
  if (first === 'restore' && method === 'PATCH') return third === '' ? call('restoreMany', second) : call('restore', second, third);
  if (second === 'duplicates') return call('duplicates', first);
  if (second === 'groupBy') return call('groupBy', first);
  if (second === 'merge') return call('merge', first);
  const one = second !== '';
  if (method === 'GET') return call(one ? 'one' : 'list', first, second);
  if (method === 'POST') return call('create', first);
  if (method === 'PATCH' || method === 'PUT') return call(one ? 'update' : 'updateMany', first, second);
  if (method === 'DELETE') return call(one ? 'delete' : 'deleteMany', first, second);
  return undefined;
}

export function metadataCall({ method, path }: WireRequest): MetadataCall | undefined {
  const [[root, ...rest], query] = split(path);
  const [resource = '', id = ''] = rest[0] === 'metadata' ? rest.slice(1) : ['webhooks', 'apiKeys'].includes(rest[0] ?? '') ? rest : [];
  if (root !== 'rest' || !METADATA_RESOURCES.test(resource)) return undefined;
  return { method, resource, id, query };
}

export function openApiName({ path }: WireRequest): 'core' | 'metadata' | undefined {
  return /^(?:\/rest)?\/open-api\/(core|metadata)\b/.exec(path)?.[1] as 'core' | 'metadata' | undefined;
}

const calls = new WeakMap<WireRequest, GraphqlCall | null>();

export function graphqlCall(request: WireRequest): GraphqlCall | undefined {
  const known = calls.get(request);
  if (known !== undefined) return known ?? undefined;
  const read = readGraphql(request);
  calls.set(request, read ?? null);
  return read;
}

function readGraphql({ method, path, body }: WireRequest): GraphqlCall | undefined {
  const surface = /^\/graphql\b/.test(path) ? 'core' : /^\/metadata\b/.test(path) ? 'metadata' : undefined;
  const sent = surface && method === 'POST' ? parseJson(body) : undefined;
  if (surface === undefined || !isObject(sent) || typeof sent['query'] !== 'string') return undefined;
  try {
    const document = parse(sent['query'], { noLocation: true });
    const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
    if (!operation) return undefined;
    const roots = operation.selectionSet.selections.flatMap((selection) => (selection.kind === 'Field' ? [selection.name.value] : []));
    return { surface, kind: operation.operation, document, variables: isObject(sent['variables']) ? sent['variables'] : {}, roots };
  } catch {
    return undefined;
  }
}

/** The request with another document or other variables. */
export function withGraphql(request: WireRequest, change: { document?: DocumentNode; variables?: Json }): WireRequest {
  const sent = parseJson(request.body) as Json;
  return { ...request, body: JSON.stringify({ ...sent, ...(change.document ? { query: print(change.document) } : {}), ...(change.variables ? { variables: change.variables } : {}) }) };
}

/** The request with each root field of the name's verb under another verb, the answer's key kept by an alias. */
export function withRootVerb(request: WireRequest, from: string, to: string): WireRequest {
  const call = graphqlCall(request);
  if (!call) return request;
  const document = visit(call.document, {
    Field(node, _key, _parent, _path, ancestors) {
      if (ancestors.length > 5 || !new RegExp(`^${from}[A-Z]`).test(node.name.value)) return undefined;
      return { ...node, alias: node.alias ?? { kind: 'Name' as const, value: node.name.value }, name: { kind: 'Name' as const, value: node.name.value.replace(from, to) } };
    },
  }) as DocumentNode;
  return withGraphql(request, { document });
}

/** The request with its query parameters changed. */
export function withQuery(request: WireRequest, change: (query: URLSearchParams) => void): WireRequest {
  const [pathname = '', search = ''] = request.path.split('?', 2);
  const query = new URLSearchParams(search);
  const before = query.toString();
  change(query);
  const text = query.toString();
  if (text === before) return request;
  return { ...request, path: text === '' ? pathname : `${pathname}?${text.replaceAll('+', '%20')}` };
}

/** The answer with its JSON changed; an answer that is no JSON stays. The callback may change its argument in place. */
export function withJson(response: WireResponse, change: (json: Json) => unknown): WireResponse {
  const json = parseJson(response.body);
  if (typeof json !== 'object' || json === null) return response;
  const changed = change(json as Json);
  return { ...response, body: JSON.stringify(changed === undefined ? json : changed) };
}

/** An answer of JSON. */
export function jsonAnswer(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' }, body: JSON.stringify(body) };
}

/** The request with its JSON body changed. The callback may change its argument in place. */
export function withBody(request: WireRequest, change: (body: Json) => unknown): WireRequest {
  const json = parseJson(request.body);
  if (typeof json !== 'object' || json === null) return request;
  const changed = change(json as Json);
  return { ...request, body: JSON.stringify(changed === undefined ? json : changed) };
}

/** Changes each record at the top of a REST or GraphQL answer of the record APIs. */
export function withRecords(response: WireResponse, change: (record: Json) => Json | void): WireResponse {
  if (response.status >= 300) return response;
  const edit = (value: unknown): unknown => (isObject(value) ? (change(value) ?? value) : value);
  return withJson(response, (json) => {
    const { data } = json;
    if (!isObject(data)) return;
    for (const [key, value] of Object.entries(data)) {
      if (Array.isArray(value)) data[key] = value.map(edit);
      else if (isObject(value) && Array.isArray(value['edges'])) for (const edge of value['edges'] as Json[]) edge['node'] = edit(edge['node']);
      else data[key] = edit(value);
    }
  });
}

/** The list of a REST list answer: `data.{plural}`. */
export function withList(response: WireResponse, change: (list: Json[], json: Json) => Json[] | void): WireResponse {
  if (response.status !== 200) return response;
  return withJson(response, (json) => {
    const { data } = json;
    const [key] = isObject(data) ? Object.keys(data) : [];
    if (!isObject(data) || key === undefined || !Array.isArray(data[key])) return;
    data[key] = change(data[key] as Json[], json) ?? data[key];
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
export const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
