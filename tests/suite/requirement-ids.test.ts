import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listRequirements } from '../../src/commands/list.js';
import { requirement } from '../../src/suite/requirement.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const idsIn = (file: string) =>
  readFileSync(join(PACKAGE_ROOT, 'fixtures', file), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const pinned = idsIn('requirement-ids.txt');
const retired = idsIn('retired-requirement-ids.txt');
const requirements = await listRequirements();
const ids = requirements.map(({ id }) => id);

describe('requirement ids are permanent', () => {
  test('every pinned id is still declared, or listed as retired', () => {
    expect(pinned.filter((id) => !ids.includes(id) && !retired.includes(id))).toEqual([]);
  });

  test('every declared id is pinned in fixtures/requirement-ids.txt', () => {
    expect(ids.filter((id) => !pinned.includes(id))).toEqual([]);
  });

  test('no retired id is used again', () => {
    expect(ids.filter((id) => retired.includes(id))).toEqual([]);
  });

  test('a retired id stays pinned', () => {
    expect(retired.filter((id) => !pinned.includes(id))).toEqual([]);
  });

  test('the pinned ids are sorted and stand there once', () => {
    expect(pinned).toEqual([...new Set(pinned)].sort());
  });
});

describe('every requirement', () => {
  test.each(requirements)('$id has a title that reads as a sentence, a source and a journey', ({ title, source, journeys, profiles, tokens }) => {
    expect(title).toMatch(/^\S+( \S+){2,}[^.\s]$/);
    expect(source.length).toBeGreaterThan(5);
    expect(journeys.length).toBeGreaterThan(0);
    expect(profiles.length).toBeGreaterThan(0);
    expect(tokens).toBeGreaterThanOrEqual(0);
  });

  test('there are at least 90 of them', () => {
    expect(ids.length).toBeGreaterThanOrEqual(90);
  });
});

describe('a declaration is refused', () => {
  const declare = (id: string) => requirement({ id, level: 'MUST', area: 'rest', title: 'A test', source: 'a test of the suite' });

  test.each(['rest', 'Rest.create', 'rest..create', 'rest.create.', 'rest.create one', '1rest.create', 'rest.a.b.c.d', 'rest.create_one', ''])("where the id is malformed: '%s'", (id) => {
    expect(() => declare(id)).toThrow('malformed');
  });

  test('where the id is taken', () => {
    declare('test.declared.twice');
    expect(() => declare('test.declared.twice')).toThrow("Requirement id 'test.declared.twice' is declared twice.");
  });
});
