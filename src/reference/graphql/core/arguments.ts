import { ApiError } from '../../errors.js';
import type { RecordOperation } from './root-fields.js';

/** Arguments of each operation, as the runners take them. */
export const ARGUMENTS: Record<RecordOperation, readonly string[]> = {
  findMany: ['first', 'last', 'offset', 'before', 'after', 'filter', 'orderBy'],
  findOne: ['filter'],
  findDuplicates: ['ids', 'data'],
  groupBy: ['groupBy', 'filter', 'orderBy', 'orderByForRecords', 'viewId', 'limit', 'offsetForRecords'],
  createOne: ['data', 'upsert'],
  createMany: ['data', 'upsert'],
  updateOne: ['id', 'data'],
  updateMany: ['filter', 'data'],
  deleteOne: ['id'],
  deleteMany: ['filter'],
  destroyOne: ['id'],
  destroyMany: ['filter'],
  restoreOne: ['id'],
  restoreMany: ['filter'],
  mergeMany: ['ids', 'conflictPriorityIndex', 'dryRun'],
};

const REQUIRED: Partial<Record<RecordOperation, Record<string, 'object' | 'array' | 'string' | 'number'>>> = {
  groupBy: { groupBy: 'array' },
  createOne: { data: 'object' },
  createMany: { data: 'array' },
  updateOne: { id: 'string', data: 'object' },
  updateMany: { filter: 'object', data: 'object' },
  deleteOne: { id: 'string' },
  deleteMany: { filter: 'object' },
  destroyOne: { id: 'string' },
  destroyMany: { filter: 'object' },
  restoreOne: { id: 'string' },
  restoreMany: { filter: 'object' },
  mergeMany: { ids: 'array', conflictPriorityIndex: 'number' },
};

const NUMBERS = ['first', 'last', 'offset', 'limit'];

/** Checks the arguments of a root field and drops the absent ones. Throws `INVALID_QUERY_INPUT`. */
export function readArguments(operation: RecordOperation, given: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(given)) {
    if (!ARGUMENTS[operation].includes(name)) throw invalidQuery(`Argument not allowed: ${name}`);
  }
  const args: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (NUMBERS.includes(name) && typeof value !== 'number') throw invalidQuery(`Invalid argument: "${name}" must be a number`);
    args[name] = withoutUndefined(value);
  }
  for (const [name, type] of Object.entries(REQUIRED[operation] ?? {})) {
    if (!isOfType(args[name], type)) throw invalidQuery(`Missing required argument: "${name}" (${type})`);
  }
  if (operation === 'findOne') {
    const filter = args['filter'];
    if (filter === undefined || Object.keys(filter as object).length === 0) throw invalidQuery('Missing filter argument');
  }
  return args;
}

/** A wrong argument, in the words of the GraphQL runners. */
export function invalidQuery(message: string, userFriendlyMessage?: string): ApiError {
  return new ApiError(message, {
    graphqlCode: 'BAD_USER_INPUT',
    subCode: 'INVALID_QUERY_INPUT',
    ...(userFriendlyMessage === undefined ? {} : { userFriendlyMessage }),
  });
}

function isOfType(value: unknown, type: 'object' | 'array' | 'string' | 'number'): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** A variable that was not sent reads as undefined inside a value: the runners see null. */
function withoutUndefined(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutUndefined(item)]));
}
