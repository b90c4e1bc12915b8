import type { StoredRecord } from '../model.js';
import type { OrderKey } from './order.js';
import { compareRecords, sortRecords } from './order.js';
import { SortedList } from './sorted-list.js';

/** The value under which an index finds a record; null where the record is not in it. */
export type ReadKey = (record: StoredRecord) => string | null;

interface Index {
  read: ReadKey;
  rows: Map<string, Map<string, StoredRecord>>;
}

interface Order {
  /** Live records only. */
  list: SortedList<StoredRecord>;
  /** The tables that the order looks into, each as it was when the list was made. */
  through: Array<{ table: RecordTable; version: number }>;
}

const MOST_ORDERS = 8;

/**
 * The records of one object, those in the trash among them, by id and in the order in which they were last written.
 * Rows are replaced, never changed in place, so that answers may hold on to them. Indexes and orders are made when first asked for and kept up to date.
 */
export class RecordTable {
  private stored: Map<string, StoredRecord> | undefined;
  private readonly indexes = new Map<string, Index>();
  private readonly orders = new Map<string, Order>();
  private positions: SortedList<number> | undefined;
  /** What the rows of an unfinished transaction were before it. */
  private journal: Array<{ id: string; before: StoredRecord | undefined }> | undefined;
  /** Grows with every change. */
  version = 0;

  /** `fill` gives the first rows, when they are first needed. */
  constructor(private readonly fill: () => StoredRecord[] = () => []) {}

  private get rows(): Map<string, StoredRecord> {
    return (this.stored ??= new Map(this.fill().map((record) => [record.id, record])));
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): StoredRecord | undefined {
    return this.rows.get(id);
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  values(): IterableIterator<StoredRecord> {
    return this.rows.values();
  }

  /** Stores a record as the last row, where the database puts new versions of rows. */
  put(record: StoredRecord): void {
    this.delete(record.id);
    this.rows.set(record.id, record);
    this.enter(record);
    this.journal?.push({ id: record.id, before: undefined });
  }

  /** Gives a row some new values and leaves it where it stands. */
  amend(record: StoredRecord, values: Partial<StoredRecord>): void {
    const next = { ...record, ...values } as StoredRecord;
    this.leave(record);
    this.rows.set(record.id, next);
    this.enter(next);
    this.journal?.push({ id: record.id, before: record });
  }

  delete(id: string): boolean {
    const record = this.rows.get(id);
    if (!record) return false;
    this.rows.delete(id);
    this.leave(record);
    this.journal?.push({ id, before: record });
    return true;
  }

  /** Changes every row in place: for what a change of the metadata does to records. */
  rewrite(change: (record: Record<string, unknown>) => void): void {
    for (const record of this.rows.values()) change(record as Record<string, unknown>);
    this.indexes.clear();
    this.orders.clear();
    this.positions = undefined;
    this.version += 1;
  }

  /** Puts the rows back as they were when one of several writes is refused. */
  transaction<T>(change: () => T): T {
    const journal: NonNullable<typeof this.journal> = [];
    this.journal = journal;
    try {
      return change();
    } catch (error) {
      this.journal = undefined;
      for (const { id, before } of journal.reverse()) {
        if (before) this.put(before);
        else this.delete(id);
      }
      throw error;
    } finally {
      this.journal = undefined;
    }
  }

  /** The rows with a value under an index; `name` tells indexes apart. */
  lookup(name: string, read: ReadKey, value: string): Iterable<StoredRecord> {
    let index = this.indexes.get(name);
    if (!index) {
      index = { read, rows: new Map() };
      for (const record of this.rows.values()) addToIndex(index, record);
      this.indexes.set(name, index);
    }
    return index.rows.get(value)?.values() ?? [];
  }

  /** The live rows in an order. */
  inOrder(keys: readonly OrderKey[]): readonly StoredRecord[] {
    const name = keys.map((key) => `${key.cursorPath.join('.')} ${key.direction}`).join();
    const known = this.orders.get(name);
    if (known?.through.every(({ table, version }) => table.version === version)) return known.list.items;
    const through = keys.flatMap((key) => (key.through ? [{ table: key.through.records, version: key.through.records.version }] : []));
    const list = new SortedList(sortRecords([...this.rows.values()].filter(isLive), keys), (a, b) => compareRecords(keys, a, b));
    if (this.orders.size >= MOST_ORDERS) this.orders.delete([...this.orders.keys()][0] ?? '');
    this.orders.set(name, { list, through });
    return list.items;
  }

  /** The least or greatest position of a row; undefined in an empty table. */
  extremePosition(end: 'first' | 'last'): number | undefined {
    this.positions ??= new SortedList([...this.rows.values()].map(positionOf).sort((a, b) => a - b), (a, b) => a - b);
    return this.positions.items.at(end === 'first' ? 0 : -1);
  }

  private enter(record: StoredRecord): void {
    this.version += 1;
    for (const index of this.indexes.values()) addToIndex(index, record);
    this.positions?.add(positionOf(record));
    if (isLive(record)) this.eachOrder((list) => list.add(record));
  }

  private leave(record: StoredRecord): void {
    this.version += 1;
    for (const { read, rows } of this.indexes.values()) {
      const key = read(record);
      const group = key === null ? undefined : rows.get(key);
      group?.delete(record.id);
      if (key !== null && group?.size === 0) rows.delete(key);
    }
    this.positions?.remove(positionOf(record));
    if (isLive(record)) this.eachOrder((list) => list.remove(record));
  }

  /** An order through relations is made anew when next asked for. */
  private eachOrder(change: (list: SortedList<StoredRecord>) => void): void {
    for (const [name, { list, through }] of this.orders) {
      if (through.length > 0) this.orders.delete(name);
      else change(list);
    }
  }
}

function addToIndex({ read, rows }: Index, record: StoredRecord): void {
  const key = read(record);
  if (key === null) return;
  const group = rows.get(key);
  if (group) group.set(record.id, record);
  else rows.set(key, new Map([[record.id, record]]));
}

const isLive = (record: StoredRecord): boolean => record.deletedAt === null;
const positionOf = (record: StoredRecord): number => Number(record['position'] ?? 0);
