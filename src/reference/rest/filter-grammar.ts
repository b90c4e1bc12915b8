import { ApiError } from '../errors.js';
import type { RecordFilter } from '../engine.js';
import { FIELD_KINDS } from '../fields/index.js';
import { invalid, show } from '../fields/kind.js';
import type { ObjectMetadata, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { Column } from '../records/columns.js';
import {
  fieldOfJoinColumn, findField, foreignKeyColumn, isComposite, isNumberColumn, isRelation, joinColumn, scalarColumn, subColumn, targetObject, unknownField,
} from '../records/columns.js';

const COMPARATORS = ['eq', 'neq', 'in', 'containsAny', 'is', 'gt', 'gte', 'lt', 'lte', 'startsWith', 'endsWith', 'like', 'ilike'];
const GROUP = /^(and|or|not)\((.*)\)$/s;
const bad = (message: string): ApiError => new ApiError(message);

/** Reads the `filter` parameter: `and(name[eq]:"x",or(...),not(...))`, or conditions separated by commas. */
export function parseFilter(workspace: Workspace, object: ObjectMetadata, text: string, quirks: QuirkSet): RecordFilter {
  checkBrackets(quirks.has('filter-brackets-in-quotes') ? text : withoutQuoted(text));
  // One group may stand alone; anything else is an implicit conjunction.
  const items = splitTop(text);
  const source = items.length === 1 && GROUP.test(items[0] ?? '') ? text : `and(${text})`;
  return parseItem(workspace, object, source, quirks);
}

/** The text with what stands in quotes left out. */
function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '');
}

function checkBrackets(text: string): void {
  const opened = text.split('(').length - text.split(')').length;
  if (opened === 0) return;
  const count = Math.abs(opened);
  throw bad(`'filter' invalid. ${count} ${opened > 0 ? 'close' : 'open'} bracket${count > 1 ? 's are' : ' is'} missing in the query`);
}

/** Splits at commas outside of brackets and quotes. */
function splitTop(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let quote: string | undefined;
  let item = '';
  for (const letter of text) {
    if (quote !== undefined) {
      if (letter === quote) quote = undefined;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(' || letter === '[') depth++;
    else if (letter === ')' || letter === ']') depth--;
    if (letter === ',' && depth === 0 && quote === undefined) {
      items.push(item);
      item = '';
    } else item += letter;
  }
  return [...items, item];
}

function parseItem(workspace: Workspace, object: ObjectMetadata, text: string, quirks: QuirkSet): RecordFilter {
  const group = GROUP.exec(text);
  if (!group) return parseCondition(workspace, object, text, quirks);
  const [, conjunction = '', body = ''] = group;
  if (body.trim() === '') throw bad(`'filter' invalid for '${text}'. eg: price[gte]:10`);
  const parts = splitTop(body).map((item) => parseItem(workspace, object, item, quirks));
  if (conjunction !== 'not') return { [conjunction]: parts };
  if (parts.length > 1) throw bad("'filter' invalid. 'not' conjunction should contain only 1 condition. eg: not(field[eq]:1)");
  return { not: parts[0] };
}

function parseCondition(workspace: Workspace, object: ObjectMetadata, text: string, quirks: QuirkSet): RecordFilter {
  const match = /^([^[\]]+)\[([^\]]+)\](?:\[[^\]]*\])*:(.+)$/s.exec(text);
  if (!match) throw bad(`'filter' invalid for '${text}'. eg: price[gte]:10`);
  const [, path = '', comparator = '', raw = ''] = match;
  if (!COMPARATORS.includes(comparator)) throw bad(`'filter' invalid for '${text}', comparator ${comparator} not in ${COMPARATORS.join(', ')}`);
  const value = parseValue(comparator, raw, quirks);
  const names = path.split('.');
  return nest(names, { [comparator]: convert(resolve(workspace, object, names, comparator, 0), comparator, value, quirks) });
}

function parseValue(comparator: string, raw: string, quirks: QuirkSet): string | string[] {
  if (comparator === 'in' || comparator === 'containsAny') {
    if (!raw.startsWith('[') || !raw.endsWith(']')) {
      throw bad(`'filter' invalid for '${comparator}' operator. Received '${raw}' but array value expected eg: 'field[${comparator}]:[value_1,value_2]'`);
    }
    const list = raw.slice(1, -1);
    return (quirks.has('filter-list-splits-quotes') ? list.split(',') : splitTop(list)).map(unquote);
  }
  if (comparator === 'is' && raw !== 'NULL' && raw !== 'NOT_NULL') throw bad('Invalid filter value for "is" operator. Expected "NULL" or "NOT_NULL"');
  return unquote(raw);
}

const unquote = (value: string): string => value.replace(/^(["'])([\s\S]*)\1$/, '$2');
const nest = (names: string[], leaf: RecordFilter): RecordFilter => names.reduceRight<RecordFilter>((inner, name) => ({ [name]: inner }), leaf);

/** The column that a dotted path names; the operator stands in for a part that is missing. */
function resolve(workspace: Workspace, object: ObjectMetadata, names: string[], comparator: string, hops: number): Column {
  const [name = '', ...rest] = names;
  const relation = fieldOfJoinColumn(object, name);
  if (relation) return foreignKeyColumn(relation);
  const field = findField(object, name);
  if (!field) throw unknownField(object, name);
  if (isRelation(field)) {
    if (joinColumn(field) === undefined) throw invalid(`Cannot filter by relation field "${name}"`);
    if (hops > 0) throw invalid('Relation filter nesting deeper than 1 hop is not supported');
    return resolve(workspace, targetObject(workspace, field), rest.length > 0 ? rest : [comparator], comparator, hops + 1);
  }
  return isComposite(field) ? subColumn(field, rest[0] ?? comparator) : scalarColumn(field);
}

/** Query text in the type of its column. */
function convert(column: Column, comparator: string, value: string | string[], quirks: QuirkSet): unknown {
  if (comparator === 'is' || !FIELD_KINDS[column.type].operators.includes(comparator)) return value;
  const one = (text: string): unknown => {
    if (isNumberColumn(column)) {
      const number = quirks.has('filter-number-prefix') ? Number.parseFloat(text) : Number(text);
      if (Number.isNaN(number)) throw invalid(`Invalid number value NaN for field "${column.path}"`);
      return number;
    }
    if (column.type !== 'BOOLEAN') return text;
    if (text !== 'true' && text !== 'false') throw invalid(`Invalid boolean value ${show(text)} for field "${column.path}"`);
    return text === 'true';
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}
