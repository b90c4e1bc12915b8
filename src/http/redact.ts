import type { Exchange } from './exchange.js';
import { parseOrUndefined } from './json.js';

/** Replaces secrets in a text by a placeholder. */
export type Redactor = (text: string) => string;

const PLACEHOLDER = '[redacted]';
/** Anything of a JWT's form, so that a tampered copy of a key does not give the key away. */
const JWT = /eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;
const SECRET_KEY_IN_JSON = /("(?:authorization|secret|token|apiKey)"\s*:\s*")((?:[^"\\]|\\.)*)(")/gi;
const SHORTEST_SECRET = 4;

/** A redactor of these exact values (also base64, base64url and URL-encoded), of JWTs, and of JSON members that are named like secrets. */
export function createRedactor(secrets: string[]): Redactor {
  const needles = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    for (const form of formsOf(secret)) needles.add(form);
  }
  const ordered = [...needles].sort((a, b) => b.length - a.length);
  return (text) => {
    let result = text;
    for (const needle of ordered) result = result.replaceAll(needle, PLACEHOLDER);
    result = result.replace(JWT, PLACEHOLDER);
    return result.replace(SECRET_KEY_IN_JSON, (_match, before: string, value: string, after: string) =>
      before + (/^(?:Bearer )?\$[A-Z_]+$/.test(value) || value === '' ? value : PLACEHOLDER) + after,
    );
  };
}

/** A copy of an exchange that may be written into a report. */
export function redactExchange(exchange: Exchange, redact: Redactor): Exchange {
  const { request, response } = exchange;
  const text = redact(response.text);
  return {
    ...exchange,
    request: {
      method: request.method,
      url: redact(request.url),
      headers: redactValues(request.headers, redact),
      ...(request.body === undefined ? {} : { body: redact(request.body) }),
    },
    response: {
      status: response.status,
      headers: redactValues(response.headers, redact),
      text,
      json: text === response.text ? response.json : parseOrUndefined(text),
    },
  };
}

function redactValues(values: Record<string, string>, redact: Redactor): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redact(value)]));
}

/** The forms in which a secret can stand in a text. */
export function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), base64, base64.replace(/=+$/, ''), Buffer.from(secret).toString('base64url'), encodeURIComponent(base64)];
}
