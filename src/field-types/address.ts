import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositePart, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameNumber, sameText } from './sameness.js';

const TEXT: CompositePart = { schema: TEXT_SCHEMA, same: sameText };
const COORDINATE: CompositePart = { schema: { type: ['number', 'null'] }, same: sameNumber };
const PARTS: CompositeParts = {
  addressStreet1: TEXT,
  addressStreet2: TEXT,
  addressCity: TEXT,
  addressPostcode: TEXT,
  addressState: TEXT,
  addressCountry: TEXT,
  addressLat: COORDINATE,
  addressLng: COORDINATE,
};

/** ADDRESS: six texts and two coordinates. */
export const address: FieldType = {
  type: 'ADDRESS',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({
    addressStreet1: random.location.streetAddress(),
    addressCity: random.location.city(),
    addressPostcode: random.location.zipCode(),
    addressCountry: random.location.country(),
    addressLat: 40.5,
    addressLng: -3.25,
  }),
  boundary: () => [
    { label: 'letters of many scripts', input: { addressStreet1: 'Straße 5 漢字', addressCity: 'Łódź' } },
    { label: 'coordinates of zero', input: { addressLat: 0, addressLng: 0 } },
    { label: 'negative coordinates', input: { addressLat: -33.5, addressLng: -70.25 } },
    { label: 'a coordinate as text', input: { addressLat: '48.85' }, output: { addressLat: 48.85 } },
  ],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a coordinate that is no number', input: { addressLat: 'abc' } },
    { label: 'a number as city', input: { addressCity: 5 } },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['Address'], list: false, inputTypes: ['AddressCreateInput', 'AddressUpdateInput'], filterTypes: ['AddressFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: {
    addressStreet1: 'text', addressStreet2: 'text', addressCity: 'text', addressPostcode: 'text', addressState: 'text', addressCountry: 'text',
    addressLat: 'number', addressLng: 'number',
  },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};
