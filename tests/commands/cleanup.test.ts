import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, type CleanupOptions } from '../../src/commands/cleanup.js';
import { sweepEarlierRuns } from '../../src/commands/sweep.js';
import { loadConfig } from '../../src/config/load.js';
import { startReferenceServer } from '../../src/reference/server.js';
import { earlierRuns, ledgerFolder } from '../../src/suite/earlier-runs.js';
import { openLedger } from '../../src/suite/ledger.js';

const NO_PROCESS = 2 ** 30;
const DEAD = '0b17f29e';
const OTHER = 'aaaaaaaa';
const id = (run: string, number: number) => `${run}-0000-4000-8000-00000000000${number}`;
const FOREIGN = 'ffffffff-0000-4000-8000-000000000001';

let server: Awaited<ReturnType<typeof startReferenceServer>>;
let folder: string;
beforeEach(async () => {
  server = await startReferenceServer({});
  folder = mkdtempSync(join(tmpdir(), 'cleanup-test-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, json?: unknown): Promise<{ status: number; json: never }> {
  const response = await fetch(server.baseUrl + path, {
    method, headers: { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' }, ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: response.status, json: (await response.json().catch(() => null)) as never };
}

const statusOf = async (path: string) => (await call('GET', path)).status;
const inTrash = async (plural: string, record: string) =>
  JSON.stringify((await call('GET', `/rest/${plural}?depth=0&filter=${encodeURIComponent('deletedAt[is]:NOT_NULL')}`)).json).includes(record);
const objectNames = async () => JSON.stringify((await call('GET', '/rest/metadata/objects?limit=200')).json).match(/"nameSingular":"[^"]+"/g)?.join() ?? '';

/** What a run leaves that is killed in the middle; its ledger lies in the report folder. */
async function leave(run: string, options: { ledger: boolean; pid?: number }) {
  const letters = run === DEAD ? 'GbhnfipeA' : 'AaaaaaaaA';
  const nameSingular = `zzConformance${letters}`;
  const file = join(ledgerFolder(folder), `${run}.ndjson`);
  const ledger = options.ledger
    ? openLedger(file, { runId: run, marker: `zz-conformance-${run}`, url: server.baseUrl, startedAt: '2026-01-01T00:00:00.000Z', pid: options.pid ?? NO_PROCESS, host: hostname(), embedded: false, folder: join(folder, 'x') })
    : undefined;
  const object = { kind: 'object' as const, object: `${nameSingular}s`, id: nameSingular };
  ledger?.willCreate(object);
  const made = await call('POST', '/rest/metadata/objects', { nameSingular, namePlural: `${nameSingular}s`, labelSingular: `Zz ${letters}`, labelPlural: `Zz ${letters}s` });
  const objectId = /"id":"([^"]+)"/.exec(JSON.stringify(made.json))?.[1] ?? '';
  ledger?.made(object, objectId);
  for (const number of [1, 2, 3]) ledger?.willCreate({ kind: 'record', object: 'notes', id: id(run, number) });
  await call('POST', '/rest/notes', { id: id(run, 1), title: `zz-conformance-${run} a` });
  await call('POST', '/rest/notes', { id: id(run, 2), title: `zz-conformance-${run} b` });
  await call('DELETE', `/rest/notes/${id(run, 2)}?soft_delete=true`);
  if (ledger) utimesSync(file, new Date(0), new Date(0));
  return { objectId, nameSingular };
}

async function clean(options: CleanupOptions = {}) {
  const lines: string[] = [];
  const { config } = await loadConfig({ url: server.baseUrl, apiKey: server.keys.ADMIN_KEY, reportDir: folder }, {}, folder);
  const code = await cleanup(config, options, (line) => lines.push(line));
  return { code, text: lines.join('\n'), config };
}

describe('cleanup', () => {
  test('removes what a killed run left: records, those in the trash, and an object that was renamed; and nothing else', async () => {
    const { objectId, nameSingular } = await leave(DEAD, { ledger: true });
    await call('PATCH', `/rest/metadata/objects/${objectId}`, { nameSingular: 'invoice', namePlural: 'invoices', labelSingular: 'Invoice', labelPlural: 'Invoices' });
    expect(await objectNames()).toContain('"invoice"');
    await call('POST', '/rest/notes', { id: FOREIGN, title: `about zz-conformance-${DEAD}` });
    const before = await objectNames();

    const tried = await clean({ dryRun: true });
    expect(tried).toMatchObject({ code: 0, text: expect.stringContaining(`Run ${DEAD}: would remove 4`) as string });
    expect(await objectNames()).toBe(before);

    expect((await clean()).code).toBe(0);
    expect(await statusOf(`/rest/notes/${id(DEAD, 1)}`)).toBe(404);
    expect(await inTrash('notes', id(DEAD, 2))).toBe(false);
    expect(await objectNames()).toBe(before.replace(',"nameSingular":"invoice"', '').replace('"nameSingular":"invoice",', ''));
    expect(before).not.toContain(nameSingular);
    expect(await statusOf(`/rest/notes/${FOREIGN}`)).toBe(200);
    expect(earlierRuns(folder)).toEqual([]);
    expect((await clean()).text).toContain('No run left anything');
  });

  test('works without a ledger, by the marker alone', async () => {
    const { nameSingular } = await leave(DEAD, { ledger: false });
    const careful = await clean();
    expect(careful.text).toContain('not touched');
    expect(await objectNames()).toContain(nameSingular);
    expect((await clean({ run: DEAD })).code).toBe(0);
    expect(await objectNames()).not.toContain(nameSingular);
    expect(await statusOf(`/rest/notes/${id(DEAD, 1)}`)).toBe(404);
    expect(await inTrash('notes', id(DEAD, 2))).toBe(false);
  });

  test('leaves a run alone that is at work', async () => {
    await leave(DEAD, { ledger: true });
    const { nameSingular } = await leave(OTHER, { ledger: true, pid: process.pid });
    const { code, text } = await clean();
    expect(code).toBe(0);
    expect(text).toContain(`Run ${OTHER}: not touched`);
    expect(await objectNames()).toContain(nameSingular);
    expect(await statusOf(`/rest/notes/${id(OTHER, 1)}`)).toBe(200);
    expect(await statusOf(`/rest/notes/${id(DEAD, 1)}`)).toBe(404);
  });

  test('ends with 3 when the instance does not answer, and keeps the ledger', async () => {
    await leave(DEAD, { ledger: true });
    const { config } = await clean({ dryRun: true });
    expect(await cleanup({ ...config, apiKey: 'wrong' }, {}, () => {})).toBe(3);
    expect(earlierRuns(folder)).toHaveLength(1);
  });
});

test('a run that writes first removes what earlier runs left, a read-only one says it', async () => {
  const { nameSingular } = await leave(DEAD, { ledger: true });
  const { config } = await clean({ dryRun: true });
  const named = { ...config, url: server.baseUrl, apiKey: server.keys.ADMIN_KEY };
  const told = await sweepEarlierRuns({ ...named, profile: 'read-only' }, []);
  expect(told).toMatchObject({ notes: [expect.stringContaining(`run, ${DEAD}, left 4 things`)], traffic: { writes: 0 } });
  expect(await objectNames()).toContain(nameSingular);
  expect((await sweepEarlierRuns(named, [])).notes).toEqual([`Removed what an earlier run, ${DEAD}, had left: 3 things.`]);
  expect(await objectNames()).not.toContain(nameSingular);
  expect(await statusOf(`/rest/notes/${id(DEAD, 1)}`)).toBe(404);
});
