/** Builds the report from what a run gathered. */
import { findingsOf } from './findings.js';
import { REPORT_VERSION, type Report, type ReportCheck } from './model.js';
import { judge } from './verdict.js';
import { outcomeOf } from './wording.js';

/** The time that one call took. */
export interface LatencySample {
  /** What was called, without ids: `REST list`, `GraphQL createOne`. */
  operation: string;
  durationMs: number;
}

/** All that a run hands over for its report. */
export interface ReportInput {
  tool: Report['tool'];
  instance: Report['instance'];
  profile: string;
  seed: number;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  checks: ReportCheck[];
  traffic: Report['traffic'];
  cleanup: Report['cleanup'];
  notes: string[];
  latencySamples: LatencySample[];
  coverage: Report['coverage'];
  /** Treats a partial verdict as exit code 3. */
  requireComplete: boolean;
  /** Why the profile was not run as a whole; becomes a note and makes the verdict at most partial. */
  incompleteReason?: string | undefined;
  /** Why the run can tell nothing; becomes a note and the verdict inconclusive, unless something failed. */
  inconclusiveReason?: string | undefined;
  /** Set when the clean-up itself failed, so that leftovers cannot be ruled out. */
  leftoversFailed?: boolean | undefined;
}

/** Totals, findings, latencies, verdict and exit code of a run. */
export function buildReport(input: ReportInput): Report {
  const leftBehind = input.leftoversFailed === true || input.cleanup.leftovers.length > 0;
  const { verdict, exitCode, reason } = judge({ ...input, leftBehind });
  const cleanupNote = input.leftoversFailed && input.cleanup.leftovers.length === 0
    ? ['The clean-up failed: what the run created may still be there.']
    : [];
  const reasons = [reason, input.incompleteReason].filter((text) => text !== undefined && text !== '') as string[];
  return {
    reportVersion: REPORT_VERSION,
    tool: input.tool,
    verdict,
    exitCode,
    instance: input.instance,
    profile: input.profile,
    seed: input.seed,
    startedAt: input.startedAt,
    durationMs: input.durationMs,
    totals: totalsOf(input.checks),
    traffic: input.traffic,
    cleanup: input.cleanup,
    notes: [...new Set([...reasons, ...input.notes, ...cleanupNote])],
    findings: findingsOf(input.checks),
    checks: input.checks,
    coverage: input.coverage,
    latency: latencyOf(input.latencySamples),
  };
}

function totalsOf(checks: readonly ReportCheck[]): Report['totals'] {
  const totals = {
    requirements: new Set(checks.map((check) => check.requirement)).size,
    checks: checks.length,
    passed: 0,
    failed: 0,
    knownDeviations: 0,
    inconclusive: 0,
    skipped: 0,
  };
  for (const check of checks) {
    const outcome = outcomeOf(check);
    totals[outcome === 'deviation' ? 'knownDeviations' : outcome] += 1;
  }
  return totals;
}

function latencyOf(samples: readonly LatencySample[]): Report['latency'] {
  const byOperation = new Map<string, number[]>();
  for (const { operation, durationMs } of samples) {
    const durations = byOperation.get(operation);
    if (durations) durations.push(durationMs);
    else byOperation.set(operation, [durationMs]);
  }
  return [...byOperation]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([operation, durations]) => {
      durations.sort((one, other) => one - other);
      return { operation, count: durations.length, p50Ms: percentile(durations, 0.5), p95Ms: percentile(durations, 0.95) };
    });
}

/** Nearest rank, to a tenth of a millisecond. */
function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
