import type { FieldModel } from '../workspace/model.js';
import type { FieldType, GraphqlExpectation } from './field-type.js';
import { maybeNull, ownName } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';
import { sameNumber } from './sameness.js';

/** NUMBER: a finite JSON number. Whether integers only is a matter of `settings`; where those are silent, either reading is allowed. */
export const number: FieldType = {
  type: 'NUMBER',
  writable: true,
  outputSchema: (field) => ({ type: maybeNull(field, 'number') }),
  valid: (_field, random) => random.number.int({ min: 1, max: 1_000_000 }),
  boundary: (field) => [
    { label: 'zero', input: 0 },
    { label: 'a negative number', input: -3 },
    { label: 'the largest 32-bit integer', input: 2_147_483_647 },
    ...(field.settings['dataType'] === 'int' ? [] : [{ label: 'the largest integer that every JSON reader keeps', input: Number.MAX_SAFE_INTEGER }]),
    ...(isFloat(field) ? [{ label: 'a decimal that single precision does not keep', input: 1234.56 }] : []),
    ...(field.isNullable ? [{ label: 'null', input: null }] : []),
  ],
  invalid: () => [
    { label: 'a text', input: 'abc' },
    { label: 'a text that reads as a number', input: '5' },
    { label: 'a boolean', input: true },
    { label: 'an object', input: {} },
    { label: 'an array', input: [1] },
  ],
  propertyNames: ownName,
  openApi: (field) => ({ types: openApiTypes(field) }),
  graphql: graphqlExpectation,
  filterOperators: ORDERED_OPERATORS,
  compares: 'number',
  equal: sameNumber,
};

function isFloat(field: FieldModel): boolean {
  const { dataType, decimals } = field.settings;
  return dataType === 'float' || (dataType === undefined && typeof decimals === 'number' && decimals > 0);
}

function openApiTypes(field: FieldModel): string[] {
  if (isFloat(field)) return ['number'];
  const { dataType, decimals } = field.settings;
  const fraction = typeof decimals === 'number' && decimals > 0;
  return (dataType === 'int' || dataType === 'bigint') && !fraction ? ['integer'] : ['integer', 'number'];
}

function graphqlExpectation(field: FieldModel): GraphqlExpectation {
  const scalars = field.settings['dataType'] === 'bigint' ? ['BigInt', 'BigFloat'] : field.settings['dataType'] === 'int' ? ['Int'] : isFloat(field) ? ['Float'] : ['Float', 'Int'];
  return { outputTypes: scalars, list: false, inputTypes: scalars, filterTypes: scalars.map((scalar) => `${scalar}Filter`) };
}
