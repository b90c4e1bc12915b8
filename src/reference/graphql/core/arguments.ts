import { ApiError } from '../../errors.js';
import { isUuid } from '../../fields/scalars.js';
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

type ArgumentType = 'object' | 'array' | 'UUID' | 'string' | 'number' | 'boolean';

const REQUIRED: Partial<Record<RecordOperation, Record<string, ArgumentType>>> = {
  groupBy: { groupBy: 'array' },
  createOne: { data: 'object' },
  createMany: { data: 'array' },
  updateOne: { id: 'UUID', data: 'object' },
  updateMany: { filter: 'object', data: 'object' },
  deleteOne: { id: 'UUID' },
  deleteMany: { filter: 'object' },
  destroyOne: { id: 'UUID' },
  destroyMany: { filter: 'object' },
  restoreOne: { id: 'UUID' },
  restoreMany: { filter: 'object' },
  mergeMany: { ids: 'array', conflictPriorityIndex: 'number' },
};

/** Types of arguments that may be left out. */
const OPTIONAL: Record<string, ArgumentType> = {
  first: 'number', last: 'number', offset: 'number', limit: 'number', before: 'string', after: 'string', upsert: 'boolean', dryRun: 'boolean', filter: 'object',
};

/** Lists take one item for a list of it, as GraphQL does. */
const LISTS = ['orderBy', 'orderByForRecords', 'ids', 'data'];

/** Checks the arguments of a root field and drops the absent ones. Throws `INVALID_QUERY_INPUT`. */
export function readArguments(operation: RecordOperation, given: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(given)) {
    if (!ARGUMENTS[operation].includes(name)) throw invalidQuery(`Argument not allowed: ${name}`);
  }
  const args: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    const required = REQUIRED[operation]?.[name];
    const type = required === undefined ? OPTIONAL[name] : undefined;
    if (type !== undefined && !isOfType(value, type)) throw invalidQuery(`Invalid argument: "${name}" must be ${type === 'object' ? 'an' : 'a'} ${type}`);
    if (required === undefined && LISTS.includes(name) && typeof value !== 'object') throw invalidQuery(`Invalid argument: "${name}" must be an array`);
    args[name] = withoutUndefined(name === 'groupBy' && isOfType(value, 'object') ? [value] : value);
  }
  for (const [name, type] of Object.entries(REQUIRED[operation] ?? {})) {
    if (!isOfType(args[name], type)) throw invalidQuery(name === 'groupBy' ? 'Missing required argument: "groupBy" must be an array.' : `Missing required argument: "${name}" (${type})`, name === 'groupBy' ? 'An error occurred.' : undefined);
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

function isOfType(value: unknown, type: ArgumentType): boolean {
  if (type === 'UUID') return isUuid(value);
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
