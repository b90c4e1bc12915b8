import type { ServerContext } from '../context.js';
import type { GroupByRow, RecordFilter } from '../engine.js';
import type { Caller, ObjectMetadata } from '../model.js';
import { layoutStore } from '../metadata/layout-defaults.js';
import { badQuery } from '../records/errors.js';
import type { RestAnswer } from './errors.js';
import { parseFlag, parseJsonArray, parseLimit, parseNames, parseOrderBy } from './params.js';

const DEFAULT_GROUPS = 50;
const SAMPLE = 10;

/** Answers `GET /rest/{objects}/groupBy`. */
export function groupByAnswer(query: URLSearchParams, caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, context: ServerContext): RestAnswer {
  const lenient = context.quirks.has('query-values-lenient');
  const viewId = query.get('viewId');
  if (viewId !== null && !layoutStore(caller.workspace, 'views').has(viewId)) throw badQuery(`View '${viewId}' not found`);
  const rows = context.engine.groupBy(caller, object, {
    groupBy: parseJsonArray(query, 'group_by', true),
    aggregate: parseNames(query, 'aggregate'),
    ...(filter ? { filter } : {}),
    orderBy: groupOrder(query, context.quirks.has('group-by-order-json')),
    orderByForRecords: parseOrderBy(query, 'order_by_for_records'),
    limit: parseLimit(query, DEFAULT_GROUPS, lenient),
    includeRecords: parseFlag(query, 'include_records_sample', lenient),
    ...(viewId === null ? {} : { viewId }),
  });
  const shown = rows.map((row) => shownRow(row, context.quirks.has('group-by-numbers-as-text')));
  return { status: 200, body: context.quirks.has('group-by-bare-array') ? shown : { data: { [`${object.namePlural}GroupBy`]: shown } } };
}

function shownRow(row: GroupByRow, asText: boolean): Record<string, unknown> {
  const { groupByDimensionValues, records, ...aggregates } = row;
  const shown = Object.entries(aggregates).map(([name, value]) => [name, asText && typeof value === 'number' ? String(value) : value]);
  return { ...Object.fromEntries(shown), groupByDimensionValues, ...(records ? { records: records.slice(0, SAMPLE) } : {}) };
}

/** `order_by` as a JSON array, or in the form of lists. */
function groupOrder(query: URLSearchParams, jsonOnly: boolean): Array<Record<string, unknown>> {
  const text = query.get('order_by');
  return jsonOnly || text === null || text.trim().startsWith('[') ? parseJsonArray(query, 'order_by', false) : parseOrderBy(query);
}
