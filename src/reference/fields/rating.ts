import type { FieldKind } from './kind.js';
import { SELECT_OPERATORS, optionValues, parseOption } from './select.js';

/** One to five stars, kept as options of their own. */
export const rating: FieldKind = {
  parse: (value, { field }) => parseOption(value, field.name, optionValues(field)),
  empty: null,
  operators: SELECT_OPERATORS,
};
