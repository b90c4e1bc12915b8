// Compares the result of a replay of recordings with the least that it must match: node tests/recordings-floor.mjs RESULT FLOOR
import { readFileSync } from 'node:fs';

const [resultFile, floorFile] = process.argv.slice(2);
const { totals, areas } = JSON.parse(readFileSync(resultFile, 'utf8'));
const floor = JSON.parse(readFileSync(floorFile, 'utf8'));

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
