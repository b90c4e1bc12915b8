// A large workspace on the reference server: its start, its memory, list calls early and late, and its documents: node bench/size.mjs [OBJECTS FIELDS RECORDS]
import { performance } from 'node:perf_hooks';
import { startReferenceServer } from '../dist/src/reference/server.js';

const [objects = 500, fields = 40, records = 100_000] = process.argv.slice(2).map(Number);
const ROUNDS = 300;
const print = (name, value, unit) => console.log(`${name}: ${value.toFixed(1)} ${unit}`);

const begun = performance.now();
const before = process.cpuUsage();
const server = await startReferenceServer({ synthetic: { objects, fields, records } });
print(`start with ${objects} objects of ${fields} fields and ${records} records`, performance.now() - begun, 'ms');
const { user, system } = process.cpuUsage(before);
print('processor time of the start', (user + system) / 1000, 'ms');

async function get(path) {
  const sent = performance.now();
  const response = await fetch(server.baseUrl + path, { headers: { authorization: `Bearer ${server.keys.ADMIN_KEY}` } });
  await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return performance.now() - sent;
}

/** Processor time of one call (ms), client and server together, which other work on the machine does not lengthen as it does the time by the clock. */
async function processorTime(path, rounds = ROUNDS) {
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await get(path);
  const spent = process.cpuUsage(start);
  return (spent.user + spent.system) / 1000 / rounds;
}

const LIST = '/rest/synthetic1s?limit=60';
await get('/rest/companies?limit=60');
print('first list of an object, which makes its records', await get(LIST), 'ms');
await processorTime(LIST);
const floor = await processorTime('/healthz');
print('processor time of an empty answer', floor, 'ms');
for (const query of ['', '&order_by=name[DescNullsLast]', '&filter=field1[gte]:50']) print(`processor time of a list of 60 ${query}, above an empty answer`, (await processorTime(LIST + query)) - floor, 'ms');
for (let round = 0; round < 5000; round += 1) await get(`/rest/synthetic${Math.min(2, objects)}s?limit=1`);
print('processor time of a list of 60 after 5,000 further calls, above an empty answer', (await processorTime(LIST)) - floor, 'ms');
for (const name of ['core', 'metadata']) {
  print(`${name} OpenAPI document, first`, await get(`/open-api/${name}`), 'ms');
  print(`${name} OpenAPI document, again`, await get(`/open-api/${name}`), 'ms');
}
print('peak memory', process.resourceUsage().maxRSS / 1024, 'MB');
await server.close();
