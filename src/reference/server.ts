import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { createAuthenticator } from './auth/authenticate.js';
import { signToken } from './auth/jwt.js';
import type { KeyName } from './auth/keys.js';
import { createKeys } from './auth/keys.js';
import type { RecordEvent, ServerContext } from './context.js';
import { createApp } from './http/app.js';
import { createWorkspaces } from './metadata/index.js';
import type { SyntheticSize } from './metadata/synthetic.js';
import type { Workspace } from './model.js';
import type { QuirkName, QuirkSet } from './quirks.js';
import { QUIRKS } from './quirks.js';
import { MemoryEngine } from './records/engine.js';
import type { RateLimit } from './records/rate-limit.js';
import { RateLimiter } from './records/rate-limit.js';
import { WebhookDispatcher } from './webhooks/dispatcher.js';
import { WebhookSender, type Delivery } from './webhooks/sender.js';

export interface ReferenceServerOptions {
  /** A free one when left out. */
  port?: number;
  host?: string;
  /** Which departures from the documents the server shows; all of them by default, like a stock instance. */
  quirks?: 'all' | 'none' | QuirkName[];
  /** None by default. */
  rateLimit?: RateLimit;
  /** Stands between the sockets and the server, as faults do. */
  before?: (handler: RequestHandler) => RequestHandler;
  /** What is sent to a webhook in the place of a delivery; the same by default. */
  deliver?: (delivery: Delivery) => Delivery[];
  /** Leaves out the custom object that has a field of every type, which a stock instance does not have. */
  withoutSample?: boolean;
  /** Custom objects, fields and records that are added in number; none by default. */
  synthetic?: SyntheticSize;
}

/** `environment` is what the HTTP server hands over beside the request. */
type RequestHandler = (request: Request, environment?: { outgoing?: unknown }) => Response | Promise<Response>;

export interface ReferenceServer {
  baseUrl: string;
  keys: Record<KeyName, string>;
  context: ServerContext;
  close(): Promise<void>;
}

/** Starts an instance in memory, with two workspaces and a key of every kind. */
export async function startReferenceServer(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const host = options.host ?? '127.0.0.1';
  const quirks = quirkSet(options.quirks ?? 'all');
  const now = (): Date => new Date();
  const secret = randomBytes(32).toString('hex');
  const workspaces = createWorkspaces(options);
  const listeners: Array<(event: RecordEvent) => void> = [];
  const signApiKeyToken = (workspaceId: string, apiKeyId: string, expiresAt: Date): string =>
    signToken(
      { sub: workspaceId, type: 'API_KEY', workspaceId, jti: apiKeyId, iat: Math.floor(now().getTime() / 1000), exp: Math.floor(expiresAt.getTime() / 1000) },
      secret,
    );
  const sender = new WebhookSender(options.deliver);
  const allWorkspaces = (): Workspace[] => [workspaces.main, workspaces.other];
  const webhooks = new WebhookDispatcher(allWorkspaces, sender, now, quirks);
  const context: ServerContext = {
    serverUrl: '',
    quirks,
    engine: new MemoryEngine(quirks, new RateLimiter(options.rateLimit, now), now, (event) => listeners.forEach((listener) => listener(event))),
    authenticate: createAuthenticator({ workspaces: allWorkspaces, secret, quirks, now }),
    signApiKeyToken,
    now,
    onRecordEvent: (listener) => void listeners.push(listener),
    watchMetadata: (caller) => webhooks.watchMetadata(caller),
  };
  context.onRecordEvent((event) => webhooks.tellOfRecord(event));
  const { fetch } = createApp(context);
  const server = await listen(options.before?.(fetch) ?? fetch, host, options.port ?? 0);
  const baseUrl = `http://${host}:${(server.address() as AddressInfo).port}`;
  context.serverUrl = baseUrl;
  const stop = (): Promise<void> => {
    sender.close();
    return close(server);
  };
  return { baseUrl, keys: createKeys(workspaces, signApiKeyToken, now(), baseUrl), context, close: stop };
}

function quirkSet(chosen: 'all' | 'none' | QuirkName[]): QuirkSet {
  if (chosen === 'none') return new Set();
  return new Set(chosen === 'all' ? (Object.keys(QUIRKS) as QuirkName[]) : chosen);
}

function listen(fetch: RequestHandler, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, () => resolve(server));
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
