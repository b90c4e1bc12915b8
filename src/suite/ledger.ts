import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a run can create, in the order in which it is removed: an object last, since it takes its fields, views and records along. */
export const LEDGER_KINDS = ['record', 'webhook', 'apiKey', 'role', 'view', 'field', 'object'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Something the run created, as it stands in the ledger. */
export interface LedgerEntry {
  kind: LedgerKind;
  /** Plural name of the record's object, or of the custom object itself: the REST path segment. Singular name of a field's object. Empty for others. */
  object: string;
  /** Of a record its id. Where the server chooses the id, what is known before the create: the name, or a webhook's target. */
  id: string;
  /** Metadata id of a record's object, by which it is found when the object was renamed. */
  objectId?: string;
}

/** An entry that is not removed yet. */
export interface OpenEntry extends LedgerEntry {
  /** The id that the server chose, where the create was answered. */
  serverId?: string;
}

/** Which run a ledger belongs to. */
export interface LedgerRun {
  runId: string;
  marker: string;
  url: string;
  /** ISO 8601. */
  startedAt: string;
  pid: number;
  host: string;
  /** The instance is the embedded server, which ends with the run. */
  embedded: boolean;
  /** Of the run's other files, on its host. */
  folder: string;
}

type LedgerLine =
  | { event: 'run'; run: LedgerRun }
  | { event: 'create' | 'removed'; entry: LedgerEntry }
  | { event: 'made'; entry: LedgerEntry; serverId: string };

/** The journal of everything a run creates; each entry reaches the disk before the request that creates it is sent. */
export interface Ledger {
  willCreate(entry: LedgerEntry): void;
  /** Notes the id that the server gave. */
  made(entry: LedgerEntry, serverId: string): void;
  removed(entry: LedgerEntry): void;
}

/** Opens an append-only ledger file, mode 0600. A new file begins with whose it is, where that is given. */
export function openLedger(path: string, run?: LedgerRun): Ledger {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, '', { mode: 0o600 });
  const write = (line: LedgerLine) => {
    const file = openSync(path, 'a', 0o600);
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
      if (line.event !== 'removed') fsyncSync(file);
    } finally {
      closeSync(file);
    }
  };
  if (run) write({ event: 'run', run });
  return {
    willCreate: (entry) => write({ event: 'create', entry }),
    made: (entry, serverId) => write({ event: 'made', entry, serverId }),
    removed: (entry) => write({ event: 'removed', entry }),
  };
}

/** What a ledger says was created, and what of it is not yet removed, newest first within its kind. A last line cut by a crash is passed over. */
export function readLedger(path: string): { run?: LedgerRun; created: LedgerEntry[]; open: OpenEntry[] } {
  let run: LedgerRun | undefined;
  const created = new Map<string, OpenEntry>();
  const removed = new Set<string>();
  for (const line of linesOf(path)) {
    if (line.event === 'run') {
      run = line.run;
      continue;
    }
    const key = `${line.entry.kind}/${line.entry.object}/${line.entry.id}`;
    if (line.event === 'create') {
      created.set(key, line.entry);
      removed.delete(key);
    } else if (line.event === 'made') created.set(key, { ...line.entry, serverId: line.serverId });
    else removed.add(key);
  }
  const open = [...created].filter(([key]) => !removed.has(key)).map(([, entry]) => entry).reverse();
  return { ...(run ? { run } : {}), created: [...created.values()], open: inOrderOfRemoval(open) };
}

/** Entries by kind, what depends on others before them; within a kind in the order given. */
export function inOrderOfRemoval<T extends LedgerEntry>(entries: readonly T[]): T[] {
  return LEDGER_KINDS.flatMap((kind) => entries.filter((entry) => entry.kind === kind));
}

function linesOf(path: string): LedgerLine[] {
  return readFileSync(path, 'utf8').split('\n').flatMap((text) => {
    try {
      return [JSON.parse(text) as LedgerLine];
    } catch {
      return [];
    }
  });
}
