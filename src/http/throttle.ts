import type { Dispatcher } from 'undici';
import { deliver, dispatchWhole } from './answer.js';
import { contextOf } from './call-context.js';
import { InconclusiveError } from './exchange.js';
import type { Throttling } from './throttled-answer.js';

/** So many tokens in a span of time, in ms. */
export interface RateLimit {
  tokens: number;
  milliseconds: number;
}

/** `auto`: without a pace until the instance tells its limit. `off`: without a pace at all. */
export type Rate = 'auto' | 'off' | RateLimit;

/** A wait for the rate limit. */
export interface RateWait {
  /** Epoch, ms. */
  until: number;
  /** Time that the limit gives one token in. */
  msPerToken: number;
}

/** The pace of calls that cost tokens: the burst first, then as fast as the limit refills. */
export interface Pace {
  /** Waits until a call of so many tokens may go out; in the order of asking. */
  turn(tokens: number): Promise<void>;
  /** Notes that a call that cost tokens was answered. */
  answered(): void;
  /** Takes a throttled answer into account. Returns the time to wait before the same call again, in ms. */
  slowDown(throttling: Throttling): number;
}

/** A stock Twenty's. Taken where a throttled answer tells no numbers. */
const STOCK: RateLimit = { tokens: 100, milliseconds: 60_000 };
/** Jitter of the network between two calls, which the instance may count shorter than the client. */
const MARGIN_MS = 50;
/** After the burst calls go out in bunches of this share of the limit: each loses the time that it takes itself, so few large ones are faster than many small ones. */
const BUNCH = 0.2;

/**
 * The client's copy of one of the instance's token buckets. Those refill in whole tokens by the time since the last call that they let through, and forget
 * the rest of that time: calls that come faster than one token refills never refill it. So a pause must last for a bunch of tokens, and starts at the last answer.
 */
class Bucket {
  private lastAt = 0;
  constructor(readonly limit: RateLimit, private tokens: number) {}

  get msPerToken(): number {
    return this.limit.milliseconds / this.limit.tokens;
  }

  /** Time until `wanted` tokens are there, in ms; 0 where they are. */
  wait(wanted: number, now: number): number {
    const needed = Math.min(wanted, this.limit.tokens);
    const missing = needed - this.tokens - this.earned(now);
    if (missing <= 0) return 0;
    const bunch = Math.max(missing, Math.ceil(this.limit.tokens * BUNCH));
    return Math.max(1, Math.ceil(this.lastAt + bunch * this.msPerToken + MARGIN_MS - now));
  }

  spend(tokens: number, now: number): void {
    this.tokens = Math.max(0, Math.min(this.limit.tokens, this.tokens + this.earned(now)) - tokens);
    this.lastAt = now;
  }

  touch(now: number): void {
    this.lastAt = Math.max(this.lastAt, now);
  }

  empty(now: number): void {
    this.tokens = 0;
    this.touch(now);
  }

  private earned(now: number): number {
    return Math.max(0, Math.floor((now - this.lastAt - MARGIN_MS) / this.msPerToken));
  }
}

/** A pace shared by all calls of a client. */
export function createPace(rate: Rate = 'auto', onWait: (wait: RateWait) => void = () => {}): Pace {
  const buckets: Bucket[] = typeof rate === 'object' ? [new Bucket(rate, rate.tokens)] : [];
  const bucketOf = (limit: RateLimit): Bucket => {
    let bucket = buckets.find(({ limit: known }) => known.tokens === limit.tokens && known.milliseconds === limit.milliseconds);
    if (!bucket) buckets.push((bucket = new Bucket(limit, 0)));
    return bucket;
  };
  let queue: Promise<void> = Promise.resolve();
  const take = async (tokens: number): Promise<void> => {
    for (;;) {
      const now = Date.now();
      const waits = buckets.map((bucket) => ({ bucket, ms: bucket.wait(tokens, now) }));
      const longest = waits.reduce((one, other) => (other.ms > one.ms ? other : one), { ms: 0, bucket: undefined as Bucket | undefined });
      if (!longest.bucket) {
        for (const bucket of buckets) bucket.spend(tokens, now);
        return;
      }
      onWait({ until: now + longest.ms, msPerToken: longest.bucket.msPerToken });
      await new Promise((resolve) => setTimeout(resolve, longest.ms));
    }
  };
  return {
    turn(tokens) {
      if (buckets.length === 0) return Promise.resolve();
      const turn = queue.then(() => take(tokens));
      queue = turn;
      return turn;
    },
    answered() {
      const now = Date.now();
      for (const bucket of buckets) bucket.touch(now);
    },
    slowDown({ limit, retryAfterMs }) {
      const now = Date.now();
      const told = limit ?? STOCK;
      const msPerToken = told.milliseconds / told.tokens;
      if (rate !== 'off') bucketOf(told).empty(now);
      return retryAfterMs ?? Math.min(told.milliseconds, Math.max(1_000, Math.ceil(msPerToken * 2)));
    },
  };
}

/** What a run may spend. */
export interface Budget {
  maxTokens: number;
  /** Tokens spent so far. */
  spent: () => number;
}

/** Holds calls that cost tokens until it is their turn, and refuses them when the budget is spent; others pass. */
export function throttle(pace: Pace, budget?: Budget): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { tokens } = contextOf(options);
    if (tokens === 0) return dispatch(options, handler);
    const send = async () => {
      await pace.turn(tokens);
      if (budget && budget.spent() + tokens > budget.maxTokens) throw new InconclusiveError(`Not sent: the ${budget.maxTokens} tokens of --max-tokens are spent`);
      const answer = await dispatchWhole(dispatch, options);
      pace.answered();
      return answer;
    };
    deliver(handler, send());
    return true;
  };
}
