import type { FieldType } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';

/** ISO 8601 in UTC with milliseconds, the one form in which instants are answered. */
export const INSTANT_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$`;

/** DATE_TIME: an instant, kept to the millisecond; any offset on input, UTC on output. */
export const dateTime: FieldType = {
  type: 'DATE_TIME',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'string'), format: 'date-time', pattern: INSTANT_PATTERN }),
  valid: (_field, random) => random.date.between({ from: '2000-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' }).toISOString(),
  boundary: (field) => [
    { label: 'the epoch', input: '1970-01-01T00:00:00.000Z' },
    { label: 'a millisecond before a new year', input: '2023-12-31T23:59:59.999Z' },
    { label: 'a leap day', input: '2024-02-29T22:00:00.000Z' },
    { label: 'an offset', input: '2024-01-02T03:04:05+02:00', output: '2024-01-02T01:04:05.000Z' },
    { label: 'a day without a time', input: '2024-01-02', output: '2024-01-02T00:00:00.000Z' },
    { label: 'microseconds', input: '2024-01-02T03:04:05.123456Z', output: '2024-01-02T03:04:05.123Z' },
    ...(field.isNullable ? [{ label: 'null', input: null }] : []),
  ],
  invalid: () => [
    { label: 'a text that is no date', input: 'soon' },
    { label: 'a number of milliseconds', input: 1_700_000_000_000 },
    { label: 'the empty text', input: '' },
    { label: 'the thirtieth of February', input: '2024-02-30T00:00:00Z' },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['string'], format: 'date-time' }),
  graphql: () => ({ outputTypes: ['DateTime'], list: false, inputTypes: ['DateTime'], filterTypes: ['DateTimeFilter'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: 'instant',
  equal: (sent, received) =>
    typeof sent === 'string' && typeof received === 'string' ? instant(sent) === instant(received) : (sent ?? null) === (received ?? null),
};

/** Milliseconds since the epoch; a text without an offset is UTC. */
function instant(value: string): number {
  const hasTime = /[T ]\d{2}:\d{2}/.test(value);
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(value);
  const milliseconds = Date.parse(hasTime && !hasOffset ? `${value}Z` : value);
  return Number.isNaN(milliseconds) ? -Infinity : milliseconds;
}
