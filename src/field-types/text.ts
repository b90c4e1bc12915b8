import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameText } from './sameness.js';

/** TEXT: any string; NULL and the empty text are one and come out as the empty text. */
export const text: FieldType = {
  type: 'TEXT',
  writable: true,
  outputSchema: () => ({ type: 'string' }),
  valid: (_field, random) => `${random.word.words(3)} ${random.string.alphanumeric(10)}`,
  boundary: (field) => [
    { label: 'letters of many scripts, composed and not, an emoji, quotes and markup', input: '<b>é漢字😀</b> e\u0301 "q" \'a\' \\ / \t عربى' },
    { label: 'leading and trailing spaces', input: '  conformance  ' },
    { label: 'several lines', input: 'first\nsecond' },
    { label: 'a text that looks like a number', input: '007' },
    { label: 'the empty text', input: '', output: '' },
    ...(field.isNullable ? [{ label: 'null', input: null, output: '' }] : []),
    // A unique index cannot hold a value of this length.
    ...(field.isUnique ? [] : [{ label: 'ten thousand characters', input: 'conformance '.repeat(834).slice(0, 10_000).trim() }]),
  ],
  invalid: () => [
    { label: 'a number', input: 5 },
    { label: 'a boolean', input: true },
    { label: 'an object', input: { a: 1 } },
    { label: 'an array', input: ['a'] },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['string'] }),
  graphql: () => ({ outputTypes: ['String'], list: false, inputTypes: ['String'], filterTypes: ['StringFilter'] }),
  filterOperators: TEXT_OPERATORS,
  compares: 'text',
  equal: sameText,
};
