import { describe, expect, it } from 'vitest';
import { checkDefaultLiteral, storedDefault } from '../../src/reference/metadata/default-literals.js';

describe('default values of fields', () => {
  it.each([
    ['TEXT', "'x'"], ['UUID', 'uuid'], ['UUID', "'11111111-1111-4111-8111-111111111111'"], ['DATE_TIME', 'now'], ['DATE_TIME', "'2024-01-01'"], ['BOOLEAN', true],
    ['BOOLEAN', "'true'"], ['NUMBER', 7], ['ARRAY', ['a']], ['RAW_JSON', { a: 1 }], ['RAW_JSON', "'{}'"], ['CURRENCY', { amountMicros: 7, currencyCode: "'EUR'" }], ['TEXT', null],
  ] as const)('%s takes %j', (type, value) => {
    expect(() => checkDefaultLiteral(type, value)).not.toThrow();
  });

  it.each([
    ['TEXT', 'x'], ['UUID', "'x'"], ['UUID', 5], ['DATE_TIME', "'x'"], ['DATE_TIME', 5], ['DATE_TIME', 'uuid'], ['BOOLEAN', 'true'], ['NUMBER', '7'], ['ARRAY', "'a'"], ['RAW_JSON', []],
    ['RAW_JSON', '{"a":1}'], ['FILES', "'x'"], ['CURRENCY', { currencyCode: 'EUR' }],
  ] as const)('%s fails inside on %j', (type, value) => {
    expect(() => checkDefaultLiteral(type, value)).toThrow('no literal');
  });

  it('the default of a composite has every part, empty texts as null', () => {
    expect(storedDefault('CURRENCY', { currencyCode: "''" })).toEqual({ amountMicros: null, currencyCode: null });
  });

  it('what is no object is no default of a composite', () => {
    expect(storedDefault('CURRENCY', "'x'")).toBeNull();
    expect(storedDefault('TEXT', "'x'")).toBe("'x'");
  });
});
