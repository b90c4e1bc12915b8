import type { FieldType } from './field-type.js';
import { enumTypeName, optionValues, ownName } from './naming.js';
import { sameJson } from './sameness.js';

/** MULTI_SELECT: a list of options; NULL and the empty list are one and come out as the empty list. */
export const multiSelect: FieldType = {
  type: 'MULTI_SELECT',
  writable: true,
  outputSchema: (field) => {
    const values = optionValues(field);
    return { type: 'array', items: values.length === 0 ? { type: 'string' } : { type: 'string', enum: values } };
  },
  valid: (field, random) => (field.options.length === 0 ? [] : random.helpers.arrayElements(optionValues(field), { min: 1, max: 2 })),
  boundary: (field) => [
    { label: 'every option', input: optionValues(field) },
    { label: 'the empty list', input: [] },
    ...(field.isNullable ? [{ label: 'null', input: null, output: [] }] : []),
  ],
  invalid: (field) => [
    { label: 'a value that is no option', input: ['NO_SUCH_OPTION_OF_CONFORMANCE'] },
    { label: 'an option and a value that is none', input: [...optionValues(field).slice(0, 1), 'NO_SUCH_OPTION_OF_CONFORMANCE'] },
    { label: 'a number', input: 5 },
    { label: 'a list of numbers', input: [5] },
    { label: 'an object', input: {} },
  ],
  propertyNames: ownName,
  openApi: (field) => ({ types: ['array'], itemType: 'string', itemEnum: optionValues(field) }),
  graphql: (field, objectNameSingular) => {
    const name = enumTypeName(field, objectNameSingular);
    return { outputTypes: [name], list: true, inputTypes: [name], filterTypes: [`${name}Filter`] };
  },
  filterOperators: ['containsAny', 'is'],
  compares: 'list',
  equal: (sent, received) => sameJson(typeof sent === 'string' ? [sent] : (sent ?? []), received ?? []),
};
