import type { FieldKind } from './kind.js';
import { COMPARE, invalid, show } from './kind.js';
import { parseInstant } from './time.js';

export function parseDateTime(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null;
  const instant = value instanceof Date ? value.getTime() : typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant === undefined) {
    const format = "Expected format: 'YYYY-MM-DDTHH:mm:ssZ'";
    throw invalid(`Invalid value ${show(value)} for date-time field "${path}". ${format}`, `Invalid value for date-time: "${show(value)}". ${format}`);
  }
  return new Date(instant).toISOString();
}

export const dateTime: FieldKind = { parse: (value, { field }) => parseDateTime(value, field.name), empty: null, operators: COMPARE };
