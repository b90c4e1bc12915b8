import { parseInstant } from '../fields/time.js';
import { isUuid } from '../fields/scalars.js';
import type { FieldType } from '../model.js';
import { SUB_FIELDS } from './sub-fields.js';
import { internalError } from './refusals.js';

const isQuoted = (value: unknown): value is string => typeof value === 'string' && value.startsWith("'") && value.endsWith("'");

/** What metadata keeps of the default of a composite: every part, null for those without a text; null for what is no object. */
export function storedDefault(type: FieldType, value: unknown): unknown {
  const parts = SUB_FIELDS[type];
  if (!parts || value === null || value === undefined) return value;
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  if (type === 'ACTOR') return value;
  const given: Record<string, unknown> = { ...Object.fromEntries(parts.map((part) => [part, null])), ...value };
  return Object.fromEntries(Object.entries(given).map(([part, each]) => [part, each === "''" ? null : each]));
}

/** Whether the text between the quotes of a literal is a value of its type. */
function isValueOf(type: FieldType, literal: string): boolean {
  const text = literal.slice(1, -1);
  switch (type) {
    case 'UUID': return isUuid(text);
    case 'DATE': case 'DATE_TIME': return parseInstant(text) !== undefined;
    case 'BOOLEAN': return text === 'true' || text === 'false';
    case 'NUMBER': return false;
    case 'RAW_JSON': case 'FILES': return isJson(text);
    default: return true;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Default values are literals of the database: one that it does not take makes the change fail inside. */
export function checkDefaultLiteral(type: FieldType, value: unknown): void {
  if (value === null || value === undefined) return;
  if (!isLiteralOf(type, value)) throw internalError(`the default value is no literal of ${type}`);
}

function isLiteralOf(type: FieldType, value: unknown): boolean {
  if (type === 'ARRAY') return Array.isArray(value);
  if (Array.isArray(value)) return false;
  if (typeof value === 'object' && value !== null) return type === 'RAW_JSON' || type === 'FILES' || Object.values(value).every((part) => typeof part !== 'string' || isQuoted(part));
  if (typeof value !== 'string') return type !== 'UUID' && type !== 'DATE' && type !== 'DATE_TIME';
  if (value === 'now') return type === 'DATE' || type === 'DATE_TIME';
  if (value === 'uuid') return type === 'UUID';
  return isQuoted(value) && isValueOf(type, value);
}
