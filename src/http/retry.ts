import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { type Answer, deliver, dispatchWhole } from './answer.js';
import { type CallContext, contextOf } from './call-context.js';
import { InconclusiveError } from './exchange.js';
import type { Pace } from './throttle.js';
import { throttlingOf } from './throttled-answer.js';

/** How long and how often a call is tried again. */
export interface RetryLimits {
  /** Attempts after the first on network failure and 502–504. */
  attempts: number;
  /** First pause; doubles with each attempt. */
  pauseMs: number;
  /** Longest time that a call waits for the rate limiter, from its first throttled answer. */
  throttledMs: number;
}

export const DEFAULT_RETRY_LIMITS: RetryLimits = { attempts: 3, pauseMs: 250, throttledMs: 65_000 };

const NEVER_SENT = new Set(['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);
const LOST_ON_THE_WAY = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'ECONNABORTED']);

/**
 * Tries again what can be tried again without harm: reads on network failure and 502–504, writes only if they surely were
 * not executed, both when throttled. Then gives up with an InconclusiveError.
 */
export function retry(pace: Pace, limits: RetryLimits = DEFAULT_RETRY_LIMITS): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    deliver(handler, attempt(dispatch, options, contextOf(options), pace, limits));
    return true;
  };
}

async function attempt(dispatch: Dispatcher['dispatch'], options: Dispatcher.DispatchOptions, context: CallContext, pace: Pace, limits: RetryLimits): Promise<Answer> {
  const name = `${options.method} ${context.path.split('?')[0]}`;
  let failures = 0;
  let throttledSince: number | null = null;
  for (;;) {
    let answer: Answer;
    try {
      answer = await dispatchWhole(dispatch, options);
    } catch (error) {
      if (failures < limits.attempts && mayRepeat(error, context)) {
        await sleep(limits.pauseMs * 2 ** failures++);
        continue;
      }
      throw networkFailure(name, error, context);
    }
    const throttling = throttlingOf(answer, answer.body.toString('utf8'));
    if (throttling) {
      if (context.mutates && throttling.partlyExecuted) {
        throw new InconclusiveError(`${name}: throttled after a part of the mutation was executed; not repeated`, context.exchange);
      }
      throttledSince ??= Date.now();
      const wait = pace.slowDown(throttling);
      if (Date.now() + wait - throttledSince > limits.throttledMs) {
        throw new InconclusiveError(`${name}: still throttled after ${Math.round((Date.now() - throttledSince) / 1000)} s; let the rate limit recover or lower --concurrency`, context.exchange);
      }
      // The pace holds the calls that cost tokens; the others wait here.
      if (context.tokens === 0) await sleep(wait);
      continue;
    }
    if (answer.status >= 502 && answer.status <= 504) {
      if (!context.mutates && failures < limits.attempts) {
        await sleep(limits.pauseMs * 2 ** failures++);
        continue;
      }
      throw new InconclusiveError(`${name}: answered ${answer.status}; the instance or a proxy before it is not available`, context.exchange);
    }
    return answer;
  }
}

function mayRepeat(error: unknown, context: CallContext): boolean {
  const code = codeOf(error);
  return NEVER_SENT.has(code) || (!context.mutates && LOST_ON_THE_WAY.has(code));
}

function networkFailure(name: string, error: unknown, context: CallContext): InconclusiveError {
  const doubt = context.mutates && !NEVER_SENT.has(codeOf(error)) ? '; the write may or may not have been executed' : '';
  const failure = new InconclusiveError(`${name}: ${describe(error)}${doubt}`);
  failure.cause = error;
  return failure;
}

/** The system's or the library's code of a network error, or an empty string. */
export function codeOf(error: unknown): string {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
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
