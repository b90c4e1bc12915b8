import type { ServerContext } from '../../context.js';
import type { FindManyResult, RecordFilter } from '../../engine.js';
import type { Caller, FieldMetadata, ObjectMetadata, StoredRecord } from '../../model.js';
import { aggregatesOf } from '../schema/aggregates.js';
import { readArguments } from './arguments.js';
import { nodeSelection } from './complexity.js';
import { encodeCursor, narrowCursor } from './cursor.js';
import { pageArguments } from './page-arguments.js';
import { farJoinColumn, isRelation, isToMany, joinColumn, relationField, targetObject } from './relations.js';
import { typeName } from './root-fields.js';
import type { Selection } from './selection.js';

/** Most records of a one-to-many relation that one parent shows. */
export const MAX_RELATED_RECORDS = 60;

/** Who asks, and of which server: what every answer is written for. */
export interface OutputScope {
  context: ServerContext;
  caller: Caller;
}

/** Writes what is selected of one record. A field that the object does not have is null. */
export function recordOutput(scope: OutputScope, object: ObjectMetadata, record: StoredRecord, selection: Selection | null): Record<string, unknown> {
  const output: Record<string, unknown> = {};
  for (const field of selection ?? []) {
    output[field.responseKey] = fieldOutput(scope, object, record, field);
  }
  if (scope.context.quirks.has('trashed-relative-hides-key')) hideKeysOfNone(object, selection ?? [], output);
  return output;
}

function fieldOutput(scope: OutputScope, object: ObjectMetadata, record: StoredRecord, selectedField: Selection[number]): unknown {
  const { name, selection } = selectedField;
  if (name === '__typename') return typeName(object.nameSingular);
  const relation = relationField(object, name);
  if (relation !== undefined) return relationOutput(scope, object, record, relation, selectedField);
  if (!isReadable(object, name)) return null;
  return valueOutput(object, name, record[name], selection);
}

/** A key that is selected along with its relation is null where the relation shows none. */
function hideKeysOfNone(object: ObjectMetadata, selection: Selection, output: Record<string, unknown>): void {
  for (const { name, responseKey } of selection) {
    const relation = relationField(object, name);
    if (!relation || isToMany(relation) || output[responseKey] !== null) continue;
    for (const key of selection) if (key.name === joinColumn(relation)) output[key.responseKey] = null;
  }
}

function isReadable(object: ObjectMetadata, name: string): boolean {
  return object.fields.some((field) => (isRelation(field) ? !isToMany(field) && joinColumn(field) === name : field.name === name));
}

/** Sub-fields of a composite; a scalar ignores what is selected below it. */
function valueOutput(object: ObjectMetadata, name: string, value: unknown, selection: Selection | null): unknown {
  if (value === undefined || value === null) return null;
  if (selection === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => valueOutput(object, name, item, selection));
  const composite = value as Record<string, unknown>;
  const type = object.fields.find((field) => field.name === name)?.type ?? '';
  return Object.fromEntries(
    selection.map((field) => [field.responseKey, field.name === '__typename' ? compositeTypeName(type) : (composite[field.name] ?? null)]),
  );
}

function compositeTypeName(type: string): string {
  return type === 'FILES' ? 'FileObject' : type.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('');
}

function relationOutput(
  scope: OutputScope, object: ObjectMetadata, record: StoredRecord, relation: FieldMetadata, selectedField: Selection[number],
): unknown {
  const { context, caller } = scope;
  const target = targetObject(caller.workspace, relation);
  if (target === undefined) return null;
  if (isToMany(relation)) {
    const found = relatedRecords(scope, object, record, relation, target, selectedField.args);
    return connectionOutput(scope, target, found, relatedFilter(scope, record, relation), selectedField.selection);
  }
  const related = context.engine.related(caller, object, record, relation.name);
  if (related === null || Array.isArray(related)) return null;
  return recordOutput(scope, target, related, selectedField.selection);
}

function relatedRecords(
  scope: OutputScope, object: ObjectMetadata, record: StoredRecord, relation: FieldMetadata, target: ObjectMetadata, given: Record<string, unknown>,
): FindManyResult {
  const { context, caller } = scope;
  const join = relatedFilter(scope, record, relation);
  const args = context.quirks.has('graphql-nested-arguments-ignored') ? {} : readArguments('findMany', given);
  if (Object.keys(args).length > 0 && join !== undefined) {
    const filter = args['filter'] === undefined ? join : { and: [join, args['filter']] };
    const page = pageArguments(context.quirks, target, { ...args, filter });
    return context.engine.findMany(caller, target, page.last === undefined ? { first: MAX_RELATED_RECORDS, ...page } : page);
  }
  const all = context.engine.related(caller, object, record, relation.name);
  const related = Array.isArray(all) ? all : [];
  const records = related.slice(0, MAX_RELATED_RECORDS);
  const cursors = records.map((item) => encodeCursor({ id: item.id }));
  return {
    records,
    cursors,
    totalCount: related.length,
    pageInfo: {
      hasNextPage: related.length > records.length,
      hasPreviousPage: false,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function relatedFilter(scope: OutputScope, record: StoredRecord, relation: FieldMetadata): RecordFilter | undefined {
  const column = farJoinColumn(scope.caller.workspace, relation);
  return column === undefined ? undefined : { [column]: { eq: record.id } };
}

/** Writes what is selected of a page of records, with aggregates over all that match `filter`. */
export function connectionOutput(
  scope: OutputScope, object: ObjectMetadata, found: FindManyResult, filter: RecordFilter | undefined, selection: Selection | null,
): Record<string, unknown> {
  const { context, caller } = scope;
  const type = typeName(object.nameSingular);
  const known = new Set(aggregatesOf(object).map((aggregate) => aggregate.name));
  const names = (selection ?? []).map((field) => field.name).filter((name) => name !== 'totalCount' && known.has(name));
  const aggregates = names.length === 0 ? {} : context.engine.aggregate(caller, object, filter, names);
  const cursor = cursorOutput(scope, selection);
  const output: Record<string, unknown> = {};
  for (const field of selection ?? []) {
    const key = field.responseKey;
    if (field.name === '__typename') output[key] = `${type}Connection`;
    else if (field.name === 'totalCount') output[key] = found.totalCount;
    else if (field.name === 'pageInfo') output[key] = pageInfoOutput(found.pageInfo, cursor, field.selection);
    else if (field.name === 'edges') output[key] = edgesOutput(scope, object, found, cursor, field.selection);
    else output[key] = aggregates[field.name] ?? null;
  }
  return output;
}

/** Writes the edges of a connection. */
export function edgesOutput(
  scope: OutputScope, object: ObjectMetadata, found: Pick<FindManyResult, 'records' | 'cursors'>, cursor: (text: string) => string, selection: Selection | null,
): Array<Record<string, unknown>> {
  if (selection === null && found.records.length > 0) throw new TypeError("Cannot read properties of undefined (reading 'id')");
  return found.records.map((record, index) => {
    const edge: Record<string, unknown> = {};
    for (const field of selection ?? []) {
      if (field.name === 'node') edge[field.responseKey] = recordOutput(scope, object, record, field.selection);
      else if (field.name === 'cursor') edge[field.responseKey] = cursor(found.cursors[index] ?? '');
      else edge[field.responseKey] = field.name === '__typename' ? `${typeName(object.nameSingular)}Edge` : null;
    }
    return edge;
  });
}

/** Writes what is selected of `pageInfo`. */
export function pageInfoOutput(
  pageInfo: FindManyResult['pageInfo'], cursor: (text: string) => string, selection: Selection | null,
): Record<string, unknown> {
  const { startCursor, endCursor } = pageInfo;
  const values: Record<string, unknown> = {
    ...pageInfo,
    startCursor: startCursor === null ? null : cursor(startCursor),
    endCursor: endCursor === null ? null : cursor(endCursor),
    __typename: 'PageInfo',
  };
  return Object.fromEntries((selection ?? []).map((field) => [field.responseKey, values[field.name] ?? null]));
}

/** How cursors are written: whole, or without the order values that the query does not select. */
function cursorOutput(scope: OutputScope, connection: Selection | null): (text: string) => string {
  if (!scope.context.quirks.has('graphql-cursor-lacks-unselected-order')) return (text) => text;
  const node = nodeSelection(connection);
  return (text) => narrowCursor(text, node);
}
