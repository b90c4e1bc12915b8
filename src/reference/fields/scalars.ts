import type { ApiError } from '../errors.js';
import { databaseFailure, invalid, show } from './kind.js';

/** Text of a column: null and the empty string are one value, shown as the empty string. */
export function parseText(value: unknown, path: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') throw invalid(`Invalid string value ${show(value)} for text field "${path}"`, `Invalid value: "${show(value)}"`);
  if (value.includes('\0')) throw databaseFailure();
  return value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** UUID versions 1 to 5 only. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export function parseUuid(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null;
  if (!isUuid(value)) throw invalid(`Invalid UUID value ${show(value)} for field "${path}"`, `Invalid value for UUID: "${show(value)}"`);
  return value.toLowerCase();
}

/** A number, or what the language makes one of: numeric strings, booleans, lists of one number. */
export function parseNumeric(value: unknown, path: string): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  if (!Number.isFinite(number)) throw invalid(`Invalid number value ${show(number)} for field "${path}"`, `Invalid value for number: "${show(number)}"`);
  return number;
}

/** The refusal of what is no JSON; a text that is none is not shown to people. */
export function noJson(value: unknown, path: string): ApiError {
  const shown = show(value);
  return invalid(`Invalid object value ${shown} for field "${path}"`, typeof value === 'string' ? 'Invalid value for JSON.' : `Invalid value for JSON: "${shown}"`);
}

/** A value as it is, or what its JSON text holds. */
export function fromJsonText(value: unknown, path: string): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw noJson(value, path);
  }
}

/** JSON given as an object or a list, or any JSON given as text. Empty objects and lists count as no value. */
export function parseJson(value: unknown, path: string): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' && typeof value !== 'object') throw noJson(value, path);
  const parsed = fromJsonText(value, path);
  if (JSON.stringify(parsed).includes('\\u0000')) throw databaseFailure();
  return typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length === 0 ? null : parsed;
}
