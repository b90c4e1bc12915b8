import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declaredJourneys } from '../suite/journey.js';
import { declaredRequirements, type Requirement } from '../suite/requirement.js';
import { SUITE_ROOT } from '../suite/vitest-config.js';

/** A requirement with what checking it takes. */
export interface ListedRequirement extends Requirement {
  profiles: string[];
  /** Tokens of the journeys that check it, for each subject. */
  tokens: number;
  journeys: string[];
}

/** Loads every spec file, which declares its requirements and journeys. */
export async function loadSpecs(loaded: (file: string) => void = () => {}): Promise<void> {
  const folder = join(SUITE_ROOT, 'specs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.spec\.(js|ts)$/.test(file));
  for (const file of files.sort()) {
    await import(pathToFileURL(join(folder, file)).href);
    loaded(file);
  }
}

/** All requirements with their journeys, sorted by id. */
export async function listRequirements(): Promise<ListedRequirement[]> {
  await loadSpecs();
  return declaredRequirements().map((requirement) => {
    const journeys = declaredJourneys().filter(({ requirements }) => requirements.includes(requirement));
    return {
      ...requirement,
      profiles: [...new Set(journeys.flatMap(({ profiles }) => profiles))],
      tokens: journeys.reduce((sum, { tokens }) => sum + tokens, 0),
      journeys: journeys.map(({ name }) => name),
    };
  });
}

/** Prints all requirements, as a table or as JSON. */
export async function list(options: { json: boolean }, print: (text: string) => void): Promise<number> {
  const requirements = await listRequirements();
  if (options.json) print(JSON.stringify(requirements, null, 2));
  else {
    const width = Math.max(...requirements.map(({ id }) => id.length));
    for (const { id, level, title, profiles, tokens } of requirements) print(`${id.padEnd(width)}  ${level.padEnd(6)}  ${title}  [${profiles.join(', ')}; ${tokens} tokens a subject]`);
    print(`${requirements.length} requirements`);
  }
  return 0;
}
