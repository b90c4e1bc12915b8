import { expect, test } from 'vitest';
import { listRequirements } from '../../src/commands/list.js';
import { powerReport } from '../../src/power/matrix.js';
import { powerPage } from '../../src/power/page.js';
import { unkilledReasons } from '../../src/power/unkilled.js';

const about = { profile: 'full', seed: 7, objects: ['company'], startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1000 };

test('reasons are given for requirements that there are', async () => {
  const ids = (await listRequirements()).map(({ id }) => id);
  expect(Object.keys(unkilledReasons()).filter((id) => !ids.includes(id))).toEqual([]);
  for (const reason of Object.values(unkilledReasons())) expect(reason.length).toBeGreaterThan(30);
});

test('a silent requirement with a reason is shown with it', () => {
  const report = powerReport(about, [], new Set(['rest.a', 'rest.b']), { 'rest.a': 'Nothing <can>.', 'rest.c': 'Not of this profile.' });
  expect(report.silent).toEqual(['rest.a', 'rest.b']);
  expect(report.unkilled).toEqual({ 'rest.a': 'Nothing <can>.' });
  expect(powerPage(report)).toContain('Nothing &lt;can&gt;.');
  expect(powerPage(report)).toContain('2 of 2 requirements noticed no fault, 1 of them for a reason');
});
