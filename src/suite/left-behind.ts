import type { HttpClient } from '../http/exchange.js';
import { removeEntries, type Leftover } from './clean-up.js';
import { type EarlierRun, forgetRun } from './earlier-runs.js';
import type { MarkedEntry } from './find-marked.js';
import { openLedger, type OpenEntry } from './ledger.js';

/** What one run left on an instance. */
export interface LeftBehind {
  runId: string;
  entries: OpenEntry[];
  /** Its ledger, where it lies in this report folder. */
  ledger?: EarlierRun;
  /** Why the run may still be at work; its things are then not to be touched. */
  live?: string;
}

/** Nothing that a run made can be older than the run; without a ledger, this long after its latest creation it is over. */
const OVER_AFTER_MS = 2 * 3_600_000;
/** A create that was on its way when its run was killed may be done this long after. */
const SETTLED_AFTER_MS = 15_000;

/** Brings together what ledgers tell and what the instance shows, by run. */
export function leftBehind(ledgers: readonly EarlierRun[], marked: readonly MarkedEntry[], now = Date.now()): LeftBehind[] {
  const ids = new Set([...ledgers.map(({ run }) => run.runId), ...marked.map(({ runId }) => runId)]);
  return [...ids].map((runId) => {
    const ledger = ledgers.find(({ run }) => run.runId === runId);
    const shown = marked.filter((entry) => entry.runId === runId);
    const open = ledger?.open ?? [];
    const same = (a: OpenEntry, b: OpenEntry) => a.kind === b.kind && (a.id === b.id || (a.serverId !== undefined && a.serverId === b.serverId));
    const entries = [...open, ...shown.filter((entry) => !open.some((known) => same(known, entry)))];
    return { runId, entries, ...(ledger ? { ledger } : {}), ...liveness(ledger, shown, now) };
  });
}

function liveness(ledger: EarlierRun | undefined, shown: readonly MarkedEntry[], now: number): Pick<LeftBehind, 'live'> {
  if (ledger) return ledger.live ? { live: `it is at work on ${ledger.run.host}, process ${ledger.run.pid}` } : {};
  const latest = Math.max(...shown.map(({ createdAt }) => Date.parse(createdAt ?? '')));
  if (Number.isNaN(latest)) return { live: 'it may be at work elsewhere: when its things were made is not told' };
  return now - latest < OVER_AFTER_MS ? { live: `it may be at work elsewhere: it made something ${Math.max(0, Math.round((now - latest) / 60_000))} min ago` } : {};
}

/** Removes what a run left and forgets its ledger when nothing stays. Waits a little where the run was killed just now. */
export async function removeLeftBehind(http: HttpClient, { entries, ledger }: LeftBehind, wait: (ms: number) => Promise<unknown>): Promise<{ removed: OpenEntry[]; leftovers: Leftover[] }> {
  const journal = ledger ? openLedger(ledger.file) : undefined;
  const first = await removeEntries(http, entries);
  const unsettled = (ledger?.touchedAt ?? 0) + SETTLED_AFTER_MS - Date.now();
  let late: Awaited<ReturnType<typeof removeEntries>> = { removed: [], absent: [], leftovers: [] };
  if (first.absent.length > 0 && unsettled > 0) {
    await wait(unsettled);
    late = await removeEntries(http, first.absent);
  }
  const leftovers = [...first.leftovers, ...late.leftovers];
  for (const entry of [...first.removed, ...first.absent]) if (!late.leftovers.some(({ id, kind }) => id === entry.id && kind === entry.kind)) journal?.removed(entry);
  if (ledger && leftovers.length === 0) forgetRun(ledger);
  return { removed: [...first.removed, ...late.removed], leftovers };
}
