import { expect, test } from 'vitest';
import { RateLimiter } from '../../src/reference/records/rate-limit.js';

/** A limiter with a clock of its own; says how many of a number of calls pass. */
function limiter(tokens: number, milliseconds: number) {
  let now = 0;
  const limited = new RateLimiter({ tokens, milliseconds }, () => new Date(now));
  const passing = (calls: number, workspace = 'w'): number => Array.from({ length: calls }).filter(() => {
    try {
      limited.take(workspace);
      return true;
    } catch {
      return false;
    }
  }).length;
  return { passing, wait: (ms: number) => void (now += ms), take: () => limited.take('w') };
}

test('a full bucket lets its tokens through, then refuses with the limit in the message', () => {
  const { passing, take } = limiter(50, 60_000);
  expect(passing(70)).toBe(50);
  expect(take).toThrow('Limit reached (50 tokens per 60000 ms)');
});

test('time that makes no whole token is lost with each call that passes', () => {
  const { passing, wait } = limiter(10, 60_000);
  for (let call = 0; call < 10; call += 1) {
    expect(passing(1)).toBe(1);
    wait(5_999);
  }
  expect(passing(1)).toBe(0);
});

test('refused calls do not hold the refill up', () => {
  const { passing, wait } = limiter(100, 60_000);
  passing(100);
  wait(400);
  expect(passing(1)).toBe(0);
  wait(400);
  expect(passing(2)).toBe(1);
});

test('bursts are held to 100 a second whatever the limit', () => {
  const { passing, wait, take } = limiter(1_000, 60_000);
  expect(passing(150)).toBe(100);
  expect(take).toThrow('Limit reached (100 tokens per 1000 ms)');
  wait(1_000);
  expect(passing(150)).toBe(100);
});

test('each workspace has buckets of its own', () => {
  const { passing } = limiter(5, 60_000);
  expect(passing(9)).toBe(5);
  expect(passing(9, 'other')).toBe(5);
});

test('without a limit nothing is refused', () => {
  const limited = new RateLimiter(undefined, () => new Date(0));
  expect(() => Array.from({ length: 500 }).forEach(() => limited.take('w'))).not.toThrow();
});
