import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { deliver, dispatchWhole } from './answer.js';
import { contextOf } from './call-context.js';
import type { Throttling } from './throttled-answer.js';

/** The pace of calls that cost tokens: unlimited until the instance throttles once, then as fast as it refills. */
export interface Pace {
  /** Waits until a call of so many tokens may go out. */
  turn(tokens: number): Promise<void>;
  /** Takes a throttled answer into account. Returns the time to wait before the same call again, in ms. */
  slowDown(throttling: Throttling): number;
}

const UNKNOWN_MS_PER_TOKEN = 600;
const SLOWEST_MS_PER_TOKEN = 5_000;
/** The bucket's refill is rounded down, so calls exactly at its rate would never let it fill. */
const MARGIN = 1.1;

/** A pace shared by all calls of a client. */
export function createPace(): Pace {
  let msPerToken = 0;
  let nextAt = 0;
  return {
    async turn(tokens) {
      if (msPerToken === 0 && nextAt === 0) return;
      const now = Date.now();
      const at = Math.max(now, nextAt);
      nextAt = at + tokens * msPerToken;
      if (at > now) await sleep(at - now);
    },
    slowDown({ msPerToken: told, retryAfterMs }) {
      const rate = (told ?? UNKNOWN_MS_PER_TOKEN) * MARGIN;
      msPerToken = Math.min(SLOWEST_MS_PER_TOKEN, Math.max(msPerToken, rate));
      const wait = retryAfterMs ?? Math.max(1_000, Math.ceil(msPerToken * 2));
      nextAt = Math.max(nextAt, Date.now() + wait);
      return wait;
    },
  };
}

/** Holds calls that cost tokens until it is their turn; others pass. */
export function throttle(pace: Pace): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { tokens } = contextOf(options);
    if (tokens === 0) return dispatch(options, handler);
    deliver(handler, pace.turn(tokens).then(() => dispatchWhole(dispatch, options)));
    return true;
  };
}
