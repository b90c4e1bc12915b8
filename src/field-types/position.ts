import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';
import { sameNumber } from './sameness.js';

/** POSITION: a number on output; on input also `first` and `last`, which only the server can turn into one. */
export const position: FieldType = {
  type: 'POSITION',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'number') }),
  valid: (_field, random) => random.number.int({ min: 1, max: 1_000_000 }),
  boundary: () => [
    { label: 'zero', input: 0 },
    { label: 'a negative number', input: -3 },
    { label: 'a decimal', input: 12.5 },
  ],
  invalid: () => [
    { label: 'a word that is neither first nor last', input: 'middle' },
    { label: 'an object', input: {} },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['number'] }),
  graphql: () => ({ outputTypes: ['Position', 'Float'], list: false, inputTypes: ['Position', 'Float'], filterTypes: ['FloatFilter'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: 'number',
  equal: (sent, received) => (sent === 'first' || sent === 'last' ? typeof received === 'number' : sameNumber(sent, received)),
};
