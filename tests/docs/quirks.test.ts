import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readQuirksNoticed, renderQuirks } from '../../src/commands/write-docs.js';
import { QUIRKS } from '../../src/reference/quirks.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

test('docs/quirks.md says what the code and bench/quirks-noticed.json say (else: npm run docs)', () => {
  expect(readFileSync(join(PACKAGE_ROOT, 'docs', 'quirks.md'), 'utf8')).toBe(renderQuirks(readQuirksNoticed()));
});

test('what was measured names quirks and requirements that exist', () => {
  const ids = readFileSync(join(PACKAGE_ROOT, 'fixtures', 'requirement-ids.txt'), 'utf8').split('\n');
  const noticed = readQuirksNoticed();
  expect(Object.keys(noticed).filter((name) => !(name in QUIRKS))).toEqual([]);
  expect(Object.values(noticed).flat().filter((id) => !ids.includes(id))).toEqual([]);
});
