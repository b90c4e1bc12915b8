import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const readme = readFileSync(join(PACKAGE_ROOT, 'README.md'), 'utf8');
const answers = new Map<string, string>();

/** What `--help` of the built command prints; asked once for each command. */
function help(command = ''): string {
  const known = answers.get(command);
  if (known !== undefined) return known;
  const text = execFileSync(process.execPath, [join(PACKAGE_ROOT, 'dist', 'src', 'cli.js'), ...(command === '' ? [] : [command]), '--help'], { encoding: 'utf8' });
  answers.set(command, text);
  return text;
}

const flagsIn = (text: string) => [...new Set([...text.matchAll(/^\s+(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag!))].filter((flag) => flag !== '--help');

describe('README', () => {
  const commands = [...help().matchAll(/^ {2}([a-z]+)(?: \[options\])?( {2,}|$)/gm)].map(([, name]) => name!).filter((name) => name !== 'help');

  test('--help lists commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['run', 'doctor', 'list', 'serve']));
  });

  test.each(commands)('names the command %s and each of its flags', (command) => {
    expect(readme).toMatch(new RegExp(`\`twenty-conformance ${command}[\` ]`));
    expect(flagsIn(help(command)).filter((flag) => !readme.includes(`\`${flag}`))).toEqual([]);
  });

  test('names no flag that is not there', () => {
    const there = new Set([...commands.flatMap((command) => flagsIn(help(command))), ...flagsIn(help())]);
    const named = [...readme.matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => flag!);
    expect(named.filter((flag) => !there.has(flag) && flag !== '--help')).toEqual([]);
  });

  test('the first screen has the two commands and the line for a real instance', () => {
    const screen = readme.split('\n').slice(0, 40).join('\n');
    expect(screen).toContain('npm ci && npm start');
    expect(screen).toContain('npm ci && npm test');
    expect(screen).toMatch(/TWENTY_BASE_URL=\S+ TWENTY_API_KEY=\S+ npx twenty-conformance run/);
  });
});
