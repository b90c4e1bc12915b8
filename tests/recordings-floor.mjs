// Compares the results of replays of recordings with the least that they must match: node tests/recordings-floor.mjs FLOOR RESULT...
import { readFileSync } from 'node:fs';

const [floorFile, ...resultFiles] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const floor = read(floorFile);
const areas = Object.assign({}, ...resultFiles.map((file) => read(file).areas));
const totals = { steps: 0, matched: 0 };
for (const { steps, matched } of Object.values(areas)) Object.assign(totals, { steps: totals.steps + steps, matched: totals.matched + matched });

/** Rounded down to hundredths, so that 99.999 is not taken for 100. */
const percent = ({ steps, matched }) => (steps === 0 ? 0 : Math.floor((10_000 * matched) / steps) / 100);

let below = 0;
function hold(name, counts, least) {
  const reached = counts ? percent(counts) : 0;
  if (reached < least) below += 1;
  console.log(`${reached < least ? 'BELOW ' : 'ok    '} ${name}: ${counts?.matched ?? 0} of ${counts?.steps ?? 0} steps, ${reached} %, at least ${least} %`);
}
for (const name of [...new Set([...Object.keys(areas), ...Object.keys(floor.areas)])].sort()) hold(name, areas[name], floor.areas[name] ?? 0);
hold('total', totals, floor.total);
process.exit(below === 0 ? 0 : 1);
