import { ConfigError } from '../config/config.js';
import { nearest } from '../config/nearest.js';
import { readRateLimit } from '../config/rate-limit.js';
import { FAULTS, type Fault } from '../faults/index.js';
import type { QuirkName } from '../reference/quirks.js';
import { QUIRKS } from '../reference/quirks.js';
import type { RateLimit } from '../reference/records/rate-limit.js';

/** `100/60s` as 100 tokens in 60,000 ms. */
export function readServedLimit(text: string): RateLimit {
  const limit = readRateLimit(text);
  if (!limit) throw new ConfigError([`--rate-limit ${text} is not a number of calls in a span of time. Write it like 100/60s.`]);
  return limit;
}

/** The quirks that are on when some of them are switched on or off by `NAME=on` or `NAME=off`. */
export function readQuirks(switches: readonly string[], asDocumented: boolean): QuirkName[] {
  const names = Object.keys(QUIRKS) as QuirkName[];
  const on = new Set<QuirkName>(asDocumented ? [] : names);
  const problems: string[] = [];
  for (const text of switches) {
    const [name = '', state] = text.split('=');
    const known = names.find((one) => one === name);
    if (!known) problems.push(`--quirk ${text}: there is no quirk '${name}'.${suggestion(name, names)} --list-quirks lists them all.`);
    else if (state === 'off') on.delete(known);
    else if (state === 'on') on.add(known);
    else problems.push(`--quirk ${text}: write ${name}=off or ${name}=on.`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return [...on];
}

/** The faults of these ids. */
export function readFaults(ids: readonly string[]): Fault[] {
  const known = FAULTS.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new ConfigError(unknown.map((id) => `--fault ${id}: there is no fault '${id}'.${suggestion(id, known)} --list-faults lists them all.`));
  return ids.map((id) => FAULTS.find((fault) => fault.id === id)!);
}

/** A line about each fault there is. */
export const listFaults = (): string[] => FAULTS.map(({ id, loses, origin }) => `${id}: lost is ${loses} (${origin})`);

function suggestion(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === null ? '' : ` Did you mean '${near}'?`;
}
