import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/model.js';
import { PACKAGE_ROOT } from '../../src/suite/vitest-config.js';

const CLI = join(PACKAGE_ROOT, 'dist', 'src', 'cli.js');
const MINUTES = 60_000;
let folder: string;
let children: ChildProcess[] = [];
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-live-')); });
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

function cli(args: string[], env: Record<string, string> = {}): ChildProcess {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TWENTY_') && !name.startsWith('VITEST')));
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: { ...own, ...env }, stdio: 'ignore' });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));

/** The reference server in a process of its own, with the variables by which a run finds it. */
async function serve(port = 0): Promise<{ child: ChildProcess; port: string; env: Record<string, string> }> {
  const file = join(folder, `${Math.random()}.env`);
  const child = cli(['serve', '--port', String(port), '--keys-file', file]);
  for (;;) {
    try {
      const [, baseUrl, key] = /^BASE_URL=(\S+)[\s\S]*^ADMIN_KEY=(\S+)/m.exec(readFileSync(file, 'utf8')) ?? [];
      if (baseUrl && key && (await fetch(`${baseUrl}/healthz`)).ok) return { child, port: new URL(baseUrl).port, env: { TWENTY_BASE_URL: baseUrl, TWENTY_API_KEY: key } };
    } catch {
      // Not there yet.
    }
    await sleep(50);
  }
}

const run = (env: Record<string, string>, name: string, ...flags: string[]) => cli(['run', '--quiet', '--format', 'json', '--seed', '7', '--report-dir', join(folder, name), ...flags], env);
const reportOf = (name: string) => JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Report;
const failures = ({ checks }: Report) => checks.filter(({ status, knownDeviation }) => status === 'failed' && !knownDeviation).map(({ requirement, subject, message }) => `${requirement} on ${subject}: ${message ?? ''}`);
const ledgerLines = (name: string) => {
  try {
    return readdirSync(join(folder, name, 'ledgers')).map((file) => readFileSync(join(folder, name, 'ledgers', file), 'utf8').split('\n').length).reduce((sum, count) => sum + count, 0);
  } catch {
    return 0;
  }
};

describe('a run on a live workspace', () => {
  test('and another one with the same seed at the same time do not disturb each other and leave nothing', { timeout: 5 * MINUTES }, async () => {
    const { env } = await serve();
    const flags = ['--profile', 'full', '--object', 'company', '--object', 'note', '--requirement', 'rest.create', '--requirement', 'custom-fields.life', '--requirement', 'metadata.object'];
    const exitCodes = await Promise.all([ended(run(env, 'one', ...flags)), ended(run(env, 'other', ...flags))]);
    for (const report of [reportOf('one'), reportOf('other')]) {
      expect(failures(report)).toEqual([]);
      expect(report.totals.inconclusive).toBe(0);
      expect(report.cleanup.created).toBeGreaterThan(0);
      expect(report.cleanup.leftovers).toEqual([]);
    }
    expect(exitCodes).toEqual([0, 0]);
    const objects = await (await fetch(`${env['TWENTY_BASE_URL']}/rest/metadata/objects?limit=200`, { headers: { authorization: `Bearer ${env['TWENTY_API_KEY']}` } })).text();
    expect(objects).not.toContain('zzConformance');
  });

  test('whose instance is replaced in its midst by one that does not know its key ends with exit code 3, nothing failed, and the ledger stays', { timeout: 5 * MINUTES }, async () => {
    const { child, port, env } = await serve();
    const end = ended(run(env, 'broken', '--area', 'rest'));
    while (ledgerLines('broken') < 40) await sleep(10);
    child.kill('SIGKILL');
    await ended(child);
    await serve(Number(port));
    expect(await end).toBe(3);
    const report = reportOf('broken');
    expect(failures(report)).toEqual([]);
    expect(report.verdict).toBe('inconclusive');
    expect(report.cleanup.leftovers.length).toBeGreaterThan(0);
    expect(ledgerLines('broken')).toBeGreaterThan(0);
  });

  test('talks to nobody but the instance', { timeout: 5 * MINUTES }, async () => {
    const hook = join(folder, 'connections.cjs');
    const seen = join(folder, 'connections.txt');
    writeFileSync(seen, '');
    writeFileSync(hook, `
      const { appendFileSync } = require('node:fs');
      const note = (line) => appendFileSync(${JSON.stringify(seen)}, line + '\\n');
      const { Socket } = require('node:net');
      const connect = Socket.prototype.connect;
      Socket.prototype.connect = function (...args) {
        const [options] = [args].flat(2);
        note(typeof options === 'object' ? (options.path ? 'pipe' : options.host + ':' + options.port) : String(options));
        return connect.apply(this, args);
      };
      const dgram = require('node:dgram');
      const send = dgram.Socket.prototype.send;
      dgram.Socket.prototype.send = function (...args) { note('udp'); return send.apply(this, args); };
    `);
    const { port, env } = await serve();
    expect(await ended(run({ ...env, NODE_OPTIONS: `--require ${hook}` }, 'alone', '--profile', 'smoke', '--area', 'auth', '--area', 'rest'))).toBe(0);
    expect([...new Set(readFileSync(seen, 'utf8').split('\n').filter(Boolean))]).toEqual([`127.0.0.1:${port}`]);
  });
});
