import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/field-types/columns.js';
import { casesOf, ranksIn } from '../../src/suite/filter-cases.js';

function column(kind: Column['kind'], operators: readonly string[]): Column {
  return { path: 'value', kind, type: 'TEXT', operators, valueIn: (record) => record['value'] };
}

/** Which of the values each condition finds, by operator and value. */
function found(of: Column, values: readonly unknown[], ordered = values): Record<string, unknown[]> {
  const ranks = ranksIn(ordered.map((value) => ({ value })), of);
  return Object.fromEntries(casesOf(of, values, ranks).map(({ operator, value, matches }) => [`${operator} ${JSON.stringify(value)}`, values.filter((each, index) => matches(each, index))]));
}

describe('conditions on a column and what they find', () => {
  it('compares as the column itself is ordered, the value with most ties in the middle, and finds no empty ones', () => {
    expect(found(column('number', ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'is']), [10, 2, 2, 3, null], [2, 2, 3, 10])).toEqual({
      'is "NULL"': [null],
      'is "NOT_NULL"': [10, 2, 2, 3],
      'eq 2': [2, 2],
      'neq 2': [10, 3],
      'gt 2': [10, 3],
      'gte 2': [10, 2, 2, 3],
      'lt 2': [],
      'lte 2': [2, 2],
      'in [2,10]': [10, 2, 2],
    });
  });

  it('takes parts of a text apart, case counting for like and not for ilike', () => {
    expect(found(column('text', ['like', 'ilike', 'startsWith', 'endsWith']), ['Alpha', 'alphabet', '%x', ''])).toEqual({
      'like "%lp%"': ['Alpha', 'alphabet'],
      'like "ALPHA"': [],
      'ilike "%LP%"': ['Alpha', 'alphabet'],
      'startsWith "Al"': ['Alpha'],
      'startsWith "%"': ['%x'],
      'endsWith "ha"': ['Alpha'],
    });
  });

  it('asks a list for two members that not the same records hold', () => {
    expect(found(column('list', ['containsAny']), [['a', 'b'], ['b'], ['c'], []])).toEqual({ 'containsAny ["a","b"]': [['a', 'b'], ['b']] });
  });

  it('asks nothing of a column that has no operator', () => {
    expect(found(column('json', []), [{ a: 1 }])).toEqual({});
  });
});
