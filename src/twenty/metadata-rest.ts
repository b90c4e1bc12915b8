import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';

/** Resources of Metadata REST. */
export type MetadataResource =
  | 'objects' | 'fields' | 'webhooks' | 'apiKeys' | 'views' | 'viewFields' | 'viewFilters' | 'viewFilterGroups' | 'viewSorts' | 'viewGroups'
  | 'pageLayouts' | 'pageLayoutTabs' | 'pageLayoutWidgets';

/** Paging of objects and fields; other parameters, like `objectMetadataId`, go by their own names. */
export interface MetadataParams {
  limit?: number;
  startingAfter?: string;
  endingBefore?: string;
  [other: string]: string | number | undefined;
}

type Options = Pick<CallOptions, 'credential' | 'headers' | 'timeoutMs'>;

/** Metadata REST, one method per verb. */
export interface MetadataRestClient {
  list(resource: MetadataResource, params?: MetadataParams, options?: Options): Promise<Exchange>;
  get(resource: MetadataResource, id: string, options?: Options): Promise<Exchange>;
  create(resource: MetadataResource, data: unknown, options?: Options): Promise<Exchange>;
  update(resource: MetadataResource, id: string, data: unknown, options?: Options): Promise<Exchange>;
  put(resource: MetadataResource, id: string, data: unknown, options?: Options): Promise<Exchange>;
  delete(resource: MetadataResource, id: string, options?: Options): Promise<Exchange>;
}

const WIRE_NAMES: Record<string, string> = { startingAfter: 'starting_after', endingBefore: 'ending_before' };

/** Metadata REST over an HTTP client. */
export function createMetadataRestClient(http: HttpClient): MetadataRestClient {
  const on = (resource: string, id?: string): string => `/rest/metadata/${resource}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
  return {
    list: (resource, params, options) => http.call({ ...options, path: on(resource) + encode(params) }),
    get: (resource, id, options) => http.call({ ...options, path: on(resource, id) }),
    create: (resource, json, options) => http.call({ ...options, method: 'POST', path: on(resource), json }),
    update: (resource, id, json, options) => http.call({ ...options, method: 'PATCH', path: on(resource, id), json }),
    put: (resource, id, json, options) => http.call({ ...options, method: 'PUT', path: on(resource, id), json }),
    delete: (resource, id, options) => http.call({ ...options, method: 'DELETE', path: on(resource, id) }),
  };
}

function encode(params: MetadataParams = {}): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${WIRE_NAMES[name] ?? name}=${encodeURIComponent(String(value))}`).join('&')}`;
}
