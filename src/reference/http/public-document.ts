const text = { type: 'string' };
const any = { type: 'object' };
const record = (properties: Record<string, unknown>): Record<string, unknown> => ({ type: 'object', properties });

const SCHEMA = record({
  openapi: text,
  info: record({ title: text, description: text, termsOfService: text, contact: record({ email: text }), license: record({ name: text, url: text }) }),
  servers: { type: 'array', items: record({ url: text, description: text }) },
  components: record({ schemas: any, parameters: any, responses: any }),
  paths: any,
  tags: any,
});

/** The document that callers without a key get: it describes nothing but itself. */
export function publicDocument(name: string, serverUrl: string): unknown {
  const operation = {
    tags: ['General'],
    summary: 'Get Open Api Schema',
    operationId: 'GetOpenApiSchema',
    servers: [{ url: serverUrl }],
    responses: { 200: { description: 'Successful operation', content: { 'application/json': { schema: SCHEMA } } } },
  };
  return {
    openapi: '3.1.1',
    info: { title: 'Twenty Api', version: 'v0.1' },
    servers: [{ url: `${serverUrl}/rest/`, description: 'Production Development' }],
    paths: { [`/open-api/${name}`]: { get: operation } },
  };
}
