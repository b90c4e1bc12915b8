import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LedgerRun, type OpenEntry, readLedger } from './ledger.js';

/** A run whose ledger lies in the report folder. */
export interface EarlierRun {
  file: string;
  run: LedgerRun;
  open: OpenEntry[];
  /** When the ledger was written last; Unix epoch, ms. */
  touchedAt: number;
  /** It may still be at work. */
  live: boolean;
}

const HEARTBEAT_MS = 5_000;
/** A ledger that was touched within this time belongs to a run that may be at work on another machine. */
const LIVE_MS = 120_000;

/** Where the ledgers of a report folder are. */
export function ledgerFolder(reportDir: string): string {
  return join(reportDir, 'ledgers');
}

/** Touches a ledger now and then, so that others see that its run lives. Returns what ends it. */
export function keepAlive(file: string): () => void {
  const timer = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The run is over and the ledger gone.
    }
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The runs whose ledgers are in a report folder, oldest first; a ledger that does not tell its run is passed over. */
export function earlierRuns(reportDir: string): EarlierRun[] {
  const folder = ledgerFolder(reportDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => {
      const file = join(folder, name);
      try {
        const { run, open } = readLedger(file);
        const touchedAt = statSync(file).mtimeMs;
        return run ? [{ file, run, open, touchedAt, live: isLive(run, touchedAt) }] : [];
      } catch {
        // Another run removed it meanwhile.
        return [];
      }
    })
    .sort((a, b) => (a.run.startedAt < b.run.startedAt ? -1 : 1));
}

/** Deletes a ledger that has served its purpose, and what else the run left on this machine when it was killed. */
export function forgetRun({ file, run: { host, folder } }: Pick<EarlierRun, 'file' | 'run'>): void {
  rmSync(file, { force: true });
  if (host === hostname() && dirname(folder) === tmpdir()) rmSync(folder, { recursive: true, force: true });
}

/** On this machine the process tells; on another only the heartbeat can. */
function isLive(run: LedgerRun, touchedAt: number): boolean {
  if (run.host !== hostname()) return Date.now() - touchedAt < LIVE_MS;
  if (!processExists(run.pid)) return false;
  // The number may have been given to another process since.
  return run.pid === process.pid || Date.now() - touchedAt < LIVE_MS;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
