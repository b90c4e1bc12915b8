import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { HttpClient } from '../http/exchange.js';
import { createGraphqlClient, graphqlErrors } from '../twenty/graphql.js';
import { saidBy } from './diagnose.js';
import type { Part } from './discover-metadata.js';

/** From the richest to the plainest; an older server refuses what it does not know. */
const INTROSPECTION_OPTIONS = [
  { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true },
  { descriptions: true, specifiedByUrl: false, directiveIsRepeatable: false, inputValueDeprecation: false },
];

/** An OpenAPI document that the instance serves. */
export async function openApiDocument(http: HttpClient, name: 'core' | 'metadata'): Promise<Part<OpenAPIV3_1.Document>> {
  const path = `/rest/open-api/${name}`;
  const exchange = await http.call({ path });
  const json = exchange.response.json as { openapi?: unknown } | null | undefined;
  if (exchange.response.status !== 200) return { reason: `GET ${path}: ${saidBy(exchange)}` };
  if (typeof json?.openapi !== 'string') return { reason: `GET ${path}: the answer is no OpenAPI document` };
  return { value: json as OpenAPIV3_1.Document };
}

/** The schema of a GraphQL endpoint, by introspection. */
export async function introspect(http: HttpClient, path: '/graphql' | '/metadata'): Promise<Part<IntrospectionQuery>> {
  const client = createGraphqlClient(http, path);
  let reason = '';
  for (const options of INTROSPECTION_OPTIONS) {
    const exchange = await client.query(getIntrospectionQuery(options));
    const data = (exchange.response.json as { data?: IntrospectionQuery | null } | null | undefined)?.data;
    if (data?.__schema && graphqlErrors(exchange).length === 0) return { value: data };
    reason = `POST ${path}: introspection: ${saidBy(exchange)}`;
  }
  return { reason };
}
