import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startVitest, type Reporter, type TestCase } from 'vitest/node';
import type { RunConfig } from '../config/config.js';
import { terminalSummary } from '../report/terminal.js';
import { readLedger } from '../suite/ledger.js';
import { sendStop } from '../suite/stop-signal.js';
import { suiteTestConfig } from '../suite/vitest-config.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { AllureReporter } from './allure-reporter.js';
import { finishRun } from './finish.js';
import { onInterrupt } from './interrupt.js';
import { planCost, type PlannedCost } from './plan.js';
import { prepareRun } from './prepare.js';

/** Shows done checks and failures: a line that rewrites itself on a terminal, plain lines now and then elsewhere. */
class Progress implements Reporter {
  private done = 0;
  private failed = 0;
  private shownAt = 0;
  private readonly startedAt = Date.now();
  readonly errors: string[] = [];
  /** Without a plan nothing is shown. */
  constructor(private readonly planned: PlannedCost | undefined, private readonly onStart: () => void) {}

  /** Vitest leaves the process on the first signal. */
  onInit(): void {
    this.onStart();
  }

  onTestCaseResult(test: TestCase): void {
    this.done += 1;
    if (test.result().state === 'failed') this.failed += 1;
    const interval = process.stderr.isTTY ? 100 : 5000;
    if (!this.planned || Date.now() - this.shownAt < interval) return;
    this.shownAt = Date.now();
    const elapsed = Date.now() - this.startedAt;
    const left = Math.round(((elapsed / this.done) * Math.max(0, this.planned.checks - this.done)) / 1000);
    const line = `${this.done}/${this.planned.checks} checks, ${this.failed} failed, ${test.meta().tokens ?? 0}/${this.planned.tokens} tokens, about ${left} s left`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  onTestModuleEnd(module: { errors(): ReadonlyArray<{ message: string }> }): void {
    this.errors.push(...module.errors().map(({ message }) => message));
  }

  onTestRunEnd(_modules: unknown, unhandled: ReadonlyArray<{ message: string }>): void {
    this.errors.push(...unhandled.map(({ message }) => message));
    if (this.planned && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

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
    const planned = config.quiet ? undefined : await planCost(handover.config, JSON.parse(readFileSync(handover.modelFile, 'utf8')) as WorkspaceModel);
    if (planned) {
      process.stderr.write(`Twenty ${instance.version ?? '(version not told)'} at ${handover.config.url}: ${instance.objects} objects, profile ${handover.config.profile}, seed ${handover.config.seed}; ${planned.checks} checks, ${planned.tokens} tokens planned\n`);
    }
    const progress = new Progress(planned, () => interrupts.onlyOurs());
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
