import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { type Answer, deliver, dispatchWhole } from './answer.js';
import { type CallContext, contextOf } from './call-context.js';
import { createDamageMemory, type DamageMemory } from './damage-memory.js';
import { InconclusiveError } from './exchange.js';
import { readNetworkFailure } from './network-failure.js';
import type { Outage } from './outage.js';
import { readBack } from './read-back.js';
import { type Reading, readAnswer } from './reading.js';
import type { Pace } from './throttle.js';
import { retryAfterMs, throttlingOf } from './throttled-answer.js';

/** How long and how often a call is tried again. */
export interface RetryLimits {
  /** Attempts after the first. */
  attempts: number;
  /** First pause; doubles with each attempt. */
  pauseMs: number;
  /** Longest time that a call waits for the rate limiter, from its first throttled answer. */
  throttledMs: number;
  /** Longest time that an instance which is away is waited for. */
  outageMs: number;
}

export const DEFAULT_RETRY_LIMITS: RetryLimits = { attempts: 3, pauseMs: 250, throttledMs: 180_000, outageMs: 60_000 };

/** How often a call starts anew after the instance was away. */
const REVIVALS = 2;
const LONGEST_ORDERED_PAUSE_MS = 10_000;

/**
 * Tries again what can be tried again without harm, and gives up with an InconclusiveError where nothing can be said:
 *
 * - A read is repeated whatever was in the way. One that is answered without JSON, or with 500, is given back as an answer if that is so each time
 *   while others are answered; a page, a redirect, a gateway's status or half a document never is.
 * - A write is repeated only where it was surely not executed: not sent, throttled, or turned away with a redirect or 4xx that is no answer of the API.
 * - A create that carries its id is looked for where its answer was lost, and repeated if it is not there.
 */
export function retry(pace: Pace, outage: Outage, limits: RetryLimits = DEFAULT_RETRY_LIMITS): Dispatcher.DispatcherComposeInterceptor {
  const memory = createDamageMemory();
  return (dispatch) => (options, handler) => {
    deliver(handler, new Attempts(dispatch, options, contextOf(options), pace, outage, limits, memory).run());
    return true;
  };
}

/** How an attempt ended that gave no answer of the instance, or none that can be trusted at once. */
interface Failure {
  reading: Reading;
  /** Absent where there was no answer at all. */
  answer?: Answer;
  error?: unknown;
  mayRepeat: boolean;
  repeats: number;
  /** The write may be executed yet. */
  late: boolean;
}

class Attempts {
  private readonly name: string;
  private throttledSince: number | null = null;
  /** The write went out before and its answer was lost: a refusal now may come from that. */
  private sentBefore = false;

  constructor(
    private readonly dispatch: Dispatcher['dispatch'],
    private readonly options: Dispatcher.DispatchOptions,
    private readonly context: CallContext,
    private readonly pace: Pace,
    private readonly outage: Outage,
    private readonly limits: RetryLimits,
    private readonly memory: DamageMemory,
  ) {
    this.name = `${options.method} ${context.path.split('?')[0]}`;
  }

  async run(): Promise<Answer> {
    let tries = 0;
    let revivals = 0;
    for (;;) {
      await this.outage.present(this.context);
      const ended = await this.attempt();
      if ('status' in ended) return ended;
      const failedAt = Date.now();
      const known = ended.reading.kind === 'damaged' && this.memory.always(this.context, ended.answer);
      if (ended.mayRepeat && tries < ended.repeats && !known) {
        this.outage.count(labelOf(ended.reading));
        await sleep(Math.max(this.limits.pauseMs * 2 ** tries++, Math.min(LONGEST_ORDERED_PAUSE_MS, retryAfterMs(ended.answer) ?? 0)));
        continue;
      }
      const others = known ? 'yes' : await this.outage.answersOthers(this.dispatch, this.context, failedAt, ended.reading);
      // An instance that answers others by now may have come back a moment ago.
      if (ended.mayRepeat && (others === 'back' || (others === 'yes' && !ended.answer && ended.repeats > 1)) && revivals++ < REVIVALS) {
        if (others === 'back') tries = 0;
        continue;
      }
      if (ended.answer && this.isOwnAfterAll(ended, others)) return ended.answer;
      this.outage.count(labelOf(ended.reading));
      if (ended.mayRepeat || this.sentBefore || !(await this.wasLost(ended))) throw this.inconclusive(ended);
      this.sentBefore = true;
    }
  }

  private async attempt(): Promise<Answer | Failure> {
    let answer: Answer;
    for (;;) {
      try {
        answer = await dispatchWhole(this.dispatch, this.options);
      } catch (error) {
        const { neverSent, repeats, seen } = readNetworkFailure(error);
        if (error instanceof InconclusiveError) throw error;
        return {
          reading: { kind: 'unavailable', seen },
          error,
          mayRepeat: neverSent || !this.context.mutates,
          repeats: { never: 0, once: this.context.once ? 0 : 1, often: this.limits.attempts }[repeats],
          late: repeats !== 'often',
        };
      }
      if (!(await this.waitsForLimit(answer))) break;
    }
    const reading = readAnswer(answer, this.context, this.options.method);
    if (reading.kind === 'answer') {
      if (this.sentBefore && answer.status >= 300) throw new InconclusiveError(`${this.name}: sent twice, because the first answer was lost; the second one says nothing`, this.context.exchange);
      this.outage.answered(this.options, this.context, answer.status);
      this.memory.intact(this.context, answer);
      return answer;
    }
    const turnedAway = answer.status >= 300 && answer.status < 500 && answer.status !== 303;
    const repeats = reading.kind === 'keyRefused' ? 0 : reading.kind === 'failing' ? Math.min(1, this.limits.attempts) : this.limits.attempts;
    return { reading, answer, mayRepeat: !this.context.mutates || turnedAway, repeats, late: answer.status === 504 };
  }

  /** True where the answer was the rate limiter's, after the time that it asks for. */
  private async waitsForLimit(answer: Answer): Promise<boolean> {
    const throttling = throttlingOf(answer);
    if (!throttling) return false;
    if (this.context.mutates && throttling.partlyExecuted) {
      throw new InconclusiveError(`${this.name}: throttled after a part of the mutation was executed; not repeated`, this.context.exchange);
    }
    this.throttledSince ??= Date.now();
    const wait = this.pace.slowDown(throttling);
    if (Date.now() + wait - this.throttledSince > this.limits.throttledMs) {
      throw new InconclusiveError(`${this.name}: still throttled after ${Math.round((Date.now() - this.throttledSince) / 1000)} s; let the rate limit recover or lower --concurrency`, this.context.exchange);
    }
    // The pace holds the calls that cost tokens; the others wait here.
    if (this.context.tokens === 0) await sleep(wait);
    return true;
  }

  private isOwnAfterAll({ reading, mayRepeat, answer }: Failure, others: 'yes' | 'back' | 'unknown'): boolean {
    if (reading.kind === 'keyRefused') return true;
    if (reading.kind === 'failing') return others !== 'back';
    if (reading.kind !== 'damaged') return false;
    this.memory.damaged(this.context, answer);
    return mayRepeat || this.memory.always(this.context, answer);
  }

  /** Whether a write without an answer is known not to have been executed. Throws where it was, because its answer can't be had any more. */
  private async wasLost({ late, reading }: Failure): Promise<boolean> {
    if (late) return false;
    await sleep(this.limits.pauseMs * 2);
    const found = await readBack(this.dispatch, this.options, this.context);
    if (found === 'there') throw new InconclusiveError(`${this.name}: ${reading.seen}; the write was executed, its answer is lost`, this.context.exchange);
    return found === 'absent';
  }

  private inconclusive({ reading, error, mayRepeat, answer }: Failure): InconclusiveError {
    const doubt = mayRepeat ? '' : '; the write may or may not have been executed';
    const failure = new InconclusiveError(`${this.name}: ${reading.seen}${doubt}`, answer === undefined ? undefined : this.context.exchange);
    failure.cause = error;
    return failure;
  }
}

/** What is counted: the same words for the same kind of trouble. */
function labelOf({ kind, seen }: Reading): string {
  if (kind === 'unavailable' || kind === 'failing') return seen.split(/[;:]/, 1)[0] ?? kind;
  return { foreign: 'HTML page or redirect', cut: 'JSON that ends in the midst', damaged: 'no JSON', keyRefused: 'key refused', answer: '' }[kind];
}
