import type { FieldKind } from './kind.js';
import { invalid, show } from './kind.js';

export const boolean: FieldKind = {
  parse(value, { field }) {
    if (value === null || typeof value === 'boolean') return value;
    throw invalid(`Invalid boolean value ${show(value)} for field "${field.name}"`, `Invalid value: "${show(value)}"`);
  },
  empty: null,
  operators: ['eq', 'is'],
};
