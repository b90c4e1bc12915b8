import { Hono } from 'hono';
import type { Context } from 'hono';
import type { RequestHeaders, ServerContext } from '../context.js';
import { handleGraphql } from '../graphql/index.js';
import { handleMetadataRest } from '../metadata/index.js';
import { MetadataCache } from '../metadata/version.js';
import { coreDocument, metadataDocument } from '../openapi/index.js';
import { handleCore } from '../rest/core.js';
import type { RestAnswer } from '../rest/errors.js';
import { apiError, authError, frameworkError } from '../rest/errors.js';
import { parseBody } from './body.js';
import { CLIENT_CONFIG } from './client-config.js';
import { handleMcp } from './mcp.js';
import { publicDocument } from './public-document.js';
import { wellKnown } from './well-known.js';

const METHODS = 'GET,HEAD,PUT,PATCH,POST,DELETE';
const REST_METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
/** Resources that the metadata API serves; any other name below `/rest/metadata` is read as a record path. */
const METADATA = /^\/rest\/(?:metadata\/(?:objects|fields|picklists|webhooks|apiKeys|views|viewFields|viewFilters|viewFilterGroups|viewSorts|viewGroups|pageLayouts|pageLayoutTabs|pageLayoutWidgets)|webhooks|apiKeys)(?:\/|$)/;

/** The HTTP surface: routing, headers and the reading of bodies. */
export function createApp(context: ServerContext): Hono {
  const documents = documentCaches(context);
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname });
  app.use(async (c, next) => {
    await next();
    c.header('access-control-allow-origin', '*');
    c.header('access-control-expose-headers', 'WWW-Authenticate');
    c.header('x-powered-by', 'Express');
  });
  app.options('*', (c) => preflight(c));
  app.get('/healthz', (c) => {
    c.header('cache-control', 'no-cache, no-store, must-revalidate');
    return send(c, { status: 200, body: { status: 'ok', info: {}, error: {}, details: {} } });
  });
  app.get('/client-config', (c) => send(c, { status: 200, body: CLIENT_CONFIG }));
  app.get('/open-api/:name{core|metadata}', (c) => {
    const name = c.req.param('name');
    const { caller } = context.authenticate(headersOf(c));
    return caller ? sendJson(c, 200, documents[name as DocumentName].get(caller.workspace)) : send(c, { status: 200, body: publicDocument(name, context.serverUrl) });
  });
  app.all('/mcp', (c) => mcp(c, context));
  app.get('/.well-known/api-catalog', (c) => apiCatalog(c, context.serverUrl));
  app.get('/.well-known/*', (c) => {
    const found = wellKnown(c.req.path.replace('/.well-known/', ''), context.serverUrl, CLIENT_CONFIG.appVersion);
    if (!found) return notFound(c);
    if (found.isCached) c.header('cache-control', 'public, max-age=3600');
    return send(c, { status: 200, body: found.body });
  });
  app.all('/graphql', (c) => graphql(c, 'core', context));
  app.all('/metadata', (c) => graphql(c, 'metadata', context));
  const slashed = (surface: 'core' | 'metadata') => (c: Context) => (context.quirks.has('graphql-slash-404') ? c.body(null, 404) : graphql(c, surface, context));
  app.all('/graphql/', slashed('core'));
  app.all('/metadata/', slashed('metadata'));
  app.all('/rest/*', (c) => rest(c, context, documents));
  app.notFound((c) => notFound(c));
  app.onError((error, c) => send(c, frameworkError(500, error.message, 'Internal Server Error')));
  return app;
}

async function rest(c: Context, context: ServerContext, documents: Documents): Promise<Response> {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  const url = new URL(c.req.url);
  if (!REST_METHODS.has(method) || /^\/rest\/?$/.test(url.pathname)) return notFound(c);
  const parsed = method === 'GET' ? { body: undefined } : parseBody(await c.req.text(), headersOf(c), context.quirks);
  if ('answer' in parsed) return send(c, parsed.answer, true);
  const outcome = context.authenticate(headersOf(c));
  if (!outcome.caller) return send(c, authError(outcome.failure));
  const { caller } = outcome;
  try {
    const openApi = /^\/rest\/open-api\/(core|metadata)\/?$/.exec(url.pathname);
    if (openApi && method === 'GET') return sendJson(c, 200, documents[openApi[1] as DocumentName].get(caller.workspace));
    const request = { method, path: url.pathname, query: url.searchParams, body: parsed.body };
    if (!METADATA.test(url.pathname)) return send(c, handleCore(request, caller, context));
    const path = url.pathname.replace(/^\/rest(?:\/metadata)?/, '');
    const tellChanges = method === 'GET' ? undefined : context.watchMetadata(caller);
    const answer = handleMetadataRest({ ...request, path }, caller, context);
    tellChanges?.();
    return typeof answer.body === 'boolean' && context.quirks.has('metadata-delete-html') ? sendText(c, answer) : send(c, answer);
  } catch (error) {
    return send(c, apiError(error, context.quirks));
  }
}

async function mcp(c: Context, context: ServerContext): Promise<Response> {
  const parsed = c.req.method === 'POST' ? parseBody(await c.req.text(), headersOf(c), context.quirks) : { body: undefined };
  if ('answer' in parsed) return send(c, parsed.answer, true);
  const { headers, ...answer } = handleMcp(c.req.method, parsed.body, context.authenticate(headersOf(c)), context.serverUrl);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return send(c, answer);
}

async function graphql(c: Context, surface: 'core' | 'metadata', context: ServerContext): Promise<Response> {
  const request = { method: c.req.method, headers: headersOf(c), body: await c.req.text(), query: new URL(c.req.url).searchParams };
  const { status, headers, body } = await handleGraphql(surface, request, context);
  return new Response(body === '' ? null : body, { status, headers });
}

type DocumentName = 'core' | 'metadata';
/** The text of each OpenAPI document. */
type Documents = Record<DocumentName, MetadataCache<string>>;

function documentCaches(context: ServerContext): Documents {
  const options = () => ({ serverUrl: context.serverUrl, quirks: context.quirks });
  return {
    core: new MetadataCache((workspace) => JSON.stringify(coreDocument(workspace, options()))),
    metadata: new MetadataCache((workspace) => JSON.stringify(metadataDocument(workspace, options()))),
  };
}

const headersOf = (c: Context): RequestHeaders => c.req.header();

/** JSON with a charset, as Express writes it; no body where there is none. */
function send(c: Context, answer: RestAnswer, framework = false): Response {
  if (framework) allow(c);
  if (answer.body === undefined) return c.body(null, answer.status as 200);
  return sendJson(c, answer.status, JSON.stringify(answer.body));
}

function sendJson(c: Context, status: number, text: string): Response {
  return c.body(text, status as 200, { 'content-type': 'application/json; charset=utf-8' });
}

/** A bare value as Express writes it: text that calls itself HTML. */
function sendText(c: Context, answer: RestAnswer): Response {
  return c.body(String(answer.body), answer.status as 200, { 'content-type': 'text/html; charset=utf-8' });
}

function apiCatalog(c: Context, serverUrl: string): Response {
  const links = ['core', 'metadata'].map((name) => ({ href: `${serverUrl}/open-api/${name}`, type: 'application/json' }));
  return c.body(JSON.stringify({ linkset: [{ anchor: serverUrl, 'service-desc': links }] }), 200, {
    'cache-control': 'public, max-age=3600',
    'content-type': 'application/linkset+json; charset=utf-8; profile="https://www.rfc-editor.org/info/rfc9727"',
  });
}

function allow(c: Context): void {
  c.header('access-control-allow-methods', METHODS);
  c.header('access-control-allow-headers', 'Origin, X-Requested-With, Content-Type, Accept');
}

function preflight(c: Context): Response {
  c.header('access-control-allow-methods', METHODS);
  c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? '');
  c.header('vary', 'Access-Control-Request-Headers');
  return c.body(null, 204);
}

function notFound(c: Context): Response {
  const { pathname, search } = new URL(c.req.url);
  return send(c, frameworkError(404, `Cannot ${c.req.method} ${pathname}${search}`, 'Not Found'), true);
}
