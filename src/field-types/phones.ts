import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { isObject, sameJson, sameText } from './sameness.js';

const PARTS: CompositeParts = {
  primaryPhoneNumber: { schema: TEXT_SCHEMA, same: sameDigits },
  primaryPhoneCountryCode: { schema: TEXT_SCHEMA, same: sameText },
  primaryPhoneCallingCode: { schema: TEXT_SCHEMA, same: sameText },
  additionalPhones: {
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: { number: { type: 'string' }, countryCode: { type: 'string' }, callingCode: { type: 'string' } },
      },
    },
    same: (sent, received) => sameJson(plainPhones(sent), plainPhones(received)),
  },
};

/** PHONES: one number and a list of further ones; the national number is kept apart from country and calling code. */
export const phones: FieldType = {
  type: 'PHONES',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({
    primaryPhoneNumber: `61${random.string.numeric(7)}`,
    primaryPhoneCountryCode: 'FR',
    primaryPhoneCallingCode: '+33',
    additionalPhones: [],
  }),
  boundary: () => [
    {
      label: 'an international number alone',
      input: { primaryPhoneNumber: '+33612345678' },
      output: { primaryPhoneNumber: '612345678', primaryPhoneCountryCode: 'FR', primaryPhoneCallingCode: '+33', additionalPhones: [] },
    },
    {
      label: 'brackets and a dash',
      input: { primaryPhoneNumber: '(415) 555-2671', primaryPhoneCountryCode: 'US' },
      output: { primaryPhoneNumber: '4155552671', primaryPhoneCountryCode: 'US', primaryPhoneCallingCode: '+1', additionalPhones: [] },
    },
    {
      label: 'a further number',
      input: {
        primaryPhoneNumber: '612345671',
        primaryPhoneCountryCode: 'FR',
        primaryPhoneCallingCode: '+33',
        additionalPhones: [{ number: '698765432', countryCode: 'FR', callingCode: '+33' }],
      },
    },
  ],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a text that is no number', input: { primaryPhoneNumber: 'abc' } },
    { label: 'a JSON number', input: { primaryPhoneNumber: 612345678 } },
    { label: 'a country that does not exist', input: { primaryPhoneNumber: '612345678', primaryPhoneCountryCode: 'ZZ' } },
    {
      label: 'a country and a calling code that contradict each other',
      input: { primaryPhoneNumber: '612345678', primaryPhoneCountryCode: 'US', primaryPhoneCallingCode: '+33' },
    },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['Phones'], list: false, inputTypes: ['PhonesCreateInput', 'PhonesUpdateInput'], filterTypes: ['PhonesFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { primaryPhoneNumber: 'text', primaryPhoneCountryCode: 'text', primaryPhoneCallingCode: 'text', additionalPhones: 'json' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};

/** An international number may come back without its calling code. */
function sameDigits(sent: unknown, received: unknown): boolean {
  if (typeof sent !== 'string' || typeof received !== 'string') return sameText(sent, received);
  const left = sent.replace(/\D/g, '');
  const right = received.replace(/\D/g, '');
  return sent.trim().startsWith('+') ? right !== '' && left.endsWith(right) : left === right;
}

function plainPhones(value: unknown): unknown {
  return Array.isArray(value) ? value.map((phone) => (isObject(phone) ? plainPhone(phone) : phone)) : [];
}

function plainPhone(phone: Record<string, unknown>): unknown {
  const number = String(phone['number'] ?? '');
  const calling = String(phone['callingCode'] ?? '').replace(/\D/g, '');
  const digits = number.replace(/\D/g, '');
  return number.trim().startsWith('+') ? digits : calling + digits;
}
