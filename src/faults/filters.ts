import type { Fault } from './fault.js';
import { family, filterOf, graphqlArgument, issue, operatorAs, acceptedInstead, isRest, restQuery, withoutGraphqlArgument } from './builders.js';
import { restCall, withQuery } from './wire.js';

const fault = family('filters');
const swapped = (one: string, other: string) => (filter: string) => filter.split(one).map((part) => part.replaceAll(other, one)).join(other);
/** The first condition of each top-level group alone. */
const firstOf = (group: string) => (filter: string): string => {
  if (!filter.startsWith(`${group}(`)) return filter;
  const inner = filter.slice(group.length + 1, -1);
  let depth = 0;
  let quote = '';
  for (let index = 0; index < inner.length; index += 1) {
    const letter = inner[index]!;
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    else if (letter === ',' && depth === 0) return inner.slice(0, index);
  }
  return filter;
};
const refusedFor = (pattern: RegExp) => acceptedInstead(isRest('list'), (response, request) => response.status === 400 && pattern.test(restCall(request)!.query.get('filter') ?? ''), (request, forward) => forward(withQuery(request, (query) => query.delete('filter'))));

export const FILTERS: Fault[] = [
  fault('ignored', 'the choice of records', issue(5582), restQuery(['list'], (query) => query.delete('filter'))),
  fault('eq-as-neq', 'exactly the wrong records', 'negated condition', operatorAs('eq', 'neq')),
  fault('eq-without-case', 'the difference of upper and lower case', 'case folded', filterOf((filter) => filter.replace(/\[eq\]:"(?![0-9a-f]{8}-)/g, '[ilike]:"'))),
  fault('neq-as-eq', 'exactly the wrong records', 'negated condition', operatorAs('neq', 'eq')),
  fault('gt-as-gte', 'the border of a range', 'off by one', operatorAs('gt', 'gte')),
  fault('gte-as-gt', 'the border of a range', 'off by one', operatorAs('gte', 'gt')),
  fault('lt-as-lte', 'the border of a range', 'off by one', operatorAs('lt', 'lte')),
  fault('lte-as-lt', 'the border of a range', 'off by one', operatorAs('lte', 'lt')),
  fault('gt-as-lt', 'exactly the wrong records', 'swapped operands', operatorAs('gt', 'lt')),
  fault('lte-as-gte', 'exactly the wrong records', 'swapped operands', operatorAs('lte', 'gte')),
  fault('in-loses-last', 'one of the values asked for', 'off by one', filterOf((filter) => filter.replace(/\[in\]:\[([^\]]*),[^,\]]*\]/g, '[in]:[$1]'))),
  fault('is-null-swapped', 'records without a value', issue(2557), filterOf(swapped('[is]:NULL', '[is]:NOT_NULL'))),
  fault('like-as-ilike', 'the difference of upper and lower case', 'case folded', operatorAs('like', 'ilike')),
  fault('ilike-as-like', 'search without regard to case', 'case not folded', operatorAs('ilike', 'like')),
  fault('like-wildcard-literal', 'search by a part', 'wildcard escaped', filterOf((filter) => filter.replace(/\[(i?like)\]:"([^"]*)%"/g, '[$1]:"$2"'))),
  fault('starts-with-contains', 'search by the beginning', 'pattern too wide', filterOf((filter) => filter.replace(/\[startsWith\]:"(?:zz-)?([^"]*)"/g, '[ilike]:"%$1%"'))),
  fault('starts-with-as-ends-with', 'search by the beginning', 'swapped operators', operatorAs('startsWith', 'endsWith')),
  fault('ends-with-as-starts-with', 'search by the end', 'swapped operators', operatorAs('endsWith', 'startsWith')),
  fault('contains-any-loses-last', 'one of the values asked for', 'off by one', filterOf((filter) => filter.replace(/\[containsAny\]:\[([^\]]*),[^,\]]*\]/g, '[containsAny]:[$1]'))),
  fault('and-as-or', 'every condition but one', 'swapped operators', filterOf((filter) => filter.replace(/^and\(/, 'or('), (name) => (name === 'and' ? 'or' : name))),
  fault('and-first-only', 'every condition but the first', 'rest of a list ignored', filterOf(firstOf('and'))),
  fault('or-as-and', 'records that match one condition alone', 'swapped operators', filterOf((filter) => filter.replace(/\bor\(/g, 'and('), (name) => (name === 'or' ? 'and' : name))),
  fault('or-first-only', 'records that match another condition', 'rest of a list ignored', filterOf(firstOf('or'))),
  fault('not-dropped', 'exactly the wrong records', 'negation ignored', filterOf((filter) => filter.replace(/\bnot\(/g, 'and('), (name) => (name === 'not' ? 'and' : name))),
  fault('value-lower-cased', 'values with capitals', 'input folded', filterOf((filter) => filter.replace(/"([^"]*)"/g, (all, value: string) => (/^[0-9a-f-]{36}$/.test(value) || /^\d{4}-/.test(value) ? all : `"${value.toLowerCase()}"`)))),
  fault('value-cut-at-comma', 'values with a comma', 'naive split', filterOf((filter) => filter.replace(/\[eq\]:"([^",]*),[^"]*"/g, '[eq]:"$1"'))),
  fault('apostrophe-refused', 'names like O\'Brien', 'naive quoting', {
    matches: isRest('list'),
    editResponse: (response, request) => (/"[^"]*'[^"]*"/.test(restCall(request)!.query.get('filter') ?? '') && response.status === 200 ? { ...response, status: 500, body: JSON.stringify({ statusCode: 500, error: 'Error', messages: ['syntax error at or near "Brien"'] }) } : response),
  }),
  fault('trash-included', 'the difference of deleted and kept', issue(9152), filterOf((filter) => (filter.includes('deletedAt') ? filter : `and(${filter},or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL))`))),
  fault('trash-hidden', 'the way to what was deleted', 'condition always added', filterOf((filter) => filter.replace(/deletedAt\[is\]:NOT_NULL/g, 'deletedAt[is]:NULL'))),
  fault('unknown-field-ignored', 'the choice of records, by a slip of the pen', 'unknown condition dropped', refusedFor(/^zz\w*\[/i)),
  fault('unknown-operator-ignored', 'the choice of records, by a slip of the pen', 'unknown condition dropped', refusedFor(/\[zz\w*\]/i)),
  fault('date-shifted', 'records near midnight', issue(14689), filterOf((filter) => filter.replace(/"(\d{4}-\d\d-\d\d(?:T[^"]*)?)"/g, (all, value: string) => (Number.isNaN(Date.parse(value)) ? all : `"${new Date(Date.parse(value) + 86_400_000).toISOString().slice(0, value.length)}"`)))),
  fault('graphql-eq-as-neq', 'exactly the wrong records, through GraphQL', 'negated condition', graphqlArgument('filter', (name) => (name === 'eq' ? 'neq' : name))),
  fault('graphql-in-as-eq-none', 'lists of values, through GraphQL', 'negated condition', graphqlArgument('filter', (name) => (name === 'neq' ? 'eq' : name))),
  fault('graphql-like-as-ilike', 'the difference of upper and lower case, through GraphQL', 'case folded', graphqlArgument('filter', (name) => (name === 'like' ? 'ilike' : name))),
  fault('graphql-gt-as-gte', 'the border of a range, through GraphQL', 'off by one', graphqlArgument('filter', (name) => (name === 'gt' ? 'gte' : name))),
  fault('ignored-on-further-pages', 'the choice of records after the first page', 'parameter lost with the cursor', restQuery(['list'], (query) => { if (query.has('starting_after')) query.delete('filter'); })),
  fault('of-composite-ignored', 'the choice of records by a part of a value', 'condition dropped', filterOf((filter) => (/^\w+\.\w+\[/.test(filter) ? 'id[is]:NOT_NULL' : filter))),
  fault('in-ignores-first', 'one of the values asked for', 'off by one', filterOf((filter) => filter.replace(/\[in\]:\[[^,\]]*,/g, '[in]:['))),
  fault('is-not-null-finds-all', 'the difference of with and without a value', 'condition always true', filterOf((filter) => filter.replace(/^(\w+)\[is\]:NOT_NULL$/, (all, field: string) => (field === 'deletedAt' ? all : 'id[is]:NOT_NULL')))),
  fault('numbers-as-text', 'numbers in their order', 'compared as text', filterOf((filter) => filter.replace(/\[gt\]:(-?\d+(\.\d+)?)/g, '[gt]:9$1'))),
  fault('or-within-and-ignored', 'a part of a condition', 'nested group dropped', filterOf((filter) => filter.replace(/,or\([^()]*\)\)$/, ')'))),
  fault('graphql-filter-ignored', 'the choice of records, through GraphQL', issue(5582), withoutGraphqlArgument('filter')),
  fault('graphql-or-as-and', 'records that match one condition alone, through GraphQL', 'swapped operators', graphqlArgument('filter', (name) => (name === 'or' ? 'and' : name))),
  fault('graphql-is-swapped', 'records without a value, through GraphQL', 'negated condition', graphqlArgument('filter', (name) => (name === 'startsWith' ? 'endsWith' : name === 'containsAny' ? 'in' : name))),
  fault('bad-value-finds-none', 'a slip of the pen unnoticed', 'comparison that never holds in place of a refusal', acceptedInstead(isRest('list'), (response, request) => response.status === 400 && restCall(request)!.query.has('filter'), (request, forward) => forward(withQuery(request, (query) => query.set('filter', 'id[is]:NULL'))))),
  fault('number-prefix-taken', 'a slip of the pen unnoticed', 'lenient number parser', filterOf((filter) => filter.replace(/:"?(-?\d+(?:\.\d+)?)[a-z]+"?/g, ':$1'))),
  fault('negation-skips-empty', 'records without a value', 'logic of three values', filterOf((filter) => filter.replace(/^([\w.]+)\[neq\]:.*$/, (all, path: string) => `and(${all},${path}[is]:NOT_NULL)`).replace(/^not\(([\w.]+)\[(?!is\]).*\)$/, (all, path: string) => `and(${all},${path}[is]:NOT_NULL)`))),
  fault('negation-finds-empty-alone', 'records with another value', 'negation of the wrong operand', filterOf((filter) => filter.replace(/^not\(([\w.]+)\[.*\)$/, '$1[is]:NULL'))),
];
