import type { GroupByArgs, GroupByRow, OrderDirection } from '../engine.js';
import { FIELD_KINDS } from '../fields/index.js';
import type { ColumnType } from '../fields/kind.js';
import { ApiError } from '../errors.js';
import { databaseError, isPlainObject } from '../fields/kind.js';
import { databaseSchema } from '../metadata/database-schema.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { aggregateRecords, isAggregate } from './aggregate.js';
import { fieldOfJoinColumn, findField, isComposite, isRelation, joinColumn, readColumn, recordsOf, scalarColumn, subColumn, tableName, targetObject } from './columns.js';
import { compareText } from './compare.js';
import { dateBucket } from './date-bucket.js';
import { badQuery } from './errors.js';

type GroupValue = GroupByRow['groupByDimensionValues'][number];
type Dimension = { key: string; read: (record: StoredRecord) => GroupValue[]; rank: (value: GroupValue) => number[] | undefined; missing?: ApiError };

const MULTIPLE = 'You cannot provide multiple fields in one GroupByInput, split them into multiple GroupByInput';
const SYSTEM_DATES = new Set(['createdAt', 'updatedAt']);
const UNGROUPED = new Set(['FILES', 'POSITION', 'RAW_JSON', 'TS_VECTOR']);
const GRANULARITIES = new Set(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'DAY_OF_THE_WEEK', 'MONTH_OF_THE_YEAR', 'QUARTER_OF_THE_YEAR', 'NONE']);
const DIRECTIONS = new Set(['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast']);

/** The refusal of an order of groups. */
const badOrder = (message: string): ApiError => new ApiError(message, { error: 'UserInputError', graphqlCode: 'BAD_USER_INPUT' });

/** Rows of a grouping, each with the requested aggregates and the records it counts. */
export function groupRecords(workspace: Workspace, object: ObjectMetadata, records: StoredRecord[], args: GroupByArgs): Array<{ row: GroupByRow; records: StoredRecord[] }> {
  const dimensions = args.groupBy.filter((entry) => Object.keys(entry).length > 0).map((entry) => dimension(workspace, object, entry));
  for (const entry of args.orderBy ?? []) checkOrder(object, dimensions, entry);
  aggregateRecords(object, [], args.aggregate ?? []);
  const missing = dimensions.find((one) => one.missing)?.missing;
  if (missing) throw missing;
  // Nothing to group by and nothing to count is a plain list of the records.
  if (dimensions.length === 0 && (args.aggregate ?? []).length === 0) {
    return records.slice(0, args.limit ?? records.length).map((record) => ({ row: { groupByDimensionValues: [] }, records: [record] }));
  }
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
    row: { groupByDimensionValues: group.values, ...aggregateRecords(object, group.records, args.aggregate ?? [], args.asText) } as GroupByRow,
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
      const order = compareAggregates(a.order[name], b.order[name], direction as OrderDirection);
      if (order !== 0) return order;
    }
    return 0;
  }
  const [path, direction] = orderTarget(entry, '');
  const index = dimensions.findIndex((one) => one.key === path);
  const found = dimensions[index];
  // An order that is asked for takes options for words.
  return !found ? 0 : compareNullable({ ...found, rank: () => undefined }, a.values[index] ?? null, b.values[index] ?? null, direction);
}

/** Refuses an order by what is neither grouped by nor counted. */
function checkOrder(object: ObjectMetadata, dimensions: Dimension[], entry: Record<string, unknown>): void {
  const [first] = Object.keys(entry);
  if (first === undefined) throw badOrder('Cannot orderBy unknown field: undefined.');
  if (isPlainObject(entry['aggregate'])) {
    const unknown = Object.keys(entry['aggregate']).find((name) => !isAggregate(object, name));
    if (unknown !== undefined) throw badOrder(`Unknown aggregate field: ${unknown}`);
    return;
  }
  const [path, direction] = orderTarget(entry, '');
  if (!findField(object, first) && !fieldOfJoinColumn(object, first)) throw badOrder(`Cannot orderBy unknown field: ${first}.`);
  if (isPlainObject(entry[first]) && isComposite(findField(object, first) as FieldMetadata) && !dimensions.some(({ key }) => key === path)) {
    throw badOrder(`Cannot order by a field that is not in groupBy or that is not an aggregate field: ${path.slice(first.length + 1)}`);
  }
  if (!dimensions.some(({ key }) => key === path)) throw badOrder(`Cannot order by a field that is not an aggregate nor in groupBy criteria: ${path}.`);
  if (!DIRECTIONS.has(direction)) throw badOrder(`Unknown orderBy value: ${direction}`);
}

function compareAggregates(a: unknown, b: unknown, direction: OrderDirection): number {
  const [left, right] = [a ?? null, b ?? null];
  if (left === null || right === null) return left === right ? 0 : (left === null) === direction.endsWith('NullsFirst') ? -1 : 1;
  const order = typeof left === 'number' && typeof right === 'number' ? left - right : compareText(String(left), String(right));
  return direction.startsWith('Desc') ? -order : order;
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
  const [left, right] = [one.rank(a), one.rank(b)];
  const order = left && right ? compareRanks(left, right) : typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return direction.startsWith('Desc') ? -order : order;
}

/** Lists of options sort like words. */
function compareRanks(a: number[], b: number[]): number {
  const at = a.findIndex((rank, index) => rank !== b[index]);
  return at === -1 || b[at] === undefined ? a.length - b.length : (a[at] as number) - b[at];
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
    const inner = nestedDimension(workspace, target, name, definition);
    const related = recordsOf(workspace, target);
    return { ...inner, key: `${name}.${inner.key}`, read: (record) => (related.has(record[key] as string) ? inner.read(related.get(record[key] as string) as StoredRecord) : [null]) };
  }
  if (key === undefined && isRelation(field)) throw badQuery(`Field "${name}" is not supported in groupBy`);
  // What is no column by itself is looked for in vain.
  if (definition === true && (isRelation(field) || (isComposite(field) && isGroupable(field, false)))) {
    return { key: name, read: () => [], rank: () => undefined, missing: databaseError(`column ${tableName(workspace, object)}.${name} does not exist`) };
  }
  if (isRelation(field) || !isGroupable(field, false)) throw badQuery(`Field "${name}" is not supported in groupBy`);
  return fieldDimension(workspace, object, field, definition);
}

/** A group by a field of a related record. */
function nestedDimension(workspace: Workspace, target: ObjectMetadata, relationName: string, definition: Record<string, unknown>): Dimension {
  const [name = ''] = Object.keys(definition);
  const field = findField(target, name);
  if (!field) throw badQuery(`Nested field "${name}" not found in target object "${target.nameSingular}"`);
  if (isRelation(field)) throw badQuery(`Cannot group by a relation field of the relation field: "${name}" is a relation field of "${relationName}"`);
  if (!isGroupable(field, true)) throw badQuery(`Nested field "${name}" is not supported in groupBy`);
  if (isComposite(field) && definition[name] === true) throw badQuery(`Composite field "${name}" requires a subfield to be specified`);
  return fieldDimension(workspace, target, field, definition[name]);
}

const isGroupable = (field: FieldMetadata, isNested: boolean): boolean =>
  !UNGROUPED.has(field.type) && (!field.isSystem || SYSTEM_DATES.has(field.name) || (isNested && field.name === 'id'));

function fieldDimension(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata, definition: unknown): Dimension {
  const { name } = field;
  if (isComposite(field)) {
    const [sub = ''] = isPlainObject(definition) ? Object.keys(definition) : [];
    if (sub === '') throw badQuery(`Composite field "${name}" requires a subfield to be specified`);
    const kind = FIELD_KINDS[field.type].subFields;
    if (!kind || !Object.hasOwn(kind, sub) || UNGROUPED.has(kind[sub]?.type ?? '')) throw badQuery(`Composite subfield "${sub}" is not supported in groupBy for "${name}"`);
    const column = subColumn(field, sub);
    return { key: `${name}.${sub}`, read: (record) => [asValue(readColumn(record, column), column.type)], rank: rankOf(column.values) };
  }
  const column = scalarColumn(field);
  if (isPlainObject(definition)) {
    if ((field.type === 'DATE' || field.type === 'DATE_TIME') && GRANULARITIES.has(String(definition['granularity']))) {
      const bucket = dateBucket(field.type, definition);
      return { key: name, read: (record) => [bucket(readColumn(record, column) as string | null)], rank: () => undefined };
    }
    if (definition['unnest'] === true && field.type === 'MULTI_SELECT') {
      return { key: name, read: (record) => ((readColumn(record, column) as string[] | null) ?? [null]).map((one) => asValue(one)), rank: rankOf(column.values) };
    }
    if (definition['unnest'] === true && field.type !== 'ARRAY') {
      throw databaseError(`function cardinality(${databaseType(workspace, object, field)}) does not exist`);
    }
    throw badQuery(`Field "${name}" does not support nested subfields in groupBy`);
  }
  if (definition !== true) throw badQuery(`Invalid groupBy definition for field "${name}"`);
  return { key: name, read: (record) => [asValue(readColumn(record, column), column.type)], rank: rankOf(column.values) };
}

/** The type of a column as messages of the database name it. */
function databaseType(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata): string {
  if (field.type === 'SELECT' || field.type === 'RATING') return `${databaseSchema(workspace)}.${tableName(workspace, object)}_${field.name}_enum`;
  return DATABASE_TYPES[field.type] ?? field.type.toLowerCase();
}

const DATABASE_TYPES: Partial<Record<FieldMetadata['type'], string>> = { NUMBER: 'double precision', DATE_TIME: 'timestamp with time zone' };

/** The places of options in their field; those of a list stand in braces. */
const rankOf = (values: readonly string[] | undefined) => (value: GroupValue): number[] | undefined =>
  values && String(value).replace(/^\{|\}$/g, '').split(',').map((one) => values.indexOf(one));

/** Values keep their type; exact numerics and lists of options come as text, the latter in the form of the database. */
function asValue(value: unknown, type?: ColumnType): GroupValue {
  if (value === null || value === undefined) return null;
  if (type === 'MULTI_SELECT' && Array.isArray(value)) return `{${value.join(',')}}`;
  return type === 'NUMERIC' ? String(value) : (value as GroupValue);
}
