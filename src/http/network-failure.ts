/** Errors before a connection stood: the request was surely not sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOTFOUND']);
/** Errors that mend themselves rarely, so that trying again is of no use. */
const LASTING = new Set(['ANSWER_TOO_LARGE']);
/** The TLS handshake comes before the request, and ends the same way the next time. */
const TLS = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_WRONG_VERSION|EPROTO|HOSTNAME_MISMATCH)/;

/** How a call without an answer ended. */
export interface NetworkFailure {
  /** The request was surely not sent. */
  neverSent: boolean;
  /** How often it is worth while to send it again, if that does no harm. */
  repeats: 'never' | 'once' | 'often';
  seen: string;
}

/** Reads an error of the dispatcher: DNS, connection, TLS, broken or invalid answer, time limit, size. */
export function readNetworkFailure(error: unknown): NetworkFailure {
  const code = codeOf(error);
  const tls = TLS.test(code);
  return {
    neverSent: tls || NEVER_SENT.has(code),
    repeats: tls || LASTING.has(code) || code === '' ? 'never' : code === 'TIME_LIMIT' ? 'once' : 'often',
    seen: describe(error),
  };
}

/** The system's or the library's code of a network error, or an empty string. */
export function codeOf(error: unknown): string {
  const { code, cause, errors, name } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[]; name?: unknown };
  if (typeof code === 'string') return code;
  if (name === 'HTTPParserError') return name;
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  return cause === undefined ? '' : codeOf(cause);
}

function describe(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (message === '') return code || 'network failure';
  const openssl = /SSL routines:[^:]*:([^:]+)/.exec(message);
  if (openssl) return `TLS: ${openssl[1]}`;
  return code === '' || message.includes(code) || code === 'TIME_LIMIT' ? message : `${message} (${code})`;
}
