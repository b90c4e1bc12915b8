import { describe, inject, test } from 'vitest';
import * as allure from 'allure-js-commons';
import { costOf, onJourney, playJourney, selectedRequirements } from './journey.js';
import { openRun, type RunHandover } from './run.js';

declare module 'vitest' {
  export interface ProvidedContext {
    conformance: RunHandover;
  }
  export interface TaskMeta {
    /** Tokens that the run has spent so far. */
    tokens?: number;
  }
}

/** Turns each declared journey into tests: one for each requirement on each subject. */
const run = openRun(inject('conformance'));

onJourney((journey) => {
  if (!journey.profiles.includes(run.config.profile)) return;
  const requirements = selectedRequirements(run, journey);
  if (requirements.length === 0) return;
  describe(journey.name, () => {
    for (const subject of journey.subjects(run)) {
      let played: ReturnType<typeof playJourney> | undefined;
      const play = () => (played ??= run.schedule(costOf(journey, subject), () => playJourney(run, journey, subject)));
      for (const requirement of requirements) {
        test.concurrent(`${requirement.id} › ${subject.name}`, async (context) => {
          const checks = (await play()).get(requirement.id) ?? [];
          context.task.meta.tokens = run.http.traffic.tokens;
          if (run.config.formats.includes('allure')) {
            await allure.epic(requirement.area);
            await allure.feature(requirement.title);
            await allure.tag(requirement.level);
          }
          const failed = checks.find((check) => check.status === 'failed' && !check.knownDeviation);
          if (failed) throw new Error(`${requirement.title}\n${failed.message ?? ''}\n${failed.exchanges[0]?.curl ?? ''}\nsource: ${requirement.source}`);
          const known = checks.find((check) => check.knownDeviation);
          if (known) context.skip(`known deviation: ${known.knownDeviation?.reason ?? ''}`);
          const open = checks.find((check) => check.status !== 'passed');
          if (open) context.skip(`${open.status}: ${open.reason ?? ''}`);
        });
      }
    }
  });
});
