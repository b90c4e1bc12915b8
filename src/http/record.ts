import type { Dispatcher } from 'undici';
import { type Answer, bodyOf, deliver, dispatchWhole } from './answer.js';
import { authorizationShown } from './auth.js';
import { type CallContext, contextOf } from './call-context.js';
import type { Exchange, HttpClient } from './exchange.js';
import type { Redactor } from './redact.js';
import { throttlingOf } from './throttled-answer.js';

/** What the recorder shares with the client. */
export interface Recorder {
  traffic: HttpClient['traffic'];
  redact: Redactor;
  baseUrl: string;
}

/** Counts every request that is sent and keeps its answer in the call's context. */
export function record(recorder: Recorder): Dispatcher.DispatcherComposeInterceptor {
  let nextId = 1;
  return (dispatch) => (options, handler) => {
    const context = contextOf(options);
    const id = nextId++;
    const startedAt = Date.now();
    const started = performance.now();
    recorder.traffic.requests += 1;
    recorder.traffic.tokens += context.tokens;
    if (context.mutates && context.carriesKey) recorder.traffic.writes += 1;
    const outcome = dispatchWhole(dispatch, options).then((answer) => {
      context.exchange = toExchange(id, startedAt, performance.now() - started, options, context, answer, recorder);
      // What the limiter refused cost nothing.
      if (throttlingOf(answer)) recorder.traffic.tokens -= context.tokens;
      return answer;
    });
    deliver(handler, outcome);
    return true;
  };
}

function toExchange(
  id: number,
  startedAt: number,
  durationMs: number,
  options: Dispatcher.DispatchOptions,
  context: CallContext,
  answer: Answer,
  { redact, baseUrl }: Recorder,
): Exchange {
  const { text, json } = bodyOf(answer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers as Record<string, string>)) headers[name] = redact(value);
  const shown = typeof context.credential === 'object' ? redact(context.credential.header) : authorizationShown(context.credential);
  if (shown !== undefined) headers.authorization = shown;
  return {
    id,
    request: {
      method: options.method,
      url: redact(baseUrl + context.path),
      headers,
      ...(typeof options.body === 'string' ? { body: options.body } : {}),
    },
    response: { status: answer.status, headers: answer.headers, text, json },
    startedAt,
    durationMs: Math.round(durationMs * 10) / 10,
    tokens: context.tokens,
  };
}
