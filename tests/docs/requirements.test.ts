import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRequirements } from '../../src/commands/list.js';
import { renderRequirements } from '../../src/commands/write-docs.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

test('docs/requirements.md says what the spec files say (else: npm run docs)', async () => {
  expect(readFileSync(join(PACKAGE_ROOT, 'docs', 'requirements.md'), 'utf8')).toBe(renderRequirements(await listRequirements()));
});

test('a bar in a title does not break the table', () => {
  const page = renderRequirements([{ id: 'rest.a.b', level: 'MUST', area: 'rest', title: 'A | B', source: 'S', profiles: ['smoke'], tokens: 2, journeys: [] }]);
  expect(page).toContain('| `rest.a.b` | MUST | A \\| B | S | smoke | 2 |');
});
