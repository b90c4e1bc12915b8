import { compositeSchema, invalidComposites, sameParts, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';
import { sameNumber, sameText } from './sameness.js';

const PARTS: CompositeParts = {
  amountMicros: { schema: { type: ['integer', 'null'] }, same: sameNumber },
  currencyCode: { schema: { type: ['string', 'null'] }, same: sameText },
};

/** CURRENCY: whole millionths of a unit, and an ISO 4217 code. */
export const currency: FieldType = {
  type: 'CURRENCY',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({ amountMicros: random.number.int({ min: 1, max: 1_000_000 }) * 1_000_000, currencyCode: random.helpers.arrayElement(['EUR', 'USD', 'GBP']) }),
  boundary: () => [
    { label: 'zero', input: { amountMicros: 0, currencyCode: 'USD' } },
    { label: 'a negative amount', input: { amountMicros: -5_432_109, currencyCode: 'EUR' } },
    { label: 'an amount beyond 32 bits', input: { amountMicros: 9_000_000_000_000_000, currencyCode: 'EUR' } },
    { label: 'an amount as text', input: { amountMicros: '1500000', currencyCode: 'USD' }, output: { amountMicros: 1_500_000, currencyCode: 'USD' } },
  ],
  invalid: (field) => [...invalidComposites(field), { label: 'a number instead of an object', input: 5 }, { label: 'an amount that is no number', input: { amountMicros: 'abc', currencyCode: 'USD' } }],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['Currency'], list: false, inputTypes: ['CurrencyCreateInput', 'CurrencyUpdateInput'], filterTypes: ['CurrencyFilterInput'] }),
  filterOperators: ORDERED_OPERATORS,
  compares: { amountMicros: 'number', currencyCode: 'text' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};
