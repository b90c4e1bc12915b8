import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { normaliseBaseUrl } from '../../src/config/base-url.js';
import { ConfigError } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (flags: Record<string, unknown> = {}, env: NodeJS.ProcessEnv = {}) => loadConfig(flags, env, folder);
async function problemsOf(flags: Record<string, unknown>, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  try {
    await load(flags, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('sources', () => {
  it('gives defaults without any', async () => {
    const { config, warnings } = await load();
    expect(config).toMatchObject({ url: null, apiKey: null, extraKeys: {}, profile: 'standard', concurrency: 8, timeoutMs: 30_000, reportDir: join(folder, 'reports'), formats: ['html', 'json', 'md', 'junit', 'allure'] });
    expect(config.seed).toBeLessThan(2 ** 31);
    expect(warnings).toEqual([]);
  });

  it('prefers flags to environment to file', async () => {
    writeFileSync(join(folder, 'twenty-conformance.config.yaml'), 'url: http://file\nprofile: full\nseed: 7\n');
    const { config } = await load({ profile: 'smoke' }, { TWENTY_BASE_URL: 'http://env', TWENTY_API_KEY: 'k' });
    expect(config).toMatchObject({ url: 'http://env', profile: 'smoke', seed: 7 });
  });

  it('reads TypeScript, JavaScript and JSON files', async () => {
    for (const [name, text] of [
      ['ts', 'const seed: number = 3; export default { seed };'],
      ['js', 'export default { seed: 3 };'],
      ['json', '{"seed": 3}'],
    ] as const) {
      const path = join(folder, `twenty-conformance.config.${name}`);
      writeFileSync(path, text);
      expect((await load()).config.seed).toBe(3);
      rmSync(path);
    }
  });

  it('takes the extra keys from the environment and ignores empty ones', async () => {
    const { config } = await load({}, { TWENTY_RESTRICTED_API_KEY: 'r', TWENTY_REVOKED_API_KEY: ' ' });
    expect(config.extraKeys).toEqual({ restricted: 'r' });
  });

  it('maps flags that are spelt otherwise than their setting', async () => {
    const { config } = await load({ area: ['rest', 'auth'], object: ['company'], timeout: '500', format: ['json'], seed: '12' });
    expect(config).toMatchObject({ areas: ['rest', 'auth'], objects: ['company'], timeoutMs: 500, formats: ['json'], seed: 12 });
  });
});

describe('the rate', () => {
  it.each([['auto', 'auto'], ['off', 'off'], ['100/60s', { tokens: 100, milliseconds: 60_000 }], ['50/1m', { tokens: 50, milliseconds: 60_000 }]])('%s', async (given, read) => {
    expect((await load({ rate: given })).config.rate).toEqual(read);
  });

  it('is auto by default, and nothing else than a limit', async () => {
    expect((await load({})).config).toMatchObject({ rate: 'auto', maxTokens: null });
    expect(await problemsOf({ rate: '100 a minute', maxTokens: '0' })).toEqual([
      "--rate: '100 a minute' must be auto, off, or a number of calls in a span of time like 100/60s",
      "--max-tokens: '0' must be 1 or more",
    ]);
  });
});

describe('problems', () => {
  it('are shown all at once, with the nearest valid value', async () => {
    expect(await problemsOf({ profile: 'standart', area: ['rest', 'graphq'], concurrency: '0', timeout: 'soon' })).toEqual([
      "--profile: 'standart' is not one of smoke, read-only, standard, full; did you mean 'standard'?",
      "--area: 'graphq' is not one of auth, rest, graphql, metadata, openapi, parity, custom-fields, webhooks, protocol; did you mean 'graphql'?",
      "--concurrency: '0' must be 1 or more",
      "--timeout: 'soon' must be a whole number",
    ]);
  });

  it('name an unknown key of the file', async () => {
    writeFileSync(join(folder, 'twenty-conformance.config.json'), '{"profil": "smoke"}');
    expect(await problemsOf({})).toEqual(["twenty-conformance.config.json: profil is unknown; did you mean 'profile'?"]);
  });

  it('tell of a file that is broken', async () => {
    writeFileSync(join(folder, 'twenty-conformance.config.json'), '{');
    expect((await problemsOf({}))[0]).toMatch(/^twenty-conformance\.config\.json can't be read: /);
  });

  it('ask for a key when a URL is given', async () => {
    expect((await problemsOf({ url: 'http://h' }))[0]).toMatch(/--url is given, but no API key.*TWENTY_API_KEY/);
  });

  it('never show a key', async () => {
    expect((await problemsOf({ url: 'http://h', apiKey: 'se cret' })).join()).not.toContain('se cret');
  });

  it('name a CA file that is no certificate', async () => {
    writeFileSync(join(folder, 'ca.pem'), 'junk');
    expect((await problemsOf({ ca: 'ca.pem' }))[0]).toContain('is no PEM file');
  });

  it('name a missing CA file', async () => {
    expect((await problemsOf({ ca: 'none.pem' }))[0]).toBe(`--ca: there is no file ${join(folder, 'none.pem')}`);
  });
});

it('warns of a key on the command line', async () => {
  const { warnings } = await load({ url: 'http://h', apiKey: 'k' });
  expect(warnings.join()).toContain('TWENTY_API_KEY');
});

describe('a base URL', () => {
  for (const [given, normal] of [
    ['https://crm.example.com/', 'https://crm.example.com'],
    ['https://crm.example.com/rest', 'https://crm.example.com'],
    ['https://crm.example.com/graphql/', 'https://crm.example.com'],
    ['https://crm.example.com/base/metadata', 'https://crm.example.com/base'],
    ['https://crm.example.com/rest/metadata', 'https://crm.example.com'],
    ['http://[::1]:3000/x/', 'http://[::1]:3000/x'],
    ['HTTP://Crm.Example.com:80?a=1#b', 'http://crm.example.com'],
  ] as const) {
    it(`${given} becomes ${normal}`, () => {
      expect(normaliseBaseUrl(given)).toEqual({ url: normal });
    });
  }

  for (const given of ['crm.example.com', 'localhost:3000', 'ftp://h', 'http://', 'http://user:pw@h']) {
    it(`${given} is refused`, () => {
      expect(normaliseBaseUrl(given)).toHaveProperty('problem');
    });
  }
});
