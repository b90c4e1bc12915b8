import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isLoopback } from '../config/base-url.js';
import type { RunConfig } from '../config/config.js';
import { clientFor } from '../http/run-client.js';
import { keepAlive, ledgerFolder } from '../suite/earlier-runs.js';
import { loadExpectations } from '../suite/expectations.js';
import { openLedger } from '../suite/ledger.js';
import type { RunHandover } from '../suite/run.js';
import { PACKAGE_ROOT } from '../suite/vitest-config.js';
import { discover } from '../workspace/discover.js';
import { markerOf } from '../workspace/run-names.js';
import { withoutTemporary } from '../workspace/without-temporary.js';
import { listenersOn } from './listeners.js';
import { sweepEarlierRuns } from './sweep.js';

/** A run that is ready for its checks: steps 1 to 4. */
export interface PreparedRun {
  handover: RunHandover;
  /** What discovery found, in short: the whole model is in a file for the worker and need not stay here. */
  instance: { version: string | null; objects: number };
  notes: string[];
  /** Who else may hear of what the run writes; to be said before the first write. */
  listeners?: string;
  /** Set when the profile was narrowed, so the verdict can be at most `partial`. */
  incompleteReason?: string | undefined;
  startedAt: Date;
  discoveryTraffic: { requests: number; tokens: number; writes: number };
  /** Stops the embedded server, where there is one. */
  close(): Promise<void>;
}

/** Version of this package. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Starts the embedded server where no URL is given, discovers the workspace and writes what the worker needs. */
export async function prepareRun(given: RunConfig): Promise<PreparedRun> {
  const startedAt = new Date();
  const notes: string[] = [];
  let config = given;
  let close = async () => {};
  if (config.url === null) {
    const { startReferenceServer } = await import('../reference/server.js');
    const server = await startReferenceServer({ quirks: config.asDocumented ? 'none' : 'all' });
    const { keys } = server;
    config = {
      ...config,
      url: server.baseUrl,
      apiKey: keys.ADMIN_KEY,
      webhookListener: 'http://127.0.0.1:0',
      webhookListen: null,
      extraKeys: {
        restricted: keys.RESTRICTED_KEY, noRead: keys.NOREAD_KEY, noDestroy: keys.MEMBER_KEY, otherWorkspace: keys.OTHER_WORKSPACE_KEY, revoked: keys.REVOKED_KEY, expired: keys.EXPIRED_KEY,
      },
    };
    close = () => server.close();
    notes.push('The instance is the embedded reference server. Give --url to check a real one.');
  }
  try {
    const url = config.url!;
    const apiKey = config.apiKey!;
    let incompleteReason: string | undefined;
    const writes = config.profile !== 'read-only';
    if (writes && !isLoopback(url) && !config.allowWrites) {
      config = { ...config, profile: 'read-only' };
      incompleteReason = `Profile '${given.profile}' writes, and ${url} is not on this machine: ran as 'read-only'. Pass --allow-writes to let it write.`;
      notes.push(incompleteReason);
    }
    const expectations = config.expectations === 'none' ? [] : loadExpectations(resolve(config.expectations ?? join(PACKAGE_ROOT, 'fixtures', 'deviations')));
    const http = clientFor({ ...config, url, apiKey }, true);
    const found = await discover(http, url);
    const swept = await sweepEarlierRuns({ ...config, url, apiKey }, found.objects);
    const model = withoutTemporary(found);
    const listeners = config.profile === 'read-only' || given.url === null ? undefined : await listenersOn(http, model);
    if (listeners) notes.push(listeners);
    notes.push(...swept.notes);
    const sum = (key: keyof typeof http.traffic) => http.traffic[key] + swept.traffic[key];
    const discoveryTraffic = { requests: sum('requests'), tokens: sum('tokens'), writes: sum('writes') };
    await http.close();
    const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-'));
    const runId = randomBytes(4).toString('hex');
    const ledgers = ledgerFolder(config.reportDir);
    mkdirSync(ledgers, { recursive: true });
    const handover: RunHandover = {
      config: { ...config, url, apiKey },
      runId,
      modelFile: join(folder, 'model.json'),
      eventsFile: join(folder, 'events.ndjson'),
      ledgerFile: join(ledgers, `${runId}.ndjson`),
      expectations,
    };
    writeFileSync(handover.modelFile, JSON.stringify(model), { mode: 0o600 });
    writeFileSync(handover.eventsFile, '', { mode: 0o600 });
    openLedger(handover.ledgerFile, { runId, marker: markerOf(config.marker, runId), url, startedAt: startedAt.toISOString(), pid: process.pid, host: hostname(), embedded: given.url === null, folder });
    const rest = keepAlive(handover.ledgerFile);
    const stop = close;
    close = async () => {
      rest();
      await stop();
    };
    return { handover, instance: { version: model.version, objects: model.objects.length }, notes, startedAt, discoveryTraffic, close, ...(listeners ? { listeners } : {}), ...(incompleteReason ? { incompleteReason } : {}) };
  } catch (error) {
    await close();
    throw error;
  }
}
