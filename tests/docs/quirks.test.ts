import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { QUIRKS } from '../../src/reference/quirks.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'quirks.md'), 'utf8');
const ids = readFileSync(join(PACKAGE_ROOT, 'fixtures', 'requirement-ids.txt'), 'utf8').split('\n');

test('docs/quirks.md has a row for each quirk and no other', () => {
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(QUIRKS));
});

test('docs/quirks.md names requirements that exist', () => {
  const named = [...page.matchAll(/`([a-z-]+\.[a-z0-9.-]+)`/g)].map(([, id]) => id ?? '').filter((id) => /^(auth|rest|graphql|metadata|openapi|parity|custom-fields|protocol)\./.test(id));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
