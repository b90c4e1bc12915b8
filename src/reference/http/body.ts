import type { RestAnswer } from '../rest/errors.js';
import { frameworkError } from '../rest/errors.js';
import type { RequestHeaders } from '../context.js';
import type { QuirkSet } from '../quirks.js';

export type ParsedBody = { body: unknown } | { answer: RestAnswer };

const LARGEST = 10 * 1024 * 1024;

/** Reads a request body as the framework does: JSON and forms are parsed, other media types stay text. As documented only JSON is read. */
export function parseBody(text: string, headers: RequestHeaders, quirks: QuirkSet): ParsedBody {
  // Where the reading of a body fails, stock Twenty answers with the bare message.
  const unreadable = (status: number, message: string): ParsedBody => ({
    answer: quirks.has('unreadable-body-500') ? { status: 500, body: message } : frameworkError(status, message, status === 413 ? 'Payload Too Large' : 'Unsupported Media Type'),
  });
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return unreadable(415, `unsupported content encoding "${encoding}"`);
  if (text.length > LARGEST) return unreadable(413, 'request entity too large');
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  if (text === '') return { body: undefined };
  if (type !== 'application/json' && !quirks.has('other-media-types-read')) return { answer: frameworkError(415, `Unsupported media type '${type}'`, 'Unsupported Media Type') };
  if (type === 'application/x-www-form-urlencoded') return { body: Object.fromEntries(new URLSearchParams(text)) };
  if (type !== 'application/json') return { body: text };
  const charset = parameters.find((one) => one.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (charset !== undefined && !charset.startsWith('utf-')) return unreadable(415, `unsupported charset "${charset.toUpperCase()}"`);
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return { body };
  } catch (error) {
    return { answer: frameworkError(400, located((error as Error).message, text), 'Bad Request') };
  }
  // A bare value is no document to the framework, which reports its first letter.
  return { answer: frameworkError(400, `Unexpected token '${text.trim().charAt(0)}', ${JSON.stringify(text).replaceAll('\\"', '"')} is not valid JSON`, 'Bad Request') };
}

/** Newer runtimes name the line and column of a syntax error after its position. */
function located(message: string, text: string): string {
  const position = / at position (\d+)$/.exec(message)?.[1];
  if (position === undefined) return message;
  const lines = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${lines.length} column ${(lines.at(-1) ?? '').length + 1})`;
}
