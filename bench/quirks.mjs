// The suite once for each quirk alone, to see which requirements notice it: node bench/quirks.mjs [NAME…]. Without names it writes docs/quirks.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QUIRKS } from '../dist/src/reference/quirks.js';
import { startReferenceServer } from '../dist/src/reference/server.js';

const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const chosen = process.argv.slice(2);

async function noticedBy(name) {
  const server = await startReferenceServer({ quirks: [name] });
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
  await new Promise((resolve) => spawn(process.execPath, args, { env, stdio: 'ignore' }).on('close', resolve));
  await server.close();
  const { checks } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  rmSync(folder, { recursive: true });
  return [...new Set(checks.filter(({ status }) => status === 'failed').map(({ requirement }) => requirement))].sort();
}

const rows = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(QUIRKS)) {
  const requirements = await noticedBy(name);
  rows.push({ name, requirements });
  console.log(`${name}: ${requirements.join(', ') || 'not yet noticed'}`);
}
if (chosen.length === 0) {
  const noticed = rows.filter(({ requirements }) => requirements.length > 0).length;
  const lines = [
    '# Quirks',
    '',
    'How a stock Twenty 2.21 departs from its documents, as the reference server has it, and which requirements notice each alone. Made by `node bench/quirks.mjs`.',
    '',
    `${noticed} of ${rows.length} quirks are noticed.`,
    '',
    '| quirk | what the instance does | evidence | noticed by |',
    '|---|---|---|---|',
    ...rows.map(({ name, requirements }) => {
      const { description, evidence } = QUIRKS[name];
      const cell = (text) => text.replaceAll('|', '\\|');
      return `| \`${name}\` | ${cell(description)} | ${cell(evidence)} | ${requirements.map((id) => `\`${id}\``).join(', ') || 'not yet noticed'} |`;
    }),
  ];
  writeFileSync(new URL('../docs/quirks.md', import.meta.url), `${lines.join('\n')}\n`);
}
