import type { FieldKind } from './kind.js';
import { COMPARE, invalid } from './kind.js';

/** Writes go through the join column; the engine resolves `connect` and `disconnect`. */
export const relation: FieldKind = {
  parse(_value, { field }) {
    throw invalid(`One-to-many relation ${field.name} field does not support write operations.`);
  },
  empty: null,
  operators: COMPARE,
};
