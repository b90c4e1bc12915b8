import type { FindManyArgs, OrderDirection, RecordOrder } from '../../engine.js';
import { ApiError } from '../../errors.js';
import { FIELD_KINDS } from '../../fields/index.js';
import type { ObjectMetadata } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import { invalidQuery } from './arguments.js';
import { decodeCursor, marksNoPlace } from './cursor.js';
import { isRelation, isToMany, joinColumn } from './relations.js';

const DIRECTIONS: readonly OrderDirection[] = ['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'];
const CONFLICTS = [['before', 'after'], ['before', 'first'], ['after', 'last'], ['first', 'last']] as const;

/** Checks the arguments that cut a page out of a list, as the GraphQL runners do. Throws `ApiError`. */
export function pageArguments(quirks: QuirkSet, object: ObjectMetadata, given: Record<string, unknown>): FindManyArgs {
  const { first, last, before, after, offset, ...rest } = given;
  checkCounts(quirks, first, last, offset);
  const present: Record<string, unknown> = { before: before === '' ? undefined : before, after: after === '' ? undefined : after, first, last };
  for (const [one, other] of CONFLICTS) {
    if (present[one] !== undefined && present[other] !== undefined) throw refusal(`Cannot provide both ${one} and ${other}`, 'ARGS_CONFLICT');
  }
  const cursors = { ...cursor('before', before), ...cursor('after', after) };
  const orderBy = readOrder(object, rest['orderBy']);
  const fromStart = last !== undefined && cursors.before === undefined && quirks.has('graphql-last-from-start');
  const size = fromStart ? { first: last } : { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
  const whole = Object.fromEntries(Object.entries({ ...size, ...(offset === undefined ? {} : { offset }) }).map(([key, value]) => [key, Math.ceil(Number(value))]));
  return { ...rest, ...whole, ...placed(cursors), ...(orderBy === undefined ? {} : { orderBy }) };
}

function checkCounts(quirks: QuirkSet, first: unknown, last: unknown, offset: unknown): void {
  if (typeof first === 'number' && first < 0) throw refusal('First argument must be non-negative', 'INVALID_ARGS_FIRST');
  if (typeof last === 'number' && last < 0) throw refusal('Last argument must be non-negative', 'INVALID_ARGS_LAST');
  if (typeof offset !== 'number' || offset >= 0) return;
  if (!quirks.has('graphql-negative-offset-500')) throw refusal('Offset argument must be non-negative', 'INVALID_ARGS_OFFSET');
  throw new ApiError('Data validation error.', { graphqlCode: 'INTERNAL_SERVER_ERROR' });
}

/** An empty cursor counts as none. */
function cursor<Name extends 'before' | 'after'>(name: Name, value: unknown): Partial<Record<Name, string>> {
  if (value === undefined || value === '') return {};
  const text = String(value);
  const values = decodeCursor(text);
  if (values === undefined) throw refusal(`Invalid cursor: ${text}`, 'INVALID_CURSOR');
  return { [name]: text } as Partial<Record<Name, string>>;
}

function placed(cursors: { before?: string; after?: string }): { before?: string; after?: string } {
  const text = cursors.before ?? cursors.after;
  return text === undefined || !marksNoPlace(decodeCursor(text) ?? {}) ? cursors : {};
}

/** An order may be given as a list or as one object. */
function readOrder(object: ObjectMetadata, order: unknown): RecordOrder[] | undefined {
  if (order === undefined) return undefined;
  const entries = (Array.isArray(order) ? order : [order]) as RecordOrder[];
  for (const entry of entries) {
    for (const [name, direction] of Object.entries(entry)) checkDirection(object, name, direction);
  }
  return entries;
}

function checkDirection(object: ObjectMetadata, name: string, direction: unknown): void {
  const isColumn = object.fields.some((field) => isRelation(field) && !isToMany(field) && joinColumn(field) === name);
  const field = object.fields.find((candidate) => candidate.name === name && candidate.isActive);
  if (field === undefined && !isColumn) throw refusal(`Field "${name}" does not exist or is not sortable`, 'FIELD_NOT_FOUND');
  if (typeof direction === 'object' && direction !== null && field && FIELD_KINDS[field.type].subFields) {
    const bad = Object.values(direction).find((one) => !DIRECTIONS.includes(one as OrderDirection));
    if (bad !== undefined) throw new ApiError(`Sub field order by value must be of type OrderByDirection, but got: ${String(bad)}`, { graphqlCode: 'INTERNAL_SERVER_ERROR' });
  }
  if (typeof direction !== 'string' || DIRECTIONS.includes(direction as OrderDirection)) return;
  throw invalidQuery(`Scalar field "${name}" requires a direction value (${DIRECTIONS.join(', ')})`);
}

function refusal(message: string, subCode: string): ApiError {
  return new ApiError(message, { graphqlCode: 'BAD_USER_INPUT', subCode });
}
