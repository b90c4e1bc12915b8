import { appendFileSync, readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import type { RunConfig } from '../config/config.js';
import { createAnswerLedger } from '../contract/answers.js';
import { createHistoryLedger, type HistoryLedger } from '../contract/record-history.js';
import { createTrafficLedger, type TrafficLedger } from '../contract/traffic.js';
import type { Exchange, HttpClient, Trouble } from '../http/exchange.js';
import { createRedactor, redactExchange } from '../http/redact.js';
import { clientFor } from '../http/run-client.js';
import type { RateWait } from '../http/throttle.js';
import type { ReportCheck } from '../report/model.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { markerOf } from '../workspace/run-names.js';
import { withoutForeignRecords, withoutForeignValues } from './foreign-records.js';
import { openCoverage, type Coverage, type CoverageEvent } from './coverage.js';
import { operationOf } from './operation.js';
import { foresees, type Expectation } from './expectations.js';
import { openLedger, type Ledger } from './ledger.js';
import { unlessOtherRun } from './other-runs.js';
import { runDoor } from './run-door.js';
import { onStop } from './stop-signal.js';
import { ownWrites } from './write-policy.js';

/** What the CLI hands to the test worker: plain JSON, paths instead of large data. */
export interface RunHandover {
  config: RunConfig & { url: string; apiKey: string };
  runId: string;
  modelFile: string;
  ledgerFile: string;
  eventsFile: string;
  expectations: Expectation[];
  /** Journeys on subjects that the budget does not allow. */
  leftOut?: string[];
}

/** One line of the events file, by which the worker tells the CLI what happened. */
export type RunEvent =
  | { type: 'check'; check: ReportCheck }
  | { type: 'traffic'; requests: number; tokens: number; writes: number; trouble: Trouble }
  | { type: 'refused'; message: string }
  | { type: 'latency'; operation: string; durationMs: number }
  | ({ type: 'waiting' } & RateWait)
  | CoverageEvent;

/** Everything that the checks of a run share. */
export interface Run {
  config: RunHandover['config'];
  runId: string;
  /** In every name that the run writes, so that people and automations can filter its records. */
  marker: string;
  model: WorkspaceModel;
  http: HttpClient;
  ledger: Ledger;
  /** Holds every REST answer of the run against the served OpenAPI documents. */
  answers: ReturnType<typeof createAnswerLedger>;
  /** Holds every answer of the run against the rules that need no document. */
  traffic: TrafficLedger;
  /** Holds all answers about a record of the run against each other. */
  history: HistoryLedger;
  /** Gathers which operations and which aspects of field types were checked by what. */
  coverage: Coverage;
  /** Journeys in flight are limited by it. Those that cost no tokens have a limit of their own, and go on while the others wait for the rate limit. */
  schedule<T>(tokens: number, task: () => Promise<T>): Promise<T>;
  leftOut: ReadonlySet<string>;
  /** Settles a check: known deviations are marked, values of others' records in its words are left out, the event is written. */
  settle(check: ReportCheck, evidence?: readonly Exchange[]): ReportCheck;
  /** Ids of the records that the run made; grows. */
  ownIds: Set<string>;
  /** A copy of an exchange without any secret and without values of records that the run did not make, fit for a report. */
  redact(exchange: Exchange): Exchange;
  /** Adds a time that was measured to the latencies of the report, under a name of its own. */
  measure(name: string, durationMs: number): void;
  /** Writes the counters so far. */
  reportTraffic(): void;
}

/** What subjects are chosen from: known before the first call of a check. */
export type Plan = Pick<Run, 'config' | 'model'>;

let opened: Run | undefined;

/** Opens the run once per worker; later calls return the same run. */
export function openRun(handover: RunHandover): Run {
  opened ??= createRun(handover);
  return opened;
}

/** What stands in the place of sockets and files, for a run that stays within its process. */
interface RunParts {
  http?: HttpClient;
  model?: WorkspaceModel;
  ledger?: Ledger;
  emit?: (event: RunEvent) => void;
}

/** Opens a run of its own. */
export function createRun(handover: RunHandover, parts: RunParts = {}): Run {
  const { config } = handover;
  const model = parts.model ?? Object.freeze(JSON.parse(readFileSync(handover.modelFile, 'utf8')) as WorkspaceModel);
  const marker = markerOf(config.marker, handover.runId);
  const emit = parts.emit ?? ((event: RunEvent) => appendFileSync(handover.eventsFile, `${JSON.stringify(event)}\n`));
  const ownIds = new Set<string>();
  const keys = [config.apiKey, ...Object.values(config.extraKeys)];
  const own = ownWrites(model, { runId: handover.runId, marker, ids: ownIds });
  const client = parts.http ?? clientFor(config, config.profile === 'read-only', {
    mayWrite: own.mayWrite,
    ...(config.maxTokens === null ? {} : { maxTokens: config.maxTokens }),
    onWait: (wait) => emit({ type: 'waiting', ...wait }),
  });
  const history = createHistoryLedger(model, ownIds);
  const { http, stop } = runDoor(client, (message) => emit({ type: 'refused', message }), (call) => history.doubt(call));
  if (!parts.http) onStop(handover.runId, stop);
  const answers = createAnswerLedger(model);
  const traffic = createTrafficLedger(model, keys);
  const mine = { ids: ownIds, marker };
  const [costly, free] = [pLimit(config.concurrency), pLimit(config.concurrency)];
  const redactText = createRedactor(keys);
  http.onExchange((exchange) => {
    answers.observe(exchange);
    traffic.observe(exchange);
    history.observe(exchange);
    own.observe(exchange);
    emit({ type: 'latency', operation: operationOf(exchange), durationMs: exchange.durationMs });
  });
  return {
    config,
    runId: handover.runId,
    marker,
    model,
    http,
    ledger: parts.ledger ?? openLedger(handover.ledgerFile),
    answers,
    traffic,
    history,
    coverage: openCoverage(model, emit),
    schedule: (tokens, task) => (tokens === 0 ? free : costly)(task),
    leftOut: new Set(handover.leftOut),
    ownIds,
    redact: (exchange) => (config.includeForeignValues ? redactExchange(exchange, redactText) : withoutForeignRecords(redactExchange(exchange, redactText), mine)),
    settle(given, evidence = []) {
      const worded = (check: ReportCheck, change: (text: string) => string): ReportCheck => ({
        ...check,
        ...(check.message === undefined ? {} : { message: change(check.message) }),
        ...(check.reason === undefined ? {} : { reason: change(check.reason) }),
      });
      const check = worded(given, redactText);
      const expected = check.status === 'failed' ? foresees(handover.expectations, check, model.version) : undefined;
      const known = expected
        ? { ...check, knownDeviation: { reason: expected.reason, evidence: expected.evidence, ...(expected.issue ? { issue: expected.issue } : {}) } }
        : unlessOtherRun(handover.runId, check, evidence);
      const settled = config.includeForeignValues ? known : worded(known, (text) => withoutForeignValues(text, evidence, mine));
      emit({ type: 'check', check: settled });
      return settled;
    },
    measure: (operation, durationMs) => emit({ type: 'latency', operation, durationMs }),
    reportTraffic: () => emit({ type: 'traffic', ...http.traffic, trouble: http.trouble }),
  };
}
