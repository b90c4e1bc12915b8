import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf } from '../http/redact.js';

/** The last guard against a leaked key: each file, or file below a folder, that holds one in any form is deleted, and the run fails. */
export function refuseSecrets(paths: readonly string[], secrets: readonly string[]): void {
  const needles = secrets.flatMap(formsOf);
  const leaking = paths.flatMap(filesBelow).filter((path) => {
    const text = readFileSync(path, 'utf8');
    return needles.some((needle) => text.includes(needle));
  });
  for (const path of leaking) rmSync(path);
  if (leaking.length > 0) throw new Error(`An API key stood in ${leaking.join(', ')}, which was deleted`);
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
