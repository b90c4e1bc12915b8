import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { parseNumeric, parseText } from './scalars.js';

const TEXTS = ['addressStreet1', 'addressStreet2', 'addressCity', 'addressPostcode', 'addressState', 'addressCountry'] as const;
const EMPTY = { ...Object.fromEntries(TEXTS.map((name) => [name, ''])), addressLat: null, addressLng: null };
const PARSERS = { ...Object.fromEntries(TEXTS.map((name) => [name, parseText])), addressLat: parseNumeric, addressLng: parseNumeric };

export const address: FieldKind = {
  parse: (value, input) => parseComposite(value, input, 'address', PARSERS, EMPTY),
  empty: EMPTY,
  operators: [],
  subFields: {
    ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'TEXT' as const }])),
    addressLat: { type: 'NUMERIC' },
    addressLng: { type: 'NUMERIC' },
  },
};
