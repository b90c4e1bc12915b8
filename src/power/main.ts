import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { loadSpecs } from '../commands/list.js';
import { PROFILES, type Profile } from '../config/config.js';
import { FAULTS, type Fault } from '../faults/index.js';
import { powerReport, type FaultResult, type PowerReport } from './matrix.js';
import type { PowerConfig } from './play.js';
import { recordSuite, touchedBy } from './record.js';
import type { Task, WorkerData } from './worker.js';
import { powerPage } from './page.js';

// The kill matrix: the suite once for each fault. `--profile`, `--fault ID` (or a family), `--workers`, `--report-dir`.
const { values: flags } = parseArgs({
  options: {
    profile: { type: 'string', default: 'full' },
    fault: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: '2' },
    'report-dir': { type: 'string', default: 'reports' },
    object: { type: 'string', multiple: true, default: ['conformanceSample', 'company'] },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const profile = PROFILES.find((one) => one === flags.profile);
if (!profile) throw new Error(`--profile ${flags.profile}: one of ${PROFILES.join(', ')}`);
const faults = FAULTS.filter(({ id }) => flags.fault.length === 0 || flags.fault.some((wanted) => id === wanted || id.startsWith(`${wanted}.`)));
const power: PowerConfig = { profile: profile as Profile, objects: flags.object, seed: 7 };

const started = new Date();
await loadSpecs();
const recording = await recordSuite(power);
const { passing } = recording;
say(`${recording.parts.length} parts of the suite recorded, ${recording.parts.reduce((sum, { exchanges }) => sum + exchanges.length, 0)} exchanges, ${passing.size} checks pass where nothing is wrong (${seconds()})`);

const workers = Array.from({ length: Number(flags.workers) }, () => new Worker(new URL('./worker.js', import.meta.url), { workerData: { power, model: recording.model, passing } satisfies WorkerData, resourceLimits: { maxOldGenerationSizeMb: 1500 } }));
const results = await inTurn(faults);
await Promise.all(workers.map((worker) => worker.terminate()));

const report = powerReport(
  { profile: power.profile, seed: power.seed, objects: power.objects, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() },
  faults.map(({ id }) => results.get(id)!),
  new Set([...passing].map((key) => key.split(' on ', 1)[0]!)),
);
write(report);
const { contract, infrastructure, silent } = report;
say(`${contract.noticed} of ${contract.faults} faults noticed, ${infrastructure.misjudged.length} of ${infrastructure.faults} infrastructure faults misjudged, ${silent.length} requirements notice none (${seconds()})`);
for (const id of contract.escaped) say(`escaped: ${id}`);
for (const id of infrastructure.misjudged) say(`misjudged: ${id}`);

/** Runs faults on all workers, one each at a time. */
async function inTurn(wanted: readonly Fault[]): Promise<Map<string, FaultResult>> {
  const results = new Map<string, FaultResult>();
  const waiting = [...wanted];
  await Promise.all(workers.map(async (worker) => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const result = await runOn(worker, { fault: fault.id, touched: await touchedBy(fault, recording) });
      results.set(fault.id, result);
      say(`${results.size}/${wanted.length} ${fault.id}: ${result.noticedBy.length} noticed, ${result.parts} parts, ${result.exchanges.altered} altered, ${result.milliseconds} ms${result.refused ? `, refused: ${result.refused}` : ''}`);
    }
  }));
  return results;
}

function runOn(worker: Worker, task: Task): Promise<FaultResult> {
  return new Promise((resolve, reject) => {
    worker.once('message', (result: FaultResult) => {
      worker.removeListener('error', reject);
      resolve(result);
    });
    worker.once('error', reject);
    worker.postMessage(task);
  });
}

function write(power: PowerReport): void {
  mkdirSync(flags['report-dir'], { recursive: true });
  const name = power.profile === 'full' ? 'power' : `power-${power.profile}`;
  writeFileSync(join(flags['report-dir'], `${name}.json`), `${JSON.stringify(power, null, 1)}\n`);
  writeFileSync(join(flags['report-dir'], `${name}.html`), powerPage(power));
}

function seconds(): string {
  return `${Math.round((Date.now() - started.getTime()) / 1000)} s`;
}

