import type { Dispatcher } from 'undici';
import { readJson } from './json.js';

/** A whole HTTP answer, read into memory. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The body of an answer in both forms. */
interface ReadBody {
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
}

const bodies = new WeakMap<Buffer, ReadBody>();

/** Reads the body of an answer once for all through whose hands it goes. */
export function bodyOf({ body }: Pick<Answer, 'body'>): ReadBody {
  const known = bodies.get(body);
  if (known) return known;
  const text = body.toString('utf8');
  const read = { text, json: readJson(text) };
  bodies.set(body, read);
  return read;
}

/** The size above which an answer is not read on. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** The answer is larger than the client is willing to hold. */
export class AnswerTooLargeError extends Error {
  readonly code = 'ANSWER_TOO_LARGE';
}

type Dispatch = Dispatcher['dispatch'];

/** Sends one request and resolves to the whole answer; rejects where there is none. */
export function dispatchWhole(dispatch: Dispatch, options: Dispatcher.DispatchOptions, maxBytes = MAX_ANSWER_BYTES): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let headers: Record<string, string> = {};
    let size = 0;
    const chunks: Buffer[] = [];
    dispatch(options, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode, rawHeaders) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = flatten(rawHeaders);
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) controller.abort(new AnswerTooLargeError(`The answer is larger than ${maxBytes} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}

/** Hands a whole answer, or the error that stands in its place, to a handler that waits for it. */
export function deliver(handler: Dispatcher.DispatchHandler, outcome: Promise<Answer>): void {
  const controller = finishedController();
  outcome.then(
    (answer) => {
      handler.onRequestStart?.(controller, null);
      handler.onResponseStart?.(controller, answer.status, answer.headers);
      handler.onResponseData?.(controller, answer.body);
      handler.onResponseEnd?.(controller, {});
    },
    (error: unknown) => handler.onResponseError?.(controller, error instanceof Error ? error : new Error(String(error))),
  );
}

function finishedController(): Dispatcher.DispatchController {
  return { aborted: false, paused: false, reason: null, rawHeaders: null, rawTrailers: null, abort() {}, pause() {}, resume() {} } as Dispatcher.DispatchController;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
