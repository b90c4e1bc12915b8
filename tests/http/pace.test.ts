import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPace, type Rate, type RateWait } from '../../src/http/throttle.js';
import { RateLimiter } from '../../src/reference/records/rate-limit.js';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** Sends calls through a pace to the reference server's limiter, each with some latency; tells how long that took and how many were throttled. */
async function send(calls: number, rate: Rate, { limit = { tokens: 100, milliseconds: 60_000 }, latencyMs = 20, tokens = 1 } = {}) {
  const limiter = new RateLimiter(limit, () => new Date());
  const waits: RateWait[] = [];
  const pace = createPace(rate, (wait) => waits.push(wait));
  let throttled = 0;
  const call = async (): Promise<void> => {
    await pace.turn(tokens);
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    try {
      for (let root = 0; root < tokens; root += 1) limiter.take('w');
      pace.answered();
    } catch (error) {
      throttled += 1;
      const [, count, milliseconds] = /\((\d+) tokens per (\d+) ms\)/.exec((error as Error).message)!;
      pace.slowDown({ limit: { tokens: Number(count), milliseconds: Number(milliseconds) }, retryAfterMs: null, partlyExecuted: false });
      return call();
    }
  };
  let at = 0;
  // Eight in flight, as by default.
  const lanes = Array.from({ length: 8 }, async () => {
    while (at++ < calls) await call();
  });
  let done = false;
  void Promise.all(lanes).then(() => (done = true));
  while (!done) await vi.advanceTimersByTimeAsync(10);
  return { ms: Date.now(), throttled, waits };
}

describe('the pace', () => {
  it('spends the burst without a wait', async () => {
    const { ms, throttled, waits } = await send(100, { tokens: 100, milliseconds: 60_000 });
    expect(throttled).toBe(0);
    expect(waits).toEqual([]);
    expect(ms).toBeLessThan(1_000);
  });

  it('keeps to a given limit without one throttled answer, at nine tenths of it or more', async () => {
    const { ms, throttled } = await send(400, { tokens: 100, milliseconds: 60_000 });
    expect(throttled).toBe(0);
    expect(ms).toBeLessThan((300 / 100) * 60_000 / 0.9);
  });

  it('learns the limit from the answers that it throttles: those in flight, and no more', async () => {
    const { ms, throttled } = await send(400, 'auto');
    expect(throttled).toBeLessThanOrEqual(8);
    expect(ms).toBeLessThan((300 / 100) * 60_000 / 0.85);
  });

  it('learns the limit of each second too', async () => {
    const { throttled } = await send(600, 'auto', { limit: { tokens: 3_000, milliseconds: 60_000 }, latencyMs: 1 });
    expect(throttled).toBeLessThanOrEqual(16);
  });

  it('counts a GraphQL call by its root fields', async () => {
    const { throttled } = await send(60, { tokens: 100, milliseconds: 60_000 }, { tokens: 5 });
    expect(throttled).toBe(0);
  });

  it('tells of a wait: until when, and how fast the limit gives', async () => {
    const { waits } = await send(101, { tokens: 100, milliseconds: 60_000 });
    expect(waits.length).toBeGreaterThan(0);
    expect(waits[0]!.msPerToken).toBe(600);
    expect(waits[0]!.until).toBeGreaterThan(600);
  });

  it('is none where it is off', async () => {
    const pace = createPace('off');
    expect(pace.slowDown({ limit: { tokens: 100, milliseconds: 60_000 }, retryAfterMs: null, partlyExecuted: false })).toBe(1_200);
    await Promise.all(Array.from({ length: 500 }, () => pace.turn(1)));
    expect(Date.now()).toBe(0);
  });

  it('heeds a Retry-After', () => {
    expect(createPace('auto').slowDown({ limit: null, retryAfterMs: 7_000, partlyExecuted: false })).toBe(7_000);
  });
});
