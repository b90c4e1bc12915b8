import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { parse as parseYaml } from 'yaml';

const STEM = 'twenty-conformance.config';
const EXTENSIONS = ['ts', 'js', 'json', 'yaml'] as const;

/** The settings of the configuration file in a folder; null where there is none. Throws with a readable message. */
export async function readConfigFile(folder: string): Promise<{ name: string; settings: unknown } | null> {
  const found = EXTENSIONS.map((extension) => `${STEM}.${extension}`).filter((name) => existsSync(join(folder, name)));
  if (found.length > 1) throw new Error(`There are ${found.join(' and ')}; keep one of them`);
  const name = found[0];
  if (name === undefined) return null;
  const path = join(folder, name);
  try {
    return { name, settings: await load(path) };
  } catch (error) {
    throw new Error(`${name} can't be read: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`, { cause: error });
  }
}

async function load(path: string): Promise<unknown> {
  if (path.endsWith('.json')) return JSON.parse(readFileSync(path, 'utf8'));
  if (path.endsWith('.yaml')) return parseYaml(readFileSync(path, 'utf8')) ?? {};
  return createJiti(import.meta.url, { moduleCache: false }).import(path, { default: true });
}
