import type { GroupByArgs, GroupByRow, OrderDirection } from '../engine.js';
import { FIELD_KINDS } from '../fields/index.js';
import type { ColumnType } from '../fields/kind.js';
import { isPlainObject } from '../fields/kind.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { aggregateRecords } from './aggregate.js';
import { fieldOfJoinColumn, findField, isComposite, isRelation, joinColumn, readColumn, recordsOf, scalarColumn, subColumn, targetObject } from './columns.js';
import { compareText } from './compare.js';
import { dateBucket } from './date-bucket.js';
import { badQuery } from './errors.js';

type GroupValue = GroupByRow['groupByDimensionValues'][number];
type Dimension = { key: string; read: (record: StoredRecord) => GroupValue[]; rank: (value: GroupValue) => number | undefined };

const MULTIPLE = 'You cannot provide multiple fields in one GroupByInput, split them into multiple GroupByInput';
const SYSTEM_DATES = new Set(['createdAt', 'updatedAt']);

/** Rows of a grouping, each with the requested aggregates and the records it counts. */
export function groupRecords(workspace: Workspace, object: ObjectMetadata, records: StoredRecord[], args: GroupByArgs): Array<{ row: GroupByRow; records: StoredRecord[] }> {
  const dimensions = args.groupBy.filter((entry) => Object.keys(entry).length > 0).map((entry) => dimension(workspace, object, entry));
  const orderAggregates = (args.orderBy ?? []).flatMap((entry) => (isPlainObject(entry['aggregate']) ? Object.keys(entry['aggregate']) : []));
  const groups = new Map<string, { values: GroupValue[]; records: StoredRecord[] }>();
  for (const record of records) {
    for (const values of combine(dimensions.map((one) => one.read(record)))) {
      const key = JSON.stringify(values);
      const group = groups.get(key) ?? { values, records: [] };
      group.records.push(record);
      groups.set(key, group);
    }
  }
  const rows = [...groups.values()].map((group) => ({
    values: group.values,
    records: group.records,
    order: aggregateRecords(object, group.records, orderAggregates),
    row: { groupByDimensionValues: group.values, ...aggregateRecords(object, group.records, args.aggregate ?? []) } as GroupByRow,
  }));
  const byDimensions = (a: GroupValue[], b: GroupValue[]): number => {
    for (const [index, one] of dimensions.entries()) {
      const order = compareNullable(one, a[index] ?? null, b[index] ?? null, 'AscNullsLast');
      if (order !== 0) return order;
    }
    return 0;
  };
  rows.sort((a, b) => {
    for (const entry of args.orderBy ?? []) {
      const order = compareEntry(entry, dimensions, a, b);
      if (order !== 0) return order;
    }
    return byDimensions(a.values, b.values);
  });
  return rows.slice(0, args.limit ?? rows.length);
}

function compareEntry(entry: Record<string, unknown>, dimensions: Dimension[], a: { values: GroupValue[]; order: Record<string, unknown> }, b: { values: GroupValue[]; order: Record<string, unknown> }): number {
  if (isPlainObject(entry['aggregate'])) {
    for (const [name, direction] of Object.entries(entry['aggregate'])) {
      const order = Number(a.order[name]) - Number(b.order[name]);
      if (order !== 0) return String(direction).startsWith('Desc') ? -order : order;
    }
    return 0;
  }
  const [path, direction] = orderTarget(entry, '');
  const index = dimensions.findIndex((one) => one.key === path);
  const found = dimensions[index];
  if (!found) throw badQuery(`Cannot order by a field that is not in groupBy: ${path}`);
  return compareNullable(found, a.values[index] ?? null, b.values[index] ?? null, direction);
}

function orderTarget(entry: Record<string, unknown>, prefix: string): [string, OrderDirection] {
  const [name = '', value] = Object.entries(entry)[0] ?? [];
  const path = prefix === '' ? name : `${prefix}.${name}`;
  if (!isPlainObject(value)) return [path, value as OrderDirection];
  if (typeof value['orderBy'] === 'string') return [path, value['orderBy'] as OrderDirection];
  return orderTarget(value, path);
}

function compareNullable(one: Dimension, a: GroupValue, b: GroupValue, direction: OrderDirection): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) === direction.endsWith('NullsFirst') ? -1 : 1;
  const ranks = [one.rank(a), one.rank(b)];
  const order = ranks[0] !== undefined && ranks[1] !== undefined ? ranks[0] - ranks[1] : typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return direction.startsWith('Desc') ? -order : order;
}

function combine(lists: GroupValue[][]): GroupValue[][] {
  return lists.reduce<GroupValue[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
}

function dimension(workspace: Workspace, object: ObjectMetadata, entry: Record<string, unknown>): Dimension {
  const [[name, definition] = ['', undefined], ...others] = Object.entries(entry);
  if (others.length > 0) throw badQuery(MULTIPLE);
  const relation = fieldOfJoinColumn(object, name);
  if (relation) return { key: name, read: (record) => [asValue(record[name])], rank: () => undefined };
  const field = findField(object, name);
  if (!field) throw badQuery(`Unidentified field in groupBy: ${name}`);
  const key = joinColumn(field);
  if (key !== undefined && isPlainObject(definition)) {
    const target = targetObject(workspace, field);
    const inner = dimension(workspace, target, definition);
    const related = recordsOf(workspace, target);
    return { ...inner, key: `${name}.${inner.key}`, read: (record) => (related.has(record[key] as string) ? inner.read(related.get(record[key] as string) as StoredRecord) : [null]) };
  }
  if (isRelation(field) || field.type === 'TS_VECTOR' || (field.isSystem && !SYSTEM_DATES.has(name) && name !== 'id')) throw badQuery(`Field "${name}" is not supported in groupBy`);
  return fieldDimension(field, definition);
}

function fieldDimension(field: FieldMetadata, definition: unknown): Dimension {
  const { name } = field;
  if (isComposite(field)) {
    const [sub = ''] = isPlainObject(definition) ? Object.keys(definition) : [];
    if (sub === '') throw badQuery(`Composite field "${name}" requires a subfield to be specified`);
    if (!Object.hasOwn(FIELD_KINDS[field.type].subFields ?? {}, sub)) throw badQuery(`Composite subfield "${sub}" is not supported in groupBy for "${name}"`);
    const column = subColumn(field, sub);
    return { key: `${name}.${sub}`, read: (record) => [asValue(readColumn(record, column), column.type)], rank: rankOf(column.values) };
  }
  const column = scalarColumn(field);
  if (isPlainObject(definition)) {
    if (field.type === 'DATE' || field.type === 'DATE_TIME') {
      const bucket = dateBucket(field.type, definition);
      return { key: name, read: (record) => [bucket(readColumn(record, column) as string | null)], rank: () => undefined };
    }
    if (definition['unnest'] === true && field.type === 'MULTI_SELECT') {
      return { key: name, read: (record) => ((record[name] as string[] | null) ?? []).map((one) => asValue(one)), rank: rankOf(column.values) };
    }
    throw badQuery(`Field "${name}" does not support nested subfields in groupBy`);
  }
  if (definition !== true) throw badQuery(`Invalid groupBy definition for field "${name}"`);
  return { key: name, read: (record) => [asValue(readColumn(record, column), column.type)], rank: rankOf(column.values) };
}

const rankOf = (values: readonly string[] | undefined) => (value: GroupValue): number | undefined => values?.indexOf(String(value));

/** Values keep their type; exact numerics and lists of options come as text, the latter in the form of the database. */
function asValue(value: unknown, type?: ColumnType): GroupValue {
  if (value === null || value === undefined) return null;
  if (type === 'MULTI_SELECT' && Array.isArray(value)) return `{${value.join(',')}}`;
  return type === 'NUMERIC' ? String(value) : (value as GroupValue);
}
