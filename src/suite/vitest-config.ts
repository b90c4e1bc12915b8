import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const here = dirname(fileURLToPath(import.meta.url));
/** `.ts` in a checkout run by vitest itself, `.js` when built. */
const extension = fileURLToPath(import.meta.url).endsWith('.ts') ? 'ts' : 'js';
/** The folder that holds `specs` and `src`: the checkout, or `dist` of the package. */
export const SUITE_ROOT = join(here, '..', '..');

/** The package's own folder, where `fixtures` and `package.json` are. */
export const PACKAGE_ROOT = existsSync(join(SUITE_ROOT, 'package.json')) ? SUITE_ROOT : join(SUITE_ROOT, '..');

/** Spec files in alphabetical order, but what judges the whole run's traffic comes last. */
class LastThingsLast extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => `${/(served|all)-answers/.test(file.moduleId) ? 1 : 0}${file.moduleId}`;
    return Promise.resolve([...files].sort((a, b) => rank(a).localeCompare(rank(b))));
  }
}

/** How vitest runs the specs: one worker, no isolation, checks in flight together, time limits per call rather than per test. */
export function suiteTestConfig(): TestUserConfig {
  return {
    root: SUITE_ROOT,
    include: [`specs/**/*.spec.${extension}`],
    exclude: [],
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 0,
    hookTimeout: 0,
    maxConcurrency: 1_000_000,
    setupFiles: [join(here, `vitest-setup.${extension}`), 'allure-vitest/setup'],
    sequence: { sequencer: LastThingsLast },
    passWithNoTests: true,
    watch: false,
  };
}
