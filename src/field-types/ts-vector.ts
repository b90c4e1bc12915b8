import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';

/** TS_VECTOR: the search index of the record; the database computes it. */
export const tsVector: FieldType = {
  type: 'TS_VECTOR',
  writable: false,
  outputSchema: () => ({ type: ['string', 'null'] }),
  valid: () => undefined,
  boundary: () => [],
  invalid: () => [],
  propertyNames: ownName,
  openApi: () => null,
  graphql: () => ({ outputTypes: ['TSVector'], list: false, inputTypes: [], filterTypes: ['TSVectorFilter'] }),
  filterOperators: [],
  equal: () => true,
};
