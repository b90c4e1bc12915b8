import { visit, type DocumentNode } from 'graphql';
import type { Fault, Family, Forward, WireRequest, WireResponse } from './fault.js';
import { graphqlCall, isObject, isUuid, metadataCall, openApiName, parseJson, restCall, withBody, withGraphql, withJson, withList, withQuery, withRecords, type Json, type RestOperation } from './wire.js';

export const issue = (number: number) => `https://github.com/twentyhq/twenty/issues/${number}`;
export const pull = (number: number) => `https://github.com/twentyhq/twenty/pull/${number}`;

type Edits = Omit<Fault, 'id' | 'family' | 'loses' | 'origin'>;

/** A declarer of faults of one family: id, what is lost, where it comes from, what it does. */
export function family(name: Family): (what: string, loses: string, origin: string, edits: Edits) => Fault {
  return (what, loses, origin, edits) => ({ id: `${name}.${what}`, family: name, loses, origin, ...edits });
}

// --- which exchanges ---

export const isRest = (...operations: RestOperation[]) => (request: WireRequest): boolean => {
  const call = restCall(request);
  return call !== undefined && (operations.length === 0 || operations.includes(call.operation));
};
export const isMetadata = (resource: string, ...methods: string[]) => (request: WireRequest): boolean => {
  const call = metadataCall(request);
  return call?.resource === resource && (methods.length === 0 || methods.includes(call.method));
};
export const isOpenApi = (name: 'core' | 'metadata') => (request: WireRequest): boolean => openApiName(request) === name;
/** A GraphQL call with a root field whose name matches. */
export const isGraphql = (surface: 'core' | 'metadata', root: RegExp) => (request: WireRequest): boolean => {
  const call = graphqlCall(request);
  return call?.surface === surface && call.roots.some((name) => root.test(name));
};
export const isRecordQuery = (request: WireRequest): boolean => {
  const call = graphqlCall(request);
  return call?.surface === 'core' && call.kind === 'query' && !call.roots.some((name) => name.startsWith('__'));
};
const isIntrospection = (surface: 'core' | 'metadata') => isGraphql(surface, /^__schema$/);
export const isApi = ({ path }: WireRequest) => /^\/(rest|graphql|metadata)\b/.test(path);

// --- answers ---

/** Edits each record at the top of REST answers. */
export const restRecords = (change: (record: Json) => Json | void, ...operations: RestOperation[]): Edits => ({
  matches: isRest(...operations),
  editResponse: (response) => withRecords(response, change),
});
/** Edits each record at the top of GraphQL answers. */
export const graphqlRecords = (change: (record: Json) => Json | void): Edits => ({
  matches: (request) => graphqlCall(request)?.surface === 'core',
  editResponse: (response) => withRecords(response, change),
});
/** Edits each record at the top of answers of either surface. */
export const anyRecords = (change: (record: Json) => Json | void): Edits => ({
  matches: (request) => isRest()(request) || graphqlCall(request)?.surface === 'core',
  editResponse: (response) => withRecords(response, change),
});
/** Edits the list of a REST list answer. */
export const restList = (change: (list: Json[], json: Json, query: URLSearchParams) => Json[] | void): Edits => ({
  matches: isRest('list'),
  editResponse: (response, request) => withList(response, (list, json) => change(list, json, restCall(request)!.query)),
});
/** Edits answers that are refusals: a status of 400 or more with a JSON body. */
export const refusals = (matches: Fault['matches'], change: (response: WireResponse, json: Json) => WireResponse, status?: number): Edits => ({
  matches,
  editResponse(response) {
    const json = parseJson(response.body);
    if (response.status < 400 || (status !== undefined && response.status !== status) || !isObject(json)) return response;
    return change(response, json);
  },
});
/** Edits the JSON of successful answers. */
export const answers = (matches: Fault['matches'], change: (json: Json) => unknown): Edits => ({
  matches,
  editResponse: (response) => (response.status < 300 ? withJson(response, change) : response),
});

// --- requests ---

/** Edits the query of a REST call. */
export const restQuery = (operations: RestOperation[], change: (query: URLSearchParams) => void): Edits => ({
  matches: isRest(...operations),
  editRequest: (request) => withQuery(request, change),
});

/** System fields, which no edit of values touches. */
const SYSTEM = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt', 'createdBy', 'updatedBy', 'position', 'searchVector']);

export type ValueEdit = (value: unknown, key: string) => unknown;
export const ownValues = (record: Json, edit: ValueEdit): Json =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, SYSTEM.has(key) || value === null ? value : edit(value, key)]));

/** Edits each value that a write sends, on either surface: what is stored is not what was sent. */
export const stored = (edit: ValueEdit): Edits => ({
  matches: (request) => isRest('create', 'createMany', 'update', 'updateMany')(request) || graphqlCall(request)?.kind === 'mutation',
  editRequest(request) {
    const change = (value: unknown): unknown => (Array.isArray(value) ? value.map(change) : isObject(value) ? ownValues(value, edit) : value);
    const call = graphqlCall(request);
    if (!call) return withBody(request, change);
    if (call.surface !== 'core' || call.variables['data'] === undefined) return request;
    const data = change(call.variables['data']);
    return JSON.stringify(data) === JSON.stringify(call.variables['data']) ? request : withGraphql(request, { variables: { ...call.variables, data } });
  },
});
/** Edits each value that an answer shows, on either surface. */
export const shown = (edit: ValueEdit): Edits => anyRecords((record) => ownValues(record, edit));
export const shownByGraphql = (edit: ValueEdit): Edits => graphqlRecords((record) => ownValues(record, edit));

/** Rewrites the filter of reads, REST as text and GraphQL by its operators. Bulk writes keep theirs. */
export const filterOf = (text: (filter: string) => string, operator?: (name: string) => string): Edits => ({
  matches: (request) => isRest('list', 'groupBy')(request) || (operator !== undefined && isRecordQuery(request)),
  editRequest(request) {
    const call = graphqlCall(request);
    if (call) return operator ? withGraphqlArgument(request, 'filter', operator) : request;
    return withQuery(request, (query) => {
      const filter = query.get('filter');
      if (filter !== null) query.set('filter', text(filter));
    });
  },
});
/** An operator that acts as another one. */
export const operatorAs = (from: string, to: string): Edits => filterOf((filter) => filter.replaceAll(`[${from}]`, `[${to}]`), (name) => (name === from ? to : name));
/** The same on GraphQL alone. */
export const graphqlArgument = (argument: string, rename: (name: string) => string): Edits => ({
  matches: isRecordQuery,
  editRequest: (request) => withGraphqlArgument(request, argument, rename),
});

/** Leaves an argument of the root fields out. */
export const withoutGraphqlArgument = (argument: string): Edits => ({
  matches: isRecordQuery,
  editRequest(request) {
    const document = graphqlCall(request)!.document;
    const changed = visit(document, { Argument: (node) => (node.name.value === argument ? null : undefined) }) as DocumentNode;
    return changed === document ? request : withGraphql(request, { document: changed });
  },
});

/** An argument of the root fields under another name. */
export const graphqlArgumentName = (from: string, to: string): Edits => ({
  matches: isRecordQuery,
  editRequest(request) {
    const { document } = graphqlCall(request)!;
    const changed = visit(document, { Argument: (node) => (node.name.value === from ? { ...node, name: { ...node.name, value: to } } : undefined) }) as DocumentNode;
    return changed === document ? request : withGraphql(request, { document: changed });
  },
});

/** Renames keys and enum values within an argument of the root fields, inline and in the variable that it takes. */
function withGraphqlArgument(request: WireRequest, argument: string, rename: (name: string) => string): WireRequest {
  const call = graphqlCall(request);
  if (!call) return request;
  const variables: Json = { ...call.variables };
  let changed = false;
  const name = (value: string): string => {
    const next = rename(value);
    if (next !== value) changed = true;
    return next;
  };
  const inValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inValue);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), inValue(inner)]));
    return typeof value === 'string' && /^(Asc|Desc)Nulls/.test(value) ? name(value) : value;
  };
  const document = visit(call.document, {
    Argument(node) {
      if (node.name.value !== argument) return undefined;
      return visit(node, {
        ObjectField: (field) => ({ ...field, name: { ...field.name, value: name(field.name.value) } }),
        EnumValue: (value) => ({ ...value, value: name(value.value) }),
        Variable(variable) {
          variables[variable.name.value] = inValue(variables[variable.name.value]);
        },
      });
    },
  }) as DocumentNode;
  return changed ? withGraphql(request, { document, variables }) : request;
}

// --- what remembers ---

/** Sends a further call with the credentials of another one. */
export function send(forward: Forward, like: WireRequest, method: string, path: string, body?: unknown): Promise<WireResponse> {
  const { 'content-length': _length, ...headers } = like.headers;
  return forward({ method, path, headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' }, body: body === undefined ? '' : JSON.stringify(body) });
}

/** The record at the top of a REST answer. */
export function recordOf(response: WireResponse): Json | undefined {
  const data = (parseJson(response.body) as Json | undefined)?.['data'];
  const [value] = isObject(data) ? Object.values(data) : [];
  return isObject(value) ? value : undefined;
}

/** Ids of the records that were made through a mount, by plural name of their object: all that a fault may reach beyond the call itself. */
export class OwnRecords {
  private readonly ids = new Map<string, string[]>();
  see(request: WireRequest, response: WireResponse): void {
    const call = restCall(request);
    if (response.status !== 201 || !call || !['create', 'createMany'].includes(call.operation)) return;
    const data = (parseJson(response.body) as Json | undefined)?.['data'];
    const made = (isObject(data) ? Object.values(data) : []).flat().map((record) => (record as Json | null)?.['id']).filter(isUuid);
    this.ids.set(call.object, [...(this.ids.get(call.object) ?? []), ...made]);
  }
  /** The youngest record of that object which is none of these. */
  other(object: string, ...besides: string[]): string | undefined {
    return (this.ids.get(object) ?? []).findLast((id) => !besides.includes(id));
  }
}

/** A fault that knows which records were made through it. */
export const withOwnRecords = (matches: Fault['matches'], pass: (request: WireRequest, forward: Forward, own: OwnRecords) => Promise<WireResponse>): Edits => ({
  matches: (request) => isRest('create', 'createMany')(request) || matches(request),
  around() {
    const own = new OwnRecords();
    return async (request, forward) => {
      const response = matches(request) ? await pass(request, forward, own) : await forward(request);
      own.see(request, response);
      return response;
    };
  },
});

/** A call that is answered as usual and done otherwise. */
export const around = (matches: Fault['matches'], pass: (request: WireRequest, forward: Forward) => Promise<WireResponse>): Edits => ({ matches, around: () => pass });

/** A refusal in place of which the caller is told something else. */
export const acceptedInstead = (matches: Fault['matches'], refused: (response: WireResponse, request: WireRequest) => boolean, then: (request: WireRequest, forward: Forward) => Promise<WireResponse>): Edits =>
  around(matches, async (request, forward) => {
    const response = await forward(request);
    return refused(response, request) ? then(request, forward) : response;
  });

/** Edits of the OpenAPI document's schemas whose name matches. */
export const openApiSchemas = (name: RegExp, change: (schema: Json & { properties?: Record<string, Json> }, schemaName: string) => void, document: 'core' | 'metadata' = 'core'): Edits =>
  answers(isOpenApi(document), (json) => {
    const schemas = ((json['components'] as Json | undefined)?.['schemas'] ?? {}) as Record<string, Json>;
    for (const [key, schema] of Object.entries(schemas)) if (name.test(key)) change(schema, key);
  });
/** Edits of each operation of a document. */
export const openApiOperations = (change: (operation: Json, path: string, method: string, item: Json) => void, document: 'core' | 'metadata' = 'core'): Edits =>
  answers(isOpenApi(document), (json) => {
    for (const [path, item] of Object.entries((json['paths'] ?? {}) as Record<string, Json>)) {
      for (const [method, operation] of Object.entries(item)) if (isObject(operation)) change(operation, path, method, item);
    }
  });

export interface IntrospectedType extends Json {
  kind: string;
  name: string;
  fields: Array<{ name: string; type: Json; args: Array<{ name: string; type: Json } & Json> } & Json> | null;
  inputFields: Array<{ name: string; type: Json } & Json> | null;
  enumValues: Array<{ name: string }> | null;
}
/** Edits of what introspection tells. */
export const schemaTypes = (change: (types: IntrospectedType[]) => IntrospectedType[] | void, surface: 'core' | 'metadata' = 'core'): Edits =>
  answers(isIntrospection(surface), (json) => {
    const schema = (json['data'] as Json | undefined)?.['__schema'] as Json | undefined;
    if (schema) schema['types'] = change(schema['types'] as IntrospectedType[]) ?? schema['types'];
  });
