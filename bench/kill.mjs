// Kills `full` runs at seeded moments, cleans up, and compares everything else on the instance before and after: node bench/kill.mjs [ROUNDS] [SEED] [LINES]
// On the instance of TWENTY_BASE_URL and TWENTY_API_KEY, or on a reference server of its own. Nobody else may write there meanwhile.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/src/', import.meta.url));
const rounds = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? 1);
/** What the killed runs check: one area, or everything. */
const AREAS = ['rest', 'graphql', 'metadata', 'parity', 'custom-fields', 'openapi', 'all', 'all'];
/** Latest moment of a kill, in lines of the ledger: one for each thing made and one for each removed. */
const linesOf = (area) => (area === 'all' ? Number(process.argv[4] ?? 900) : 80);
const METADATA = ['webhooks', 'apiKeys', 'views', 'pageLayouts'];

let state = seed >>> 0;
/** A whole number below `below`: mulberry32. */
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

let [baseUrl, apiKey] = [process.env.TWENTY_BASE_URL, process.env.TWENTY_API_KEY];
let server;
if (!baseUrl) {
  const { startReferenceServer } = await import(join(dist, 'reference/server.js'));
  server = await startReferenceServer({ quirks: 'all' });
  [baseUrl, apiKey] = [server.baseUrl, server.keys.ADMIN_KEY];
}

async function call(path, method = 'GET', json) {
  const answer = await fetch(baseUrl + path, { method, headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }, ...(json ? { body: JSON.stringify(json) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return answer.json();
}

async function* pages(path, listOf) {
  for (let after = ''; ; ) {
    const json = await call(`${path}${path.includes('?') ? '&' : '?'}${after}`);
    yield listOf(json);
    if (!json.pageInfo?.hasNextPage) return;
    after = `starting_after=${encodeURIComponent(json.pageInfo.endCursor)}`;
  }
}

const listed = (name) => (json) => [json, json.data, json.data?.[name]].find(Array.isArray) ?? [];

/** What stands on the instance; taken anew where an object vanished between its listing and its records. */
async function snapshot() {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await everything();
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(2000);
    }
  }
}

/** The address of a file is signed anew in each answer. */
const withoutSignatures = (json) => JSON.parse(JSON.stringify(json).replaceAll(/\?token=[\w.-]+/g, ''));

/** All metadata and all records, those in the trash too, by name, each as a hash. */
async function everything() {
  const found = new Map();
  const note = (kind, read) => {
    const entity = withoutSignatures(read);
    found.set(`${kind} ${entity.id}`, { hash: createHash('sha256').update(JSON.stringify(entity)).digest('hex'), entity });
  };
  const objects = [];
  for await (const page of pages('/rest/metadata/objects?limit=200', listed('objects'))) objects.push(...page);
  for (const { fields, ...object } of objects) {
    note('object', object);
    for (const field of fields) note('field', field);
  }
  for (const resource of METADATA) for (const entity of listed(resource)(await call(`/rest/metadata/${resource}`))) note(resource, entity);
  const anywhere = encodeURIComponent('or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)');
  for (const { namePlural, isActive } of objects) {
    if (isActive === false) continue;
    for await (const page of pages(`/rest/${namePlural}?limit=200&depth=0&filter=${anywhere}`, listed(namePlural))) for (const record of page) note(namePlural, record);
  }
  return found;
}

function differences(before, after) {
  const changed = [];
  for (const [name, { hash, entity }] of before) {
    if (!after.has(name)) changed.push(`gone: ${name}`);
    else if (after.get(name).hash !== hash) {
      const now = after.get(name).entity;
      changed.push(`changed: ${name}: ${Object.keys(entity).filter((key) => JSON.stringify(entity[key]) !== JSON.stringify(now[key])).map((key) => `${key} ${JSON.stringify(entity[key])} -> ${JSON.stringify(now[key])}`).join(', ').slice(0, 300)}`);
    }
  }
  for (const [name, { entity }] of after) if (!before.has(name)) changed.push(`left: ${name} ${JSON.stringify(entity).slice(0, 300)}`);
  return changed;
}

function cli(args) {
  const env = { ...process.env, TWENTY_BASE_URL: baseUrl, TWENTY_API_KEY: apiKey };
  return spawn(process.execPath, [join(dist, 'cli.js'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const ended = (child) => new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));

const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-kill-'));
const ledgerLines = () => {
  try {
    return readdirSync(join(folder, 'ledgers')).reduce((sum, name) => sum + readFileSync(join(folder, 'ledgers', name), 'utf8').split('\n').length - 1, 0);
  } catch {
    return 0;
  }
};
const keptId = randomUUID();
let bad = 0;
let [removed, openKills, killed] = [0, 0, 0];
try {
  await call('/rest/notes', 'POST', { id: keptId, title: 'Kept in the trash' });
  await call(`/rest/notes/${keptId}?soft_delete=true`, 'DELETE');
  await sleep(server ? 0 : 5000);
  let before = await snapshot();
  while (killed < rounds) {
    const area = AREAS[random(AREAS.length)];
    const lines = 1 + random(linesOf(area));
    const delay = random(400);
    const run = cli(['run', '--profile', 'full', ...(area === 'all' ? [] : ['--area', area]), '--seed', String(random(1e6)), '--report-dir', folder, '--format', 'json', '--quiet', '--marker', 'zz-conformance']);
    const end = ended(run);
    let over = false;
    void end.then(() => (over = true));
    while (!over && ledgerLines() <= lines) await sleep(20);
    await sleep(delay);
    run.kill('SIGKILL');
    const { signal } = await end;
    const at = ledgerLines();
    const cleanup = cli(['cleanup', '--report-dir', folder]);
    let output = '';
    cleanup.stdout.on('data', (chunk) => (output += chunk));
    cleanup.stderr.on('data', (chunk) => (output += chunk));
    const { code } = await ended(cleanup);
    const count = Number(/removed (\d+)/.exec(output)?.[1] ?? 0);
    removed += count;
    if (count > 0) openKills += 1;
    let changes = differences(before, await snapshot());
    // Queues of the instance may still be at work.
    for (let wait = 0; changes.length > 0 && wait < 6 && !server; wait += 1) {
      await sleep(5000);
      changes = differences(before, await snapshot());
    }
    const good = code === 0 && changes.length === 0 && ledgerLines() === 0;
    if (!good) bad += 1;
    if (signal) killed += 1;
    console.log(`${signal ? String(killed).padStart(3) : '  -'} ${area.padEnd(13)} ${signal ? `killed at line ${at}` : 'ended by itself'}, cleanup ${code}, removed ${count}: ${good ? 'nothing left, nothing else touched' : 'NOT CLEAN'}`);
    if (!good) console.log(output, changes.slice(0, 10).join('\n'));
    if (changes.length > 0) before = await snapshot();
  }
} finally {
  await call(`/rest/notes/${keptId}`, 'DELETE').catch((error) => console.log(String(error)));
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${killed} runs killed (seed ${seed}), ${openKills} of them with something on the instance, ${removed} things removed; ${bad} not clean`);
process.exitCode = bad === 0 ? 0 : 1;
