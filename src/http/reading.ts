import { bodyOf, type Answer } from './answer.js';
import type { CallContext } from './call-context.js';
import { isCutJson } from './json-text.js';

/**
 * Whose words an answer is, and so what may be judged by it:
 *
 * - `answer`: the instance's own. Judged, whatever it says.
 * - `unavailable`: a status by which gateways, edges and overloaded servers say that the instance could not be asked. Never judged.
 * - `foreign`: an HTML page or a redirect in the place of an API's answer: a login, a firewall, a maintenance page. Never judged.
 * - `cut`: a JSON document that ends in the midst. Serialisers don't write halves of documents, transports deliver them. Never judged.
 * - `damaged`: no JSON where JSON is due, or none at all. Twenty's own bugs look like that (so do proxies): judged only where it is the same each time.
 * - `failing`: the instance says that it failed (500). Judged only where it does so again while it answers other calls.
 * - `keyRefused`: the run's own key is refused. Judged only where the same key is accepted elsewhere at that time.
 */
export interface Reading {
  kind: 'answer' | 'unavailable' | 'foreign' | 'cut' | 'damaged' | 'failing' | 'keyRefused';
  /** What was seen, for the reason of an inconclusive check. */
  seen: string;
}

/** Statuses of gateways: 520 to 530 are Cloudflare's. 408 and 425 are sent before a request is worked on, 407 and 511 by what stands in the way. */
const UNAVAILABLE = new Set([407, 408, 425, 502, 503, 504, 509, 511, 529, 598, 599]);
const HTML = /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
/** The error page of Express, in which Twenty runs. */
const EXPRESS_PAGE = /<title>Error<\/title>[\s\S]*<pre>/;

/** Reads an answer of one of the instance's APIs; of other paths only the gateways' statuses are known. */
export function readAnswer(answer: Answer, context: Pick<CallContext, 'surface' | 'credential'>, method: string): Reading {
  const { status, headers } = answer;
  const { text, json } = bodyOf(answer);
  if (UNAVAILABLE.has(status) || (status >= 520 && status <= 530)) return { kind: 'unavailable', seen: `answered ${status}; the instance or a proxy before it is not available` };
  if (context.surface === 'other' || method === 'HEAD' || status === 204 || status === 304) return { kind: 'answer', seen: '' };
  if (status >= 300 && status < 400) return { kind: 'foreign', seen: `answered ${status}, a redirect to ${withoutQuery(headers.location)}: not an answer of the API` };
  if (method === 'OPTIONS' && text === '') return { kind: 'answer', seen: '' };
  if (json === undefined) return withoutJson(status, text);
  if (context.credential === 'key' && refusesKey(status, json)) return { kind: 'keyRefused', seen: `the API key was refused: ${text.slice(0, 200)}` };
  if (status === 500) return { kind: 'failing', seen: `answered 500: ${text.slice(0, 200)}` };
  return { kind: 'answer', seen: '' };
}

function withoutJson(status: number, text: string): Reading {
  if (HTML.test(text) && !EXPRESS_PAGE.test(text)) {
    const title = /<title>([^<]{1,80})/i.exec(text)?.[1]?.trim();
    return { kind: 'foreign', seen: `answered ${status} with an HTML page${title ? ` ('${title}')` : ''}: not an answer of the API` };
  }
  if (isCutJson(text)) return { kind: 'cut', seen: `answered ${status} with JSON that ends in the midst, after ${text.length} characters` };
  return { kind: 'damaged', seen: text === '' ? `answered ${status} with an empty body` : `answered ${status} with what is no JSON: ${text.slice(0, 80)}` };
}

/** Twenty refuses a key with 401, a revoked one with 403; GraphQL says so in `extensions`. A role that allows too little is another thing. */
function refusesKey(status: number, json: unknown): boolean {
  const { error, code, errors } = (json ?? {}) as { error?: unknown; code?: unknown; errors?: unknown };
  if (status === 401) return true;
  if (status === 403) return error === 'FORBIDDEN_EXCEPTION' || code === 'FORBIDDEN_EXCEPTION';
  const extensions = Array.isArray(errors) ? (errors[0] as { extensions?: { code?: unknown; subCode?: unknown } } | null)?.extensions : undefined;
  return extensions?.code === 'UNAUTHENTICATED' || extensions?.subCode === 'FORBIDDEN_EXCEPTION';
}

function withoutQuery(location: string | undefined): string {
  return location === undefined ? 'nowhere' : (location.split(/[?#]/, 1)[0] ?? '');
}
