import type { Faker } from '@faker-js/faker';
import type { Run } from './run.js';

/** A seeded UUID v4 that the write guard takes for the run's. It begins with the id of the run, so that runs of one seed do not meet. */
export function ownId(run: Pick<Run, 'runId' | 'ownIds'>, random: Faker): string {
  return noted(run, random.string.uuid());
}

/** Makes any UUID one of this run's. */
export function noted({ runId, ownIds }: Pick<Run, 'runId' | 'ownIds'>, uuid: string): string {
  const id = `${runId}${uuid.slice(runId.length)}`;
  ownIds.add(id);
  return id;
}
