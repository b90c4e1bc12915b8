import { expect, test } from 'vitest';
import type { ObjectMetadata, StoredRecord, Workspace } from '../../src/reference/model.js';
import { createWorkspaces } from '../../src/reference/metadata/index.js';
import { findField, scalarColumn } from '../../src/reference/records/columns.js';
import type { OrderKey } from '../../src/reference/records/order.js';
import { RecordTable } from '../../src/reference/records/record-table.js';
import { firstIndex } from '../../src/reference/records/sorted-list.js';

const workspace: Workspace = createWorkspaces().main;
const company = workspace.objects.find(({ nameSingular }) => nameSingular === 'company') as ObjectMetadata;

function key(name: string, direction: OrderKey['direction']): OrderKey {
  const field = findField(company, name);
  if (!field) throw new Error(`no field ${name}`);
  return { column: scalarColumn(field), direction, through: undefined, cursorPath: [name] };
}

const row = (id: string, name: string, position = 0): StoredRecord => ({ id, name, position, createdAt: '', updatedAt: '', deletedAt: null });
const byName = [key('name', 'DescNullsLast'), key('id', 'AscNullsFirst')];
const readName = (record: StoredRecord): string | null => record['name'] as string;
const ids = (rows: Iterable<StoredRecord>): string[] => [...rows].map(({ id }) => id);

function filled(): RecordTable {
  const table = new RecordTable();
  for (const record of [row('a', 'x', 3), row('b', 'y', -2), row('c', 'x', 7)]) table.put(record);
  return table;
}

test('orders and indexes follow what is written after they were made', () => {
  const table = filled();
  expect(ids(table.inOrder(byName))).toEqual(['b', 'a', 'c']);
  expect(ids(table.lookup('name', readName, 'x'))).toEqual(['a', 'c']);
  table.put(row('a', 'z'));
  table.put(row('d', 'x'));
  table.delete('b');
  expect(ids(table.inOrder(byName))).toEqual(['a', 'c', 'd']);
  expect(ids(table.lookup('name', readName, 'x'))).toEqual(['c', 'd']);
  expect(ids(table.lookup('name', readName, 'y'))).toEqual([]);
});

test('a row in the trash is found by index and has no place in an order', () => {
  const table = filled();
  table.inOrder(byName);
  table.amend(table.get('a') as StoredRecord, { deletedAt: 'now' });
  expect(ids(table.inOrder(byName))).toEqual(['b', 'c']);
  expect(ids(table.lookup('name', readName, 'x'))).toContain('a');
  expect(ids(table.values())).toEqual(['a', 'b', 'c']);
});

test('a refused transaction leaves no trace in rows, indexes and orders', () => {
  const table = filled();
  table.inOrder(byName);
  table.lookup('name', readName, 'x');
  expect(() => table.transaction(() => {
    table.put(row('a', 'changed'));
    table.put(row('e', 'new', -9));
    table.delete('c');
    throw new Error('refused');
  })).toThrow('refused');
  expect(ids(table.inOrder(byName))).toEqual(['b', 'a', 'c']);
  expect(ids(table.lookup('name', readName, 'x')).sort()).toEqual(['a', 'c']);
  expect(table.has('e')).toBe(false);
  expect(table.extremePosition('first')).toBe(-2);
});

test('the extremes of positions follow rows that come and go', () => {
  const table = filled();
  expect([table.extremePosition('first'), table.extremePosition('last')]).toEqual([-2, 7]);
  table.delete('b');
  table.put(row('c', 'x', 1));
  expect([table.extremePosition('first'), table.extremePosition('last')]).toEqual([1, 3]);
  expect(new RecordTable().extremePosition('last')).toBeUndefined();
});

test('the first index of a test that holds for none is the length', () => {
  expect([firstIndex([1, 2, 3], (one) => one >= 2), firstIndex([1, 2], () => false), firstIndex([], () => true)]).toEqual([1, 2, 0]);
});
