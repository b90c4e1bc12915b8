import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PROFILES, type Profile } from '../config/config.js';
import { FAULTS, type Fault } from '../faults/index.js';
import { powerReport, type FaultResult, type PowerReport } from './matrix.js';
import { loadJourneys, type PowerConfig } from './play.js';
import { chancesOf, recordSuite, touchedBy, type Chance, type Touched } from './record.js';
import type { Task, WorkerData } from './worker.js';
import { powerPage } from './page.js';
import { unkilledReasons } from './unkilled.js';

// The kill matrix: the suite once for each fault.
const program = new Command('power')
  .description('Runs the suite once for each fault and writes what notices it.')
  .addOption(new Option('--profile <profile>', 'profile of the suite').choices([...PROFILES]).default('full'))
  .option('--fault <id...>', 'only this fault, or those of this family', [])
  .option('--workers <n>', 'faults tried at once; more than there are processors, for some are waited for', positive, 2 * availableParallelism())
  .option('--report-dir <dir>', 'where power.json and power.html go', 'reports')
  .option('--object <name...>', 'objects that the suite runs on', ['conformanceSample', 'company'])
  .parse();
const flags = program.opts<{ profile: Profile; fault: string[]; workers: number; reportDir: string; object: string[] }>();
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const isWanted = ({ id }: Fault, wanted: string): boolean => id === wanted || id.startsWith(`${wanted}.`);
for (const wanted of flags.fault) if (!FAULTS.some((fault) => isWanted(fault, wanted))) program.error(`There is no fault and no family '${wanted}'. \`twenty-conformance serve --list-faults\` lists them.`, { exitCode: 2 });
const faults = FAULTS.filter((fault) => flags.fault.length === 0 || flags.fault.some((wanted) => isWanted(fault, wanted)));
// Those that are waited for most begin, so that no worker waits alone at the end.
const SLOW: readonly string[] = ['infrastructure', 'webhooks'];
const order = [...faults].sort((one, other) => Number(SLOW.includes(other.family)) - Number(SLOW.includes(one.family)));
const power: PowerConfig = { profile: flags.profile, objects: flags.object, seed: 7 };

/** How many faults are tried on a requirement that noticed none. */
const TRIES = 8;

const started = new Date();
await loadJourneys();
const recording = await recordSuite(power);
const { passing, troubled } = recording;
say(`${recording.parts.length} parts of the suite recorded, ${recording.parts.reduce((sum, { exchanges }) => sum + exchanges.length, 0)} exchanges, ${passing.size} requirements pass where nothing is wrong (${seconds()})`);

const workers = Array.from({ length: flags.workers }, () => new Worker(new URL('./worker.js', import.meta.url), { workerData: { power, model: recording.model, troubled } satisfies WorkerData, resourceLimits: { maxOldGenerationSizeMb: 1500 } }));
const touched = new Map<string, Touched>();
const results = new Map<string, FaultResult>();
await inTurn(order);
if (flags.fault.length === 0) await askTheSilent();
await Promise.all(workers.map((worker) => worker.terminate()));

const report = powerReport(
  { profile: power.profile, seed: power.seed, objects: power.objects, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() },
  faults.map(({ id }) => results.get(id)!),
  passing,
  unkilledReasons(),
);
write(report);
const { contract, infrastructure, silent } = report;
say(`${contract.noticed} of ${contract.faults} faults noticed, ${infrastructure.misjudged.length} of ${infrastructure.faults} infrastructure faults misjudged, ${silent.length} requirements notice none, ${Object.keys(report.unkilled).length} of them for a reason (${seconds()})`);
for (const id of silent) if (!(id in report.unkilled) && flags.fault.length === 0) say(`silent: ${id}`);
for (const id of contract.escaped) say(`escaped: ${id}`);
for (const id of infrastructure.misjudged) say(`misjudged: ${id}`);
for (const { fault, requirements } of report.collateral) say(`collateral: ${fault}: ${requirements.join(', ')}`);

/** Runs faults on all workers, one each at a time. */
async function inTurn(wanted: readonly Fault[]): Promise<void> {
  const waiting = [...wanted];
  await Promise.all(workers.map(async (worker) => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      touched.set(fault.id, await touchedBy(fault, recording));
      const result = await runOn(worker, { fault: fault.id, touched: touched.get(fault.id)! });
      results.set(fault.id, result);
      say(`${results.size}/${wanted.length} ${fault.id}: ${result.noticedBy.length} noticed, ${result.parts.length} parts, ${result.exchanges.altered} altered, ${result.milliseconds} ms${result.refused ? `, refused: ${result.refused}` : ''}`);
    }
  }));
}

/** A fault that was noticed is left at once. Each requirement which noticed none yet is asked once more, by the faults that are likeliest to reach it. */
async function askTheSilent(): Promise<void> {
  const silent = new Set(passing);
  const heard = ({ noticedBy }: FaultResult) => noticedBy.forEach(({ requirement }) => silent.delete(requirement));
  const contract = faults.filter(({ family }) => family !== 'infrastructure');
  for (const { id } of contract) heard(results.get(id)!);
  const chances = await chancesOf([...silent], contract, recording);
  const tries = new Map<string, number>();
  /** The best chance that is left of the requirement that was asked least often. A part that was played under a fault is not played again. */
  const next = (): Chance | undefined => {
    for (const requirement of [...silent].sort((one, other) => (tries.get(one) ?? 0) - (tries.get(other) ?? 0))) {
      const tried = tries.get(requirement) ?? 0;
      if (tried >= TRIES) return undefined;
      const chance = chances.get(requirement)!.find(({ fault, part }) => !results.get(fault)!.parts.includes(part));
      tries.set(requirement, chance ? tried + 1 : TRIES);
      if (chance) return chance;
    }
    return undefined;
  };
  await Promise.all(workers.map(async (worker) => {
    for (let chance = next(); chance; chance = next()) {
      const { fault, part } = chance;
      results.get(fault)!.parts.push(part);
      const further = await runOn(worker, { fault, touched: touched.get(fault)!, only: [part] });
      heard(further);
      const first = results.get(fault)!;
      const known = new Set(first.noticedBy.map(({ requirement }) => requirement));
      results.set(fault, { ...first, noticedBy: [...first.noticedBy, ...further.noticedBy.filter(({ requirement }) => !known.has(requirement))], milliseconds: first.milliseconds + further.milliseconds });
    }
  }));
  say(`${silent.size} requirements are silent (${seconds()})`);
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
  mkdirSync(flags.reportDir, { recursive: true });
  const name = power.profile === 'full' ? 'power' : `power-${power.profile}`;
  writeFileSync(join(flags.reportDir, `${name}.json`), `${JSON.stringify(power, null, 1)}\n`);
  writeFileSync(join(flags.reportDir, `${name}.html`), powerPage(power));
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return number;
}

function seconds(): string {
  return `${Math.round((Date.now() - started.getTime()) / 1000)} s`;
}

