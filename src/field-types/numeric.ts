import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';
import { sameNumber } from './sameness.js';

/** NUMERIC: a number, also in its text form; a number on output. */
export const numeric: FieldType = {
  type: 'NUMERIC',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'number') }),
  valid: (_field, random) => random.number.int({ min: 1, max: 1_000_000 }),
  boundary: (field) => [
    { label: 'zero', input: 0 },
    { label: 'a negative number', input: -3 },
    ...(field.isNullable ? [{ label: 'null', input: null }] : []),
  ],
  invalid: () => [{ label: 'a text that is no number', input: 'abc' }],
  propertyNames: ownName,
  openApi: () => ({ types: ['number'] }),
  graphql: () => ({ outputTypes: ['BigFloat'], list: false, inputTypes: ['BigFloat'], filterTypes: ['BigFloatFilter'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: 'number',
  equal: sameNumber,
};
