// The testers that the npm registry has and twenty-conformance, on the same faults: node bench/peers/run.mjs [--per-family N] [--fault ID …] [--tester NAME …]
// Install the testers first: npm install --prefix bench/peers
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FAULTS, openInstance } from './instance.mjs';
import { OBJECTS, prepare } from './scenario.mjs';
import { TESTERS } from './testers.mjs';

const { values } = parseArgs({ options: { 'per-family': { type: 'string', default: '2' }, fault: { type: 'string', multiple: true }, tester: { type: 'string', multiple: true } } });
/** No faults of the contract, and nothing that a tester without a listener could see. */
const LEFT_OUT = new Set(['infrastructure', 'webhooks']);

function chosenFaults() {
  if (values.fault) return values.fault.map((id) => FAULTS.find((fault) => fault.id === id) ?? fail(`There is no fault ${id}; see serve --list-faults.`));
  const perFamily = Number(values['per-family']);
  const families = [...new Set(FAULTS.map(({ family }) => family))].filter((family) => !LEFT_OUT.has(family));
  // Spread over each family in the order of its list, so that nobody picks them.
  return families.flatMap((family) => {
    const faults = FAULTS.filter((fault) => fault.family === family);
    const count = Math.min(perFamily, faults.length);
    return Array.from({ length: count }, (_, index) => faults[Math.floor((index * faults.length) / count)]);
  });
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** What a tester complains of on an instance with these faults; ids and times differ from run to run and say nothing. */
async function complaints(name, faults) {
  const instance = await openInstance(faults);
  const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-peers-'));
  try {
    const key = instance.keys.ADMIN_KEY;
    const prepared = await prepare(instance.baseUrl, key);
    const before = instance.requests();
    const begun = performance.now();
    const found = await TESTERS[name]({ ...prepared, baseUrl: instance.baseUrl, key, folder, objects: OBJECTS.map(({ singular }) => singular) });
    return { found: new Set(found.map(timeless)), requests: instance.requests() - before, seconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    // Where not even a document or a record can be had, any tester's first request tells.
    return { found: new Set([`could not be run: ${error.message}`]), requests: 0, seconds: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await instance.close();
  }
}

const timeless = (text) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').replaceAll(/\d+ ?ms/g, 'MS');

const testers = values.tester ?? Object.keys(TESTERS);
for (const name of testers) if (!TESTERS[name]) fail(`There is no tester ${name}; there are ${Object.keys(TESTERS).join(', ')}.`);
const chosen = chosenFaults();
const clean = {};
for (const name of testers) {
  // Twice: what a tester says only now and then is no finding either.
  const [first, second] = [await complaints(name, []), await complaints(name, [])];
  clean[name] = { ...second, found: new Set([...first.found, ...second.found]) };
  console.log(`${name}: ${clean[name].found.size} complaints, ${second.requests} requests, ${second.seconds.toFixed(1)} s without a fault`);
}
const rows = [];
for (const fault of chosen) {
  const row = { id: fault.id, family: fault.family, caught: {} };
  for (const name of testers) {
    const { found } = await complaints(name, [fault]);
    row.caught[name] = [...found].filter((complaint) => !clean[name].found.has(complaint));
  }
  rows.push(row);
  console.log(`${testers.map((name) => (row.caught[name].length > 0 ? '#' : '.')).join(' ')}  ${fault.id}`);
}
console.log(`\n${testers.map((name) => `${name} ${rows.filter(({ caught }) => caught[name].length > 0).length}/${rows.length}`).join(', ')}`);
const reports = fileURLToPath(new URL('../../reports/', import.meta.url));
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'peers.json'), JSON.stringify({ faultless: Object.fromEntries(testers.map((name) => [name, { complaints: [...clean[name].found], requests: clean[name].requests, seconds: clean[name].seconds }])), faults: rows }, null, 2));
