import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HttpClient, Trouble } from '../http/exchange.js';
import { clientFor } from '../http/run-client.js';
import { buildReport } from '../report/build.js';
import type { Report, ReportCheck } from '../report/model.js';
import { writeReports } from '../report/write.js';
import { readLedger, type LedgerEntry } from '../suite/ledger.js';
import { createCoverageTally } from '../suite/coverage.js';
import type { RunEvent } from '../suite/run.js';
import { webhooksIn } from '../suite/webhooks.js';
import { isTemporaryName } from '../suite/temporary-object.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { createRestClient } from '../twenty/rest.js';
import { firstObjects, objectsOverRest } from '../workspace/discover-metadata.js';
import { packageVersion, type PreparedRun } from './prepare.js';

interface CleanupResult {
  created: number;
  removed: number;
  leftovers: LedgerEntry[];
}

/** Removes what the ledger says is still there, newest first. What is not found counts as removed. */
async function cleanUp(prepared: PreparedRun): Promise<CleanupResult & { traffic: { requests: number; tokens: number; writes: number } }> {
  const { config, ledgerFile } = prepared.handover;
  const { created, open } = readLedger(ledgerFile);
  if (open.length === 0) return { created: created.length, removed: created.length, leftovers: [], traffic: { requests: 0, tokens: 0, writes: 0 } };
  const http = clientFor(config, false);
  const rest = createRestClient(http);
  const leftovers: LedgerEntry[] = [];
  const remove: Record<LedgerEntry['kind'], (entry: LedgerEntry) => Promise<boolean>> = {
    record: async ({ object, id }) => [200, 404].includes((await rest.destroy(object, id)).response.status),
    webhook: ({ id }) => removeWebhook(http, id),
    object: ({ id }) => removeObject(http, id),
  };
  for (const entry of open) {
    try {
      const removed = await remove[entry.kind](entry);
      if (!removed) leftovers.push(entry);
    } catch {
      leftovers.push(entry);
    }
  }
  const { traffic } = http;
  await http.close();
  return { created: created.length, removed: created.length - leftovers.length, leftovers, traffic };
}

/** Deletes the custom object of this singular name, which only the run itself can have given. */
async function removeObject(http: HttpClient, nameSingular: string): Promise<boolean> {
  if (!isTemporaryName(nameSingular)) return false;
  const metadata = createMetadataRestClient(http);
  const listed = await objectsOverRest(http, await firstObjects(metadata));
  if (!('value' in listed)) return false;
  const found = listed.value.objects.find((object) => object.nameSingular === nameSingular);
  return found === undefined || [200, 404].includes((await metadata.delete('objects', found.id)).response.status);
}

/** Deletes the webhook that leads to this target. */
async function removeWebhook(http: HttpClient, targetUrl: string): Promise<boolean> {
  const metadata = createMetadataRestClient(http);
  const listed = webhooksIn(await metadata.list('webhooks'));
  const found = listed?.find((webhook) => webhook['targetUrl'] === targetUrl);
  return listed !== undefined && (found === undefined || (await metadata.delete('webhooks', String(found['id']))).response.status === 200);
}

/** Cleans up, builds the report and writes it: steps 6 to 8. Returns the report and the paths written. */
export async function finishRun(prepared: PreparedRun, inconclusiveReason?: string): Promise<{ report: Report; paths: string[] }> {
  const { handover, instance, startedAt } = prepared;
  const { config } = handover;
  const cleanup = await cleanUp(prepared);
  const checks: ReportCheck[] = [];
  const latencySamples: Array<{ operation: string; durationMs: number }> = [];
  const coverage = createCoverageTally();
  let worker = { requests: 0, tokens: 0, writes: 0 };
  let trouble: Trouble = { counts: {}, outages: [], ended: undefined };
  for (const line of readFileSync(handover.eventsFile, 'utf8').split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as RunEvent;
    if (event.type === 'check') checks.push(event.check);
    else if (event.type === 'latency') latencySamples.push({ operation: event.operation, durationMs: event.durationMs });
    else if (event.type === 'traffic') {
      worker = { requests: event.requests, tokens: event.tokens, writes: event.writes };
      trouble = event.trouble;
    }
    else coverage.add(event);
  }
  const sum = (key: 'requests' | 'tokens' | 'writes') => prepared.discoveryTraffic[key] + worker[key] + cleanup.traffic[key];
  const endedBy = inconclusiveReason ?? (trouble.ended === undefined ? undefined : `The run ended early. ${trouble.ended}.`);
  const unmet = unmetExpectations(prepared, checks);
  const report = buildReport({
    tool: { name: 'twenty-conformance', version: packageVersion() },
    instance: { baseUrl: config.url, version: instance.version },
    profile: config.profile,
    seed: config.seed,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    checks: withNotApplicable(checks),
    traffic: { requests: sum('requests'), tokens: sum('tokens'), writes: sum('writes') },
    cleanup: {
      created: cleanup.created,
      removed: cleanup.removed,
      leftovers: cleanup.leftovers.map(({ kind, object, id }) => ({ kind, id, name: object })),
    },
    notes: [...prepared.notes, ...troubleNotes(trouble), ...unmet],
    latencySamples,
    coverage: coverage.result(),
    requireComplete: config.requireComplete,
    ...(prepared.incompleteReason ? { incompleteReason: prepared.incompleteReason } : {}),
    ...(endedBy ? { inconclusiveReason: endedBy } : {}),
  });
  const paths = await writeReports(report, config.reportDir, config.formats);
  refuseSecrets(paths, [config.apiKey, ...Object.values(config.extraKeys)]);
  rmSync(dirname(handover.eventsFile), { recursive: true, force: true });
  if (cleanup.leftovers.length === 0) rmSync(handover.ledgerFile, { force: true });
  return { report, paths };
}

/** What was in the way and was ridden out, or made checks inconclusive. */
function troubleNotes({ counts, outages }: Trouble): string[] {
  const seen = Object.entries(counts).sort(([, one], [, other]) => other - one).map(([what, times]) => `${times} × ${what}`);
  const seconds = Math.round(outages.reduce((sum, { from, to }) => sum + to - from, 0) / 1000);
  return [
    ...(seen.length > 0 ? [`Trouble on the way to the instance, ridden out or reported as inconclusive: ${seen.join(', ')}.`] : []),
    ...(outages.length > 0 ? [`The instance was away for ${seconds} s in all. What failed in journeys at that time is inconclusive.`] : []),
  ];
}

/** The last guard against a leaked key: a report that holds one is deleted, and the run fails. */
function refuseSecrets(paths: readonly string[], secrets: readonly string[]): void {
  const leaking = paths.filter((path) => {
    const text = readFileSync(path, 'utf8');
    return secrets.some((secret) => text.includes(secret));
  });
  for (const path of leaking) rmSync(path);
  if (leaking.length > 0) throw new Error(`An API key stood in ${leaking.join(', ')}, which was deleted`);
}

/** A check skipped on one subject while its requirement was checked on another does not apply there; it leaves the run complete. */
function withNotApplicable(checks: readonly ReportCheck[]): ReportCheck[] {
  const checked = new Set(checks.filter(({ status }) => status === 'passed' || status === 'failed').map(({ requirement }) => requirement));
  return checks.map((check) => (check.status === 'skipped' && checked.has(check.requirement) ? { ...check, optional: true } : check));
}

/** Sentences about expectations whose requirement was checked and did not fail: the deviation is gone, the file should say so. */
function unmetExpectations(prepared: PreparedRun, checks: readonly ReportCheck[]): string[] {
  const { expectations, config } = prepared.handover;
  if (config.asDocumented) return [];
  return expectations
    .filter(({ requirement, reason, conditional }) => {
      if (conditional) return false;
      const about = checks.filter((check) => check.requirement === requirement);
      return about.some((check) => check.status === 'passed') && !about.some((check) => check.knownDeviation?.reason === reason);
    })
    .map(({ requirement, subject, reason }) => `Expected deviation did not occur: ${requirement} on ${subject} (${reason}). Remove the expectation, or narrow its version range.`);
}
