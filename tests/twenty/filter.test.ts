import { describe, expect, it } from 'vitest';
import { and, not, or, where } from '../../src/twenty/filter.js';

describe('a filter', () => {
  it('quotes text and leaves numbers and booleans bare', () => {
    expect(where('name', 'eq', 'Ann, (Bob) [x]')).toBe('name[eq]:"Ann, (Bob) [x]"');
    expect(where('employees', 'gte', 3)).toBe('employees[gte]:3');
    expect(where('idealCustomerProfile', 'eq', true)).toBe('idealCustomerProfile[eq]:true');
  });

  it('takes the other kind of quotes for a value that holds one, and refuses a value with both', () => {
    expect(where('name', 'eq', "O'Brien")).toBe(`name[eq]:"O'Brien"`);
    expect(where('name', 'eq', '12" disc')).toBe(`name[eq]:'12" disc'`);
    expect(() => where('name', 'eq', `'"`)).toThrow('both kinds of quotes');
  });

  it('writes lists and null tests in their own forms', () => {
    expect(where('stage', 'in', ['NEW', 'WON'])).toBe('stage[in]:["NEW","WON"]');
    expect(where('deletedAt', 'is', 'NOT_NULL')).toBe('deletedAt[is]:NOT_NULL');
    expect(() => where('name', 'in', ['a,b'])).toThrow('comma');
  });

  it('always wraps groups, which the server misreads side by side', () => {
    expect(and(or('a[eq]:1', 'b[eq]:2'), not('c[eq]:3'))).toBe('and(or(a[eq]:1,b[eq]:2),not(c[eq]:3))');
    expect(and('a[eq]:1')).toBe('a[eq]:1');
  });
});
