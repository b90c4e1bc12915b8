import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';

/** DATE: `YYYY-MM-DD` on output; of a date-time only the day is kept. */
export const date: FieldType = {
  type: 'DATE',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'string'), format: 'date' }),
  valid: (_field, random) => random.date.between({ from: '2000-01-01T12:00:00Z', to: '2030-01-01T12:00:00Z' }).toISOString().slice(0, 10),
  boundary: (field) => [
    { label: 'the epoch', input: '1970-01-01' },
    { label: 'a leap day', input: '2024-02-29' },
    { label: 'the last day of a year', input: '1999-12-31' },
    { label: 'a date-time', input: '2024-01-01T10:00:00Z', output: '2024-01-01' },
    ...(field.isNullable ? [{ label: 'null', input: null }] : []),
  ],
  invalid: () => [
    { label: 'a text that is no date', input: 'abc' },
    { label: 'a thirteenth month', input: '2024-13-01' },
    { label: 'a number', input: 5 },
    { label: 'the empty text', input: '' },
    { label: 'an object', input: {} },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['string'], format: 'date' }),
  graphql: () => ({ outputTypes: ['Date'], list: false, inputTypes: ['Date'], filterTypes: ['DateFilter'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: 'day',
  equal: (sent, received) =>
    typeof sent === 'string' && typeof received === 'string' ? sent.slice(0, 10) === received : (sent ?? null) === (received ?? null),
};
