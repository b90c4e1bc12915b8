import type { FieldKind } from './kind.js';
import { notTexts } from './kind.js';

export const array: FieldKind = {
  parse(value, { field }) {
    if (value === null) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    if (list.some((one) => typeof one !== 'string')) throw notTexts(value, field.name);
    return list;
  },
  empty: [],
  operators: ['containsIlike', 'is', 'isEmptyArray'],
};
