import type { ServerContext } from '../context.js';
import type { GroupByRow, RecordFilter } from '../engine.js';
import { ApiError } from '../errors.js';
import { FIELD_KINDS } from '../fields/index.js';
import type { Caller, ObjectMetadata } from '../model.js';
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
  const known = viewId !== null && layoutStore(caller.workspace, 'views').has(viewId);
  if (viewId !== null && !known && !context.quirks.has('openapi-view-id-snake-case')) throw badQuery(`View '${viewId}' not found`);
  const isNumber = context.quirks.has('group-by-number') && /^\d+$/.test(query.get('group_by') ?? '');
  const withSample = parseFlag(query, 'include_records_sample', lenient);
  if (withSample && context.quirks.has('group-sample-fifty-columns') && columnCount(object) > 50) throw new ApiError('cannot pass more than 100 arguments to a function');
  const rows = context.engine.groupBy(caller, object, {
    groupBy: isNumber ? [{ id: true }] : parseJsonArray(query, 'group_by', true),
    aggregate: parseNames(query, 'aggregate'),
    ...(filter ? { filter } : {}),
    orderBy: groupOrder(query, context.quirks.has('group-by-order-json')),
    orderByForRecords: parseOrderBy(query, 'order_by_for_records'),
    limit: parseLimit(query, DEFAULT_GROUPS, lenient),
    includeRecords: withSample,
    ...(known ? { viewId } : {}),
  });
  const shown = rows.map((row) => shownRow(isNumber ? { ...row, groupByDimensionValues: [] } : row, object, context.quirks));
  return { status: 200, body: context.quirks.has('group-by-bare-array') ? shown : { data: { [`${object.namePlural}GroupBy`]: shown } } };
}

function shownRow(row: GroupByRow, object: ObjectMetadata, quirks: QuirkSet): Record<string, unknown> {
  const { groupByDimensionValues, records, ...aggregates } = row;
  const asText = quirks.has('group-by-numbers-as-text');
  const shown = Object.entries(aggregates).map(([name, value]) => [name, asText && typeof value === 'number' ? String(value) : value]);
  const sample = records?.slice(0, SAMPLE).map((record) => (quirks.has('group-sample-raw-times') ? withRawTimes(object, record) : record));
  return { ...Object.fromEntries(shown), groupByDimensionValues, ...(sample ? { records: sample } : {}) };
}

/** Times as the database writes them: to the microsecond, with the offset of UTC. */
function withRawTimes(object: ObjectMetadata, record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const times = new Set(object.fields.filter(({ type }) => type === 'DATE_TIME').map(({ name }) => name));
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, times.has(name) && typeof value === 'string' ? value.replace(/Z$/, '000+00:00') : value]));
}

/** Columns of the object's table: a composite has one for each part. */
function columnCount(object: ObjectMetadata): number {
  return object.fields.filter((field) => !isRelation(field) || joinColumn(field) !== undefined)
    .reduce((count, { type }) => count + (FIELD_KINDS[type].subFields ? Object.keys(FIELD_KINDS[type].subFields).length : 1), 0);
}

/** `order_by` as a JSON array, or in the form of lists. */
function groupOrder(query: URLSearchParams, jsonOnly: boolean): Array<Record<string, unknown>> {
  const text = query.get('order_by');
  return jsonOnly || text === null || text.trim().startsWith('[') ? parseJsonArray(query, 'order_by', false) : parseOrderBy(query);
}
