import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { HttpClient, Trouble } from '../http/exchange.js';
import { clientFor } from '../http/run-client.js';
import { buildReport } from '../report/build.js';
import type { Report, ReportCheck } from '../report/model.js';
import { summariseNames } from '../report/wording.js';
import { writeReports } from '../report/write.js';
import { type Leftover, removeEntries } from '../suite/clean-up.js';
import { createCoverageTally } from '../suite/coverage.js';
import { unmetExpectations } from '../suite/expectations.js';
import { openLedger, readLedger } from '../suite/ledger.js';
import type { RunEvent } from '../suite/run.js';
import { packageVersion, type PreparedRun } from './prepare.js';
import { refuseSecrets } from './secret-scan.js';

type Traffic = HttpClient['traffic'];

/** Removes what the ledger says is still there, newest first. What is not found counts as removed. */
async function cleanUp(prepared: PreparedRun): Promise<{ created: number; leftovers: Leftover[]; traffic: Traffic }> {
  const { config, ledgerFile } = prepared.handover;
  const { created, open } = readLedger(ledgerFile);
  if (open.length === 0) return { created: created.length, leftovers: [], traffic: { requests: 0, tokens: 0, writes: 0 } };
  const ledger = openLedger(ledgerFile);
  const http = clientFor(config, false);
  try {
    const { leftovers } = await removeEntries(http, open, (entry) => ledger.removed(entry));
    return { created: created.length, leftovers, traffic: { ...http.traffic } };
  } catch (error) {
    const reason = String((error as Error).message ?? error);
    return { created: created.length, leftovers: open.map((entry) => ({ ...entry, reason })), traffic: { ...http.traffic } };
  } finally {
    await http.close();
  }
}

/** Cleans up, builds the report and writes it: steps 6 to 8. Returns the report and the paths written. */
export async function finishRun(prepared: PreparedRun, inconclusiveReason?: string): Promise<{ report: Report; paths: string[] }> {
  const { handover, instance, startedAt } = prepared;
  const { config } = handover;
  const cleanup = await cleanUp(prepared);
  const checks: ReportCheck[] = [];
  const latencySamples: Array<{ operation: string; durationMs: number }> = [];
  const coverage = createCoverageTally();
  const refused: string[] = [];
  let worker = { requests: 0, tokens: 0, writes: 0 };
  let trouble: Trouble = { counts: {}, outages: [], ended: undefined };
  for (const line of readFileSync(handover.eventsFile, 'utf8').split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as RunEvent;
    if (event.type === 'check') checks.push(event.check);
    else if (event.type === 'refused') refused.push(event.message);
    else if (event.type === 'latency') latencySamples.push({ operation: event.operation, durationMs: event.durationMs });
    else if (event.type === 'traffic') {
      worker = { requests: event.requests, tokens: event.tokens, writes: event.writes };
      trouble = event.trouble;
    }
    else if (event.type !== 'waiting') coverage.add(event);
  }
  const sum = (key: 'requests' | 'tokens' | 'writes') => prepared.discoveryTraffic[key] + worker[key] + cleanup.traffic[key];
  const endedBy = inconclusiveReason ?? (trouble.ended === undefined ? undefined : `The run ended early. ${trouble.ended}.`);
  const unmet = unmetNotes(prepared, checks);
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
      removed: cleanup.created - cleanup.leftovers.length,
      leftovers: cleanup.leftovers.map(({ kind, object, id }) => ({ kind, id, name: object })),
    },
    notes: [...prepared.notes, ...troubleNotes(trouble), ...refusalNote(refused, config.profile), ...leftoverNotes(cleanup.leftovers), ...unmet],
    latencySamples,
    coverage: coverage.result(),
    requireComplete: config.requireComplete,
    ...(prepared.incompleteReason ? { incompleteReason: prepared.incompleteReason } : {}),
    ...(endedBy ? { inconclusiveReason: endedBy } : {}),
  });
  const paths = await writeReports(report, config.reportDir, config.formats);
  refuseSecrets([...paths, join(resolve(config.reportDir), 'allure-results'), handover.ledgerFile], [config.apiKey, ...Object.values(config.extraKeys)]);
  rmSync(dirname(handover.eventsFile), { recursive: true, force: true });
  if (cleanup.leftovers.length === 0) rmSync(handover.ledgerFile, { force: true });
  return { report, paths };
}

/** What was in the way and was ridden out, or made checks inconclusive. */
function troubleNotes({ counts, outages }: Trouble): string[] {
  const seen = Object.entries(counts).sort(([, one], [, other]) => other - one).map(([what, times]) => `${times} × ${what}`);
  const seconds = Math.round(lengthOf(outages) / 1000);
  return [
    ...(seen.length > 0 ? [`Trouble on the way to the instance, ridden out or reported as inconclusive: ${seen.join(', ')}.`] : []),
    ...(outages.length > 0 ? [`The instance was away for ${seconds} s in all. What failed in journeys at that time is inconclusive.`] : []),
  ];
}

/** Time, in ms, in which at least one surface was away. */
function lengthOf(outages: Trouble['outages']): number {
  let [sum, until] = [0, 0];
  for (const { from, to } of [...outages].sort((one, other) => one.from - other.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

/** In a read-only run the guard does its work; elsewhere it stops a mistake of the suite. */
function refusalNote(refused: readonly string[], profile: string): string[] {
  return refused.length === 0 || profile === 'read-only' ? [] : [`The write guard refused ${refused.length} writes of this suite that were not on the run's own things, and they were not sent. The first: ${refused[0]}`];
}

/** A sentence for each reason, with the first names; the report lists all of them. An instance that is gone is the same one for everything. */
function leftoverNotes(leftovers: readonly Leftover[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { kind, object, id, reason } of leftovers) byReason.set(reason, [...(byReason.get(reason) ?? []), [kind, object, id].filter(Boolean).join(' ')]);
  return [...byReason].map(([reason, names]) => `Left behind: ${summariseNames(names)}: ${reason.replace(/\.$/, '')}. \`twenty-conformance cleanup\` tries again.`);
}

/** A check skipped on one subject while its requirement was checked on another does not apply there; it leaves the run complete. */
function withNotApplicable(checks: readonly ReportCheck[]): ReportCheck[] {
  const checked = new Set(checks.filter(({ status }) => status === 'passed' || status === 'failed').map(({ requirement }) => requirement));
  return checks.map((check) => (check.status === 'skipped' && checked.has(check.requirement) ? { ...check, optional: true } : check));
}

/** Sentences about expectations that were not met: the deviation is gone, the file should say so. */
function unmetNotes(prepared: PreparedRun, checks: readonly ReportCheck[]): string[] {
  const { expectations, config } = prepared.handover;
  if (config.asDocumented) return [];
  const partial = config.profile === 'smoke' || [config.areas, config.requirements, config.objects].some((chosen) => chosen.length > 0);
  return unmetExpectations(expectations, checks, partial)
    .map(({ requirement, subject, reason }) => `Expected deviation did not occur: ${requirement} on ${subject} (${reason}). Remove the expectation, or narrow its version range.`);
}
