import { writeFileSync } from 'node:fs';
import { answerThrough, forwardTo, mountFaults } from '../faults/index.js';
import { QUIRKS } from '../reference/quirks.js';
import { startReferenceServer } from '../reference/server.js';
import { listFaults, readFaults, readQuirks, readServedLimit } from './serve-options.js';

export interface ServeOptions {
  port: number;
  keysFile?: string;
  asDocumented: boolean;
  /** `NAME=off` or `NAME=on`. */
  quirk?: string[];
  /** Ids of faults, the outermost first. */
  fault?: string[];
  /** `100/60s`. */
  rateLimit?: string;
  /** Custom objects, own fields of each, and records over all of them. */
  objects: number;
  fields: number;
  records: number;
  /** Leaves out the custom object that has a field of every type. */
  withoutSample: boolean;
  quiet: boolean;
  listQuirks: boolean;
  listFaults: boolean;
}

/** Runs the reference server by itself until interrupted. Writes the keys as a dotenv file, mode 0600. */
export async function serve(options: ServeOptions, print: (text: string) => void): Promise<number> {
  if (options.listQuirks) {
    for (const [name, { description, evidence }] of Object.entries(QUIRKS)) print(`${name}: ${description} (${evidence})`);
    return 0;
  }
  if (options.listFaults) {
    for (const line of listFaults()) print(line);
    return 0;
  }
  const faults = readFaults(options.fault ?? []);
  const mount = mountFaults(faults);
  const quirks = readQuirks(options.quirk ?? [], options.asDocumented);
  const rateLimit = options.rateLimit === undefined ? {} : { rateLimit: readServedLimit(options.rateLimit) };
  const { objects, fields, records } = options;
  const server = await startReferenceServer({
    port: options.port,
    quirks,
    ...rateLimit,
    withoutSample: options.withoutSample,
    ...(objects > 0 ? { synthetic: { objects, fields, records } } : {}),
    ...(faults.length === 0 ? {} : { before: (handler) => answerThrough(mount, forwardTo(handler)), deliver: (delivery) => mount.deliver(delivery) }),
  });
  if (options.keysFile) {
    const lines = Object.entries(server.keys).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(options.keysFile, lines.join(''), { mode: 0o600 });
  }
  if (!options.quiet) {
    print(`Reference server (${options.asDocumented ? 'as documented' : 'as stock Twenty 2.21'}) at ${server.baseUrl}`);
    for (const { id, loses } of faults) print(`Fault ${id}: lost is ${loses}`);
    print(options.keysFile ? `Keys in ${options.keysFile}` : 'Pass --keys-file FILE to get its API keys. Ctrl-C stops it.');
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}
