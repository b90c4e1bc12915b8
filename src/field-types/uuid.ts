import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';

/** UUID: versions 1 to 5, in lower case on output. */
export const uuid: FieldType = {
  type: 'UUID',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'string'), format: 'uuid' }),
  valid: (_field, random) => random.string.uuid(),
  boundary: (field) => (field.isNullable ? [{ label: 'null', input: null }] : []),
  invalid: () => [
    { label: 'a text that is no UUID', input: 'not-a-uuid' },
    { label: 'a UUID that is cut short', input: '11111111-1111-4111-8111-1111' },
    { label: 'a number', input: 5 },
    { label: 'a boolean', input: true },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['string'], format: 'uuid' }),
  graphql: () => ({ outputTypes: ['UUID', 'ID'], list: false, inputTypes: ['UUID', 'ID'], filterTypes: ['UUIDFilter', 'IDFilter'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: 'uuid',
  equal: (sent, received) =>
    typeof sent === 'string' && typeof received === 'string'
      ? sent.toLowerCase() === received.toLowerCase()
      : (sent ?? null) === (received ?? null),
};
