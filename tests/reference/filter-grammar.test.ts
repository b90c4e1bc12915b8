import { expect, test } from 'vitest';
import { createWorkspaces } from '../../src/reference/metadata/index.js';
import type { ObjectMetadata } from '../../src/reference/model.js';
import type { QuirkName } from '../../src/reference/quirks.js';
import { parseFilter } from '../../src/reference/rest/filter-grammar.js';

const workspace = createWorkspaces().main;
const company = workspace.objects.find(({ nameSingular }) => nameSingular === 'company') as ObjectMetadata;
const person = workspace.objects.find(({ nameSingular }) => nameSingular === 'person') as ObjectMetadata;
const parse = (text: string, quirks: QuirkName[] = [], object = company): unknown => parseFilter(workspace, object, text, new Set(quirks));

test('one condition, and conditions separated by commas, are a conjunction', () => {
  expect(parse('name[eq]:x')).toEqual({ and: [{ name: { eq: 'x' } }] });
  expect(parse('name[eq]:x,createdAt[gt]:2024-01-01')).toEqual({ and: [{ name: { eq: 'x' } }, { createdAt: { gt: '2024-01-01' } }] });
});

test('groups nest', () => {
  expect(parse('or(name[eq]:a,and(name[like]:%b%,not(name[is]:NULL)))')).toEqual({
    or: [{ name: { eq: 'a' } }, { and: [{ name: { like: '%b%' } }, { not: { name: { is: 'NULL' } } }] }],
  });
});

test('quotes of either kind are taken off and keep commas and colons together', () => {
  expect(parse('name[eq]:"a,b"')).toEqual({ and: [{ name: { eq: 'a,b' } }] });
  expect(parse(`name[eq]:'a,"b":c'`)).toEqual({ and: [{ name: { eq: 'a,"b":c' } }] });
});

test('brackets in quotes count only as real Twenty counts them', () => {
  expect(parse('name[eq]:"a(b"')).toEqual({ and: [{ name: { eq: 'a(b' } }] });
  expect(() => parse('name[eq]:"a(b"', ['filter-brackets-in-quotes'])).toThrow('1 close bracket is missing');
});

test('lists split at commas; within quotes only with the quirk', () => {
  expect(parse('name[in]:[a,"b,c"]')).toEqual({ and: [{ name: { in: ['a', 'b,c'] } }] });
  expect(parse('name[in]:[a,"b,c"]', ['filter-list-splits-quotes'])).toEqual({ and: [{ name: { in: ['a', '"b', 'c"'] } }] });
});

test('paths lead into composites and over one relation', () => {
  expect(parse('address.addressCity[eq]:Paris')).toEqual({ and: [{ address: { addressCity: { eq: 'Paris' } } }] });
  expect(parse('company.name[eq]:x', [], person)).toEqual({ and: [{ company: { name: { eq: 'x' } } }] });
});

test.each([
  ['x', "'filter' invalid for 'x'"],
  ['name[nope]:x', 'comparator nope not in eq, neq'],
  ['name[eq]', "'filter' invalid for 'name[eq]'"],
  ['or(name[eq]:a', '1 close bracket is missing'],
  ['name[eq]:a))', '2 open brackets are missing'],
  ['and()', "'filter' invalid for 'and()'"],
  ['not(name[eq]:a,name[eq]:b)', "'not' conjunction should contain only 1 condition"],
  ['name[in]:a', 'array value expected'],
  ['name[is]:nothing', 'Expected "NULL" or "NOT_NULL"'],
  ['zzz[eq]:1', 'Object company doesn\'t have any "zzz" field.'],
  ['employees[eq]:many', 'Invalid number value NaN'],
])('%s is refused: %s', (text, message) => {
  const object = text.startsWith('employees') ? ({ ...company, fields: [...company.fields, { ...company.fields[0]!, name: 'employees', type: 'NUMBER' as const }] }) : company;
  expect(() => parse(text, [], object)).toThrow(message);
});
