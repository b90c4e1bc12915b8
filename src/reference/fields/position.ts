import type { FieldKind } from './kind.js';
import { COMPARE, invalid, show } from './kind.js';

/** Numbers; `first` and `last` are resolved by the engine, which knows the other records. */
export const position: FieldKind = {
  parse(value, { field }) {
    if (value === 'first' || value === 'last' || (typeof value === 'number' && Number.isFinite(value))) return value;
    throw invalid(`Invalid position value ${show(value)} for field "${field.name}"`, `Invalid value for position: "${show(value)}"`);
  },
  empty: 0,
  operators: COMPARE,
};
