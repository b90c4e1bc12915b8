import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { earlierRuns, ledgerFolder } from '../../src/suite/earlier-runs.js';
import type { MarkedEntry } from '../../src/suite/find-marked.js';
import { leftBehind } from '../../src/suite/left-behind.js';
import { openLedger, type LedgerRun } from '../../src/suite/ledger.js';

const NO_PROCESS = 2 ** 30;
const HOUR = 3_600_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'left-behind-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ledgerOf(runId: string, run: Partial<LedgerRun>, ageMs = 0) {
  const file = join(ledgerFolder(folder), `${runId}.ndjson`);
  const ledger = openLedger(file, { runId, marker: `zz-conformance-${runId}`, url: 'http://crm', startedAt: '2026-01-01T00:00:00.000Z', pid: process.pid, host: hostname(), embedded: false, folder: join(folder, 'x'), ...run });
  ledger.willCreate({ kind: 'record', object: 'notes', id: `${runId}-1` });
  const then = new Date(Date.now() - ageMs);
  utimesSync(file, then, then);
}

describe('a run', () => {
  test.each<[string, Partial<LedgerRun>, number, boolean]>([
    ['whose process is there and writes is at work', {}, 0, true],
    ['whose process is gone is over', { pid: NO_PROCESS }, 0, false],
    ['whose number went to another process is over', { pid: 1 }, HOUR, false],
    ['of another machine that writes is at work', { host: 'elsewhere', pid: NO_PROCESS }, 0, true],
    ['of another machine that fell silent is over', { host: 'elsewhere' }, HOUR, false],
  ])('%s', (_name, run, age, live) => {
    ledgerOf('0b17f29e', run, age);
    expect(leftBehind(earlierRuns(folder), [])).toMatchObject([{ runId: '0b17f29e', entries: [{ id: '0b17f29e-1' }] }]);
    expect(leftBehind(earlierRuns(folder), [])[0]!.live !== undefined).toBe(live);
  });

  const marked = (id: string, createdAt?: string): MarkedEntry => ({ kind: 'record', object: 'notes', id, runId: 'aaaaaaaa', ...(createdAt ? { createdAt } : {}) });
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

  test.each<[string, MarkedEntry[], boolean]>([
    ['that made something lately may be at work', [marked('a', ago(9 * HOUR)), marked('b', ago(60_000))], true],
    ['whose latest creation is hours ago is over', [marked('a', ago(9 * HOUR)), marked('b', ago(3 * HOUR))], false],
    ['may be at work where nothing tells when it made its things', [marked('a')], true],
  ])('without a ledger %s', (_name, entries, live) => {
    expect(leftBehind([], entries)[0]!.live !== undefined).toBe(live);
  });

  test('has each thing once that both ledger and instance tell of', () => {
    ledgerOf('0b17f29e', { pid: NO_PROCESS });
    const shown: MarkedEntry[] = [{ ...marked('0b17f29e-1'), runId: '0b17f29e' }, { ...marked('0b17f29e-2'), runId: '0b17f29e' }];
    expect(leftBehind(earlierRuns(folder), shown)[0]!.entries.map(({ id }) => id)).toEqual(['0b17f29e-1', '0b17f29e-2']);
  });
});
