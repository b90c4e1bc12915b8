import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

test('each operation and each aspect of a field type has a requirement, or a reason why it has none', () => {
  const rows = readFileSync(join(PACKAGE_ROOT, 'docs', 'coverage.md'), 'utf8').split('\n').filter((line) => line.startsWith('| '));
  expect(rows.length).toBeGreaterThan(400);
  expect(rows.filter((row) => row.includes('none: not yet') || / \|  \|$/.test(row))).toEqual([]);
});
