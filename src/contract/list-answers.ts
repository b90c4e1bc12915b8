import { isObject } from '../field-types/sameness.js';
import type { Exchange } from '../http/exchange.js';
import { rootFieldsIn } from '../http/graphql-operation.js';
import { parseOrUndefined } from '../http/json.js';

/** What every page of records keeps to, whatever was asked. */
export type ListRule = 'size' | 'count' | 'cursors' | 'order';

export interface ListProblem {
  rule: ListRule;
  /** The same for one cause. */
  what: string;
}

/** A page as it was asked for and answered, on either surface. */
interface Page {
  records: Array<Record<string, unknown>>;
  limit: number | undefined;
  /** It begins at the first record that matches, and goes forward. */
  fromStart: boolean;
  total: unknown;
  info: Record<string, unknown> | undefined;
  order: Array<{ path: string[]; direction: string }>;
}

/** Problems of a `GET /rest/{objects}`; `path` has no query. */
export function restListProblems({ request, response }: Exchange, path: string): ListProblem[] {
  const [plural, more] = path.split('/').filter(Boolean).slice(1);
  const { json } = response;
  const data = isObject(json) ? json['data'] : undefined;
  const records = isObject(data) && plural !== undefined && more === undefined ? data[plural] : undefined;
  if (request.method !== 'GET' || response.status !== 200 || !Array.isArray(records) || !isObject(json)) return [];
  const query = new URL(request.url).searchParams;
  const limit = /^\d+$/.test(query.get('limit') ?? '') ? Number(query.get('limit')) : undefined;
  const order = (query.get('order_by') ?? '').split(',').filter(Boolean).map((part) => {
    const [, name = '', direction = 'AscNullsFirst'] = /^([\w.]+)(?:\[(\w+)\])?$/.exec(part) ?? [];
    return { path: name.split('.'), direction };
  });
  return problemsOf({
    records: records.filter(isObject), limit, fromStart: !query.has('starting_after') && !query.has('ending_before'), total: json['totalCount'], info: isObject(json['pageInfo']) ? json['pageInfo'] : undefined, order,
  });
}

/** Problems of the connections at the root of a GraphQL query. */
export function connectionProblems({ request, response }: Exchange): ListProblem[] {
  const data = isObject(response.json) ? response.json['data'] : undefined;
  const sent = parseOrUndefined(request.body ?? '');
  if (!isObject(data) || !isObject(sent)) return [];
  const wanted = sent['operationName'] ?? undefined;
  return rootFieldsIn('query', request.body, request.url).flatMap(({ operation, key, args }) => {
    const connection = data[key];
    if ((wanted !== undefined && operation !== wanted) || !isObject(connection) || !Array.isArray(connection['edges'])) return [];
    const edges = (connection['edges'] as unknown[]).filter(isObject);
    const limit = [args['first'], args['last'], args['limit']].find((value) => typeof value === 'number' && value >= 0) as number | undefined;
    return problemsOf({
      records: edges.map(({ node }) => node).filter(isObject), limit, fromStart: ['after', 'before', 'last', 'offset'].every((name) => (args[name] ?? null) === null), total: connection['totalCount'],
      info: isObject(connection['pageInfo']) ? connection['pageInfo'] : undefined, order: ordersIn(args['orderBy']),
    });
  });
}

function ordersIn(orderBy: unknown, path: string[] = []): Page['order'] {
  return [orderBy].flat().flatMap((each) => (isObject(each) ? Object.entries(each) : [])).flatMap(([name, value]) => (typeof value === 'string' ? [{ path: [...path, name], direction: value }] : ordersIn(value, [...path, name])));
}

function problemsOf({ records, limit, fromStart, total, info, order }: Page): ListProblem[] {
  const problems: ListProblem[] = [];
  const add = (rule: ListRule, wrong: boolean, what: string) => { if (wrong) problems.push({ rule, what }); };
  const ids = records.map(({ id }) => id).filter((id) => typeof id === 'string');
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = info ?? {};
  add('size', limit !== undefined && records.length > limit, 'a page holds more records than its limit');
  add('size', new Set(ids).size < ids.length, 'a page holds a record twice');
  if (typeof total === 'number') {
    add('count', total < records.length, 'totalCount is less than the page holds');
    add('count', fromStart && hasNextPage === false && limit !== 0 && total > records.length, 'totalCount is more than the page holds, and hasNextPage of this first page is false');
    add('count', fromStart && hasNextPage === true && total <= records.length, 'totalCount is what the page holds, and hasNextPage of this first page is true');
  }
  add('count', fromStart && hasPreviousPage === true, 'hasPreviousPage of a first page is true');
  const cursors = [startCursor, endCursor].filter((cursor) => cursor !== undefined);
  add('cursors', records.length > 0 && cursors.some((cursor) => typeof cursor !== 'string' || cursor === ''), 'a page with records has a cursor that is no text');
  add('cursors', records.length === 1 && cursors.length === 2 && startCursor !== endCursor, 'startCursor and endCursor of a single record differ');
  add('cursors', ids.length > 1 && cursors.length === 2 && startCursor === endCursor, 'startCursor and endCursor of several records are the same');
  const [first] = order;
  if (first) add('order', !isOrdered(records.map((record) => first.path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), record)), first.direction), `a list by ${first.direction}${fromStart ? '' : ', behind or before a cursor,'} is in another order`);
  return problems;
}

/** Whether numbers, truth values and times are in an order, and empty values at its end; what needs a collation, or is not shown, is let pass. */
function isOrdered(values: readonly unknown[], direction: string): boolean {
  if (values.includes(undefined)) return true;
  const filled = values.filter((value) => value !== null);
  const lasting = direction.endsWith('NullsLast') ? values.slice(0, filled.length) : values.slice(values.length - filled.length);
  // An empty text is a value to one type and none to another.
  if (lasting.includes(null) && !values.includes('')) return false;
  const comparable = filled.every((value) => typeof value === 'number') || filled.every((value) => typeof value === 'boolean') || filled.every((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(value));
  if (!comparable) return true;
  const numbers = filled.map((value) => (typeof value === 'string' ? Date.parse(value) : Number(value)));
  return numbers.every((value, index) => index === 0 || (direction.startsWith('Desc') ? value <= numbers[index - 1]! : value >= numbers[index - 1]!));
}
