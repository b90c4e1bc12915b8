import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { terminalSummary } from '../../src/report/terminal.js';
import { writeHtml } from '../../src/report/write-html.js';
import { writeJunit } from '../../src/report/write-junit.js';
import { writeMarkdown } from '../../src/report/write-markdown.js';
import { writeReports } from '../../src/report/write.js';
import { check, DEVIATION, exchange, failed, largeReport, report } from './sample.js';

const EVIL = `<script>alert(1)</script><img src=x onerror='alert("2")'>]]></pre>\u0000\u001b[31m|`;
const evil = () =>
  report({
    instance: { baseUrl: EVIL, version: EVIL },
    notes: [EVIL],
    cleanup: { created: 1, removed: 0, leftovers: [{ kind: EVIL, id: EVIL, name: EVIL }] },
    checks: [
      failed({ subject: EVIL, title: EVIL, source: EVIL, message: EVIL, area: EVIL, exchanges: [{ ...exchange({ body: EVIL }), curl: EVIL }] }),
      failed({ subject: 'x', knownDeviation: { reason: EVIL, evidence: EVIL, issue: `javascript:${EVIL}` } }),
      check({ status: 'inconclusive', reason: EVIL, exchanges: [exchange({ body: EVIL })] }),
      check({ status: 'skipped', reason: EVIL }),
    ],
    latencySamples: [{ operation: EVIL, durationMs: 1 }],
  });

describe('the HTML report', () => {
  it('shows what came from outside as text, never as markup or as a link to run', () => {
    const page = writeHtml(evil());
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/href="javascript:/);
    expect(page).not.toContain('\u0000');
  });

  it('allows by its policy its own script and style and nothing else', () => {
    const page = writeHtml(report());
    const hash = (text: string | undefined) => `sha256-${createHash('sha256').update(text ?? '').digest('base64')}`;
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replace(/&#39;/g, "'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src '${hash(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1])}'`);
    expect(policy).toContain(`style-src '${hash(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1])}'`);
    expect(page).not.toMatch(/ style="| on\w+="|https?:\/\/(?!127\.0\.0\.1|example\.org)/);
  });

  it('stays below five megabytes with 5,000 checks, even if most fail at length', () => {
    const checks = largeReport(5000, 0.2).checks.map((one, index) => ({
      ...one,
      ...(one.status === 'passed' ? {} : { message: `word${index} ${'<long> '.repeat(500)}`, exchanges: [exchange({ body: '"<&>'.repeat(20_000) })] }),
    }));
    const size = Buffer.byteLength(writeHtml(report({ checks })));
    expect(size).toBeLessThan(5_000_000);
  });

  it('links to no finding that it leaves out', () => {
    const checks = Array.from({ length: 900 }, (_, index) => failed({ requirement: `rest.r${index}.x`, ...(index % 2 ? { knownDeviation: DEVIATION } : {}) }));
    const page = writeHtml(report({ checks }));
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    expect([...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]).filter((target) => !ids.has(target))).toEqual([]);
    expect(page).toContain('50 more findings in report.json');
  });

  it('keeps the exchanges of passed checks out', () => {
    expect(writeHtml(report({ checks: [check({ exchanges: [exchange({ body: 'only in a passed check' })] })] }))).not.toContain('only in a passed check');
  });

  it('tells known deviations apart from findings', () => {
    const page = writeHtml(report({ checks: [check(), failed({ subject: 'note', knownDeviation: DEVIATION })] }));
    expect(page).toContain('Nothing failed unexpectedly.');
    expect(page).toContain(DEVIATION.reason);
  });
});

describe('the Markdown report', () => {
  it('fits a job summary however many findings there are, and says that some are missing', () => {
    const checks = Array.from({ length: 3000 }, (_, index) => failed({ requirement: `rest.r${index}.x`, message: 'é'.repeat(3000) }));
    const text = writeMarkdown(report({ checks, notes: Array.from({ length: 500 }, () => 'note '.repeat(500)) }));
    expect(Buffer.byteLength(text)).toBeLessThan(64_000);
    expect(text).toMatch(/of 3000 left out for size/);
  });

  it('shows what came from outside as text', () => {
    const outsideFences = writeMarkdown(evil()).replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
    expect(outsideFences).not.toMatch(/<script|<img/);
  });

  it('fences evidence that holds fences itself', () => {
    const text = writeMarkdown(report({ checks: [failed({ message: '```\n# not a heading\n````' })] }));
    expect(text).toContain('`````text\n```\n# not a heading\n````\n`````');
  });

  it('names verdict, totals, finding, source and command', () => {
    const text = writeMarkdown(report({ checks: [check(), failed({ subject: 'note' })] }));
    for (const part of ['non-conformant', '| MUST | 2 |', 'rest.create.envelope', 'Source: Twenty API documentation', 'curl -X POST']) expect(text).toContain(part);
  });
});

describe('the JUnit report', () => {
  it('has only unexpected failures as failures', () => {
    const text = writeJunit(report({
      checks: [check(), failed({ subject: 'note' }), failed({ subject: 'task', knownDeviation: DEVIATION }), check({ subject: 'pet', status: 'inconclusive', reason: 'no answer' })],
    }));
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text).toContain('message="known deviation: Twenty answers 400');
    expect(text).toContain('message="inconclusive: no answer"');
    expect(text).toContain('tests="5" failures="1" errors="0" skipped="2"');
  });

  it('has an error when the run could not judge or left something behind', () => {
    expect(writeJunit(report({ checks: [], inconclusiveReason: 'unreachable' }))).toMatch(/<error [^>]*exit code 3[^>]*>unreachable/);
    expect(writeJunit(report({ leftoversFailed: true }))).toMatch(/<error [^>]*exit code 4/);
    expect(writeJunit(report())).not.toContain('<error');
  });

  it('holds no character that XML forbids', () => {
    const text = writeJunit(evil());
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(text).not.toMatch(/<script|<img/);
    expect(text.match(/<testcase /g)).toHaveLength(5);
  });
});

describe('the summary on the terminal', () => {
  it('ends with verdict, counts, findings and where the report is', () => {
    const text = terminalSummary(largeReport(600), { color: false, reportPaths: ['reports/report.html'], maxFindings: 2 });
    for (const part of ['NON-CONFORMANT', 'MUST', 'known deviations', '1. MUST', '2. MUST', 'source: ', 'curl -X', 'more findings in the report', 'Report: reports/report.html']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('3. MUST');
    expect(text).not.toContain('\u001b');
  });

  it('passes no control characters of the instance on', () => {
    expect(terminalSummary(evil(), { color: false, reportPaths: [] })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('is coloured where wanted', () => {
    expect(terminalSummary(report(), { color: true, reportPaths: [] })).toContain('\u001b[32mCONFORMANT');
  });
});

describe('writing reports', () => {
  it('writes the formats asked for, replaces old files and leaves no draft', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'report-'));
    try {
      const wanted = ['html', 'json', 'md', 'junit', 'allure'];
      await writeReports(report({ seed: 1 }), join(dir, 'deep'), wanted);
      const paths = await writeReports(report({ seed: 2 }), join(dir, 'deep'), wanted);
      expect(paths.map((path) => path.slice(dir.length + 6))).toEqual(['report.html', 'report.json', 'report.md', 'junit.xml']);
      expect((await readdir(join(dir, 'deep'))).sort()).toEqual(['junit.xml', 'report.html', 'report.json', 'report.md']);
      expect(await readFile(join(dir, 'deep', 'report.json'), 'utf8')).toContain('"seed": 2');
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
