import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';

/** BOOLEAN: true and false only, no text or number that could be read as one. */
export const boolean: FieldType = {
  type: 'BOOLEAN',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'boolean') }),
  valid: (_field, random) => random.datatype.boolean(),
  boundary: () => [
    { label: 'true', input: true },
    { label: 'false', input: false },
  ],
  invalid: () => [
    { label: 'a text that reads true', input: 'true' },
    { label: 'one', input: 1 },
    { label: 'the empty text', input: '' },
    { label: 'an empty array', input: [] },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['boolean'] }),
  graphql: () => ({ outputTypes: ['Boolean'], list: false, inputTypes: ['Boolean'], filterTypes: ['BooleanFilter'] }),
  filterOperators: ['eq', 'is'],
  compares: 'boolean',
  equal: (sent, received) => (sent ?? null) === (received ?? null),
};
