import type { FieldModel } from '../workspace/model.js';
import type { FieldType, GraphqlExpectation } from './field-type.js';
import { capitalised } from './naming.js';
import { ORDERED_OPERATORS } from './operators.js';
import { uuid } from './uuid.js';

/** Well-formed, and no record has it. */
const NO_RECORD = '00000000-0000-4000-8000-00000000c0de';

/** RELATION: a many-to-one occupies its join column, a one-to-many nothing. What could be sent is known only to who has records, so null is. */
export const relation: FieldType = {
  type: 'RELATION',
  writable: true,
  outputSchema: (field) => (isManyToOne(field) ? uuid.outputSchema(field) : { type: 'array', items: { type: 'object' } }),
  valid: (field) => (isManyToOne(field) && field.isNullable ? null : undefined),
  boundary: (field) => (isManyToOne(field) && field.isNullable ? [{ label: 'null', input: null }] : []),
  invalid: (field) =>
    isManyToOne(field)
      ? [
          { label: 'a text that is no UUID', input: 'not-a-uuid' },
          { label: 'a number', input: 5 },
          { label: 'the id of no record', input: NO_RECORD },
        ]
      : [],
  propertyNames: (field) => (isManyToOne(field) ? [joinColumn(field)] : []),
  openApi: (field) => (isManyToOne(field) ? { types: ['string'], format: 'uuid' } : null),
  graphql: relationGraphql,
  filterOperators: ORDERED_OPERATORS,
  compares: 'uuid',
  equal: (sent, received) => uuid.equal(sent, received),
};

/** Whether the field holds the key of one record. */
export function isManyToOne(field: FieldModel): boolean {
  return (field.relation?.type ?? field.settings['relationType']) === 'MANY_TO_ONE';
}

/** The property that holds the key. */
export function joinColumn(field: FieldModel): string {
  const stated = field.relation?.joinColumnName ?? field.settings['joinColumnName'];
  return typeof stated === 'string' && stated !== '' ? stated : `${field.name}Id`;
}

/** Types of the related record or records; of the join column itself the UUID type tells. */
function relationGraphql(field: FieldModel): GraphqlExpectation | null {
  const target = field.relation?.targetObject;
  if (target === undefined) return null;
  const name = capitalised(target);
  return isManyToOne(field)
    ? { outputTypes: [name], list: false, inputTypes: [`${name}RelationInput`], filterTypes: [`${name}FilterInput`] }
    : { outputTypes: [`${name}Connection`], list: false, inputTypes: [], filterTypes: [] };
}
