import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Forward, WireRequest, WireResponse } from './fault.js';
import type { FaultMount } from './mount.js';

/** What the HTTP server hands over beside the request. */
interface ServerEnvironment {
  outgoing?: unknown;
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding', 'date']);
const BODILESS = new Set([101, 204, 205, 304]);

/** A request handler that answers by way of a mount's faults. */
export function answerThrough(mount: FaultMount, forward: Forward): (request: Request, environment?: ServerEnvironment) => Promise<Response> {
  return async (request, environment) => {
    const url = new URL(request.url);
    const wire: WireRequest = {
      method: request.method,
      path: url.pathname + url.search,
      headers: Object.fromEntries(request.headers),
      body: ['GET', 'HEAD'].includes(request.method) ? '' : await request.text(),
    };
    const answer = await mount.handle(wire, forward);
    return answer.broken ? broken(answer, environment) : responseOf(answer);
  };
}

/** A request handler as something to forward to. */
export function forwardTo(handler: (request: Request) => Response | Promise<Response>): Forward {
  return async ({ method, path, headers, body }) => {
    const response = await handler(new Request(`http://127.0.0.1${path}`, { method, headers, ...(body === '' ? {} : { body }) }));
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
}

function responseOf({ status, headers, body }: WireResponse): Response {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return new Response(BODILESS.has(status) ? null : body, { status, headers: Object.fromEntries(kept) });
}

/** Breaks the connection off, after half of the body where the answer is truncated. */
function broken({ status, headers, body, broken: how }: WireResponse, environment: ServerEnvironment | undefined): Response {
  const outgoing = environment?.outgoing as ServerResponse | undefined;
  if (!outgoing?.socket) throw new Error('There is no connection to break off.');
  const { socket } = outgoing;
  if (how === 'reset') socket.resetAndDestroy();
  else {
    const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
    outgoing.writeHead(status, { ...Object.fromEntries(kept), 'content-length': Buffer.byteLength(body) + 1 });
    outgoing.write(body.slice(0, Math.floor(body.length / 2)), () => socket.destroy());
  }
  return RESPONSE_ALREADY_SENT;
}
