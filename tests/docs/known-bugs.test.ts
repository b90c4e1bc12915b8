import { expect, test } from 'vitest';
import { listRequirements } from '../../src/commands/list.js';
import { readKnownBugs } from '../../src/commands/write-coverage.js';

test('fixtures/known-bugs.yaml gives each bug once, with requirements that exist or a reason', async () => {
  const bugs = readKnownBugs();
  const ids = new Set((await listRequirements()).map(({ id }) => id));
  expect(bugs.flatMap(({ requirements }) => requirements ?? []).filter((id) => !ids.has(id))).toEqual([]);
  expect(bugs.filter(({ requirements, reason }) => (requirements === undefined) === (reason === undefined)).map(({ url }) => url)).toEqual([]);
  expect(new Set(bugs.map(({ url }) => url)).size).toBe(bugs.length);
});
