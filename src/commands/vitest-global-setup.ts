import type { TestProject } from 'vitest/node';
import { loadConfig } from '../config/load.js';
import { terminalSummary } from '../report/terminal.js';
import { finishRun } from './finish.js';
import { prepareRun } from './prepare.js';

/** Lets `vitest run` by hand do what the CLI does: prepare before the specs, report after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { config } = await loadConfig({}, process.env, process.cwd());
  const prepared = await prepareRun(config);
  project.provide('conformance', prepared.handover);
  return async () => {
    const { report, paths } = await finishRun(prepared);
    process.stdout.write(`${terminalSummary(report, { color: false, reportPaths: paths })}\n`);
    if (report.exitCode !== 0) process.exitCode = report.exitCode;
    await prepared.close();
  };
}
