import { buildSchema, introspectionFromSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../src/http/client.js';
import { discover, DiscoveryError } from '../../src/workspace/discover.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';
import { answerJson, startScriptedServer, type Script, type SeenRequest } from '../http/scripted-server.js';

const KEY = 'the-key-of-the-run';
const REFUSED = { statusCode: 403, error: 'Error', messages: ['Entity performing the request does not have permission'], code: 'PERMISSION_DENIED' };
const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function discovered(script: Script): Promise<{ model: WorkspaceModel; seen: SeenRequest[] }> {
  const server = await startScriptedServer(script);
  const http = createHttpClient({ baseUrl: server.baseUrl, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: true, concurrency: 4, retry: { attempts: 0, pauseMs: 1, throttledMs: 1, outageMs: 200 } });
  open.push(http, server);
  return { model: await discover(http, server.baseUrl), seen: server.seen };
}

async function refusal(script: Script): Promise<DiscoveryError> {
  const error: unknown = await discovered(script).then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiscoveryError);
  return error as DiscoveryError;
}

const entity = (name: string) => ({ id: name, nameSingular: name, namePlural: `${name}s`, labelSingular: name, applicationId: 'app', fields: [] });
const schema = introspectionFromSchema(buildSchema('type Query { a: Int }'));

/** A small Twenty; `replace` takes over for paths that a test is about. */
function twenty(replace: Record<string, Script> = {}): Script {
  return (request, response, seen) => {
    const path = request.url.split('?')[0] ?? '';
    const own = replace[path];
    if (own) return own(request, response, seen);
    if (path === '/client-config') return answerJson(response, 200, { appVersion: '2.21.0' });
    if (request.headers.authorization !== `Bearer ${KEY}`) return answerJson(response, 401, { statusCode: 401, error: 'UNAUTHENTICATED', messages: ['Token invalid.'] });
    if (path === '/rest/metadata/objects') return answerJson(response, 200, { data: [entity('person'), entity('company')], pageInfo: { hasNextPage: false, startCursor: null, endCursor: null } });
    if (path.startsWith('/rest/open-api/')) return answerJson(response, 200, { openapi: '3.1.1' });
    if (request.body.includes('__schema')) return answerJson(response, 200, { data: schema });
    if (path === '/metadata') return answerJson(response, 200, { data: { objects: { pageInfo: { hasNextPage: false, endCursor: null }, edges: [{ node: entity('company') }, { node: entity('person') }] } } });
    return answerJson(response, 404, {});
  };
}

describe('discovery', () => {
  it('finds version, objects, documents and schemas', async () => {
    const { model } = await discovered(twenty());
    expect(model.version).toBe('2.21.0');
    expect(model.objects.map((object) => object.nameSingular)).toEqual(['company', 'person']);
    expect(model.graphqlObjects).toHaveLength(2);
    expect(model.metadataEnvelope).toBe('direct');
    expect(model.openapi.core).toEqual({ openapi: '3.1.1' });
    expect(model.introspection.core).toEqual(schema);
    expect(Object.values(model.capabilities).every((capability) => capability.available)).toBe(true);
  });

  it('reads all pages, in the legacy envelope too', async () => {
    const { model } = await discovered(twenty({
      '/rest/metadata/objects': (request, response) => {
        const last = request.url.includes('starting_after=c1');
        answerJson(response, 200, { data: { objects: [entity(last ? 'person' : 'company')] }, pageInfo: { hasNextPage: !last, startCursor: null, endCursor: last ? 'c2' : 'c1' } });
      },
    }));
    expect(model.metadataEnvelope).toBe('legacy');
    expect(model.objects.map((object) => object.nameSingular)).toEqual(['company', 'person']);
  });

  it('takes missing parts as absent, with the reason', async () => {
    const { model } = await discovered(twenty({
      '/rest/open-api/core': (_request, response) => answerJson(response, 500, {}),
      '/graphql': (_request, response) => answerJson(response, 200, { errors: [{ message: 'GraphQL introspection is not allowed' }] }),
    }));
    expect(model.openapi.core).toBeNull();
    expect(model.capabilities.coreOpenApi).toEqual({ available: false, reason: 'GET /rest/open-api/core: HTTP 500' });
    expect(model.capabilities.coreGraphql).toEqual({ available: false, reason: 'POST /graphql: introspection: GraphQL introspection is not allowed' });
  });

  it('falls back on Metadata GraphQL for a key that may not read Metadata REST', async () => {
    const { model } = await discovered(twenty({ '/rest/metadata/objects': (_request, response) => answerJson(response, 403, REFUSED) }));
    expect(model.objects).toHaveLength(2);
    expect(model.capabilities.metadataRest.available).toBe(false);
  });

  it('shows the key only after the instance looked like a Twenty', async () => {
    const server = await startScriptedServer((_request, response) => answerJson(response, 200, { hello: 'world' }));
    const http = createHttpClient({ baseUrl: server.baseUrl, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: true, concurrency: 1 });
    open.push(http, server);
    await expect(discover(http, server.baseUrl)).rejects.toMatchObject({ kind: 'not-twenty', exitCode: 2 });
    expect(server.seen.every((seen) => seen.headers.authorization === undefined)).toBe(true);
  });
});

describe('discovery ends with a clear error', () => {
  it('on a wrong key', async () => {
    const error = await refusal(twenty({ '/rest/metadata/objects': (_request, response) => answerJson(response, 401, { statusCode: 401, error: 'UNAUTHENTICATED', messages: ['Token invalid.'] }) }));
    expect(error).toMatchObject({ kind: 'unauthorized', exitCode: 2 });
    expect(error.message).toMatch(/does not accept the API key: Token invalid\.[^]*TWENTY_API_KEY/);
  });

  it('on a web page', async () => {
    expect(await refusal((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'))).toMatchObject({ kind: 'html', exitCode: 2 });
  });

  it('on a redirect, naming the target', async () => {
    const error = await refusal((_request, response) => response.writeHead(301, { location: 'https://crm.example.com/client-config' }).end());
    expect(error).toMatchObject({ kind: 'redirect', exitCode: 2 });
    expect(error.fix).toContain('--url https://crm.example.com');
  });

  it('on a server that is down', async () => {
    const server = await startScriptedServer(() => {});
    await server.close();
    const http = createHttpClient({ baseUrl: server.baseUrl, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: true, concurrency: 1, retry: { attempts: 0, pauseMs: 1, throttledMs: 1, outageMs: 200 } });
    open.push(http);
    await expect(discover(http, server.baseUrl)).rejects.toMatchObject({ kind: 'unreachable', exitCode: 3 });
  });

  it('on a server that goes down in the midst of it', async () => {
    let asked = 0;
    const page = { data: [entity('person')], pageInfo: { hasNextPage: true, startCursor: 'a', endCursor: 'b' } };
    const error = await refusal((request, response, seen) => {
      if (request.url.startsWith('/client-config')) return answerJson(response, 200, { appVersion: '2.21.0' });
      if (request.url.startsWith('/rest/metadata/objects') && asked++ === 0) return answerJson(response, 200, page);
      return twenty({ '/rest/metadata/objects': () => answerJson(response, 503, {}), '/metadata': () => answerJson(response, 503, {}), '/graphql': () => answerJson(response, 503, {}) })(request, response, seen);
    });
    expect([error.kind, error.exitCode]).toEqual(['unreachable', 3]);
    expect(error.message).toContain('answered at first');
  });

  it('on https at a port that speaks http', async () => {
    const server = await startScriptedServer((_request, response) => answerJson(response, 200, {}));
    const url = server.baseUrl.replace('http:', 'https:');
    const http = createHttpClient({ baseUrl: url, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: true, concurrency: 1 });
    open.push(http, server);
    await expect(discover(http, url)).rejects.toMatchObject({ kind: 'tls', exitCode: 2 });
  });

  it('on a key without permission for any metadata', async () => {
    const refused: Script = (_request, response) => answerJson(response, 403, REFUSED);
    expect(await refusal(twenty({ '/rest/metadata/objects': refused, '/metadata': refused }))).toMatchObject({ kind: 'no-metadata-permission', exitCode: 2 });
  });

  it('on a workspace without objects', async () => {
    expect(await refusal(twenty({ '/rest/metadata/objects': (_request, response) => answerJson(response, 200, { data: [], pageInfo: { hasNextPage: false } }) }))).toMatchObject({ kind: 'empty', exitCode: 3 });
  });
});
