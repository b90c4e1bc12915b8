import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger, readLedger, type LedgerEntry } from '../../src/suite/ledger.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-test-'));
  path = join(folder, 'ledgers', 'run.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (id: string, object = 'companies'): LedgerEntry => ({ kind: 'record', object, id });

test('what was created and not removed is open, newest first', () => {
  const ledger = openLedger(path);
  ledger.willCreate(record('a'));
  ledger.willCreate(record('b'));
  ledger.willCreate(record('c'));
  ledger.removed(record('b'));
  expect(readLedger(path)).toEqual({ created: [record('a'), record('b'), record('c')], open: [record('c'), record('a')] });
});

test('the same id in another object is another record', () => {
  const ledger = openLedger(path);
  ledger.willCreate(record('a', 'companies'));
  ledger.willCreate(record('a', 'people'));
  ledger.removed(record('a', 'people'));
  expect(readLedger(path).open).toEqual([record('a', 'companies')]);
});

test('an entry is on disk when willCreate returns', () => {
  openLedger(path).willCreate(record('a'));
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify({ event: 'create', entry: record('a') })}\n`);
});

test('only the owner may read the file', () => {
  openLedger(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('opening an existing ledger keeps what is in it', () => {
  openLedger(path).willCreate(record('a'));
  openLedger(path).willCreate(record('b'));
  expect(readLedger(path).open).toEqual([record('b'), record('a')]);
});

test('a last line cut by a crash is passed over', () => {
  const ledger = openLedger(path);
  ledger.willCreate(record('a'));
  appendFileSync(path, '{"event":"create","entry":{"kind":"rec');
  expect(readLedger(path).open).toEqual([record('a')]);
});

test('a cut "removed" leaves the record open, so that it is cleaned up', () => {
  const ledger = openLedger(path);
  ledger.willCreate(record('a'));
  ledger.removed(record('a'));
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.slice(0, -10));
  expect(readLedger(path).open).toEqual([record('a')]);
});

test('a custom object is open after all records, however new they are', () => {
  const ledger = openLedger(path);
  const object: LedgerEntry = { kind: 'object', object: 'zzConformanceAs', id: 'zzConformanceA' };
  ledger.willCreate(record('a'));
  ledger.willCreate(object);
  ledger.willCreate(record('b'));
  expect(readLedger(path).open).toEqual([record('b'), record('a'), object]);
  ledger.removed(object);
  expect(readLedger(path).open).toEqual([record('b'), record('a')]);
});
