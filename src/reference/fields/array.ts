import type { FieldKind } from './kind.js';
import { invalid, show } from './kind.js';

export const array: FieldKind = {
  parse(value, { field }) {
    if (value === null) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    // The misplaced quote is the product's own wording.
    if (list.some((one) => typeof one !== 'string')) throw invalid(`Invalid value ${show(value)} for field "${field.name} - Array values need to be string"`);
    return list;
  },
  empty: [],
  operators: ['containsIlike', 'is', 'isEmptyArray'],
};
