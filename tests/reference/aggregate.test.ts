import { expect, test } from 'vitest';
import { exactQuotient } from '../../src/reference/records/aggregate.js';

test.each([
  [1_000_000, 1, '1000000.000000000000'],
  [-5, 1, '-5.0000000000000000'],
  [0, 4, '0.00000000000000000000'],
  [2, 3, '0.66666666666666666667'],
  [3, 3, '1.00000000000000000000'],
  [7.5, 2, '3.7500000000000000'],
])('%d by %d is written %s, as the database writes exact numbers', (dividend, count, text) => {
  expect(exactQuotient(dividend, count)).toBe(text);
});
