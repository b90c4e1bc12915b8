import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something the run created, as it stands in the ledger. */
export interface LedgerEntry {
  kind: 'record' | 'webhook' | 'object';
  /** Plural name of the record's object, or of the custom object itself: the REST path segment. Empty for a webhook. */
  object: string;
  /** Of a custom object its singular name, of a webhook its target: the id is the server's to choose, and not known before the create. */
  id: string;
}

interface LedgerLine {
  event: 'create' | 'removed';
  entry: LedgerEntry;
}

/** The journal of everything a run creates; each entry reaches the disk before the request that creates it is sent. */
export interface Ledger {
  willCreate(entry: LedgerEntry): void;
  removed(entry: LedgerEntry): void;
}

/** Opens an append-only ledger file, mode 0600. */
export function openLedger(path: string): Ledger {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, '', { mode: 0o600 });
  const write = (line: LedgerLine) => {
    const file = openSync(path, 'a', 0o600);
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
      if (line.event === 'create') fsyncSync(file);
    } finally {
      closeSync(file);
    }
  };
  return {
    willCreate: (entry) => write({ event: 'create', entry }),
    removed: (entry) => write({ event: 'removed', entry }),
  };
}

/** What a ledger says was created, and what of it is not yet removed, newest first, objects after all records. A last line cut by a crash is passed over. */
export function readLedger(path: string): { created: LedgerEntry[]; open: LedgerEntry[] } {
  const created = new Map<string, LedgerEntry>();
  const removed = new Set<string>();
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    let line: LedgerLine;
    try {
      line = JSON.parse(text) as LedgerLine;
    } catch {
      continue;
    }
    const key = `${line.entry.kind}/${line.entry.object}/${line.entry.id}`;
    if (line.event === 'create') created.set(key, line.entry);
    else removed.add(key);
  }
  const open = [...created].filter(([key]) => !removed.has(key)).map(([, entry]) => entry).reverse();
  const ofKind = (kind: LedgerEntry['kind']) => open.filter((entry) => entry.kind === kind);
  return { created: [...created.values()], open: [...ofKind('record'), ...ofKind('webhook'), ...ofKind('object')] };
}
