import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';

/** Query parameters of Core REST, in the client's spelling. */
export interface RestParams {
  filter?: string;
  orderBy?: string;
  limit?: number;
  depth?: number;
  startingAfter?: string;
  endingBefore?: string;
  upsert?: boolean;
}

/** Parameters of a group-by call; the JSON ones are serialised here. */
export interface GroupByParams {
  groupBy: unknown;
  aggregate?: string[];
  filter?: string;
  orderBy?: unknown;
  limit?: number;
  includeRecordsSample?: boolean;
}

/** What a call may set besides its own parameters. */
export type RestOptions = Pick<CallOptions, 'credential' | 'headers' | 'timeoutMs'>;

/** Core REST, one method per operation; objects are named by their plural. */
export interface RestClient {
  list(object: string, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  get(object: string, id: string, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  create(object: string, data: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  createMany(object: string, data: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  update(object: string, id: string, data: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  put(object: string, id: string, data: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  updateMany(object: string, filter: string, data: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  softDelete(object: string, id: string, options?: RestOptions): Promise<Exchange>;
  softDeleteMany(object: string, filter: string, options?: RestOptions): Promise<Exchange>;
  destroy(object: string, id: string, options?: RestOptions): Promise<Exchange>;
  destroyMany(object: string, filter: string, options?: RestOptions): Promise<Exchange>;
  restoreOne(object: string, id: string, options?: RestOptions): Promise<Exchange>;
  restoreMany(object: string, filter: string, options?: RestOptions): Promise<Exchange>;
  /** `body` is `{ids: [...]}` or `{data: [...]}`. */
  duplicates(object: string, body: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  /** `body` is `{ids, conflictPriorityIndex, dryRun?}`. */
  merge(object: string, body: unknown, params?: RestParams, options?: RestOptions): Promise<Exchange>;
  groupBy(object: string, params: GroupByParams, options?: RestOptions): Promise<Exchange>;
}

/** Core REST over an HTTP client. */
export function createRestClient(http: HttpClient): RestClient {
  const send = (method: NonNullable<CallOptions['method']>, path: string, json: unknown, options: RestOptions = {}): Promise<Exchange> =>
    http.call({ ...options, method, path, ...(json === undefined ? {} : { json }) });
  const on = (...segments: string[]): string => `/rest/${segments.map(encodeURIComponent).join('/')}`;
  const one = (object: string, id: string): string => {
    // An empty id would turn a call on one record into a call on all of them.
    if (id === '') throw new Error(`No id given for a call on one of ${object}`);
    return on(object, id);
  };
  return {
    list: (object, params, options) => send('GET', on(object) + query(params), undefined, options),
    get: (object, id, params, options) => send('GET', one(object, id) + query(params), undefined, options),
    create: (object, data, params, options) => send('POST', on(object) + query(params), data, options),
    createMany: (object, data, params, options) => send('POST', on('batch', object) + query(params), data, options),
    update: (object, id, data, params, options) => send('PATCH', one(object, id) + query(params), data, options),
    put: (object, id, data, params, options) => send('PUT', one(object, id) + query(params), data, options),
    updateMany: (object, filter, data, params, options) => send('PATCH', on(object) + query({ ...params, filter: bounded(filter) }), data, options),
    softDelete: (object, id, options) => send('DELETE', `${one(object, id)}?soft_delete=true`, undefined, options),
    softDeleteMany: (object, filter, options) => send('DELETE', `${on(object)}${query({ filter: bounded(filter) })}&soft_delete=true`, undefined, options),
    destroy: (object, id, options) => send('DELETE', one(object, id), undefined, options),
    destroyMany: (object, filter, options) => send('DELETE', on(object) + query({ filter: bounded(filter) }), undefined, options),
    restoreOne: (object, id, options) => send('PATCH', `/rest/restore${one(object, id).slice('/rest'.length)}`, undefined, options),
    restoreMany: (object, filter, options) => send('PATCH', on('restore', object) + query({ filter: bounded(filter) }), undefined, options),
    duplicates: (object, body, params, options) => send('POST', on(object, 'duplicates') + query(params), body, options),
    merge: (object, body, params, options) => send('PATCH', on(object, 'merge') + query(params), body, options),
    groupBy: (object, params, options) => send('GET', on(object, 'groupBy') + groupByQuery(params), undefined, options),
  };
}

/** The query string of Core REST, percent-encoded, with its leading `?`; empty without parameters. */
export function query(params: RestParams = {}): string {
  return encode({
    filter: params.filter,
    order_by: params.orderBy,
    limit: params.limit,
    depth: params.depth,
    starting_after: params.startingAfter,
    ending_before: params.endingBefore,
    upsert: params.upsert,
  });
}

function groupByQuery(params: GroupByParams): string {
  return encode({
    group_by: JSON.stringify(params.groupBy),
    aggregate: params.aggregate === undefined ? undefined : JSON.stringify(params.aggregate),
    filter: params.filter,
    order_by: params.orderBy === undefined ? undefined : JSON.stringify(params.orderBy),
    limit: params.limit,
    include_records_sample: params.includeRecordsSample,
  });
}

function encode(params: Record<string, string | number | boolean | undefined>): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

/** Without a filter these calls reach every record of an object, those of others included. */
function bounded(filter: string): string {
  if (filter.trim() === '') throw new Error('A bulk write needs a filter');
  return filter;
}
