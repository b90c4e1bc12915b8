import type { FieldKind } from './kind.js';
import { invalid, show } from './kind.js';
import { optionValues } from './select.js';

/** A list of options; a single one may be given bare. No value and the empty list are one. */
export const multiSelect: FieldKind = {
  parse(value, { field }) {
    if (value === null) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const values = optionValues(field);
    if (list.some((one) => typeof one !== 'string' || !values.includes(one))) {
      throw invalid(`Invalid value ${show(value)} for multi select field "${field.name}"`);
    }
    return list;
  },
  empty: [],
  operators: ['containsAny', 'is', 'isEmptyArray'],
};
