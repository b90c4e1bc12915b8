import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { declaredRequirements } from '../../src/suite/requirement.js';
import { listRequirements } from '../../src/commands/list.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const entry = z.strictObject({ url: z.url(), bug: z.string().min(10), requirements: z.array(z.string()).min(1).optional(), reason: z.string().min(20).optional() });

test('fixtures/known-bugs.yaml gives each bug once, with requirements that exist or a reason', async () => {
  const bugs = z.array(entry).parse(parse(readFileSync(join(PACKAGE_ROOT, 'fixtures', 'known-bugs.yaml'), 'utf8')) ?? []);
  await listRequirements();
  const ids = new Set(declaredRequirements().map(({ id }) => id));
  expect(bugs.flatMap(({ requirements }) => requirements ?? []).filter((id) => !ids.has(id))).toEqual([]);
  expect(bugs.filter(({ requirements, reason }) => (requirements === undefined) === (reason === undefined)).map(({ url }) => url)).toEqual([]);
  expect(new Set(bugs.map(({ url }) => url)).size).toBe(bugs.length);
});
