import { coded, databaseError, databaseFailure, invalid, show } from '../fields/kind.js';
import { parseDateTime } from '../fields/date-time.js';
import { parseDate } from '../fields/date.js';
import { parseUuid } from '../fields/scalars.js';
import type { QuirkSet } from '../quirks.js';
import type { Column } from './columns.js';
import { isNumberColumn, isUuidColumn } from './columns.js';
import { compareValues } from './compare.js';

/** SQL truth: null is unknown. */
export type Truth = boolean | null;

export interface OperatorContext {
  /** Name of a column's enum type as the database shows it. */
  enumName(column: Column): string;
  quirks: QuirkSet;
}

/** Whether a column takes no value for an empty text. */
const holdsBlank = (column: Column): boolean => column.type === 'TEXT' && column.sub !== 'currencyCode';

/** Whether a value of a column passes one operator of a filter. */
export function applyOperator(column: Column, operator: string, expected: unknown, value: unknown): Truth {
  if (operator === 'is') return (value === null) === (expected === 'NULL');
  if (operator === 'isEmptyArray') return Array.isArray(value) && value.length === 0;
  if (operator === 'containsIlike' && value === null) return false;
  const isBlank = holdsBlank(column) && (expected === '' || (expected === null && operator === 'eq'));
  if (isBlank && value === null && (operator === 'eq' || operator === 'like' || operator === 'ilike')) return true;
  if (expected === null) return null;
  if (value === null) return null;
  switch (operator) {
    case 'eq': return equals(column, value, expected);
    case 'neq': return !equals(column, value, expected);
    case 'gt': return compareValues(column, value, expected) > 0;
    case 'gte': return compareValues(column, value, expected) >= 0;
    case 'lt': return compareValues(column, value, expected) < 0;
    case 'lte': return compareValues(column, value, expected) <= 0;
    case 'in': return (expected as unknown[]).some((one) => equals(column, value, one));
    case 'containsAny': return [value].flat().some((one) => (expected as unknown[]).includes(one));
    case 'containsIlike': return Array.isArray(value) && value.some((one) => likePattern(String(expected), true).test(String(one)));
    case 'like': return likePattern(String(expected), false).test(asText(value));
    case 'ilike': return likePattern(String(expected), true).test(asText(value));
    case 'startsWith': return asText(value).startsWith(String(expected));
    case 'endsWith': return asText(value).endsWith(String(expected));
    default: return null;
  }
}

/** Checks operator and value and returns the value in the form in which columns hold theirs. */
export function checkOperator(column: Column, operator: string, expected: unknown, context: OperatorContext): unknown {
  if (!column.operators.includes(operator)) {
    throw invalid(
      `Operator "${operator}" is not valid for field "${column.path}" of type ${column.type} - Allowed operators: ${column.operators.join(', ')}`,
      `Invalid filter : Operator "${operator}" is not valid for this "${column.path}" ${column.type} field`,
    );
  }
  if (operator === 'is') {
    if (expected !== 'NULL' && expected !== 'NOT_NULL') throw invalid('Invalid filter value for "is" operator. Expected "NULL" or "NOT_NULL"', 'Invalid value for "is" operator');
    return expected;
  }
  if (operator === 'isEmptyArray' && column.values && column.type !== 'MULTI_SELECT') throw databaseError(`invalid input value for enum ${context.enumName(column)}: "{}"`);
  if (operator === 'isEmptyArray') return expected;
  if (operator === 'containsAny' && !Array.isArray(expected) && context.quirks.has('graphql-unvalidated-records')) {
    throw invalid(`Filter operator "containsAny" requires an array value for field ${column.path}`, 'Invalid filter: "containsAny" operator requires an array');
  }
  if (operator === 'containsAny' && (column.type === 'SELECT' || column.type === 'RATING') && context.quirks.has('choice-contains-any-500')) throw databaseFailure();
  // Lists of options are compared as text, so that an unknown option is merely not found.
  if (operator === 'containsAny') return Array.isArray(expected) ? expected : [expected];
  if (operator === 'in') {
    if (!Array.isArray(expected) && context.quirks.has('graphql-unvalidated-records')) {
      throw invalid(`Filter operator "in" requires an array value for field ${column.path}`, 'Invalid filter: "in" operator requires an array');
    }
    const list: unknown[] = Array.isArray(expected) ? expected : [expected];
    if (list.length === 0) throw coded(`Invalid filter value for field ${column.sub ?? column.path}. Expected non-empty array`, 'INVALID_QUERY_INPUT', 'Invalid filter value: ""');
    return list.map((one) => checkValue(column, one, context));
  }
  if (operator === 'like' || operator === 'ilike' || operator === 'startsWith' || operator === 'endsWith' || operator === 'containsIlike') {
    if (typeof expected !== 'string' && operator !== 'containsIlike') {
      throw invalid(`Filter operator "${operator}" requires a string value for field "${column.path}", got ${typeof expected}`, `Invalid filter: "${operator}" operator requires a String`);
    }
    return expected;
  }
  return checkValue(column, expected, context);
}

function checkValue(column: Column, value: unknown, context: OperatorContext): unknown {
  if (value === null) return null;
  if (isUuidColumn(column)) {
    return parseUuid(value, column.path);
  }
  if (isNumberColumn(column)) {
    const number = typeof value === 'string' ? Number.parseFloat(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      const shown = typeof value === 'string' ? 'NaN' : show(value);
      throw invalid(`Invalid number value ${shown} for field "${column.path}"`, `Invalid value for number: "${shown}"`);
    }
    return number;
  }
  if (column.type === 'BOOLEAN' && (value === 'true' || value === 'false')) return value === 'true';
  if (column.type === 'BOOLEAN' && typeof value !== 'boolean') throw invalid(`Invalid boolean value ${show(value)} for field "${column.path}"`);
  if (column.type === 'DATE_TIME') return parseDateTime(value, column.path);
  if (column.type === 'DATE') return parseDate(value, column.path);
  if (column.values && (typeof value !== 'string' || !column.values.includes(value))) {
    throw databaseError(`invalid input value for enum ${context.enumName(column)}: "${textOf(value)}"`);
  }
  if (column.type === 'TEXT' && Array.isArray(value)) return textOf(value);
  if (column.type === 'TEXT' && typeof value !== 'object') return String(value);
  return value;
}

/** A value as the database's client writes it into a query: a list as an array literal. */
const textOf = (value: unknown): string => (Array.isArray(value) ? `{${value.map((one) => JSON.stringify(String(one))).join(',')}}` : String(value));

const equals = (column: Column, a: unknown, b: unknown): boolean => compareValues(column, a, b) === 0;

/** A column cast to text, as the LIKE operators see it. */
function asText(value: unknown): string {
  return typeof value === 'object' ? spacedJson(value) : String(value);
}

/** JSON as the database prints it, with a space after commas and colons. */
function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spacedJson(one)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}

function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  let source = '';
  for (let index = 0; index < pattern.length; index++) {
    let letter = pattern[index] ?? '';
    if (letter === '%') source += '[\\s\\S]*';
    else if (letter === '_') source += '[\\s\\S]';
    else {
      if (letter === '\\') letter = pattern[++index] ?? '\\';
      source += letter.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u');
}
