import type { FieldType } from './field-type.js';
import { enumTypeName, optionValues, ownName } from './naming.js';
import { CHOICE_OPERATORS } from './operators.js';

/** SELECT: one of the field's options, spelt exactly. */
export const select: FieldType = {
  type: 'SELECT',
  writable: true,
  outputSchema: (field) => {
    const type = field.isNullable ? ['string', 'null'] : 'string';
    const values = optionValues(field);
    return values.length === 0 ? { type } : { type, enum: field.isNullable ? [...values, null] : values };
  },
  valid: (field, random) => (field.options.length === 0 ? undefined : random.helpers.arrayElement(optionValues(field))),
  boundary: (field) => {
    const values = optionValues(field);
    const ends = [...new Set([values[0], values.at(-1)])].filter((value) => value !== undefined);
    return [
      ...ends.map((value) => ({ label: `the option ${value}`, input: value })),
      ...(field.isNullable ? [{ label: 'null', input: null }] : []),
    ];
  },
  invalid: (field) => [
    { label: 'a value that is no option', input: 'NO_SUCH_OPTION_OF_CONFORMANCE' },
    { label: 'the empty text', input: '' },
    { label: 'a number', input: 5 },
    { label: 'an array', input: optionValues(field).slice(0, 1) },
  ],
  propertyNames: ownName,
  openApi: (field) => ({ types: ['string'], enum: optionValues(field) }),
  graphql: (field, objectNameSingular) => {
    const name = enumTypeName(field, objectNameSingular);
    return { outputTypes: [name], list: false, inputTypes: [name], filterTypes: [`${name}Filter`] };
  },
  filterOperators: CHOICE_OPERATORS,
  compares: 'choice',
  equal: (sent, received) => (sent ?? null) === (received ?? null),
};
