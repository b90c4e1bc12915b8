import { ConfigError } from '../config/config.js';
import { CONTROL_PATH, startProxy } from '../faults/proxy.js';
import { listFaults, readFaults } from './serve-options.js';

export interface ProxyOptions {
  upstream?: string;
  /** Ids of faults, the outermost first. */
  fault?: string[];
  host: string;
  port: number;
  quiet: boolean;
  listFaults: boolean;
}

/** Runs the proxy by itself until interrupted. */
export async function proxy(options: ProxyOptions, print: (text: string) => void): Promise<number> {
  if (options.listFaults) {
    for (const line of listFaults()) print(line);
    return 0;
  }
  if (!options.upstream || !/^https?:\/\/[^/]/i.test(options.upstream)) throw new ConfigError(['--upstream must be the base URL of the instance, as in --upstream https://crm.example.com']);
  const faults = readFaults(options.fault ?? []);
  const running = await startProxy({ upstream: options.upstream, faults, host: options.host, port: options.port });
  if (!options.quiet) {
    print(`Proxy before ${options.upstream} at ${running.baseUrl}`);
    for (const { id, loses } of faults) print(`Fault ${id}: lost is ${loses}`);
    print(`Faults and counters: ${running.baseUrl}${CONTROL_PATH}. Ctrl-C stops it.`);
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await running.close();
  return 0;
}
