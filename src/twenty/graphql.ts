import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';

/** What a GraphQL call may set besides document and variables. */
export interface GraphqlOptions extends Pick<CallOptions, 'credential' | 'headers' | 'timeoutMs'> {
  operationName?: string;
}

/** One GraphQL endpoint. */
export interface GraphqlClient {
  query(document: string, variables?: Record<string, unknown>, options?: GraphqlOptions): Promise<Exchange>;
}

/** An error as a GraphQL answer lists it. */
export interface GraphqlError {
  message: string;
  extensions?: { code?: string; subCode?: string; [key: string]: unknown };
  path?: Array<string | number>;
}

/** The Core (`/graphql`) or Metadata (`/metadata`) GraphQL API over an HTTP client. */
export function createGraphqlClient(http: HttpClient, path: '/graphql' | '/metadata'): GraphqlClient {
  return {
    query(document, variables, options = {}) {
      const { operationName, ...rest } = options;
      return http.call({
        ...rest,
        method: 'POST',
        path,
        json: { query: document, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) },
      });
    },
  };
}

/** The errors of a GraphQL answer; empty where it has none or is no GraphQL answer. */
export function graphqlErrors(exchange: Exchange): GraphqlError[] {
  const errors = (exchange.response.json as { errors?: unknown } | null | undefined)?.errors;
  return Array.isArray(errors) ? (errors as GraphqlError[]) : [];
}
