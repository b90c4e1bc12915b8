import { expect, test } from 'vitest';
import { powerReport, type FaultResult } from '../../src/power/matrix.js';
import { powerPage } from '../../src/power/page.js';

const result = (fault: string, ...requirements: string[]): FaultResult => ({
  fault, family: fault.split('.')[0]!, loses: 'a <b>', origin: 'lost write', parts: ['a'], exchanges: { seen: 3, altered: 1 },
  noticedBy: requirements.map((requirement) => ({ requirement, subject: 'company', message: 'x', tokens: 4 })), inconclusive: 0, tokens: 9, tokensToNotice: requirements.length > 0 ? 4 : null, milliseconds: 5,
});
const about = { profile: 'full', seed: 7, objects: ['company'], startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1000 };
const report = powerReport(about, [result('errors.one', 'rest.a', 'rest.b'), result('errors.two'), result('infrastructure.slow'), result('infrastructure.resets', 'rest.b')], new Set(['rest.a', 'rest.b', 'rest.c']));

test('faults of the contract are noticed or escape; infrastructure is rightly judged or not', () => {
  expect(report.contract).toEqual({ faults: 2, noticed: 1, escaped: ['errors.two'] });
  expect(report.infrastructure).toEqual({ faults: 2, misjudged: ['infrastructure.resets'] });
});

test('a requirement that only a disturbance made fail has noticed no fault', () => {
  expect(report.requirements).toEqual([{ requirement: 'rest.a', faults: ['errors.one'] }, { requirement: 'rest.b', faults: ['errors.one'] }, { requirement: 'rest.c', faults: [] }]);
  expect(report.silent).toEqual(['rest.c']);
});

test('the page names what escaped, and takes text as text', () => {
  const page = powerPage(report);
  expect(page).toContain('<strong>1 of 2</strong>');
  expect(page).toContain('<li><code>errors.two</code></li>');
  expect(page).toContain('a &lt;b&gt;');
  expect(page).not.toContain('<script');
});
