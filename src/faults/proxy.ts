import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Fault, Forward } from './fault.js';
import { answerThrough } from './fetch.js';
import { FAULTS } from './index.js';
import { mountFaults, type FaultMount } from './mount.js';
import { parseJson } from './wire.js';

/** Where the proxy itself answers: what it is told, and what it counted. */
export const CONTROL_PATH = '/__faults';

export interface ProxyOptions {
  /** Base URL of the instance; a path in it stays in front of every path. */
  upstream: string;
  faults: readonly Fault[];
  host: string;
  /** 0 takes a free one. */
  port: number;
}

export interface Proxy {
  baseUrl: string;
  mount: FaultMount;
  close(): Promise<void>;
}

/**
 * Starts a proxy that puts faults between clients and an instance. `GET /__faults` tells the faults and their counters,
 * `PUT /__faults` with `{"faults": ["id"]}` puts these in the place of the ones before.
 */
export async function startProxy({ upstream, faults, host, port }: ProxyOptions): Promise<Proxy> {
  const mount = mountFaults(faults);
  const through = answerThrough(mount, forwardToUpstream(upstream));
  const fetch: typeof through = (request, environment) => (new URL(request.url).pathname === CONTROL_PATH ? control(mount, request) : through(request, environment));
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch, hostname: host, port }, () => resolve(started));
    started.once('error', reject);
  });
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    mount,
    close: () => new Promise((resolve, reject) => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close((error) => (error ? reject(error) : resolve()));
    }),
  };
}

async function control(mount: FaultMount, request: Request): Promise<Response> {
  if (request.method === 'PUT') {
    const ids = (parseJson(await request.text()) as { faults?: unknown } | null | undefined)?.faults;
    if (!Array.isArray(ids)) return Response.json({ error: 'Send {"faults": ["id", …]}; an empty list lets everything through.' }, { status: 400 });
    const unknown = ids.filter((id) => !FAULTS.some((fault) => fault.id === id));
    if (unknown.length > 0) return Response.json({ error: `There is no fault ${unknown.join(', ')}.` }, { status: 400 });
    mount.switchTo(ids.map((id) => FAULTS.find((fault) => fault.id === id)!));
  } else if (request.method !== 'GET') return Response.json({ error: 'GET or PUT.' }, { status: 405, headers: { allow: 'GET, PUT' } });
  return Response.json({ faults: mount.counters() });
}

/** What belongs to one connection, or is set anew for the next one. */
const OWN_HEADERS = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding', 'upgrade', 'expect']);

function forwardToUpstream(upstream: string): Forward {
  const base = upstream.replace(/\/+$/, '');
  return async ({ method, path, headers, body }) => {
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name)));
    try {
      const response = await fetch(base + path, { method, headers: kept, redirect: 'manual', ...(body === '' ? {} : { body }) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      const { cause } = error as { cause?: { message?: string } };
      return { status: 502, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `The instance could not be reached: ${cause?.message ?? String(error)}\n` };
    }
  };
}
