import type { ServerContext } from '../context.js';
import type { GroupByRow, RecordFilter } from '../engine.js';
import { ApiError } from '../errors.js';
import { FIELD_KINDS } from '../fields/index.js';
import { databaseError } from '../fields/kind.js';
import { isUuid } from '../fields/scalars.js';
import type { Caller, ObjectMetadata, StoredRecord } from '../model.js';
import { layoutStore } from '../metadata/layout-defaults.js';
import type { QuirkSet } from '../quirks.js';
import { isRelation, joinColumn } from '../records/columns.js';
import { badQuery } from '../records/errors.js';
import type { RestAnswer } from './errors.js';
import { parseFlag, parseJsonArray, parseLimit, parseNames, parseOrderBy } from './params.js';

const DEFAULT_GROUPS = 50;
const SAMPLE = 10;

/** Answers `GET /rest/{objects}/groupBy`. */
export function groupByAnswer(query: URLSearchParams, caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, context: ServerContext): RestAnswer {
  const lenient = context.quirks.has('query-values-lenient');
  const viewId = query.get('viewId');
  const asStock = context.quirks.has('openapi-view-id-snake-case');
  if (asStock && viewId !== null && !isUuid(viewId)) throw databaseError(`invalid input syntax for type uuid: "${viewId}"`);
  const known = viewId !== null && layoutStore(caller.workspace, 'views').has(viewId);
  if (!asStock && viewId !== null && !known) throw badQuery(`viewId: view '${viewId}' not found`);
  const isNumber = /^\d+$/.test(query.get('group_by') ?? '');
  const limit = parseLimit(query, DEFAULT_GROUPS, lenient);
  const withSample = parseFlag(query, 'include_records_sample', lenient);
  if (withSample && context.quirks.has('group-sample-fifty-columns') && columnCount(object) > 50) throw new ApiError('cannot pass more than 100 arguments to a function');
  const groupBy = parseJsonArray(query, 'group_by', isNumber ? context.quirks.has('group-by-number') : lenient);
  const rows = context.engine.groupBy(caller, object, {
    groupBy,
    aggregate: parseNames(query, 'aggregate'),
    asText: context.quirks.has('group-by-numbers-as-text'),
    ...(filter ? { filter } : {}),
    orderBy: groupOrder(query, groupBy, context.quirks),
    orderByForRecords: withSample ? parseOrderBy(query, 'order_by_for_records') : [],
    // No limit is what zero means to the database's client.
    ...(limit === 0 && lenient ? {} : { limit }),
    includeRecords: withSample,
    ...(known ? { viewId } : {}),
  });
  const shown = rows.map((row) => shownRow(object, row, context.quirks));
  return { status: 200, body: context.quirks.has('group-by-bare-array') ? shown : { data: { [`${object.namePlural}GroupBy`]: shown } } };
}

function shownRow(object: ObjectMetadata, row: GroupByRow, quirks: QuirkSet): Record<string, unknown> {
  const { groupByDimensionValues, records, ...aggregates } = row;
  const sample = records?.slice(0, SAMPLE).map((record) => (quirks.has('group-sample-raw-times') ? asDatabaseJson(object, record) : record));
  return { ...aggregates, groupByDimensionValues, ...(sample ? { records: sample } : {}) };
}

/** A record as the database prints it: times to the microsecond, with the offset of UTC. */
function asDatabaseJson(object: ObjectMetadata, record: StoredRecord): Record<string, unknown> {
  const changed = object.fields.flatMap(({ name, type }): Array<[string, unknown]> => {
    const value = record[name];
    if (type === 'DATE_TIME' && typeof value === 'string') return [[name, value.replace(/Z$/, '000+00:00')]];
    return [];
  });
  return { ...record, ...Object.fromEntries(changed) };
}

/** Columns of the object's table: a composite has one for each part. */
function columnCount(object: ObjectMetadata): number {
  return object.fields.filter((field) => !isRelation(field) || joinColumn(field) !== undefined)
    .reduce((count, { type }) => count + (FIELD_KINDS[type].subFields ? Object.keys(FIELD_KINDS[type].subFields).length : 1), 0);
}

/** `order_by` as a JSON array, or in the form of lists, of which fields that are not grouped by order nothing. */
function groupOrder(query: URLSearchParams, groupBy: Array<Record<string, unknown>>, quirks: QuirkSet): Array<Record<string, unknown>> {
  const text = query.get('order_by');
  const isJson = quirks.has('group-by-order-json') || text === null || text.trim().startsWith('[');
  if (isJson) return parseJsonArray(query, 'order_by', quirks.has('query-values-lenient'));
  const grouped = new Set(groupBy.flatMap((group) => Object.keys(group)));
  return parseOrderBy(query).filter((entry) => Object.keys(entry).every((name) => grouped.has(name)));
}
