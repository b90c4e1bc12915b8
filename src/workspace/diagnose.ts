import type { Exchange } from '../http/exchange.js';
import { InconclusiveError } from '../http/exchange.js';
import { codeOf } from '../http/network-failure.js';
import { DiscoveryError } from './discovery-error.js';

const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/;

/** The first line of what the instance says of an error, for messages and reasons. */
export function saidBy(exchange: Exchange): string {
  const json = exchange.response.json as { messages?: unknown; message?: unknown; errors?: Array<{ message?: unknown }> } | null | undefined;
  const message = Array.isArray(json?.messages) ? json.messages[0] : (json?.message ?? json?.errors?.[0]?.message);
  return typeof message === 'string' ? (message.split('\n')[0] ?? '').slice(0, 200) : `HTTP ${exchange.response.status}`;
}

/** True where the answer is a web page. */
export function isHtml(exchange: Exchange): boolean {
  return (exchange.response.headers['content-type'] ?? '').includes('html') || /^\s*<(!doctype|html)/i.test(exchange.response.text.slice(0, 200));
}

/** Turns a network failure on the first call into a discovery error that names its cause; hands other errors back. */
export function diagnoseFailure(error: unknown, baseUrl: string): unknown {
  if (!(error instanceof InconclusiveError)) return error;
  const code = codeOf(error.cause);
  const cause = { cause: error };
  if (TLS_CODE.test(code)) {
    const plain = /WRONG_VERSION|EPROTO/.test(code + error.message);
    return new DiscoveryError('tls', `TLS failed with ${baseUrl}: ${error.message}`,
      plain ? 'The server may speak plain http: check the scheme of --url.' : 'Give the CA that signed the certificate with --ca FILE.pem, or accept any certificate with --insecure.', cause);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new DiscoveryError('unreachable', `The host of ${baseUrl} is not known: ${error.message}`, 'Check the spelling of --url (or TWENTY_BASE_URL) and the network.', cause);
  }
  if (error.exchange) {
    refuseForeignAnswer(error.exchange, baseUrl);
    return new DiscoveryError('unreachable', `${baseUrl} is not available: ${error.message}`, 'Wait until the instance is up, or its rate limit has recovered, and try again.', cause);
  }
  return new DiscoveryError('unreachable', `Nothing usable answers at ${baseUrl}: ${error.message}`, 'Check that the instance runs, and that host and port of --url (or TWENTY_BASE_URL) are right.', cause);
}

/** Throws where an answer shows that the base URL is not that of a Twenty. */
export function refuseForeignAnswer(exchange: Exchange, baseUrl: string): void {
  const { status, headers } = exchange.response;
  if (status >= 300 && status < 400) {
    const target = headers.location ?? 'another address';
    throw new DiscoveryError('redirect', `${baseUrl} answers with a redirect (${status}) to ${target}.`, `Redirects are not followed, because they could carry the key elsewhere. Give the final address as --url${originOf(target, exchange.request.url)}.`);
  }
  if (isHtml(exchange)) {
    throw new DiscoveryError('html', `${baseUrl} answers with a web page (HTTP ${status}) where Twenty's API answers with JSON.`, 'Give the address of the API server, not of the front end, a login page or a proxy.');
  }
}

/** Throws where an answer shows that the key is not accepted. */
export function refuseBadKey(exchange: Exchange, baseUrl: string): void {
  const code = errorCode(exchange);
  const said = saidBy(exchange);
  const { status } = exchange.response;
  const refused = status === 401 || code === 'UNAUTHENTICATED' || ((status === 403 || code === 'FORBIDDEN') && /API Key is (revoked|expired)|Missing authentication token|Invalid token/i.test(said));
  if (!refused) return;
  throw new DiscoveryError('unauthorized', `${baseUrl} does not accept the API key: ${said}`, 'Make a key in Twenty under Settings > APIs & Webhooks of the workspace to check, and give it in TWENTY_API_KEY.');
}

function errorCode(exchange: Exchange): string | undefined {
  const json = exchange.response.json as { error?: unknown; errors?: Array<{ extensions?: { code?: unknown } }> } | null | undefined;
  const code = json?.errors?.[0]?.extensions?.code ?? json?.error;
  return typeof code === 'string' ? code : undefined;
}

function originOf(target: string, requested: string): string {
  try {
    return ` ${new URL(target, requested).origin}`;
  } catch {
    return '';
  }
}
