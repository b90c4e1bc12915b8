import type { OrderDirection, RecordOrder } from '../engine.js';
import { ApiError } from '../errors.js';
import { runtimeError } from '../fields/kind.js';

const DIRECTIONS = ['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'];
const MAXIMUM = 200;
const bad = (message: string): ApiError => new ApiError(message);

const NAMES = new Set([
  'filter', 'order_by', 'limit', 'depth', 'starting_after', 'ending_before', 'upsert', 'soft_delete',
  'group_by', 'aggregate', 'viewId', 'view_id', 'include_records_sample', 'order_by_for_records',
]);

/** Refuses parameters that no operation has. */
export function refuseUnknown(query: URLSearchParams): void {
  const unknown = [...query.keys()].filter((name) => !NAMES.has(name));
  if (unknown.length > 0) throw bad(`Unknown query parameter(s): ${unknown.join(', ')}`);
}

/** One value of a parameter; repeated ones are shown as the runtime joins them. */
function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 0 ? undefined : values.join(',');
}

/** A flag. Leniently read, any word but `true` is false. */
export function parseFlag(query: URLSearchParams, name: string, lenient: boolean): boolean {
  const text = single(query, name);
  if (!lenient && text !== undefined && text !== 'true' && text !== 'false') throw bad(`'${name}=${text}' parameter invalid. Allowed values are true, false`);
  return text === 'true';
}

/** `limit`: no more than 200, whatever is asked for. */
export function parseLimit(query: URLSearchParams, fallback: number, lenient: boolean): number {
  const text = single(query, 'limit');
  if (text === undefined || text === '') return fallback;
  const number = Number(text);
  if (Number.isNaN(number) || number < 0 || (!lenient && !Number.isInteger(number))) throw bad(`limit '${text}' is invalid. Should be an integer`);
  return Math.min(Math.trunc(number), MAXIMUM);
}

/** `depth`: 0 without relations, 1 with the direct ones. */
export function parseDepth(query: URLSearchParams): 0 | 1 {
  const text = single(query, 'depth');
  if (text === undefined) return 0;
  const number = Number(text);
  if (number !== 0 && number !== 1) throw bad(`'depth=${text}' parameter invalid. Allowed values are 0, 1`);
  return number;
}

/** `order_by=field,other[DescNullsLast],composite.sub[AscNullsLast]`. */
export function parseOrderBy(query: URLSearchParams, name = 'order_by'): RecordOrder[] {
  const values = query.getAll(name);
  // A repeated parameter is not understood and counts as none.
  if (values.length !== 1) return [];
  return (values[0] ?? '').split(',').map((item) => {
    const match = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(item);
    const path = match?.[1] ?? item;
    const direction = match?.[2] ?? (item.includes('[') ? '' : 'AscNullsFirst');
    if (!DIRECTIONS.includes(direction)) {
      const allowed = DIRECTIONS.map((one) => `'${one}'`).join(', ');
      throw bad(`'order_by' direction '${direction}' invalid. Allowed values are ${allowed}. eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3`);
    }
    return path.split('.').reduceRight<RecordOrder | OrderDirection>((inner, part) => ({ [part]: inner }), direction as OrderDirection) as RecordOrder;
  });
}

const GROUPS_EXAMPLE = '[{"firstField": true}, {"secondField": {"subField": true}}, {"dateField": {"granularity": \'DAY\'}}]';
const ORDER_EXAMPLE = '[{"firstField": "AscNullsFirst"}, {"secondField": {"subField": "DescNullsLast"}}, {"aggregate": {"aggregateField": "DescNullsLast"}}, {dateField: {"orderBy": "AscNullsFirst", "granularity": "DAY"}}]';

/** A parameter that holds a JSON array of objects. Leniently read, any other JSON counts as the one item of an array. */
export function parseJsonArray(query: URLSearchParams, name: 'group_by' | 'order_by', lenient: boolean): Array<Record<string, unknown>> {
  const text = single(query, name);
  if (text === undefined && name === 'order_by') return [];
  const fail = bad(`Invalid ${name} query parameter - should be a valid array of objects - ex: ${name === 'group_by' ? GROUPS_EXAMPLE : ORDER_EXAMPLE}`);
  const value = parseJson(text ?? '');
  if (value === undefined) throw fail;
  if (value === null && name === 'order_by') return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const isSound = Array.isArray(value) && list.every((one) => typeof one === 'object' && one !== null);
  if (!isSound && !lenient) throw fail;
  if (list.includes(null)) throw runtimeError('TypeError', name === 'group_by' ? 'Cannot convert undefined or null to object' : "Cannot read properties of null (reading 'aggregate')");
  return list as Array<Record<string, unknown>>;
}

export function parseNames(query: URLSearchParams, name: string): string[] {
  const text = single(query, name);
  if (text === undefined) return [];
  const value = parseJson(text);
  if (!Array.isArray(value)) throw bad(`Invalid ${name} query parameter - should be a valid array of string - ex: ["countNotEmptyId", "countEmptyField"]`);
  return value.map(String);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
