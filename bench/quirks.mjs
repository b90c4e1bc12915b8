// The suite on each quirk alone, to see which requirements notice it: node bench/quirks.mjs [NAME…]. Writes bench/quirks-noticed.json, from which npm run docs makes docs/quirks.md.
// Played in this process, as the kill matrix is. With all quirks on, the whole suite tells which checks they break; with one alone, a part of the suite is played for each way in which a requirement broke.
import { readFileSync, writeFileSync } from 'node:fs';
import { openInstance } from '../dist/src/power/instance.js';
import { isLast, loadJourneys, openPowerRun, partsOf, playParts } from '../dist/src/power/play.js';
import { checkKey } from '../dist/src/power/record.js';
import { QUIRKS } from '../dist/src/reference/quirks.js';

const POWER = { profile: 'full', objects: [], seed: 7 };
process.on('unhandledRejection', () => {});
await loadJourneys();

/** The failed checks of a run on a server with these quirks, and the parts that were played. */
async function failures(quirks, wanted = () => true) {
  const instance = await openInstance([], quirks);
  const { run, checks } = await openPowerRun(instance, POWER);
  const parts = partsOf(run).filter(({ key }) => wanted(key));
  await playParts(run, parts);
  await instance.close();
  return { parts, failed: checks.filter(({ status }) => status === 'failed') };
}

const started = Date.now();
const without = new Set((await failures([])).failed.map(checkKey));
const all = await failures(Object.keys(QUIRKS));
const ways = new Map();
for (const { requirement, subject, message } of all.failed) {
  const part = all.parts.find((one) => one.journey.requirements.some(({ id }) => id === requirement) && (subject === one.subject.name || subject.startsWith(`${one.subject.name} `)));
  const way = `${requirement} ${message.replace(/"[^"]*"|\d+|\b\w*([A-Z]\w*)+\b/g, '')}`;
  if (part && !ways.has(way)) ways.set(way, part.key);
}
const chosen = new Set([...ways.values(), ...all.parts.filter(isLast).map(({ key }) => key)]);
console.log(`${new Set(all.failed.map(({ requirement }) => requirement)).size} requirements fail where all quirks are on; ${chosen.size} of ${all.parts.length} parts are played for each (${Math.round((Date.now() - started) / 1000)} s)`);

const file = new URL('quirks-noticed.json', import.meta.url);
const noticed = JSON.parse(readFileSync(file, 'utf8'));
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(QUIRKS)) {
  if (!(name in QUIRKS)) throw new Error(`There is no quirk '${name}'.`);
  const { failed } = await failures([name], (key) => chosen.has(key));
  noticed[name] = [...new Set(failed.filter((check) => !without.has(checkKey(check))).map(({ requirement }) => requirement))].sort();
  console.log(`${name}: ${noticed[name].join(', ') || 'not yet noticed'}`);
}
// One line for each quirk that is noticed, sorted, so that a change of one is a change of one line.
const lines = Object.keys(QUIRKS).filter((name) => noticed[name]?.length > 0).sort().map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(noticed[name]).replaceAll('","', '", "')}`);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log('Now run npm run docs.');
