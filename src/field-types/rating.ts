import type { FieldModel } from '../workspace/model.js';
import type { FieldType } from './field-type.js';
import { select } from './select.js';

const LEVELS = ['RATING_1', 'RATING_2', 'RATING_3', 'RATING_4', 'RATING_5'];

/** RATING: a choice whose options are fixed; metadata may leave them out. */
export const rating: FieldType = {
  ...select,
  type: 'RATING',
  outputSchema: (field) => select.outputSchema(withLevels(field)),
  valid: (field, random) => select.valid(withLevels(field), random),
  boundary: (field) => select.boundary(withLevels(field)),
  invalid: () => [
    { label: 'a sixth level', input: 'RATING_6' },
    { label: 'a number', input: 3 },
    { label: 'lower case', input: 'rating_1' },
    { label: 'the empty text', input: '' },
  ],
  openApi: (field) => select.openApi(withLevels(field)),
};

function withLevels(field: FieldModel): FieldModel {
  return field.options.length > 0 ? field : { ...field, options: LEVELS.map((value) => ({ value, label: value })) };
}
