import type { Fault } from './fault.js';
import { acceptedInstead, anyRecords, answers, family, graphqlArgument, isGraphql, isRecordQuery, isRest, issue, pull, restList, restQuery, graphqlArgumentName, withoutGraphqlArgument } from './builders.js';
import { graphqlCall, isObject, parseJson, restCall, withJson, withList, withQuery, type Json } from './wire.js';

const fault = family('order-and-pages');
const order = (change: (order: string) => string) => restQuery(['list'], (query) => {
  const value = query.get('order_by');
  if (value !== null) query.set('order_by', change(value));
});
const pageInfo = (change: (info: Json, list: Json[], query: URLSearchParams) => void) => restList((list, json, query) => { if (isObject(json['pageInfo'])) change(json['pageInfo'], list, query); });
const swap = (one: string, other: string) => (text: string) => text.replace(new RegExp(`${one}|${other}`, 'g'), (found) => (found === one ? other : one));
const relational = (value: unknown) => isObject(value) && 'id' in value && 'createdAt' in value;
const paged = (query: URLSearchParams) => query.has('starting_after') || query.has('ending_before');
const total = (change: (count: number, list: Json[], query: URLSearchParams) => unknown) => restList((list, json, query) => { if (typeof json['totalCount'] === 'number') json['totalCount'] = change(json['totalCount'], list, query); });
const connections = (change: (connection: Json) => void) => ({
  matches: isRecordQuery,
  editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, (json) => { for (const value of Object.values(isObject(json['data']) ? json['data'] : {})) if (isObject(value) && ('edges' in value || 'totalCount' in value || 'pageInfo' in value)) change(value); }),
});

const valueAt = (record: unknown, path: string): unknown => path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), record);

export const ORDER_AND_PAGES: Fault[] = [
  fault('order-ignored', 'the order that was asked for', 'parameter ignored', restQuery(['list'], (query) => query.delete('order_by'))),
  fault('order-reversed', 'the order that was asked for', 'negated comparison', order(swap('Asc', 'Desc'))),
  fault('order-descending-ignored', 'the newest first', 'direction ignored', order((value) => value.replaceAll('Desc', 'Asc'))),
  fault('order-nulls-swapped', 'where records without a value come', 'nulls at the wrong end', order(swap('NullsFirst', 'NullsLast'))),
  fault('order-second-key-ignored', 'the order among equals', 'rest of a list ignored', order((value) => value.split(',')[0] ?? value)),
  fault('order-bad-direction-accepted', 'a slip of the pen unnoticed', 'unknown value ignored', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && /\[(?!(Asc|Desc)Nulls)/.test(restCall(request)!.query.get('order_by') ?? ''), (request, forward) => forward(withQuery(request, (query) => query.delete('order_by'))))),
  fault('order-unknown-field-accepted', 'a slip of the pen unnoticed', 'unknown value ignored', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && /\[(Asc|Desc)Nulls/.test(restCall(request)!.query.get('order_by') ?? ''), (request, forward) => forward(withQuery(request, (query) => query.delete('order_by'))))),
  fault('order-graphql-reversed', 'the order that was asked for, through GraphQL', 'negated comparison', graphqlArgument('orderBy', swap('Asc', 'Desc'))),
  fault('limit-one-more', 'the size of a page', pull(2692), restQuery(['list'], (query) => { const limit = Number(query.get('limit')); if (limit > 1) query.set('limit', String(limit + 1)); })),
  fault('limit-one-less', 'a record of each page', 'off by one', restQuery(['list'], (query) => { const limit = Number(query.get('limit')); if (limit > 1) query.set('limit', String(limit - 1)); })),
  fault('limit-ignored', 'the size of a page', pull(2692), restQuery(['list'], (query) => { if (/^\d+$/.test(query.get('limit') ?? '')) query.delete('limit'); })),
  fault('limit-negative-accepted', 'a slip of the pen unnoticed', 'value not validated', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && Number(restCall(request)!.query.get('limit')) < 0, (request, forward) => forward(withQuery(request, (query) => query.delete('limit'))))),
  fault('limit-word-accepted', 'a slip of the pen unnoticed', 'value not validated', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && Number.isNaN(Number(restCall(request)!.query.get('limit') ?? 1)), (request, forward) => forward(withQuery(request, (query) => query.delete('limit'))))),
  fault('limit-default-ten', 'records beyond the tenth', issue(23941), restQuery(['list'], (query) => { if (!query.has('limit')) query.set('limit', '10'); })),
  fault('page-never-advances', 'all records after the first page', issue(25874), restQuery(['list'], (query) => query.delete('starting_after'))),
  fault('page-skips-first', 'the first record of each further page', 'off by one', restList((list, _json, query) => (query.has('starting_after') ? list.slice(1) : list))),
  fault('page-repeats-last', 'each record once', issue(20109), {
    matches: isRest('list'),
    around() {
      const lastOf = new Map<string, Json>();
      return async (request, forward) => {
        const response = await forward(request);
        const after = restCall(request)!.query.get('starting_after');
        return withList(response, (list, json) => {
          const repeated = after === null ? undefined : lastOf.get(after);
          const end = isObject(json['pageInfo']) ? json['pageInfo']['endCursor'] : undefined;
          const last = list.at(-1);
          if (typeof end === 'string' && last) lastOf.set(end, last);
          return repeated ? [repeated, ...list.slice(0, -1)] : list;
        });
      };
    },
  }),
  fault('page-loses-last', 'the last record of a page', 'off by one', restList((list) => (list.length > 1 ? list.slice(0, -1) : list))),
  fault('page-doubles-first', 'each record once', 'join without distinct', restList((list) => (list.length > 1 ? [list[0]!, ...list] : list))),
  fault('page-second-empty', 'all records after the first page', 'offset applied twice', restList((list, _json, query) => (query.has('starting_after') ? [] : list))),
  fault('next-page-never', 'all records after the first page', 'flag not set', pageInfo((info) => { info['hasNextPage'] = false; })),
  fault('next-page-always', 'walks that end', 'flag not cleared', pageInfo((info) => { info['hasNextPage'] = true; })),
  fault('previous-page-never', 'the way back', 'flag not set', pageInfo((info, _list, query) => { if (query.has('ending_before')) info['hasPreviousPage'] = false; })),
  fault('end-cursor-missing', 'the way to the next page', pull(5841), pageInfo((info) => { delete info['endCursor']; })),
  fault('end-cursor-of-first', 'all records after the first page', issue(20520), pageInfo((info) => { info['endCursor'] = info['startCursor']; })),
  fault('page-info-in-data', 'clients that read pageInfo', pull(5841), answers(isRest('list'), (json) => { const { pageInfo: info, data, ...rest } = json; return info ? { ...rest, data: { ...(data as Json), pageInfo: info } } : json; })),
  fault('backward-as-forward', 'the way back', 'parameters mixed up', restQuery(['list'], (query) => { const before = query.get('ending_before'); if (before !== null) { query.delete('ending_before'); query.set('starting_after', before); } })),
  fault('backward-ignored', 'the way back', 'parameter ignored', restQuery(['list'], (query) => query.delete('ending_before'))),
  fault('backward-reversed', 'the order of a page on the way back', 'order not turned back', restList((list, _json, query) => (query.has('ending_before') ? [...list].reverse() : list))),
  fault('bad-cursor-starts-over', 'walks that end', 'bad cursor ignored', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && paged(restCall(request)!.query), (request, forward) => forward(withQuery(request, (query) => { query.delete('starting_after'); query.delete('ending_before'); })))),
  fault('total-one-more', 'the number of records', 'off by one', total((count) => count + 1)),
  fault('total-of-page', 'the number of records', 'count of the page', total((_count, list) => list.length)),
  fault('total-text', 'clients that reckon with the count', 'number as text', total((count) => String(count))),
  fault('total-rest-of-walk', 'the same count on each page', 'count after the cursor', total((count, list, query) => (paged(query) ? Math.max(list.length, count - list.length) : count))),
  fault('total-missing', 'the number of records', 'property missing', restList((_list, json) => { delete json['totalCount']; })),
  fault('graphql-total-one-more', 'the number of records, through GraphQL', 'off by one', connections((connection) => { if (typeof connection['totalCount'] === 'number') connection['totalCount'] += 1; })),
  fault('graphql-loses-last', 'the last record, through GraphQL', 'off by one', connections((connection) => { if (Array.isArray(connection['edges'])) connection['edges'].pop(); })),
  fault('graphql-never-advances', 'all records after the first page, through GraphQL', issue(20044), withoutGraphqlArgument('after')),
  fault('depth-ignored', 'related records', issue(9992), restQuery(['list', 'one'], (query) => query.delete('depth'))),
  fault('depth-zero-nests', 'small answers', issue(6101), restQuery(['list', 'one'], (query) => { if (query.get('depth') === '0') query.set('depth', '1'); })),
  fault('depth-one-loses-a-relation', 'a related record', 'join missing', anyRecords((record) => { const key = Object.keys(record).find((name) => relational(record[name])) ?? Object.keys(record).find((name) => Array.isArray(record[name]) && (record[name] as unknown[]).some(relational)); if (key) delete record[key]; })),
  fault('depth-unknown-accepted', 'a slip of the pen unnoticed', issue(14274), acceptedInstead(isRest('list', 'one'), (response, request) => response.status === 400 && restCall(request)!.query.has('depth'), (request, forward) => forward(withQuery(request, (query) => query.delete('depth'))))),
  fault('group-count-one-less', 'sums that add up', 'off by one', answers(isRest('groupBy'), (json) => { for (const group of groups(json)) if ('totalCount' in group) group['totalCount'] = Number(group['totalCount']) - 1; })),
  fault('group-lost', 'a group', 'off by one', answers(isRest('groupBy'), (json) => { groups(json).pop(); })),
  fault('group-envelope', 'clients that read data.{plural}GroupBy', issue(9994), answers(isRest('groupBy'), (json) => (isObject(json['data']) ? Object.values(json['data'])[0] : json))),
  fault('graphql-page-info-missing', 'the way to the next page, through GraphQL', 'property missing', { matches: isGraphql('core', /^[a-z]/), editResponse: (response, request) => (graphqlCall(request)?.kind === 'query' && parseJson(response.body) !== undefined ? withJson(response, (json) => { for (const value of Object.values(isObject(json['data']) ? json['data'] : {})) if (isObject(value) && isObject(value['pageInfo']) && 'endCursor' in value['pageInfo']) value['pageInfo']['endCursor'] = null; }) : response) }),
  fault('order-ties-unstable', 'each record once in a walk', 'no last key in the order', restList((list, _json, query) => (query.has('order_by') && list.length > 2 ? [list[1]!, list[0]!, ...list.slice(2)] : list))),
  fault('order-of-numbers-as-text', 'numbers in their order', 'compared as text', restList((list, _json, query) => { const key = /^(\w+)\[Asc/.exec(query.get('order_by') ?? '')?.[1]; return key && list.every((item) => typeof item[key] === 'number') ? [...list].sort((one, other) => (String(one[key]) < String(other[key]) ? -1 : 1)) : list; })),
  fault('order-by-part-ignored', 'the order by a part of a value', 'parameter ignored', restQuery(['list'], (query) => { if (/^\w+\.\w+\[/.test(query.get('order_by') ?? '')) query.delete('order_by'); })),
  fault('page-loses-one-in-the-midst', 'a record of a page', 'join drops a row', restList((list) => (list.length > 2 ? list.filter((_, index) => index !== 1) : list))),
  fault('page-second-loses-one', 'a record of the second page', 'off by one', restList((list, _json, query) => (query.has('starting_after') && list.length > 1 ? list.slice(0, -1) : list))),
  fault('limit-cut-at-twenty', 'records beyond the twentieth', 'silent limit', restQuery(['list'], (query) => { if (Number(query.get('limit')) > 20) query.set('limit', '20'); })),
  fault('limit-zero-is-default', 'a count without records', 'falsy taken for missing', restQuery(['list'], (query) => { if (query.get('limit') === '0') query.delete('limit'); })),
  fault('start-cursor-missing', 'the way back', 'property missing', pageInfo((info) => { delete info['startCursor']; })),
  fault('previous-page-always', 'walks back that end', 'flag not cleared', pageInfo((info) => { info['hasPreviousPage'] = true; })),
  fault('total-with-filter-one-less', 'the number of records that match', 'off by one', total((count, _list, query) => (query.has('filter') && count > 0 ? count - 1 : count))),
  fault('total-without-filter', 'the number of records that match', 'condition not in the count', { matches: isRest('list'), around: () => async (request, forward) => {
    const response = await forward(request);
    const { query, object } = restCall(request)!;
    if (!query.has('filter') || response.status !== 200) return response;
    const all = parseJson((await forward({ ...request, path: `/rest/${object}?limit=1` })).body);
    return withJson(response, (json) => { if (isObject(all) && 'totalCount' in json) json['totalCount'] = all['totalCount']; });
  } }),
  fault('graphql-last-as-first', 'the last records, through GraphQL', 'parameters mixed up', graphqlArgumentName('last', 'first')),
  fault('graphql-offset-ignored', 'records further on, through GraphQL', 'parameter ignored', withoutGraphqlArgument('offset')),
  fault('graphql-first-ignored', 'the size of a page, through GraphQL', 'parameter ignored', withoutGraphqlArgument('first')),
  fault('graphql-order-ignored', 'the order that was asked for, through GraphQL', 'parameter ignored', withoutGraphqlArgument('orderBy')),
  fault('graphql-next-page-never', 'all records after the first page, through GraphQL', 'flag not set', connections((connection) => { if (isObject(connection['pageInfo']) && 'hasNextPage' in connection['pageInfo']) connection['pageInfo']['hasNextPage'] = false; })),
  fault('group-aggregate-wrong', 'sums that add up', 'off by one', answers(isRest('groupBy'), (json) => { for (const group of groups(json)) for (const key of Object.keys(group)) if (/^(sum|avg|min|max)[A-Z]/.test(key) && typeof group[key] === 'number') group[key] = group[key] + 1; })),
  fault('depth-default-other', 'related records', issue(9992), restQuery(['list', 'one'], (query) => { if (!query.has('depth')) query.set('depth', '0'); })),
  fault('depth-default-one', 'small answers', issue(6101), restQuery(['list', 'one'], (query) => { if (!query.has('depth')) query.set('depth', '1'); })),
  fault('order-leaves-out-empty', 'records without a value', 'inner join for an order', restList((list, _json, query) => { const path = /^([\w.]+)(\[|$)/.exec(query.get('order_by') ?? '')?.[1]; return path ? list.filter((record) => !['', null, undefined].includes(valueAt(record, path) as null)) : list; })),
  fault('order-ties-change', 'each record once in a walk', 'no last key in the order', {
    matches: isRest('list'),
    around() {
      const asked = new Map<string, number>();
      return async (request, forward) => {
        const response = await forward(request);
        const order = restCall(request)!.query.get('order_by');
        const times = asked.get(request.path) ?? 0;
        asked.set(request.path, times + 1);
        const path = /^([\w.]+)(\[|$)/.exec(order ?? '')?.[1];
        if (path === undefined || times % 2 === 0) return response;
        return withList(response, (list) => {
          const place = list.findIndex((record, index) => index > 0 && JSON.stringify(valueAt(record, path)) === JSON.stringify(valueAt(list[index - 1], path)));
          return place < 1 ? list : [...list.slice(0, place - 1), list[place]!, list[place - 1]!, ...list.slice(place + 1)];
        });
      };
    },
  }),
  fault('graphql-bad-cursor-starts-over', 'walks that end, through GraphQL', 'bad cursor ignored', acceptedInstead((request) => isRecordQuery(request) && /after|before/.test(request.body), (response) => Array.isArray((parseJson(response.body) as Json | undefined)?.['errors']), (request, forward) => forward({ ...request, body: request.body.replace(/, (after|before): \\?"[^"]*"|\((after|before): \\?"[^"]*"\)/g, '').replace(/"after":"[^"]*"/, '"after":null') }))),
  fault('group-order-ignored', 'the order of groups', pull(17573), restQuery(['groupBy'], (query) => query.delete('order_by'))),
  fault('group-order-reversed', 'the order of groups', pull(17573), { matches: isRest('groupBy'), editResponse: (response, request) => (restCall(request)!.query.has('order_by') ? withJson(response, (json) => { groups(json).reverse(); }) : response) }),
  fault('group-sample-missing', 'records of a group', 'parameter ignored', restQuery(['groupBy'], (query) => query.delete('include_records_sample'))),
  fault('group-sample-of-one', 'records of a group', 'silent limit', answers(isRest('groupBy'), (json) => { for (const group of groups(json)) if (Array.isArray(group['records'])) group['records'] = group['records'].slice(0, 1); })),
  fault('group-of-empty-lost', 'records without a value', 'condition always added', answers(isRest('groupBy'), (json) => { const all = groups(json); const place = all.findIndex((group) => Array.isArray(group['groupByDimensionValues']) && group['groupByDimensionValues'].some((value) => value === null || value === '')); if (place >= 0) all.splice(place, 1); })),
  fault('group-values-as-list', 'the value of a group', 'wrong type', answers(isRest('groupBy'), (json) => { for (const group of groups(json)) if (Array.isArray(group['groupByDimensionValues'])) group['groupByDimensionValues'] = group['groupByDimensionValues'].map((value: unknown) => (typeof value === 'string' ? [value] : value)); })),
  fault('group-aggregates-as-lists', 'clients that reckon with sums', 'wrong type', answers(isRest('groupBy'), (json) => { for (const group of groups(json)) for (const key of Object.keys(group)) if (/^(totalCount|(sum|avg|min|max|count)[A-Z])/.test(key)) group[key] = [group[key]]; })),
  fault('group-second-dimension-ignored', 'groups of two fields', 'rest of a list ignored', restQuery(['groupBy'], (query) => { const list = parseJson(query.get('group_by') ?? ''); if (Array.isArray(list) && list.length > 1) query.set('group_by', JSON.stringify(list.slice(0, 1))); })),
  fault('group-granularity-year', 'groups by day and month', pull(17573), restQuery(['groupBy'], (query) => { const by = query.get('group_by'); if (by !== null) query.set('group_by', by.replace(/"granularity":"(DAY|MONTH)"/g, '"granularity":"YEAR"')); })),
  fault('group-by-numbers-500', 'groups by a number', 'unhandled exception', { matches: isRest('groupBy'), editResponse: (response) => (/"groupByDimensionValues":\[-?\d/.test(response.body) ? { ...response, status: 500, body: JSON.stringify({ statusCode: 500, error: 'TypeError', messages: ['value.trim is not a function'] }) } : response) }),
  fault('group-view-ignored', 'the groups of a view', 'parameter ignored', acceptedInstead(isRest('groupBy'), (response, request) => response.status >= 400 && /view_?id/i.test(request.path), (request, forward) => forward(withQuery(request, (query) => { for (const key of [...query.keys()]) if (/^view_?id$/i.test(key)) query.delete(key); })))),
];

function groups(json: Json): Json[] {
  const data = Array.isArray(json) ? json : Object.values(isObject(json['data']) ? json['data'] : {})[0];
  return Array.isArray(data) ? (data as Json[]) : [];
}
