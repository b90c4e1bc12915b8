import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { parseText } from './scalars.js';

const EMPTY = { firstName: '', lastName: '' };

export const fullName: FieldKind = {
  parse: (value, input) => parseComposite(value, input, 'full name', { firstName: parseText, lastName: parseText }, EMPTY),
  empty: EMPTY,
  operators: [],
  subFields: { firstName: { type: 'TEXT' }, lastName: { type: 'TEXT' } },
};
