import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { sameJson } from './sameness.js';

/** ARRAY: a list of texts; NULL and the empty list are one and come out as the empty list. */
export const array: FieldType = {
  type: 'ARRAY',
  writable: true,
  outputSchema: () => ({ type: 'array', items: { type: 'string' } }),
  valid: (_field, random) => [random.word.noun(), random.string.alphanumeric(10)],
  boundary: (field) => [
    { label: 'letters of many scripts', input: ['é漢字😀', 'b, c', '"q"'] },
    { label: 'the same text twice', input: ['a', 'a'] },
    { label: 'the empty list', input: [] },
    ...(field.isNullable ? [{ label: 'null', input: null, output: [] }] : []),
  ],
  invalid: () => [
    { label: 'a list of numbers', input: [1] },
    { label: 'a number', input: 5 },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['array'], itemType: 'string' }),
  graphql: () => ({ outputTypes: ['String'], list: true, inputTypes: ['String'], filterTypes: ['ArrayFilter'] }),
  filterOperators: ['is'],
  compares: 'list',
  equal: (sent, received) => sameJson(typeof sent === 'string' ? [sent] : (sent ?? []), received ?? []),
};
