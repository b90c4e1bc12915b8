import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameJson, sameText } from './sameness.js';

const PARTS: CompositeParts = {
  primaryEmail: { schema: TEXT_SCHEMA, same: (sent, received) => sameText(address(sent), address(received)) },
  additionalEmails: {
    schema: { type: 'array', items: { type: 'string' } },
    same: (sent, received) => sameJson(addresses(sent), addresses(received)),
  },
};

/** EMAILS: one address and a list of further ones; stored in lower case. */
export const emails: FieldType = {
  type: 'EMAILS',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({ primaryEmail: randomAddress(random.string.alphanumeric(14)), additionalEmails: [] }),
  boundary: () => [
    {
      label: 'upper case',
      input: { primaryEmail: 'Conformance.Upper@Example.COM' },
      output: { primaryEmail: 'conformance.upper@example.com', additionalEmails: [] },
    },
    { label: 'a plus sign', input: { primaryEmail: 'conformance+tag@example.com', additionalEmails: [] } },
    {
      label: 'further addresses only',
      input: { additionalEmails: ['conformance.only@example.com'] },
      output: { primaryEmail: '', additionalEmails: ['conformance.only@example.com'] },
    },
    { label: 'the empty text', input: { primaryEmail: '' }, output: { primaryEmail: '', additionalEmails: [] } },
  ],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a text that is no address', input: { primaryEmail: 'nope' } },
    { label: 'a number as address', input: { primaryEmail: 5 } },
    { label: 'a further address that is none', input: { additionalEmails: ['nope'] } },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['Emails'], list: false, inputTypes: ['EmailsCreateInput', 'EmailsUpdateInput'], filterTypes: ['EmailsFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { primaryEmail: 'text', additionalEmails: 'json' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};

function randomAddress(local: string): string {
  return `${local.toLowerCase()}@example.com`;
}

function address(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}

function addresses(value: unknown): unknown {
  return Array.isArray(value) ? value.map(address) : [];
}
