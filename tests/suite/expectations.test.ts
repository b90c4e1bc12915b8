import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config.js';
import type { ReportCheck } from '../../src/report/model.js';
import { foresees, loadExpectations, unmetExpectations, type Expectation } from '../../src/suite/expectations.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const expectation = (over: Partial<Expectation> = {}): Expectation => ({
  requirement: 'rest.create.status',
  subject: '*',
  versions: '*',
  conditional: false,
  reason: 'Twenty answers 200',
  evidence: 'seen on 2.21.0',
  ...over,
});
const failure = { requirement: 'rest.create.status', subject: 'company', message: 'status: expected 201, got 200' };
const foreseen = (over: Partial<Expectation>, version: string | null = '2.21.0', check = failure) => foresees([expectation(over)], check, version) !== undefined;

describe('an expectation foresees a failure', () => {
  test('of its requirement alone, not of those below it', () => {
    expect(foreseen({})).toBe(true);
    expect(foreseen({ requirement: 'rest.create' })).toBe(false);
    expect(foreseen({ requirement: 'rest.create.status.more' })).toBe(false);
  });

  test.each([
    ['company', true],
    ['comp*', true],
    ['*any', true],
    ['c*y', true],
    ['compan', false],
    ['Company', false],
    ['c.mpany', false],
    ['(company|person)', false],
  ])("on the subjects that '%s' names: %s", (subject, matches) => {
    expect(foreseen({ subject })).toBe(matches);
  });

  test('only where the message is the foreseen one', () => {
    expect(foreseen({ message: 'got 200$' })).toBe(true);
    expect(foreseen({ message: 'got 500' })).toBe(false);
  });

  test.each([
    ['>=2.20 <2.22', '2.21.0', true],
    ['>=2.20 <2.22', 'v2.21.3', true],
    ['>=2.20 <2.22', '2.22.0', false],
    ['<2.21.0', '2.21.0', false],
    ['*', '2.21.0', true],
    ['*', null, true],
    ['>=2.20', null, false],
    ['>=2.20', 'main', false],
  ])('in versions %s when the instance says %s: %s', (versions, version, matches) => {
    expect(foreseen({ versions }, version)).toBe(matches);
  });

  test('the first that matches gives the reason', () => {
    const found = foresees([expectation({ subject: 'person' }), expectation({ reason: 'the second reason' }), expectation({ reason: 'the third reason' })], failure, null);
    expect(found?.reason).toBe('the second reason');
  });
});

describe('reading expectations', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'expectations-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (text: string, name = 'a.yaml') => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const entry = (more = '') => `- requirement: rest.create.status\n  reason: long enough a reason\n  evidence: seen by hand\n${more}`;
  const problems = (path: string): string[] => {
    try {
      loadExpectations(path);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as ConfigError).problems;
    }
    return [];
  };

  test('fills in subject and versions', () => {
    expect(loadExpectations(file(entry()))).toEqual([{ requirement: 'rest.create.status', conditional: false, subject: '*', versions: '*', reason: 'long enough a reason', evidence: 'seen by hand' }]);
  });

  test('an empty file has none', () => {
    expect(loadExpectations(file(''))).toEqual([]);
  });

  test('a folder gives those of every .yaml file in it', () => {
    file(entry(), 'b.yaml');
    file(entry(), 'a.yaml');
    file('not: [yaml', 'notes.txt');
    mkdirSync(join(folder, 'sub'));
    expect(loadExpectations(folder)).toHaveLength(2);
  });

  test('a file that is not there is named, with what to do', () => {
    expect(problems(join(folder, 'missing.yaml'))).toEqual([expect.stringMatching(/^--expectations: no file at '.*missing\.yaml'\. Give a YAML file, or 'none'\.$/)]);
  });

  test.each([
    ['text that is no YAML', 'a: [b', /a\.yaml: not YAML/],
    ['a map instead of a list', 'requirement: x', /a\.yaml/],
    ['an unknown key', entry('  verison: "*"\n'), /verison/],
    ['no reason', '- requirement: a.b\n  evidence: seen by hand\n', /0\.reason/],
    ['no evidence', '- requirement: a.b\n  reason: long enough a reason\n', /0\.evidence/],
    ['a version range that is none', entry('  versions: newest\n'), /'newest' is no version range/],
    ['a message that is no regular expression', entry('  message: "("\n'), /is no regular expression/],
  ])('%s is refused', (_what, text, message) => {
    expect(problems(file(text)).join('\n')).toMatch(message);
  });

  test('all problems of all files are shown at once', () => {
    file('a: [b', 'a.yaml');
    file(entry('  versions: newest\n'), 'b.yaml');
    expect(problems(folder)).toHaveLength(2);
  });

  test('the shipped deviations can be read', () => {
    expect(() => loadExpectations(join(PACKAGE_ROOT, 'fixtures', 'deviations'))).not.toThrow();
  });
});

describe('an expectation is unmet', () => {
  const check = (over: Partial<ReportCheck>) => ({ requirement: 'rest.create.status', subject: 'company', status: 'passed', ...over }) as ReportCheck;
  const unmet = (over: Partial<Expectation>, checks: ReportCheck[], partial = false) => unmetExpectations([expectation(over)], checks, partial).length === 1;

  test('where its requirement holds on every subject that it names', () => {
    expect(unmet({}, [check({})])).toBe(true);
    expect(unmet({ conditional: true }, [check({})])).toBe(false);
    expect(unmet({}, [check({}), check({ subject: 'note', status: 'failed', knownDeviation: { reason: 'Twenty answers 200', evidence: 'seen' } })])).toBe(false);
  });

  test('not where no subject that it names was checked', () => {
    expect(unmet({ subject: 'note' }, [check({})])).toBe(false);
    expect(unmet({ subject: 'note' }, [check({ subject: 'note', status: 'skipped' })])).toBe(false);
    expect(unmet({}, [])).toBe(false);
  });

  test('in a run that looks at a part, only where it names one subject', () => {
    expect(unmet({ subject: 'comp*' }, [check({})], true)).toBe(false);
    expect(unmet({ subject: 'company' }, [check({})], true)).toBe(true);
  });
});
