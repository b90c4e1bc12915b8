import type { FieldKind } from './kind.js';
import { invalid } from './kind.js';

/** Computed by the server, shown to everyone, writable by no one. */
export const tsVector: FieldKind = {
  parse(_value, { field }) {
    throw invalid(`${field.name} TS_VECTOR-typed field does not support write operations`);
  },
  empty: '',
  operators: ['eq', 'neq', 'is'],
};
