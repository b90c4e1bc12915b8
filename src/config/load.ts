import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { normaliseBaseUrl } from './base-url.js';
import { AREAS, ConfigError, FORMATS, type RunConfig } from './config.js';
import { readConfigFile } from './config-file.js';
import { nearest } from './nearest.js';
import { SETTING_NAMES, type Settings, settingsSchema } from './schema.js';

/** Flags that are spelt otherwise than their setting. */
const FLAG_TO_SETTING: Record<string, string> = { area: 'areas', object: 'objects', requirement: 'requirements', timeout: 'timeoutMs', format: 'formats' };
const ENVIRONMENT: Record<string, string> = {
  TWENTY_BASE_URL: 'url',
  TWENTY_API_KEY: 'apiKey',
  TWENTY_RESTRICTED_API_KEY: 'extraKeys.restricted',
  TWENTY_NO_READ_API_KEY: 'extraKeys.noRead',
  TWENTY_NO_DESTROY_API_KEY: 'extraKeys.noDestroy',
  TWENTY_OTHER_WORKSPACE_API_KEY: 'extraKeys.otherWorkspace',
  TWENTY_REVOKED_API_KEY: 'extraKeys.revoked',
  TWENTY_EXPIRED_API_KEY: 'extraKeys.expired',
  TWENTY_WEBHOOK_LISTENER: 'webhookListener',
};

/** Where a setting came from, and how the user wrote it there. */
interface Layer {
  settings: Record<string, unknown>;
  nameOf(setting: string): string;
}

/**
 * A run's settings: flags before environment before configuration file before defaults, validated as a whole. Everything
 * that is wrong is in one ConfigError.
 */
export async function loadConfig(flags: Record<string, unknown>, env: NodeJS.ProcessEnv, cwd: string): Promise<{ config: RunConfig; warnings: string[] }> {
  const problems: string[] = [];
  const layers: Layer[] = [await fileLayer(cwd, problems), environmentLayer(env), flagLayer(flags)];
  const merged: Settings = {};
  let urlName = '--url';
  for (const layer of layers) {
    const parsed = settingsSchema.safeParse(layer.settings);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((issue) => describe(issue, layer)));
      continue;
    }
    const { extraKeys, ...rest } = parsed.data;
    if (rest.url !== undefined) urlName = layer.nameOf('url');
    Object.assign(merged, rest);
    if (extraKeys) merged.extraKeys = { ...merged.extraKeys, ...extraKeys };
  }

  if (typeof merged.url === 'string') {
    const normal = normaliseBaseUrl(merged.url);
    if ('url' in normal) merged.url = normal.url;
    else problems.push(`${urlName}: ${normal.problem}`);
    const keyIsBroken = problems.some((problem) => /api-?key/i.test(problem.split(':')[0] ?? ''));
    if (!merged.apiKey && !keyIsBroken) {
      problems.push(`${urlName} is given, but no API key; make one in Twenty under Settings > APIs & Webhooks and set TWENTY_API_KEY`);
    }
  }
  for (const [setting, flag] of [['ca', '--ca'], ['expectations', '--expectations']] as const) {
    const path = merged[setting];
    if (!path || (setting === 'expectations' && path === 'none')) continue;
    const file = resolve(cwd, path);
    merged[setting] = file;
    if (!existsSync(file)) problems.push(`${flag}: there is no file ${file}`);
    else if (setting === 'ca' && !isPem(file)) problems.push(`--ca: ${file} is no PEM file with a certificate; convert it with 'openssl x509 -inform der -out ca.pem'`);
  }
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return { config: withDefaults(merged, cwd), warnings: warningsFor(flags, merged) };
}

function isPem(file: string): boolean {
  return statSync(file).isFile() && readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
}

function withDefaults(settings: Settings, cwd: string): RunConfig {
  const { extraKeys = {} } = settings;
  return {
    url: settings.url ?? null,
    apiKey: settings.apiKey ?? null,
    extraKeys: Object.fromEntries(Object.entries(extraKeys).filter(([, key]) => key !== undefined)),
    profile: settings.profile ?? 'standard',
    areas: settings.areas?.length ? settings.areas : [...AREAS],
    objects: settings.objects ?? [],
    sample: settings.sample ?? null,
    requirements: settings.requirements ?? [],
    seed: settings.seed ?? randomInt(0, 2 ** 31),
    concurrency: settings.concurrency ?? 8,
    timeoutMs: settings.timeoutMs ?? 30_000,
    rate: settings.rate ?? 'auto',
    maxTokens: settings.maxTokens ?? null,
    reportDir: resolve(cwd, settings.reportDir ?? './reports'),
    formats: settings.formats?.length ? settings.formats : [...FORMATS],
    expectations: settings.expectations ?? null,
    allowWrites: settings.allowWrites ?? false,
    marker: settings.marker ?? 'zz-conformance',
    requireComplete: settings.requireComplete ?? false,
    includeForeignValues: settings.includeForeignValues ?? false,
    insecure: settings.insecure ?? false,
    ca: settings.ca ?? null,
    webhookListener: settings.webhookListener ?? null,
    webhookListen: settings.webhookListen ?? null,
    quiet: settings.quiet ?? false,
    asDocumented: settings.asDocumented ?? false,
  };
}

function warningsFor(flags: Record<string, unknown>, settings: Settings): string[] {
  const warnings: string[] = [];
  if (flags.apiKey !== undefined) warnings.push('The key on the command line can be read in the shell history and the process list; set TWENTY_API_KEY instead.');
  if (settings.asDocumented && settings.url) warnings.push('--as-documented has no effect on an instance given by URL; it is for the embedded reference server.');
  if (settings.apiKey && !settings.url) warnings.push('An API key is given, but no URL: the run is against the embedded reference server. Set --url or TWENTY_BASE_URL for a real instance.');
  if (settings.webhookListen && !settings.webhookListener) warnings.push('--webhook-listen has no effect without --webhook-listener, the URL under which the instance reaches it.');
  if (settings.includeForeignValues) warnings.push('--include-foreign-values: reports can hold values of records that the run did not make.');
  if (settings.insecure) warnings.push('--insecure: TLS certificates are not checked.');
  return warnings;
}

async function fileLayer(cwd: string, problems: string[]): Promise<Layer> {
  const empty: Layer = { settings: {}, nameOf: (setting) => setting };
  try {
    const file = await readConfigFile(cwd);
    if (file === null) return empty;
    if (typeof file.settings !== 'object' || file.settings === null || Array.isArray(file.settings)) {
      problems.push(`${file.name} must hold an object of settings`);
      return empty;
    }
    return { settings: file.settings as Record<string, unknown>, nameOf: (setting) => `${file.name}: ${setting}` };
  } catch (error) {
    problems.push((error as Error).message);
    return empty;
  }
}

function environmentLayer(env: NodeJS.ProcessEnv): Layer {
  const settings: Record<string, unknown> = {};
  const extraKeys: Record<string, unknown> = {};
  for (const [variable, setting] of Object.entries(ENVIRONMENT)) {
    const value = env[variable]?.trim();
    if (value === undefined || value === '') continue;
    if (setting.startsWith('extraKeys.')) extraKeys[setting.slice('extraKeys.'.length)] = value;
    else settings[setting] = value;
  }
  if (Object.keys(extraKeys).length > 0) settings.extraKeys = extraKeys;
  return { settings, nameOf: (setting) => Object.entries(ENVIRONMENT).find(([, name]) => name === setting)?.[0] ?? setting };
}

function flagLayer(flags: Record<string, unknown>): Layer {
  const settings: Record<string, unknown> = {};
  for (const [flag, value] of Object.entries(flags)) {
    if (value !== undefined) settings[FLAG_TO_SETTING[flag] ?? flag] = value;
  }
  return { settings, nameOf: (setting) => `--${flagOf(setting.split('.')[0] ?? setting)}` };
}

function flagOf(setting: string): string {
  const flag = Object.entries(FLAG_TO_SETTING).find(([, name]) => name === setting)?.[0] ?? setting;
  return flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function describe(issue: z.core.$ZodIssue, layer: Layer): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const parents = issue.path.map(String);
      const near = nearest(key, parents.length > 0 ? ['restricted', 'noRead', 'noDestroy', 'otherWorkspace', 'revoked', 'expired'] : SETTING_NAMES);
      return `${layer.nameOf([...parents, key].join('.'))} is unknown${near ? `; did you mean '${near}'?` : ''}`;
    });
  }
  const setting = issue.path.filter((part) => typeof part === 'string').join('.');
  const given = valueAt(layer.settings, issue.path);
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const near = nearest(String(given), values);
    return [`${layer.nameOf(setting)}: '${String(given)}' is not one of ${values.join(', ')}${near ? `; did you mean '${near}'?` : ''}`];
  }
  const shown = /key/i.test(setting) || given === undefined || typeof given === 'object' ? '' : `'${String(given)}' `;
  return [`${layer.nameOf(setting)}: ${shown}${issue.message}`];
}

function valueAt(settings: unknown, path: PropertyKey[]): unknown {
  let value = settings;
  for (const part of path) {
    if (typeof value === 'string' && typeof part === 'number') value = value.split(',').map((item) => item.trim()).filter((item) => item !== '')[part];
    else value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  }
  return value;
}
