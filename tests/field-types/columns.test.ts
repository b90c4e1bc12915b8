import { describe, expect, it } from 'vitest';
import { columnsOf, isEmptyValue } from '../../src/field-types/columns.js';
import { ALL_FIELD_TYPES } from '../../src/field-types/index.js';
import { fieldOfType } from './field-fixture.js';

describe('columns of a field', () => {
  it('are the field itself, its parts, or its key', () => {
    expect(columnsOf(fieldOfType('TEXT')).map(({ path, kind }) => [path, kind])).toEqual([['value', 'text']]);
    expect(columnsOf(fieldOfType('CURRENCY')).map(({ path, kind }) => [path, kind])).toEqual([['value.amountMicros', 'number'], ['value.currencyCode', 'text']]);
    expect(columnsOf(fieldOfType('RELATION')).map(({ path }) => path)).toEqual(['valueId']);
  });

  it('are none where neither filter nor order takes the field', () => {
    expect(columnsOf(fieldOfType('TS_VECTOR'))).toEqual([]);
    expect(columnsOf(fieldOfType('HOLOGRAM'))).toEqual([]);
    expect(columnsOf(fieldOfType('RELATION', { relation: { type: 'ONE_TO_MANY' } }))).toEqual([]);
  });

  it('read their value from a record', () => {
    const [amount] = columnsOf(fieldOfType('CURRENCY'));
    expect(amount?.valueIn({ value: { amountMicros: 5, currencyCode: 'EUR' } })).toBe(5);
    expect(amount?.valueIn({ value: null })).toBeUndefined();
  });

  it('have operators for every type that compares', () => {
    for (const { type } of ALL_FIELD_TYPES) for (const { path, operators } of columnsOf(fieldOfType(type))) expect(operators, `${type} ${path}`).toContain('is');
  });
});

describe('a value that counts as none', () => {
  it('is null, the empty text or the empty list, and neither zero nor false', () => {
    expect([null, undefined, '', []].every(isEmptyValue)).toBe(true);
    expect([0, false, ' ', ['']].some(isEmptyValue)).toBe(false);
  });
});
