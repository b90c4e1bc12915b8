import type { FieldKind } from './kind.js';
import { COMPARE, invalid, show } from './kind.js';
import { parseInstant } from './time.js';

export function parseDate(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null;
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant === undefined) {
    const format = "Expected format: 'YYYY-MM-DD'";
    throw invalid(`Invalid value ${show(value)} for date field "${path}". ${format}`, `Invalid value for date: "${show(value)}". ${format}`);
  }
  return new Date(instant).toISOString().slice(0, 10);
}

export const date: FieldKind = { parse: (value, { field }) => parseDate(value, field.name), empty: null, operators: COMPARE };
