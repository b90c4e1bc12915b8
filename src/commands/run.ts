import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startVitest, type Reporter } from 'vitest/node';
import type { RunConfig } from '../config/config.js';
import { terminalSummary } from '../report/terminal.js';
import { summariseNames } from '../report/wording.js';
import { readLedger } from '../suite/ledger.js';
import { unsampledObjects } from '../suite/subjects.js';
import { sendStop } from '../suite/stop-signal.js';
import { suiteTestConfig } from '../suite/vitest-config.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { AllureReporter } from './allure-reporter.js';
import { finishRun } from './finish.js';
import { onInterrupt } from './interrupt.js';
import { chooseWithin, type LeftOut } from './choose.js';
import { planCost } from './plan.js';
import { prepareRun } from './prepare.js';
import { Progress } from './progress.js';

/** Runs the suite from discovery to exit code. `print` gets the closing summary. */
export async function run(config: RunConfig, print: (text: string) => void): Promise<number> {
  let stoppedBy: string | undefined;
  let leave = () => process.exit(3);
  let stop = () => {};
  const interrupts = onInterrupt(
    () => {
      stoppedBy = 'The run was stopped by Ctrl-C.';
      process.stderr.write('\nStopping: what the run made is being removed. Ctrl-C again leaves at once.\n');
      stop();
    },
    () => leave(),
  );
  const prepared = await prepareRun(config);
  const { handover, instance } = prepared;
  stop = () => sendStop(handover.runId);
  leave = () => {
    const open = config.url === null ? 0 : readLedger(handover.ledgerFile).open.length;
    if (open > 0) process.stderr.write(`\nLeft at once. ${open} things may still be on ${handover.config.url}; this removes them:\n  twenty-conformance cleanup --run ${handover.runId} --url ${handover.config.url} --report-dir ${config.reportDir}\n`);
    process.exit(open > 0 ? 4 : 3);
  };
  try {
    if (prepared.listeners && !config.quiet) process.stderr.write(`note: ${prepared.listeners}\n`);
    const model = () => JSON.parse(readFileSync(handover.modelFile, 'utf8')) as WorkspaceModel;
    const { maxTokens, sample } = handover.config;
    const incomplete = (reason: string | undefined) => (prepared.incompleteReason = [prepared.incompleteReason, reason].filter(Boolean).join(' ') || undefined);
    if (sample !== null) incomplete(unsampledReason(sample, unsampledObjects({ config: handover.config, model: model() })));
    if (maxTokens !== null) {
      const leftOut = await chooseWithin({ config: handover.config, model: model() }, maxTokens);
      handover.leftOut = leftOut.keys;
      incomplete(leftOutReason(maxTokens, leftOut));
    }
    const planned = config.quiet ? undefined : await planCost(handover.config, model(), handover.config.profile, handover.leftOut);
    if (planned) {
      process.stderr.write(`Twenty ${instance.version ?? '(version not told)'} at ${handover.config.url}: ${instance.objects} objects, profile ${handover.config.profile}, seed ${handover.config.seed}; ${planned.checks} checks, ${planned.tokens} tokens planned\n`);
    }
    const progress = new Progress(planned, handover.eventsFile, () => interrupts.onlyOurs());
    const reporters: Reporter[] = [progress];
    if (config.formats.includes('allure')) reporters.push(new AllureReporter(join(resolve(config.reportDir), 'allure-results')));
    const vitest = stoppedBy ? undefined : await startVitest('test', [], { ...suiteTestConfig(), config: false, provide: { conformance: handover }, reporters: reporters as never }, { logLevel: 'silent' });
    await vitest?.close();
    process.exitCode = 0;
    const broken = progress.errors[0];
    const { report, paths } = await finishRun(prepared, stoppedBy ?? (broken ? `A spec file could not run: ${broken}` : undefined));
    print(terminalSummary(report, { color: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR, reportPaths: paths }));
    return report.exitCode;
  } finally {
    interrupts.close();
    await prepared.close();
  }
}

/** Names that a note can hold. */
const NAMED = 40;

function unsampledReason(sample: number, names: string[]): string | undefined {
  return names.length === 0 ? undefined : `--sample ${sample} left out ${names.length} objects: ${summariseNames(names, NAMED)}.`;
}

function leftOutReason(maxTokens: number, { checks, requirements }: LeftOut): string | undefined {
  if (checks === 0) return undefined;
  const none = requirements.length === 0 ? 'each requirement is checked on something' : `these requirements are not checked at all: ${requirements.join(', ')}`;
  return `--max-tokens ${maxTokens} left out ${checks} checks; ${none}.`;
}
