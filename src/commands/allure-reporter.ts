import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestResult } from 'allure-js-commons';
import { FileSystemWriter, type ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import AllureVitestReporter from 'allure-vitest/reporter';
import type { Vitest } from 'vitest/node';

/** Leaves it to the system when a result reaches the disk: a flush for each of thousands of results takes longer than the checks do. */
class UnflushedWriter extends FileSystemWriter {
  constructor(private readonly resultsDir: string) {
    super({ resultsDir });
    mkdirSync(resultsDir, { recursive: true });
  }

  override writeResult(result: TestResult): void {
    writeFileSync(join(this.resultsDir, `${result.uuid}-result.json`), JSON.stringify(result));
  }
}

/** allure-vitest's reporter, writing to `resultsDir` without a flush for each file. */
export class AllureReporter extends AllureVitestReporter {
  constructor(private readonly resultsDir: string) {
    super({ resultsDir });
  }

  override onInit(vitest: Vitest): void {
    super.onInit(vitest);
    const { allureReporterRuntime } = this as unknown as { allureReporterRuntime: ReporterRuntime };
    allureReporterRuntime.writer = new UnflushedWriter(this.resultsDir);
  }
}
