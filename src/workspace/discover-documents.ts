import { getIntrospectionQuery, type IntrospectionQuery, type IntrospectionType, Kind, parse, print } from 'graphql';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Exchange, HttpClient } from '../http/exchange.js';
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

/** With more objects than this a schema is tens of megabytes in one answer: a burden for the instance and for its reader. */
const LARGE_WORKSPACE = 100;
/** Types that an introspection of a large workspace asks for in one call. */
const TYPES_AT_ONCE = 200;
/** Types of aggregates and pages, three quarters of a schema, which no requirement reads. */
const UNREAD = /(?:Connection|Edge|GroupByInput|GroupByAggregateInput)$/;

/** The schema of a GraphQL endpoint, by introspection. Where the workspace has many objects, Core's is read in parts, without types of aggregates and pages. */
export async function introspect(http: HttpClient, path: '/graphql' | '/metadata', objects = 0): Promise<Part<IntrospectionQuery>> {
  if (path === '/graphql' && objects > LARGE_WORKSPACE) return introspectInParts(http, path);
  const client = createGraphqlClient(http, path);
  let reason = '';
  for (const options of INTROSPECTION_OPTIONS) {
    const exchange = await client.query(getIntrospectionQuery(options));
    const data = (exchange.response.json as { data?: IntrospectionQuery | null } | null | undefined)?.data;
    if (data?.__schema && graphqlErrors(exchange).length === 0) return { value: data };
    reason = refusedIntrospection(path, exchange);
  }
  return { reason };
}

const refusedIntrospection = (path: string, exchange: Exchange) => `POST ${path}: introspection: ${saidBy(exchange)}`;

async function introspectInParts(http: HttpClient, path: '/graphql' | '/metadata'): Promise<Part<IntrospectionQuery>> {
  const client = createGraphqlClient(http, path);
  const listed = await client.query('{ __schema { queryType { name } mutationType { name } subscriptionType { name } types { name } } }');
  const schema = (listed.response.json as { data?: { __schema?: IntrospectionQuery['__schema'] } | null } | null | undefined)?.data?.__schema;
  if (!schema || graphqlErrors(listed).length > 0) return { reason: refusedIntrospection(path, listed) };
  const names = schema.types.map(({ name }) => name).filter((name) => !UNREAD.test(name));
  const fragments = parse(getIntrospectionQuery({ descriptions: false, inputValueDeprecation: false })).definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print).join(' ');
  const types: IntrospectionType[] = [];
  for (let from = 0; from < names.length; from += TYPES_AT_ONCE) {
    const asked = names.slice(from, from + TYPES_AT_ONCE);
    const exchange = await client.query(`{ ${asked.map((name, index) => `t${index}: __type(name: "${name}") { ...FullType }`).join(' ')} } ${fragments}`);
    const data = (exchange.response.json as { data?: Record<string, IntrospectionType | null> | null } | null | undefined)?.data;
    if (!data || graphqlErrors(exchange).length > 0) return { reason: refusedIntrospection(path, exchange) };
    types.push(...Object.values(data).filter((type) => type !== null));
  }
  return { value: { __schema: { ...schema, types, directives: [] } } };
}
