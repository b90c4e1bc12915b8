import type { StoredRecord } from '../model.js';
import { columnKey } from './columns.js';
import type { CompiledFilter } from './filter.js';
import type { OrderKey } from './order.js';
import { sortRecords } from './order.js';
import type { RecordTable } from './record-table.js';

/** The records that a filter selects, trashed ones too, in the order of their rows. */
export function selectAll(table: RecordTable, filter: CompiledFilter): StoredRecord[] {
  return [...candidates(table, filter)].filter(filter.test);
}

/** The records that a reading sees: trashed ones only where the filter names `deletedAt`. */
export function selectVisible(table: RecordTable, filter: CompiledFilter): StoredRecord[] {
  const selected = selectAll(table, filter);
  return filter.namesDeletedAt ? selected : selected.filter((record) => record.deletedAt === null);
}

/** The same in an order. */
export function selectInOrder(table: RecordTable, filter: CompiledFilter, keys: readonly OrderKey[]): readonly StoredRecord[] {
  if (filter.namesDeletedAt || filter.equalities.length > 0) return sortRecords(selectVisible(table, filter), keys);
  const live = table.inOrder(keys);
  return filter.selectsAll ? live : live.filter(filter.test);
}

/** The rows among which those are that a filter selects: found by an index where the filter asks for a value. */
function candidates(table: RecordTable, { equalities }: CompiledFilter): Iterable<StoredRecord> {
  const byId = equalities.find(({ column }) => column.path === 'id');
  if (byId) return new Set(byId.values.flatMap((id) => table.get(id) ?? []));
  const [first] = equalities;
  if (!first) return table.values();
  const { column, values } = first;
  return new Set(values.flatMap((value) => [...table.lookup(column.path, columnKey(column), value)]));
}
