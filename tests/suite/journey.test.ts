import assert from 'node:assert/strict';
import { describe, expect, test, vi } from 'vitest';
import type { Exchange, HttpClient } from '../../src/http/exchange.js';
import { redactExchange } from '../../src/http/redact.js';
import type { ReportCheck } from '../../src/report/model.js';
import { Departure } from '../../src/suite/assert.js';
import { playJourney, type Journey, type JourneyContext } from '../../src/suite/journey.js';
import type { Requirement } from '../../src/suite/requirement.js';
import type { Run } from '../../src/suite/run.js';
import type { ObjectModel } from '../../src/workspace/model.js';

const requirement = (id: string): Requirement => ({ id, level: 'MUST', area: 'rest', title: `What ${id} says`, source: 'a test' });
const first = requirement('rest.first');
const second = requirement('rest.second');
const company = { nameSingular: 'company', namePlural: 'companies' } as ObjectModel;

const exchange = {
  request: { method: 'GET', url: 'http://127.0.0.1/rest/companies?token=s3cret', headers: { 'x-note': 's3cret' } },
  response: { status: 200, headers: {}, text: 'x'.repeat(5000) },
} as unknown as Exchange;

/** A run that keeps what is settled and calls nothing. */
function fakeRun(config: Partial<Run['config']> = {}) {
  const settled: ReportCheck[] = [];
  const ledger = { willCreate: vi.fn(), removed: vi.fn() };
  const run = {
    config: { seed: 1, areas: [], requirements: [], ...config },
    model: { objects: [] },
    http: { trouble: { counts: {}, outages: [], ended: undefined } } as unknown as HttpClient,
    ownIds: new Set<string>(),
    runId: 'abcdef01',
    leftOut: new Set<string>(),
    ledger,
    settle: (check: ReportCheck) => (settled.push(check), check),
    redact: (shown: Exchange) => redactExchange(shown, (text) => text.replaceAll('s3cret', '[redacted]')),
    coverage: { covers: vi.fn(), addObject: vi.fn() },
    reportTraffic: vi.fn(),
  } as unknown as Run;
  return { run, settled, ledger };
}

async function statuses(play: (context: JourneyContext) => void | Promise<void>, over: Partial<Journey> = {}, config: Partial<Run['config']> = {}) {
  const { run, settled } = fakeRun(config);
  const declaration: Journey = { name: 'a walk', requirements: [first, second], profiles: ['standard'], tokens: 1, subjects: () => [], play: async (context) => play(context), ...over };
  await playJourney(run, declaration, { name: 'company' });
  return settled.map(({ requirement: id, subject, status, message, reason }) => ({ id, subject, status, ...(message === undefined ? {} : { message }), ...(reason === undefined ? {} : { reason }) }));
}

/** Settles the first requirement by `judge` and the second as passed. */
const judged = (judge: () => void | Promise<void>) =>
  statuses(async ({ check }) => {
    await check(first, exchange, judge);
    await check(second, exchange, () => {});
  });

describe('a check', () => {
  test('passes where nothing is thrown', async () => {
    expect(await judged(() => {})).toEqual([
      { id: 'rest.first', subject: 'company', status: 'passed' },
      { id: 'rest.second', subject: 'company', status: 'passed' },
    ]);
  });

  test('fails by a Departure, with its message', async () => {
    const [check] = await judged(() => {
      throw new Departure('expected 201, got 200');
    });
    expect(check).toEqual({ id: 'rest.first', subject: 'company', status: 'failed', message: 'expected 201, got 200' });
  });

  test('is inconclusive where the instance was away in the midst of the journey, and fails where that was before', async () => {
    const settle = async (away: (now: number) => number) => {
      const { run, settled } = fakeRun();
      const declaration: Journey = {
        name: 'a walk', requirements: [first], profiles: ['standard'], tokens: 1, subjects: () => [],
        async play({ check, http }) {
          http.trouble.outages.push({ from: 0, to: away(Date.now()) });
          await check(first, exchange, () => { throw new Departure('expected 200, got 404'); });
        },
      };
      await playJourney(run, declaration, { name: 'company' });
      return settled[0];
    };
    expect(await settle((now) => now)).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('expected 200, got 404') });
    expect(await settle((now) => now - 60_000)).toMatchObject({ status: 'failed' });
  });

  test('fails by an assertion of node:assert', async () => {
    const [check] = await judged(() => assert.equal(1, 2, 'one is not two'));
    expect(check).toMatchObject({ status: 'failed', message: expect.stringContaining('one is not two') });
  });

  test.each([
    ['a network error', () => Promise.reject(new Error('ECONNRESET')), 'ECONNRESET'],
    ['a bug of the suite', () => (undefined as unknown as { x: { y: void } }).x.y, 'Cannot read properties'],
    ['a thrown text', () => Promise.reject('gone'), 'gone'],
  ])('is inconclusive by anything else: %s', async (_what, judge, reason) => {
    const [check] = await judged(judge);
    expect(check).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining(reason) });
    expect(check).not.toHaveProperty('message');
  });

  test('does not end the journey when it fails, and tells how it went', async () => {
    const results: boolean[] = [];
    await statuses(async ({ check }) => {
      results.push(await check(first, exchange, () => { throw new Departure('no'); }));
      results.push(await check(second, exchange, () => {}));
    });
    expect(results).toEqual([false, true]);
  });

  test('adds a further check under a detail', async () => {
    const checks = await statuses(async ({ check }) => {
      await check(first, exchange, () => {}, 'name');
      await check(first, exchange, () => {}, 'city');
      await check(second, exchange, () => {});
    });
    expect(checks.map(({ subject }) => subject)).toEqual(['company name', 'company city', 'company']);
  });

  test('carries its exchanges where it did not pass, long bodies cut and secrets removed', async () => {
    const { run, settled } = fakeRun();
    const declaration: Journey = {
      name: 'a walk', requirements: [first], profiles: ['standard'], tokens: 1, subjects: () => [],
      play: async ({ check }) => void (await check(first, exchange, () => { throw new Departure('no'); })),
    };
    await playJourney(run, declaration, { name: 'company' });
    expect(settled[0]?.exchanges).toHaveLength(1);
    expect(settled[0]?.exchanges[0]?.response.body).toMatch(/^x{4000}… \(5000 characters\)$/);
    expect(settled[0]?.exchanges[0]?.curl).toContain('curl');
    expect(JSON.stringify(settled)).not.toContain('s3cret');
  });
});

describe('a requirement that the journey did not reach is inconclusive', () => {
  test.each<[string, (context: JourneyContext) => void, string]>([
    ['because it ended', () => {}, 'the journey ended without reaching this check'],
    ['because it halted', ({ halt }) => halt('no parent can be made'), 'no parent can be made'],
    ['because of a network error', () => { throw new Error('ECONNREFUSED'); }, 'ECONNREFUSED'],
    ['because a step before it departed', () => { throw new Departure('no id'); }, 'a step before it failed: no id'],
  ])('%s', async (_why, end, reason) => {
    const checks = await statuses(async (context) => {
      await context.check(first, exchange, () => {});
      end(context);
    });
    expect(checks[0]).toMatchObject({ id: 'rest.first', status: 'passed' });
    expect(checks[1]).toMatchObject({ id: 'rest.second', status: 'inconclusive', reason: expect.stringContaining(reason) });
  });

  test('a check of a requirement that the journey does not declare is a bug of the suite: nothing passes by it', async () => {
    const checks = await statuses(async ({ check }) => void (await check(requirement('rest.other'), exchange, () => {})));
    expect(checks.map(({ status }) => status)).toEqual(['inconclusive', 'inconclusive']);
  });
});

describe('skipping', () => {
  test('a subject that can not be driven is skipped with the reason, and not played', async () => {
    const play = vi.fn();
    const checks = await statuses(play, { skip: () => 'closed to keys' });
    expect(checks.map(({ status, reason }) => [status, reason])).toEqual([['skipped', 'closed to keys'], ['skipped', 'closed to keys']]);
    expect(play).not.toHaveBeenCalled();
  });

  test('one requirement can be skipped within a journey', async () => {
    const checks = await statuses(async ({ check, skip }) => {
      skip(first, 'no expired key given', 'credential');
      await check(second, exchange, () => {});
    });
    expect(checks.map(({ status, reason }) => [status, reason])).toEqual([['skipped', 'no expired key given'], ['passed', undefined]]);
  });

  test('a requirement that was not selected is not settled', async () => {
    const checks = await statuses(() => {}, {}, { requirements: ['rest.second'] });
    expect(checks.map(({ id }) => id)).toEqual(['rest.second']);
  });
});

describe('ids', () => {
  const ids = async (seed: number, subject: string) => {
    const { run, ledger } = fakeRun({ seed });
    const made: string[] = [];
    const declaration: Journey = {
      name: 'a walk', requirements: [], profiles: ['standard'], tokens: 1, subjects: () => [],
      play: async ({ newId }) => void made.push(newId(company), newId(company)),
    };
    await playJourney(run, declaration, { name: subject });
    return { made, ledger };
  };

  test('are UUIDs v4, in the ledger before the journey has them', async () => {
    const { made, ledger } = await ids(1, 'company');
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ledger.willCreate.mock.calls.map(([entry]) => entry as unknown)).toEqual(made.map((id) => ({ kind: 'record', object: 'companies', id })));
  });

  test('begin with the id of the run, so that runs of one seed do not meet', async () => {
    for (const id of (await ids(1, 'company')).made) expect(id.slice(0, 8)).toBe('abcdef01');
  });

  test('are the same for the same seed and subject, and others otherwise', async () => {
    expect((await ids(1, 'company')).made).toEqual((await ids(1, 'company')).made);
    expect((await ids(2, 'company')).made).not.toEqual((await ids(1, 'company')).made);
    expect((await ids(1, 'person')).made).not.toEqual((await ids(1, 'company')).made);
  });
});
