// Start of the reference server, wall time and peak memory of a standard run on it: node bench/run.mjs [ROUNDS]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/src/', import.meta.url));
const rounds = Number(process.argv[2] ?? 3);

function child(args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TWENTY_')));
  return new Promise((resolve) => {
    let output = '';
    const process_ = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    process_.stdout.on('data', (chunk) => (output += chunk));
    process_.on('close', (code) => resolve({ code, output }));
  });
}

const START = `
  const { performance } = await import('node:perf_hooks');
  const { startReferenceServer } = await import(${JSON.stringify(join(dist, 'reference/server.js'))});
  const begun = performance.now();
  const server = await startReferenceServer({});
  console.log(performance.now() - begun);
  await server.close();`;
/** Prints the peak memory of the whole process when its main thread ends. */
const PEAK = `data:text/javascript,${encodeURIComponent("import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => console.log('peak ' + process.resourceUsage().maxRSS / 1024));")}`;
const RUN = (folder) => ['--import', PEAK, join(dist, 'cli.js'), 'run', '--quiet', '--format', 'json', '--seed', '1', '--report-dir', folder];

const figures = { 'server start, ms': [], 'standard run, s': [], 'peak memory, MB': [] };
for (let round = 0; round < rounds; round += 1) {
  figures['server start, ms'].push(Number((await child(['--input-type=module', '-e', START])).output));
  const folder = mkdtempSync(join(tmpdir(), 'twenty-conformance-bench-'));
  const begun = performance.now();
  const { code, output } = await child(RUN(folder));
  if (code !== 0) throw new Error(`the run ended with exit code ${code}`);
  figures['standard run, s'].push((performance.now() - begun) / 1000);
  figures['peak memory, MB'].push(Number(/peak ([\d.]+)/.exec(output)?.[1]));
  rmSync(folder, { recursive: true });
}
for (const [name, values] of Object.entries(figures)) {
  const sorted = [...values].sort((a, b) => a - b);
  console.log(`${name}: ${[sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => value.toFixed(1)).join(' / ')}`);
}
