import { describe, expect, it } from 'vitest';

import { check, DEVIATION, failed, report } from './sample.js';

const inconclusive = (subject: string) => check({ subject, status: 'inconclusive', reason: 'no answer within 10 s' });
const skipped = (more = {}) => check({ subject: 'note', status: 'skipped', reason: 'not writable with this key', ...more });
const leftovers = { created: 2, removed: 1, leftovers: [{ kind: 'person', id: 'a', name: 'Ada' }] };

describe('the verdict of a run', () => {
  it.each([
    ['all passed', { checks: [check()] }, 'conformant', 0],
    ['a known deviation', { checks: [check(), failed({ knownDeviation: DEVIATION })] }, 'conformant', 0],
    ['a failed MUST', { checks: [check(), failed()] }, 'non-conformant', 1],
    ['a failed SHOULD', { checks: [check(), failed({ level: 'SHOULD' })] }, 'non-conformant', 1],
    ['a failed MAY', { checks: [check(), failed({ level: 'MAY' })] }, 'conformant', 0],
    ['one of three inconclusive', { checks: [check(), check({ subject: 'note' }), inconclusive('task')] }, 'partial', 0],
    ['one of three inconclusive where completeness is required', { checks: [check(), check({ subject: 'note' }), inconclusive('task')], requireComplete: true }, 'partial', 3],
    ['a skipped check', { checks: [check(), skipped()] }, 'partial', 0],
    ['a skipped check where completeness is required', { checks: [check(), skipped()], requireComplete: true }, 'partial', 3],
    ['a check skipped for want of something optional', { checks: [check(), skipped({ optional: true })], requireComplete: true }, 'conformant', 0],
    ['a narrowed profile', { checks: [check()], incompleteReason: 'Run as read-only.' }, 'partial', 0],
    ['most checks inconclusive', { checks: [check(), inconclusive('note'), inconclusive('task')] }, 'inconclusive', 3],
    ['exactly half inconclusive', { checks: [check(), inconclusive('note')] }, 'partial', 0],
    ['a reason to be inconclusive', { checks: [check()], inconclusiveReason: 'The instance could not be reached.' }, 'inconclusive', 3],
    ['a failure although the instance went away later', { checks: [failed()], inconclusiveReason: 'The instance could not be reached.' }, 'non-conformant', 1],
    ['no checks at all', { checks: [] }, 'inconclusive', 3],
    ['nothing but skipped checks', { checks: [skipped({ optional: true })] }, 'inconclusive', 3],
    ['something left behind', { checks: [check()], cleanup: leftovers }, 'conformant', 4],
    ['a clean-up that failed', { checks: [check()], leftoversFailed: true }, 'conformant', 4],
    ['partial with something left behind', { checks: [check(), skipped()], cleanup: leftovers }, 'partial', 4],
    ['an instance that went away with something left on it', { checks: [check()], inconclusiveReason: 'The instance could not be reached.', cleanup: leftovers }, 'inconclusive', 3],
    ['a failure with something left behind', { checks: [failed()], cleanup: leftovers }, 'non-conformant', 1],
  ])('%s: %s', (_case, input, verdict, exitCode) => {
    const made = report(input);
    expect({ verdict: made.verdict, exitCode: made.exitCode }).toEqual({ verdict, exitCode });
  });

  it('says in the notes why it is partial or inconclusive', () => {
    expect(report({ incompleteReason: 'Run as read-only.' }).notes).toEqual(['Run as read-only.']);
    expect(report({ inconclusiveReason: 'Throttled throughout.' }).notes).toEqual(['Throttled throughout.']);
    expect(report({ checks: [] }).notes).toEqual(['Not one requirement was checked.']);
    expect(report({ leftoversFailed: true }).notes[0]).toMatch(/may still be there/);
  });
});

describe('the totals', () => {
  it('count unexpected failures alone as failed, and add up', () => {
    const { totals } = report({
      checks: [check(), failed({ subject: 'note' }), failed({ subject: 'task', knownDeviation: DEVIATION }), inconclusive('pet'), skipped({ requirement: 'rest.read.one' })],
    });
    expect(totals).toEqual({ requirements: 2, checks: 5, passed: 1, failed: 1, knownDeviations: 1, inconclusive: 1, skipped: 1 });
  });
});

describe('the latency', () => {
  it('is given as nearest-rank percentiles per operation', () => {
    const latencySamples = Array.from({ length: 100 }, (_, index) => ({ operation: 'REST list', durationMs: 100 - index }));
    expect(report({ latencySamples: [...latencySamples, { operation: 'GraphQL find', durationMs: 5.04 }] }).latency).toEqual([
      { operation: 'GraphQL find', count: 1, p50Ms: 5, p95Ms: 5 },
      { operation: 'REST list', count: 100, p50Ms: 50, p95Ms: 95 },
    ]);
  });
});
