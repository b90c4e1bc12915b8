import type { FieldKind } from './kind.js';
import { invalid, notTexts, show } from './kind.js';
import { optionValues } from './select.js';

/** A list of options; a single one may be given bare. No value and the empty list are one. */
export const multiSelect: FieldKind = {
  parse(value, { field }) {
    if (value === null) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const values = optionValues(field);
    const texts = list.filter((one) => typeof one === 'string');
    if (texts.length < list.length) throw notTexts(value, field.name);
    if (texts.some((one) => !values.includes(one))) {
      throw invalid(`Invalid value ${show(value)} for multi select field "${field.name}"`, `Invalid value for multi-select: "${show(value)}"`);
    }
    return texts;
  },
  empty: [],
  operators: ['containsAny', 'is', 'isEmptyArray'],
};
