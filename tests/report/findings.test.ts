import { describe, expect, it } from 'vitest';

import { causeOf, findingsOf } from '../../src/report/findings.js';
import { check, DEVIATION, failed } from './sample.js';

describe('the cause of a failure', () => {
  it.each([
    ['the names of the subject', 'person.emails is missing; emails of Person', 'person.emails', 'company.domainName is missing; domainName of Company', 'company.domainName'],
    ['the plural of its name', 'companys is not listed', 'company', 'notes is not listed', 'note'],
    ['ids', 'no record 6a3b0c1e-1d2f-4a5b-8c7d-9e0f1a2b3c4d', 'person', 'no record 0f0e0d0c-0b0a-4909-8807-060504030201', 'note'],
    ['numbers', 'expected 3 records, got 12', 'person', 'expected 60 records, got 0', 'note'],
    ['quoted values', 'expected "a b" to be `c`', 'person', 'expected "it\'s" to be `9`', 'note'],
    ['times', 'updatedAt 2026-01-02T03:04:05.678Z is older', 'person', 'updatedAt 2025-11-12T13:14:15Z is older', 'note'],
    ['a route', 'GET /rest/people answered with HTML', 'GET /rest/people', 'GET /rest/notes answered with HTML', 'GET /rest/notes'],
  ])('does not depend on %s', (_what, one, oneSubject, other, otherSubject) => {
    expect(causeOf(one, oneSubject)).toBe(causeOf(other, otherSubject));
  });

  it('depends on the HTTP status, and on words', () => {
    expect(causeOf('got status 500', 'person')).not.toBe(causeOf('got status 200', 'person'));
    expect(causeOf('no totalCount', 'person')).not.toBe(causeOf('no pageInfo', 'person'));
  });

  it('keeps apostrophes inside words', () => {
    expect(causeOf("the instance's answer wasn't JSON", 'person')).toBe("the instance's answer wasn't JSON");
  });

  it('survives subjects with characters that mean something in patterns', () => {
    expect(causeOf('a+(b [c is wrong', 'a+(b [c')).toContain('is wrong');
  });
});

describe('findings', () => {
  it('are one for one cause on many subjects', () => {
    const findings = findingsOf(['person', 'company', 'note'].map((subject) => failed({ subject, message: `${subject}: no "data" in the answer` })));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.subjects).toEqual(['person', 'company', 'note']);
  });

  it('are separate for separate requirements, and for foreseen and unforeseen failures', () => {
    const findings = findingsOf([failed(), failed({ requirement: 'rest.read.one' }), failed({ subject: 'note', knownDeviation: DEVIATION })]);
    expect(findings).toHaveLength(3);
    expect(findings.at(-1)?.knownDeviation).toEqual(DEVIATION);
  });

  it('come strictest first, then by how many subjects show them', () => {
    const findings = findingsOf([
      failed({ requirement: 'a.may.x', level: 'MAY' }),
      failed({ requirement: 'a.must.one' }),
      failed({ requirement: 'a.must.two' }),
      failed({ requirement: 'a.must.two', subject: 'note' }),
    ]);
    expect(findings.map((finding) => finding.requirement)).toEqual(['a.must.two', 'a.must.one', 'a.may.x']);
  });

  it('are not made of checks that did not fail', () => {
    expect(findingsOf([check(), check({ status: 'inconclusive' }), check({ status: 'skipped' })])).toEqual([]);
  });

  it('show an example with evidence where any has some', () => {
    const [finding] = findingsOf([failed({ exchanges: [] }), failed({ subject: 'note' })]);
    expect(finding?.example.subject).toBe('note');
  });
});
