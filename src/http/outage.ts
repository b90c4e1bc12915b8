import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { dispatchWhole } from './answer.js';
import { type CallContext, withContext } from './call-context.js';
import { InconclusiveError, type Surface, type Trouble } from './exchange.js';
import { readNetworkFailure } from './network-failure.js';
import { type Reading, readAnswer } from './reading.js';
import { throttlingOf } from './throttled-answer.js';

/** What is to be known of an instance that may be away. */
export interface Outage {
  readonly trouble: Trouble;
  /** Waits until the surface of a call is there. Throws an InconclusiveError where it was given up. */
  present(context: CallContext): Promise<void>;
  /** Notes an answer that is the instance's own. */
  answered(options: Dispatcher.DispatchOptions, context: CallContext, status: number): void;
  /**
   * After a call failed at `since` (epoch, ms): does the surface answer what it answered before? `yes`: it is this call alone. `back`: it did not, and
   * does again. `unknown`: it has never answered. Throws an InconclusiveError where it did not come back in time. What the instance itself said is
   * never taken for its last word because of an answer that was on its way at that time.
   */
  answersOthers(dispatch: Dispatcher['dispatch'], context: CallContext, since: number, reading: Reading): Promise<'yes' | 'back' | 'unknown'>;
  /** Counts a failed attempt under what was seen. */
  count(what: string): void;
}

/** Reads that a surface has answered lately; asked again to see whether it is there. */
interface Probe {
  options: Dispatcher.DispatchOptions;
  context: CallContext;
}

interface SurfaceState {
  goodAt: number;
  /** By path without ids, the latest last. */
  probes: Map<string, Probe>;
  watch?: Promise<'yes' | 'back'>;
  ended?: string;
  /** It answers 500 to all that it answered before, and goes on with that while other surfaces answer: a defect, no outage. */
  failsThroughout?: boolean;
  unanswered: number;
}

const PROBES = 3;
const LONGEST_PAUSE_MS = 5_000;
const LONGEST_PROBE_MS = 10_000;
/** So many calls without one answer, and a surface that never gave any is given up. */
const HOPELESS = 10;
/** An absence that a few probes saw is one that a journey can have felt. */
const FELT = 3;
const SURFACES = ['core-rest', 'core-graphql', 'metadata-rest', 'metadata-graphql', 'openapi', 'other'] as const;
const NAMES: Record<Surface, string> = {
  'core-rest': 'Core REST', 'core-graphql': 'Core GraphQL', 'metadata-rest': 'Metadata REST', 'metadata-graphql': 'Metadata GraphQL', openapi: 'the OpenAPI documents', other: 'the instance',
};

/** Watches over the surfaces of one instance. Each is waited for `outageMs` at most. */
export function watchOutages(outageMs: number, pauseMs: number): Outage {
  const surfaces = new Map<Surface, SurfaceState>();
  const trouble: Trouble = { counts: {}, outages: [], ended: undefined };
  const stateOf = (surface: Surface): SurfaceState => {
    let state = surfaces.get(surface);
    if (!state) surfaces.set(surface, (state = { goodAt: 0, probes: new Map(), unanswered: 0 }));
    return state;
  };
  const end = (state: SurfaceState, reason: string, since: number): void => {
    if (!state.ended) trouble.outages.push({ from: since, to: Date.now() });
    state.ended = reason;
    trouble.ended ??= reason;
  };

  /** Whether another surface answers, or has answered since then. */
  const elsewhere = async (dispatch: Dispatcher['dispatch'], surface: Surface, since: number): Promise<boolean> => {
    for (const [name, { goodAt, probes }] of surfaces) {
      if (name === surface) continue;
      if (goodAt > since || (await probe(dispatch, [...probes.values()].reverse())).kind === 'answer') return true;
    }
    return false;
  };

  const watch = async (dispatch: Dispatcher['dispatch'], state: SurfaceState, surface: Surface, since: number, seen: string): Promise<'yes' | 'back'> => {
    for (let failed = 0; ; failed += 1) {
      await sleep(Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** failed));
      const result = await probe(dispatch, [...state.probes.values()].reverse());
      if (result.kind === 'answer') {
        if (failed >= FELT) trouble.outages.push({ from: since, to: Date.now() });
        return failed === 0 ? 'yes' : 'back';
      }
      const awayMs = Date.now() - since;
      if (result.kind === 'keyRefused') {
        const reason = `The instance no longer accepts the API key (${result.seen})`;
        // The documents may be served without a key: they are given up only where they refuse it too.
        for (const each of new Set<Surface>(['core-rest', 'core-graphql', 'metadata-rest', 'metadata-graphql', surface])) end(stateOf(each), reason, since);
      } else if (result.kind === 'failing' && awayMs > outageMs / 2 && (await elsewhere(dispatch, surface, since))) {
        state.failsThroughout = true;
        return 'yes';
      } else if (awayMs > outageMs) {
        const alone = [...surfaces.values()].some(({ goodAt }) => goodAt >= since);
        const reason = `${alone ? NAMES[surface] : 'The instance'} stopped answering at ${new Date(since).toISOString()} (${seen}) and was not back after ${Math.round(awayMs / 1000)} s`;
        // What no surface answered in all that time none will: each would be waited for as long again.
        for (const each of alone ? [surface] : SURFACES) end(stateOf(each), reason, since);
      }
      if (state.ended) throw new InconclusiveError(state.ended);
    }
  };

  return {
    trouble,
    async present({ surface }) {
      const state = stateOf(surface);
      await state.watch?.catch(() => undefined);
      if (state.ended) throw new InconclusiveError(`Not sent: ${state.ended}`);
    },
    answered(options, context, status) {
      if (context.credential !== 'key' || status >= 300) return;
      const state = stateOf(context.surface);
      state.goodAt = Date.now();
      if (context.mutates) return;
      const { operation } = context;
      state.probes.delete(operation);
      state.probes.set(operation, { options, context });
      const [oldest] = state.probes.keys();
      if (state.probes.size > PROBES && oldest !== undefined) state.probes.delete(oldest);
    },
    async answersOthers(dispatch, { surface }, since, { kind, seen }) {
      const state = stateOf(surface);
      if (state.ended) throw new InconclusiveError(state.ended);
      if (kind === 'failing' && state.failsThroughout) return 'yes';
      if (state.goodAt > since && kind !== 'failing' && kind !== 'keyRefused') return 'yes';
      if (state.probes.size === 0) {
        state.unanswered += 1;
        if (state.unanswered >= HOPELESS) end(state, `${NAMES[surface]} has answered none of ${HOPELESS} calls (${seen})`, since);
        return 'unknown';
      }
      state.watch ??= watch(dispatch, state, surface, since, seen).finally(() => {
        delete state.watch;
      });
      return state.watch;
    },
    count(what) {
      trouble.counts[what] = (trouble.counts[what] ?? 0) + 1;
    },
  };
}

/** Asks the reads in turn until one is answered well; otherwise tells how the last one went. */
async function probe(dispatch: Dispatcher['dispatch'], reads: readonly Probe[]): Promise<Reading> {
  let result: Reading = { kind: 'unavailable', seen: 'never asked' };
  for (const { options, context } of reads) {
    const again: CallContext = { ...context, timeoutMs: Math.min(context.timeoutMs, LONGEST_PROBE_MS) };
    delete again.exchange;
    try {
      const answer = await dispatchWhole(dispatch, withContext({ ...options }, again));
      // A throttled answer is one of an instance that is there.
      if (throttlingOf(answer)) return { kind: 'answer', seen: '' };
      result = readAnswer(answer, again, options.method);
    } catch (error) {
      return { kind: 'unavailable', seen: readNetworkFailure(error).seen };
    }
    if (result.kind === 'answer') return result;
  }
  return result;
}
