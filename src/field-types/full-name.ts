import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameText } from './sameness.js';

const PARTS: CompositeParts = {
  firstName: { schema: TEXT_SCHEMA, same: sameText },
  lastName: { schema: TEXT_SCHEMA, same: sameText },
};

/** FULL_NAME: two texts. */
export const fullName: FieldType = {
  type: 'FULL_NAME',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({ firstName: random.person.firstName(), lastName: `${random.person.lastName()} ${random.string.alpha(8)}` }),
  boundary: () => [
    { label: 'letters of many scripts', input: { firstName: 'Zoë 漢字', lastName: "O'Brien-Ñúñez 😀" } },
    { label: 'a first name only', input: { firstName: 'Ann' }, output: { firstName: 'Ann', lastName: '' } },
    { label: 'a last name of null', input: { firstName: 'Ann', lastName: null }, output: { firstName: 'Ann', lastName: '' } },
  ],
  invalid: (field) => [...invalidComposites(field), { label: 'a number as first name', input: { firstName: 5 } }],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['FullName'], list: false, inputTypes: ['FullNameCreateInput', 'FullNameUpdateInput'], filterTypes: ['FullNameFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { firstName: 'text', lastName: 'text' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};
