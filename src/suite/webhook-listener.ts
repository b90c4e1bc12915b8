import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLoopback } from '../config/base-url.js';
import type { Exchange } from '../http/exchange.js';
import { parseOrUndefined } from '../http/json.js';
import type { Plan, Run } from './run.js';

/** Bodies larger than this (bytes) are cut: no record of the suite comes near. */
const MOST = 1_000_000;
const GLANCE_MS = 20;
/** How long a delivery may take: a queue lies between a write and its delivery. */
const PATIENCE_MS = 20_000;
/** How long nothing may come before an instance counts as one that does not reach this machine. */
const TOO_FAR_MS = 6_000;
/** Each write of the run leaves the queue of the instance work that a delivery may have to wait for. */
const PATIENCE_FOR_WRITE_MS = 20;

/** One request that came in, as the instance sent it. */
export interface Delivery {
  method: string;
  /** Below the listener's base URL, with its leading slash. */
  path: string;
  headers: Record<string, string>;
  /** As it came; the signature is over these characters. */
  text: string;
  /** The parsed body; undefined where it is no JSON. */
  body: Record<string, unknown> | undefined;
  /** Unix epoch, ms. */
  receivedAt: number;
}

/** What awaits the webhooks of an instance. */
export interface WebhookListener {
  /** Base URL as the instance is told it, without a slash at its end. */
  url: string;
  /** The user said that the instance reaches it; where not, that nothing comes says nothing about the instance. */
  promised: boolean;
  deliveries: readonly Delivery[];
  /** Deliveries below these paths are answered with 500. */
  failing: Set<string>;
  /** The first delivery that is looked for, waited for as long as `patienceMs`; undefined where none came. */
  waitFor(wanted: (delivery: Delivery) => boolean, patienceMs: number): Promise<Delivery | undefined>;
  /** How long a delivery may take by now (ms); the first one less, where it is not known whether any comes through. */
  patienceMs(which?: 'first'): number;
}

/** Why webhooks can't be awaited here, or undefined where they can. */
export function noListener({ config }: Pick<Plan, 'config'>): string | undefined {
  return config.webhookListener !== null || isLoopback(config.url) ? undefined : 'the instance is not on this machine: give --webhook-listener with a URL under which it reaches this one';
}

const opened = new WeakMap<Run, Promise<WebhookListener>>();

/** The run's one listener, started by the first journey that asks. It does not keep the process alive. */
export function openWebhookListener(run: Run): Promise<WebhookListener> {
  const known = opened.get(run) ?? startListener(run);
  opened.set(run, known);
  return known;
}

async function startListener({ config, http }: Pick<Run, 'config' | 'http'>): Promise<WebhookListener> {
  const told = new URL(config.webhookListener ?? 'http://127.0.0.1:0');
  const [, host, port] = /^(.*):(\d+)$/.exec(config.webhookListen ?? '') ?? [];
  const deliveries: Delivery[] = [];
  const failing = new Set<string>();
  const server = createServer((request, response) => {
    void receive(request).then((delivery) => {
      deliveries.push(delivery);
      response.writeHead([...failing].some((path) => delivery.path.startsWith(path)) ? 500 : 200, { connection: 'close' }).end();
    }, () => response.destroy());
  });
  const ownPort = Number(port ?? (told.port || (told.protocol === 'https:' ? 443 : 80)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`no webhooks can be awaited on port ${ownPort}: ${error.message}`)));
    server.listen(ownPort, host?.replace(/^\[|\]$/g, '') ?? (isLoopback(told.href) ? told.hostname.replace(/^\[|\]$/g, '') : undefined), resolve);
  });
  server.unref();
  if (told.port === '0') told.port = String((server.address() as AddressInfo).port);
  const base = told.pathname.replace(/\/+$/, '');
  /** Behind a proxy the path that arrives may lack the one of the URL. */
  const receive = async (request: IncomingMessage): Promise<Delivery> => {
    const text = await textOf(request);
    const path = request.url ?? '/';
    const body = parseOrUndefined(text);
    return {
      method: request.method ?? '', path: path.startsWith(`${base}/`) ? path.slice(base.length) : path, headers: flat(request.headers), text,
      body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined, receivedAt: Date.now(),
    };
  };
  return {
    url: told.origin + base,
    promised: config.webhookListener !== null,
    deliveries,
    failing,
    patienceMs: (which) => (which === 'first' && config.webhookListener === null ? TOO_FAR_MS : PATIENCE_MS) + PATIENCE_FOR_WRITE_MS * http.traffic.writes,
    async waitFor(wanted, patienceMs) {
      for (const end = Date.now() + patienceMs; ; await sleep(GLANCE_MS)) {
        const found = deliveries.find(wanted);
        if (found !== undefined || Date.now() >= end) return found;
      }
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** A delivery in the form of evidence: the instance is the client, the suite answered. */
export function deliveryExchange(listener: WebhookListener, { method, path, headers, text, receivedAt }: Delivery): Exchange {
  return {
    id: 0, request: { method, url: listener.url + path, headers, body: text }, response: { status: listener.failing.has(path) ? 500 : 200, headers: {}, text: '', json: undefined },
    startedAt: receivedAt, durationMs: 0, tokens: 0,
  };
}
