import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const bin = (name) => join(here, 'node_modules', '.bin', name);
const { runFromFile } = createRequire(join(here, 'node_modules', 'stepci', 'package.json'))('@stepci/runner');

/**
 * A tester gets the prepared document (see scenario.mjs), an instance's base URL and key and an empty folder, and answers with what it complains of:
 * one text for each complaint, so that complaints about the faultless instance can be subtracted.
 */
export const TESTERS = {
  async dredd({ document, baseUrl, key, folder }) {
    // Dredd knows OpenAPI 3.0 only; the documents use nothing of 3.1 but `type` as a list, which it hands on to its schema validator.
    const file = write(folder, 'document.json', { ...document, openapi: '3.0.3' });
    const result = join(folder, 'dredd.json');
    await command(bin('dredd'), [file, `${baseUrl}/rest`, '-h', `Authorization: Bearer ${key}`, '--sorted', '--loglevel', 'error', '--hookfiles', join(here, 'dredd-hooks.cjs')], { PEER_RESULT: result });
    return read(result).flatMap(({ name, skip, status, message }) => (skip || status === 'pass' ? [] : (message || String(status)).split('\n').map((line) => `${name}: ${line}`)));
  },

  async portman({ document, baseUrl, key, folder }) {
    const file = write(folder, 'document.json', document);
    const collection = join(folder, 'collection.json');
    const result = join(folder, 'newman.json');
    await command(bin('portman'), ['-l', file, '-b', `${baseUrl}/rest`, '-c', join(here, 'portman-config.json'), '-o', collection], {}, folder);
    if (!existsSync(collection)) return ['the document was refused'];
    await command(bin('newman'), ['run', collection, '--env-var', `key=${key}`, '--env-var', `baseUrl=${baseUrl}/rest`, '-r', 'json', '--reporter-json-export', result]);
    return read(result).run.failures.map(({ source, error }) => `${source?.name}: ${error.test} ${error.message}`);
  },

  async stepci({ document, baseUrl, key, folder }) {
    const file = write(folder, 'document.json', { ...document, servers: [{ url: `${baseUrl}/rest` }] });
    const generated = join(folder, 'workflow.yml');
    await command(bin('stepci'), ['generate', file, generated], { STEPCI_DISABLE_ANALYTICS: '1' });
    if (!existsSync(generated)) return ['the document was refused'];
    const workflow = parse(readFileSync(generated, 'utf8'));
    // What the generator leaves out: the key.
    for (const { steps } of Object.values(workflow.tests)) for (const step of steps) step.http.headers = { ...step.http.headers, Authorization: `Bearer ${key}` };
    writeFileSync(generated, stringify(workflow));
    const { result } = await runFromFile(generated);
    return result.tests.flatMap(({ steps }) => steps.flatMap((step) => (step.passed ? [] : [`${step.id}: ${step.errorMessage ?? ''} ${failedChecks(step.checks)}`])));
  },

  async prism({ document, operations, baseUrl, key, folder }) {
    const file = write(folder, 'document.json', document);
    const port = await freePort();
    const proxy = spawn(process.execPath, [bin('prism'), 'proxy', file, `${baseUrl}/rest`, '--errors', '--port', String(port)], { stdio: 'ignore' });
    try {
      for (let tries = 0; tries < 200 && !(await listens(port)); tries += 1) await delay(200);
      const complaints = [];
      for (const { path, method, id, query, body } of operations) {
        const target = `http://127.0.0.1:${port}${path.replace('{id}', id)}?${new URLSearchParams(query)}`;
        for (const authorized of [true, false]) {
          const response = await fetch(target, { method: method.toUpperCase(), headers: { 'content-type': 'application/json', ...(authorized ? { authorization: `Bearer ${key}` } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) });
          const text = await response.text();
          if (authorized ? !response.ok : response.status !== 401) complaints.push(`${method} ${path} ${authorized ? '' : 'without key '}${response.status}: ${text.slice(0, 400)}`);
        }
      }
      return complaints;
    } finally {
      proxy.kill();
    }
  },

  async 'twenty-conformance'({ baseUrl, key, folder, objects }) {
    await command(process.execPath, [cli, 'run', '--url', baseUrl, '--seed', '1', '--expectations', 'none', '--quiet', '--format', 'json', '--report-dir', folder, ...objects.flatMap((name) => ['--object', name])], { TWENTY_API_KEY: key });
    const report = join(folder, 'report.json');
    if (!existsSync(report)) return ['the run was refused'];
    return read(report).checks.filter(({ status }) => status === 'failed').map(({ requirement, subject }) => `${requirement}: ${typeof subject === 'string' ? subject : JSON.stringify(subject)}`);
  },
};

function failedChecks(checks = {}) {
  return Object.entries(checks).flatMap(([name, check]) => (check?.passed === false ? [`${name}: ${JSON.stringify(check.given)?.slice(0, 80)} instead of ${JSON.stringify(check.expected)?.slice(0, 80)}`] : [])).join('; ');
}

function write(folder, name, value) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Runs a command to its end; what it found is in files, its exit code only says that it found something. */
function command(file, args, env = {}, cwd = here) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TWENTY_')));
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...clean, ...env }, stdio: 'ignore', timeout: 300_000 });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const listens = (port) => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
