import { setTimeout as sleep } from 'node:timers/promises';
import type { RunConfig } from '../config/config.js';
import { InconclusiveError } from '../http/exchange.js';
import { clientFor } from '../http/run-client.js';
import { listObjects } from '../suite/clean-up.js';
import { earlierRuns } from '../suite/earlier-runs.js';
import { findMarked } from '../suite/find-marked.js';
import { leftBehind, removeLeftBehind, type LeftBehind } from '../suite/left-behind.js';
import type { OpenEntry } from '../suite/ledger.js';

export interface CleanupOptions {
  /** Only this run, also where it looks as if it were at work. */
  run?: string;
  /** Also runs that look as if they were at work. */
  all?: boolean;
  dryRun?: boolean;
}

const SHOWN = 20;
const what = ({ kind, object, id, serverId }: OpenEntry) => `${kind} ${[object, id, serverId === id ? undefined : serverId].filter(Boolean).join(' ')}`;

/**
 * Removes what earlier runs left on the instance, by ledger and by marker. Returns the exit code: 0 nothing is left, 3 the instance could
 * not be asked, 4 something is left.
 */
export async function cleanup(config: RunConfig, options: CleanupOptions, print: (text: string) => void): Promise<number> {
  if (config.url === null || config.apiKey === null) {
    print('No instance given: set TWENTY_BASE_URL and TWENTY_API_KEY, or give --url. What a run makes on the embedded server ends with the run.');
    return 2;
  }
  const named = { ...config, url: config.url, apiKey: config.apiKey };
  const http = clientFor(named, options.dryRun === true);
  try {
    const objects = await listObjects(http);
    if (objects === null) {
      print(`The data model of ${named.url} could not be read, so nothing was removed: the key needs a role that may read it.`);
      return 3;
    }
    const ledgers = earlierRuns(config.reportDir);
    const here = ledgers.filter(({ run }) => run.url === named.url);
    const elsewhere = ledgers.length - here.length;
    if (elsewhere > 0) print(`${elsewhere} ${elsewhere === 1 ? 'ledger is' : 'ledgers are'} of runs against other addresses: ${[...new Set(ledgers.filter((each) => !here.includes(each)).map(({ run }) => run.url))].join(', ')}`);
    const found = leftBehind(here, await findMarked(http, config.marker, objects)).filter(({ runId }) => options.run === undefined || runId === options.run);
    if (found.length === 0) print(options.run === undefined ? `No run left anything on ${named.url}.` : `Nothing of run ${options.run} is on ${named.url}, and no ledger tells of it.`);
    let left = 0;
    for (const each of found) left += await cleanOne(each, options, http, print);
    return left > 0 ? 4 : 0;
  } catch (error) {
    if (!(error instanceof InconclusiveError)) throw error;
    print(`The clean-up stopped: ${error.message}. What is left stays in the ledger; try again when ${named.url} answers.`);
    return 3;
  } finally {
    await http.close();
  }
}

/** Returns how many things of the run stay on the instance. */
async function cleanOne(each: LeftBehind, options: CleanupOptions, http: ReturnType<typeof clientFor>, print: (text: string) => void): Promise<number> {
  const { runId, entries, live } = each;
  const list = (shown: readonly OpenEntry[], more: (entry: OpenEntry) => string = what) => {
    for (const entry of shown.slice(0, SHOWN)) print(`  ${more(entry)}`);
    if (shown.length > SHOWN) print(`  … and ${shown.length - SHOWN} more`);
  };
  if (live !== undefined && options.all !== true && options.run !== runId) {
    print(`Run ${runId}: not touched, for ${live}. --run ${runId} removes its ${entries.length} all the same.`);
    return 0;
  }
  if (options.dryRun) {
    print(`Run ${runId}: would remove ${entries.length}`);
    list(entries);
    return 0;
  }
  const { removed, leftovers } = await removeLeftBehind(http, each, sleep);
  print(`Run ${runId}: removed ${removed.length}${leftovers.length > 0 ? `, ${leftovers.length} left` : ''}`);
  list(removed);
  if (leftovers.length > 0) print('Left:');
  list(leftovers, (entry) => `${what(entry)}: ${(entry as (typeof leftovers)[number]).reason}`);
  return leftovers.length;
}
