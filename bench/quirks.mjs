// The suite once for each quirk alone, to see which requirements notice it: node bench/quirks.mjs [NAME…]. Writes bench/quirks-noticed.json, from which npm run docs makes docs/quirks.md.
// What no quirk breaks where all are on is not asked again of each: a run with all of them comes first and tells which requirements are.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QUIRKS } from '../dist/src/reference/quirks.js';
import { startReferenceServer } from '../dist/src/reference/server.js';

const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const chosen = process.argv.slice(2);

/** Requirements that fail on a server with these quirks, asked of these alone where some are given. */
async function failingWith(quirks, requirements = []) {
  const server = await startReferenceServer({ quirks });
  const { keys } = server;
  const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-quirk-'));
  const env = {
    PATH: process.env.PATH,
    TWENTY_BASE_URL: server.baseUrl,
    TWENTY_API_KEY: keys.ADMIN_KEY,
    TWENTY_RESTRICTED_API_KEY: keys.RESTRICTED_KEY,
    TWENTY_OTHER_WORKSPACE_API_KEY: keys.OTHER_WORKSPACE_KEY,
    TWENTY_REVOKED_API_KEY: keys.REVOKED_KEY,
    TWENTY_EXPIRED_API_KEY: keys.EXPIRED_KEY,
  };
  const args = [cli, 'run', '--quiet', '--profile', 'full', '--seed', '1', '--expectations', 'none', '--format', 'json', '--timeout', '5000', '--report-dir', folder];
  if (requirements.length > 0) args.push('--requirement', requirements.join(','));
  await new Promise((resolve) => spawn(process.execPath, args, { env, stdio: 'ignore' }).on('close', resolve));
  await server.close();
  const { checks } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  rmSync(folder, { recursive: true });
  return [...new Set(checks.filter(({ status }) => status === 'failed').map(({ requirement }) => requirement))].sort();
}

const file = new URL('quirks-noticed.json', import.meta.url);
const noticed = JSON.parse(readFileSync(file, 'utf8'));
const breakable = await failingWith(Object.keys(QUIRKS));
console.log(`${breakable.length} requirements fail where all quirks are on`);
for (const name of chosen.length > 0 ? chosen : Object.keys(QUIRKS)) {
  if (!(name in QUIRKS)) throw new Error(`There is no quirk '${name}'.`);
  noticed[name] = await failingWith([name], breakable);
  console.log(`${name}: ${noticed[name].join(', ') || 'not yet noticed'}`);
}
// One line for each quirk that is noticed, sorted, so that a change of one is a change of one line.
const lines = Object.keys(QUIRKS).filter((name) => noticed[name]?.length > 0).sort().map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(noticed[name]).replaceAll('","', '", "')}`);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log('Now run npm run docs.');
