import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../suite/vitest-config.js';

/** Why no fault can make a requirement fail, by its id. */
export function unkilledReasons(): Record<string, string> {
  return (parse(readFileSync(join(PACKAGE_ROOT, 'fixtures', 'unkilled.yaml'), 'utf8')) ?? {}) as Record<string, string>;
}
