import type { QuirkSet } from '../quirks.js';
import { arrayOf, objectOf, TEXT, type OpenApiDocument, type Schema } from './schema.js';
import { success } from './responses.js';

function about(quirks: QuirkSet): string {
  const base = quirks.has('openapi-examples-broken') ? '/rest/core' : '/rest';
  return [
    'REST API of a workspace. Send an API key with each request: `Authorization: Bearer <token>`.',
    `curl -H 'Authorization: Bearer <token>' '<server>${base}/companies?limit=60'`,
    'Lists take `filter`, `order_by` and the cursors `starting_after` and `ending_before`; `pageInfo` tells where a page ends.',
    `Use **limit** to cap page size (default: 60, max: ${quirks.has('openapi-prose-outdated') ? 60 : 200}).`,
    'filter=createdAt[gte]:"2024-01-01"\nfilter=deletedAt[is]:NULL\norder_by=createdAt[DescNullsLast]',
  ].join('\n\n');
}

/** Everything around the paths that both documents share. */
export function baseDocument(serverUrl: string, path: string, quirks: QuirkSet): OpenApiDocument {
  return {
    openapi: '3.1.1',
    info: { title: 'Twenty Api', description: about(quirks), version: 'v0.1', contact: { email: 'felix@twenty.com' } },
    servers: [{ url: `${serverUrl}${path}`, description: 'Production Development' }],
    security: [{ bearerAuth: [] }],
    externalDocs: { description: 'About Twenty', url: 'https://twenty.com' },
  };
}

/** The one security scheme: an API key as bearer token. */
export function securitySchemes(quirks: QuirkSet): Schema {
  const prefix = quirks.has('openapi-prose-outdated') ? 'Bearer: ' : 'Bearer ';
  return { bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: `An API key, sent with the prefix \`${prefix}\`, such as "Bearer abc123".` } };
}

const DOCUMENT_SCHEMA = objectOf({
  openapi: TEXT,
  info: objectOf({
    title: TEXT, description: TEXT, termsOfService: TEXT, contact: objectOf({ email: TEXT }), license: objectOf({ name: TEXT, url: TEXT }),
  }),
  servers: arrayOf(objectOf({ url: TEXT, description: TEXT })),
  components: objectOf({ schemas: { type: 'object' }, parameters: { type: 'object' }, responses: { type: 'object' } }),
  paths: { type: 'object' },
});

/** The operation that answers a document. Its path counts from the root of the server. */
export function documentOperation(serverUrl: string, quirks: QuirkSet): Schema {
  const properties = DOCUMENT_SCHEMA['properties'] as Record<string, Schema>;
  const tags = quirks.has('openapi-tags-object') ? { type: 'object' } : { type: 'array' };
  return {
    get: {
      tags: ['General'], summary: 'Get Open Api Schema', operationId: 'GetOpenApiSchema', servers: [{ url: serverUrl }],
      responses: { 200: success({ ...DOCUMENT_SCHEMA, properties: { ...properties, tags } }) },
    },
  };
}

/** The tags of a document: one for itself and one for each kind of entity. */
export function tags(names: ReadonlyArray<{ name: string; label: string }>): Schema[] {
  return [
    { name: 'General', description: 'General requests' },
    ...names.map(({ name, label }) => ({ name, description: `Object \`${label}\`` })),
  ];
}
