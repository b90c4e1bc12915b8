import { parentPort, workerData } from 'node:worker_threads';
import { FAULTS } from '../faults/index.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { openInstance } from './instance.js';
import type { FaultResult } from './matrix.js';
import { isLast, loadJourneys, openPowerRun, partsOf, playParts, type PowerConfig, type SettledCheck } from './play.js';
import { checkKey, type Touched } from './record.js';

/** What a worker needs for all of its faults. */
export interface WorkerData {
  power: PowerConfig;
  model: WorkspaceModel;
  troubled: Set<string>;
}

/** One fault to be run. */
export interface Task {
  fault: string;
  touched: Touched;
  /** Plays just these parts, whatever is noticed. */
  only?: string[];
}

/** Longest time of a run. */
const LIMIT_MS = 120_000;
/** Processor time, as recorded, after which a fault that was noticed is left, and what the disturbances get. */
const STAGES_MS = [250, 900, 3_000, 10_000];
const INFRASTRUCTURE_MS = 3_000;

/** The parts of each stage; a later stage is for faults that the earlier ones did not notice. */
function stagesOf({ parts }: Touched, family: string): string[][] {
  const limits = family === 'infrastructure' ? [INFRASTRUCTURE_MS] : STAGES_MS;
  const stages: string[][] = limits.map(() => []);
  let spent = 0;
  let stage = 0;
  for (const { key, milliseconds } of parts) {
    while (stage < limits.length && spent + milliseconds > limits[stage]! && stages[stage]!.length > 0) stage += 1;
    if (stage >= limits.length) break;
    stages[stage]!.push(key);
    spent += milliseconds;
  }
  return stages.filter((keys) => keys.length > 0);
}

async function runFault({ fault: id, touched, only }: Task, { power, model, troubled }: WorkerData): Promise<FaultResult> {
  const started = performance.now();
  const fault = FAULTS.find((one) => one.id === id)!;
  const instance = await openInstance([fault]);
  const timer = setTimeout(() => instance.cutOff(), LIMIT_MS);
  const result: FaultResult = { fault: id, family: fault.family, loses: fault.loses, origin: fault.origin, parts: [], exchanges: { seen: 0, altered: 0 }, noticedBy: [], inconclusive: 0, tokens: 0, tokensToNotice: null, milliseconds: 0 };
  let passedBlindly: string[] = [];
  try {
    const { run, checks, blind } = await openPowerRun(instance, power, model, touched.discovery);
    passedBlindly = blind;
    const there = partsOf(run);
    for (const keys of only ? [only] : stagesOf(touched, fault.family)) {
      result.parts.push(...keys);
      await playParts(run, there.filter((part) => isLast(part) || keys.includes(part.key)));
      judge(checks, troubled, result);
      if (result.noticedBy.length > 0) break;
    }
    result.tokens = run.http.traffic.tokens;
  } catch (error) {
    result.refused = String((error as Error).message ?? error).slice(0, 300);
  }
  if (fault.family === 'infrastructure') result.passedBlindly = [...new Set(passedBlindly)];
  clearTimeout(timer);
  const [counters] = instance.mount.counters();
  result.exchanges = { seen: counters!.seen, altered: counters!.altered };
  await instance.close();
  result.milliseconds = Math.round(performance.now() - started);
  return result;
}

function judge(checks: readonly SettledCheck[], troubled: ReadonlySet<string>, result: FaultResult): void {
  const told = new Set<string>();
  result.inconclusive = 0;
  for (const check of checks) {
    if (check.status === 'inconclusive') result.inconclusive += 1;
    if (check.status !== 'failed' || troubled.has(checkKey(check))) continue;
    result.tokensToNotice ??= check.tokens;
    if (told.has(check.requirement)) continue;
    told.add(check.requirement);
    result.noticedBy.push({ requirement: check.requirement, subject: check.subject, message: check.message.slice(0, 300), tokens: check.tokens });
  }
}

if (parentPort) {
  // A promise that nobody waits for any more, of a journey that was left: it can't be told in any check.
  process.on('unhandledRejection', (error) => process.stderr.write(`a rejection that nothing handled: ${String(error)}\n`));
  await loadJourneys();
  const data = workerData as WorkerData;
  parentPort.on('message', (task: Task) => {
    void runFault(task, data).then((result) => parentPort!.postMessage(result));
  });
}
