import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { parseNumeric, parseText } from './scalars.js';

const EMPTY = { amountMicros: null, currencyCode: null };

/** Micro-units are whole: what lies behind the point is cut off. */
function parseMicros(value: unknown, path: string): number | null {
  const number = parseNumeric(value, path);
  return number === null ? null : Math.trunc(number);
}

const parseCode = (value: unknown, path: string): string | null => parseText(value, path) || null;

export const currency: FieldKind = {
  parse: (value, input) => parseComposite(value, input, 'currency', { amountMicros: parseMicros, currencyCode: parseCode }, EMPTY),
  empty: EMPTY,
  operators: [],
  subFields: { amountMicros: { type: 'NUMERIC' }, currencyCode: { type: 'TEXT' } },
};
