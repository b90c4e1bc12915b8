import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseSecrets } from '../../src/commands/secret-scan.js';

const KEY = 'a+key/of the=run';
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'scan-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['as it is', KEY],
  ['URL-encoded', encodeURIComponent(KEY)],
  ['in base64', Buffer.from(KEY).toString('base64')],
  ['in base64url', Buffer.from(KEY).toString('base64url')],
])('a file that holds a key %s is deleted, below a folder too, and the others stay', (_how, form) => {
  mkdirSync(join(folder, 'allure-results'));
  const [leaking, clean] = [join(folder, 'allure-results', 'one.json'), join(folder, 'report.md')];
  writeFileSync(leaking, `{"seen":"x${form}y"}`);
  writeFileSync(clean, 'nothing');
  expect(() => refuseSecrets([clean, join(folder, 'allure-results')], [KEY])).toThrow('one.json');
  expect([existsSync(leaking), existsSync(clean)]).toEqual([false, true]);
});

test('files without a key and paths that are not there are no matter', () => {
  const clean = join(folder, 'report.md');
  writeFileSync(clean, 'nothing');
  expect(() => refuseSecrets([clean, join(folder, 'none')], [KEY])).not.toThrow();
});
