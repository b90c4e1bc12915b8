import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderCoverage } from '../../src/commands/write-coverage.js';
import type { Report } from '../../src/report/model.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

/** Runs the built CLI on its embedded server, free of the caller's own instance. */
async function runSuite(...flags: string[]): Promise<{ folder: string; code: number | null; output: string; report: Report }> {
  const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-self-'));
  folders.push(folder);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TWENTY_') && !name.startsWith('VITEST')));
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, 'dist', 'src', 'cli.js'), 'run', '--quiet', '--format', 'json', '--report-dir', folder, '--seed', '7', ...flags], { cwd: folder, env });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { folder, code, output, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
}

const failures = (report: Report) => report.checks.filter(({ status, knownDeviation }) => status === 'failed' && !knownDeviation).map(({ requirement, subject, message }) => `${requirement} on ${subject}: ${message ?? ''}`);

describe('the suite on the embedded reference server', () => {
  test('fails in nothing but the shipped deviations when the server has the quirks of stock Twenty', { timeout: 600_000 }, async () => {
    const { code, report } = await runSuite('--profile', 'full');
    expect(failures(report)).toEqual([]);
    expect(report.totals.knownDeviations).toBeGreaterThan(0);
    expect(report.notes.filter((note) => note.startsWith('Expected deviation did not occur'))).toEqual([]);
    expect(code).toBe(0);
  });

  test('calls the quirks failures when no deviation is expected, with request, curl line and source', { timeout: 300_000 }, async () => {
    const { code, output, report } = await runSuite('--profile', 'smoke', '--area', 'auth', '--expectations', 'none');
    expect(code).toBe(1);
    expect(report.verdict).toBe('non-conformant');
    const failed = report.checks.find(({ requirement, subject }) => requirement === 'auth.missing-token.refused' && subject === 'core-rest');
    expect(failed?.message).toContain('expected 401, got 403');
    expect(failed?.exchanges[0]?.curl).toContain('curl');
    expect(failed?.exchanges[0]?.response.status).toBe(403);
    expect(output).toContain('source:');
  });

  test('profile full is conformant when the server keeps its documents, and covers what docs/coverage.md says (else: npm run coverage)', { timeout: 600_000 }, async () => {
    const { code, report } = await runSuite('--as-documented', '--profile', 'full');
    expect(failures(report)).toEqual([]);
    expect(report.totals).toMatchObject({ failed: 0, knownDeviations: 0, inconclusive: 0 });
    expect(report.cleanup.created).toBeGreaterThan(0);
    expect(report.cleanup.leftovers).toEqual([]);
    expect(code).toBe(0);
    expect(readFileSync(join(PACKAGE_ROOT, 'docs', 'coverage.md'), 'utf8')).toBe(renderCoverage(report.coverage));
  });

  test('smoke fits the burst of 100 tokens', { timeout: 300_000 }, async () => {
    const { report } = await runSuite('--profile', 'smoke');
    expect(report.traffic.tokens).toBeLessThanOrEqual(100);
    expect(failures(report)).toEqual([]);
  });

  test('read-only writes nothing, and results for Allure where they are asked for', { timeout: 300_000 }, async () => {
    const { folder, report } = await runSuite('--profile', 'read-only', '--format', 'allure');
    expect(readdirSync(join(folder, 'allure-results')).length).toBeGreaterThan(100);
    expect(report.traffic.writes).toBe(0);
    expect(failures(report)).toEqual([]);
  });
});
