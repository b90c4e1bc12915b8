import { parseOrUndefined } from '../http/json.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { isObject, sameJson } from './sameness.js';

/** RAW_JSON: an object or an array; an empty object is stored as NULL. */
export const rawJson: FieldType = {
  type: 'RAW_JSON',
  writable: true,
  outputSchema: (field) => (field.isNullable ? {} : { not: { type: 'null' } }),
  valid: (_field, random) => ({ key: random.string.alphanumeric(10), count: random.number.int(100) }),
  boundary: (field) => [
    { label: 'nested objects and lists', input: { a: { b: [1, 'é漢字😀', null, true, { c: 1.5 }] } } },
    { label: 'a list', input: [1, 2] },
    ...(field.isNullable ? [{ label: 'null', input: null }] : []),
  ],
  invalid: () => [{ label: 'a text that is no JSON', input: 'not json' }],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'] }),
  graphql: () => ({ outputTypes: ['JSON', 'RawJSONScalar'], list: false, inputTypes: ['JSON', 'RawJSONScalar'], filterTypes: ['RawJsonFilter'] }),
  filterOperators: ['is', 'like'],
  compares: 'json',
  equal: (sent, received) => sameJson(emptied(parsed(sent)), emptied(received)),
};

/** Twenty takes JSON as text too. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? (parseOrUndefined(value) ?? value) : value;
}

function emptied(value: unknown): unknown {
  return isObject(value) && Object.keys(value).length === 0 ? null : (value ?? null);
}
