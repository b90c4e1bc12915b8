import type { GroupByArgs, GroupByRow, RecordFilter } from '../../engine.js';
import { ApiError } from '../../errors.js';
import { isUuid } from '../../fields/scalars.js';
import type { ObjectMetadata } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import { capitalize } from '../../records/columns.js';
import { aggregatesOf } from '../schema/aggregates.js';
import { invalidQuery, readArguments } from './arguments.js';
import { checkNesting, nodeSelection } from './complexity.js';
import { encodeCursor } from './cursor.js';
import { pageArguments } from './page-arguments.js';
import { connectionOutput, edgesOutput, pageInfoOutput, recordOutput } from './record-output.js';
import type { OutputScope } from './record-output.js';
import type { RootField } from './root-fields.js';
import { typeName } from './root-fields.js';
import { selected } from './selection.js';
import type { SelectedField, Selection } from './selection.js';

/** Runs one generated root field and writes its answer. Throws `ApiError`. */
export function runOperation(scope: OutputScope, root: RootField, field: SelectedField): unknown {
  try {
    return perform(scope, root, field);
  } catch (error) {
    throw READS.includes(root.operation) ? asFilterError(error) : error;
  }
}

/** A read takes values in its filter only, so a wrong value is a wrong filter. */
function asFilterError(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.options.subCode !== 'INVALID_ARGS_DATA') return error;
  return new ApiError(error.message, { ...error.options, subCode: 'INVALID_ARGS_FILTER' });
}

const READS: readonly RootField['operation'][] = ['findMany', 'findOne', 'groupBy'];

const BULK_WRITES: readonly RootField['operation'][] = ['updateMany', 'deleteMany', 'destroyMany', 'restoreMany'];

function perform(scope: OutputScope, root: RootField, field: SelectedField): unknown {
  const { context, caller } = scope;
  const { operation, object } = root;
  const args = readArguments(operation, field.args);
  checkNesting(caller, object, recordSelection(operation, field.selection));
  const one = (record: Parameters<typeof recordOutput>[2]): unknown => recordOutput(scope, object, record, field.selection);
  const engine = context.engine;
  const id = args['id'] as string;
  const data = args['data'];
  const filter = args['filter'] as RecordFilter | undefined;
  if (BULK_WRITES.includes(operation) && Object.keys(filter ?? {}).length === 0 && !context.quirks.has('graphql-empty-filter-all')) {
    throw invalidQuery('A bulk write needs a filter that is not empty');
  }
  const upsert = { upsert: args['upsert'] === true };
  switch (operation) {
    case 'findMany':
      return connectionOutput(scope, object, engine.findMany(caller, object, pageArguments(context.quirks, object, args)), filter, field.selection);
    case 'findOne':
      return one(engine.findOne(caller, object, filter ?? {}));
    case 'findDuplicates':
      return engine.findDuplicates(caller, object, args, comparedCriteria(context.quirks, args, field.selection)).map((found) => connectionOutput(scope, object, found, undefined, field.selection));
    case 'groupBy':
      return groupByOutput(scope, object, args, field.selection);
    case 'createOne': {
      const [created] = engine.createMany(caller, object, [data], upsert);
      return created === undefined ? null : one(created);
    }
    case 'createMany':
      return engine.createMany(caller, object, data as unknown[], upsert).map(one);
    case 'updateOne':
      return one(engine.updateOne(caller, object, id, data));
    case 'updateMany':
      return engine.updateMany(caller, object, filter, data).map(one);
    case 'deleteOne':
      return one(engine.deleteOne(caller, object, id));
    case 'deleteMany':
      return engine.deleteMany(caller, object, filter).map(one);
    case 'destroyOne':
      return one(engine.destroyOne(caller, object, id));
    case 'destroyMany':
      return engine.destroyMany(caller, object, filter).map(one);
    case 'restoreOne':
      return one(engine.restoreOne(caller, object, id));
    case 'restoreMany':
      return engine.restoreMany(caller, object, filter).map(one);
    case 'mergeMany':
      return one(engine.merge(caller, object, {
        ids: args['ids'] as string[],
        conflictPriorityIndex: args['conflictPriorityIndex'] as number,
        dryRun: args['dryRun'] === true,
      }));
  }
}

/** Criteria by which duplicates of stored records are sought. */
function comparedCriteria(quirks: QuirkSet, args: Record<string, unknown>, selection: Selection | null): (columns: string[]) => boolean {
  if (!quirks.has('graphql-duplicates-by-selection') || args['ids'] === undefined) return () => true;
  const columns = (nodeSelection(selection) ?? []).flatMap(({ name, selection: parts }) => [name, ...(parts ?? []).map((part) => `${name}${capitalize(part.name)}`)]);
  return (criterion) => criterion.every((column) => columns.includes(column));
}

function recordSelection(operation: RootField['operation'], selection: Selection | null): Selection | null {
  return operation === 'findMany' || operation === 'findDuplicates' || operation === 'groupBy' ? nodeSelection(selection) : selection;
}

function groupByOutput(scope: OutputScope, object: ObjectMetadata, args: Record<string, unknown>, selection: Selection | null): unknown {
  const known = new Set(aggregatesOf(object).map((aggregate) => aggregate.name));
  const aggregate = (selection ?? []).map((field) => field.name).filter((name) => known.has(name));
  const { offsetForRecords: offset = 0, viewId, limit, ...rest } = args;
  if (typeof viewId === 'string' && !isUuid(viewId)) throw new ApiError(`invalid input syntax for type uuid: "${viewId}"`, { graphqlCode: 'INTERNAL_SERVER_ERROR' });
  const rows = scope.context.engine.groupBy(scope.caller, object, {
    ...(rest as unknown as GroupByArgs),
    // A limit that is none asks for all groups.
    ...(Number(limit) > 0 ? { limit: Number(limit) } : {}),
    aggregate,
    includeRecords: selected(selection, 'edges') !== undefined || selected(selection, 'pageInfo') !== undefined,
  });
  return rows.map((row) => groupOutput(scope, object, row.records ? { ...row, records: row.records.slice(Number(offset)) } : row, selection));
}

function groupOutput(scope: OutputScope, object: ObjectMetadata, row: GroupByRow, selection: Selection | null): Record<string, unknown> {
  const records = row.records ?? [];
  const cursors = records.map((record) => encodeCursor({ id: record.id }));
  const whole = (text: string): string => text;
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null };
  const output: Record<string, unknown> = {};
  for (const field of selection ?? []) {
    const key = field.responseKey;
    if (field.name === '__typename') output[key] = `${typeName(object.nameSingular)}GroupByConnection`;
    else if (field.name === 'edges') output[key] = edgesOutput(scope, object, { records, cursors }, whole, field.selection);
    else if (field.name === 'pageInfo') output[key] = pageInfoOutput(pageInfo, whole, field.selection);
    else output[key] = row[field.name] ?? null;
  }
  return output;
}
