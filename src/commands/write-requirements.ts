import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { AREAS } from '../config/config.js';
import { PACKAGE_ROOT } from '../suite/vitest-config.js';
import { writeReportSchema } from '../report/schema.js';
import { listRequirements, type ListedRequirement } from './list.js';

const cell = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The page `docs/requirements.md`: every requirement, by area, in the order of the ids. */
export function renderRequirements(requirements: readonly ListedRequirement[]): string {
  const areas = AREAS.map((area) => ({ area, rows: requirements.filter((requirement) => requirement.area === area) })).filter(({ rows }) => rows.length > 0);
  const count = (level: string) => requirements.filter((requirement) => requirement.level === level).length;
  const lines = [
    '# Requirements',
    '',
    'Generated from the spec files by `npm run docs`. Do not edit.',
    '',
    `${requirements.length} requirements: ${count('MUST')} MUST, ${count('SHOULD')} SHOULD, ${count('MAY')} MAY. Ids are permanent.`,
    'Tokens are units of the rate limit that the journeys which check a requirement spend on one subject; other requirements are checked on the same calls.',
  ];
  for (const { area, rows } of areas) {
    lines.push('', `## ${area}`, '', '| id | level | requirement | source | profiles | tokens |', '|---|---|---|---|---|---:|');
    for (const { id, level, title, source, profiles, tokens } of rows) {
      lines.push(`| \`${id}\` | ${level} | ${cell(title)} | ${cell(source)} | ${profiles.join(', ')} | ${tokens} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  writeFileSync(join(PACKAGE_ROOT, 'docs', 'requirements.md'), renderRequirements(await listRequirements()));
  writeReportSchema(join(PACKAGE_ROOT, 'docs', 'report.schema.json'));
}
