import type { FieldKind } from './kind.js';
import { COMPARE, invalid, show } from './kind.js';

/** Any finite number, whatever the decimals of the field; numeric strings are refused. */
export const number: FieldKind = {
  parse(value, { field }) {
    if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
    throw invalid(`Invalid number value ${show(value)} for field "${field.name}"`, `Invalid value for number: "${show(value)}"`);
  },
  empty: null,
  operators: COMPARE,
};
