import { describe, expect, it } from 'vitest';
import { schemaProblems } from '../../src/contract/openapi-document.js';
import { fieldType } from '../../src/field-types/index.js';
import { fieldOfType } from './field-fixture.js';

const problems = (type: string, value: unknown, change = {}) => {
  const field = fieldOfType(type, change);
  return schemaProblems(fieldType(type)!.outputSchema(field), value);
};
const equal = (type: string, sent: unknown, received: unknown) => fieldType(type)!.equal(sent, received);

describe('what may be answered', () => {
  it('TEXT is never null', () => {
    expect(problems('TEXT', null)).toEqual(['the value is null, schema says string']);
  });

  it('DATE_TIME is null only where the field may be empty', () => {
    expect(problems('DATE_TIME', null)).toEqual([]);
    expect(problems('DATE_TIME', null, { isNullable: false })).toHaveLength(1);
  });

  it('DATE_TIME has milliseconds and a Z', () => {
    expect(problems('DATE_TIME', '2024-01-02T03:04:05.000Z')).toEqual([]);
    expect(problems('DATE_TIME', '2024-01-02T03:04:05Z')).toHaveLength(1);
    expect(problems('DATE_TIME', '2024-01-02T03:04:05.000+02:00')).toHaveLength(1);
  });

  it('SELECT is one of its options', () => {
    expect(problems('SELECT', 'RED')).toEqual([]);
    expect(problems('SELECT', 'PURPLE')).toHaveLength(1);
    expect(problems('SELECT', null)).toEqual([]);
  });

  it('MULTI_SELECT is a list even where nothing is stored', () => {
    expect(problems('MULTI_SELECT', [])).toEqual([]);
    expect(problems('MULTI_SELECT', null)).toHaveLength(1);
  });

  it('a composite has all its parts and no other', () => {
    expect(problems('EMAILS', { primaryEmail: '', additionalEmails: [] })).toEqual([]);
    expect(problems('EMAILS', { primaryEmail: '' })).toEqual(['the value lacks the property additionalEmails']);
    expect(problems('EMAILS', { primaryEmail: '', additionalEmails: [], more: 1 })).toEqual(['the value has the unknown property more']);
  });

  it('an amount is a whole JSON number, no text', () => {
    expect(problems('CURRENCY', { amountMicros: '5', currencyCode: 'EUR' })).toEqual(['amountMicros is string, schema says integer or null']);
  });
});

describe('what counts as the same value', () => {
  it('addresses in lower case', () => {
    expect(equal('EMAILS', { primaryEmail: 'A@B.com' }, { primaryEmail: 'a@b.com', additionalEmails: [] })).toBe(true);
    expect(equal('EMAILS', { primaryEmail: 'a@b.com' }, { primaryEmail: 'c@b.com', additionalEmails: [] })).toBe(false);
  });

  it('links with scheme and host in lower case and without a trailing slash, but with their path as it was', () => {
    const stored = (primaryLinkUrl: string) => ({ primaryLinkLabel: '', primaryLinkUrl, secondaryLinks: [] });
    expect(equal('LINKS', { primaryLinkUrl: 'HTTPS://A.com/' }, stored('https://a.com'))).toBe(true);
    expect(equal('LINKS', { primaryLinkUrl: 'https://münchen.de' }, stored('https://xn--mnchen-3ya.de'))).toBe(true);
    expect(equal('LINKS', { primaryLinkUrl: 'https://a.com/Path' }, stored('https://a.com/path'))).toBe(false);
    expect(equal('LINKS', { primaryLinkUrl: 'a.com/Path' }, stored('a.com/path'))).toBe(false);
  });

  it('instants whatever their offset, and not instants a second apart', () => {
    expect(equal('DATE_TIME', '2024-01-02T03:04:05+02:00', '2024-01-02T01:04:05.000Z')).toBe(true);
    expect(equal('DATE_TIME', '2024-01-02T03:04:05Z', '2024-01-02T03:04:06.000Z')).toBe(false);
  });

  it('no text and the empty text, no list and the empty list', () => {
    expect(equal('TEXT', null, '')).toBe(true);
    expect(equal('ARRAY', null, [])).toBe(true);
    expect(equal('MULTI_SELECT', ['RED'], [])).toBe(false);
  });

  it('a phone number in its national form', () => {
    const stored = { primaryPhoneNumber: '612345678', primaryPhoneCountryCode: 'FR', primaryPhoneCallingCode: '+33', additionalPhones: [] };
    expect(equal('PHONES', { primaryPhoneNumber: '+33612345678' }, stored)).toBe(true);
    expect(equal('PHONES', { primaryPhoneNumber: '+33612345679' }, stored)).toBe(false);
  });

  it('a lost value is never the same', () => {
    for (const [type, sent] of [['TEXT', 'a'], ['NUMBER', 5], ['BOOLEAN', false], ['DATE', '2024-01-01'], ['RAW_JSON', { a: 1 }]] as const) expect(equal(type, sent, null), type).toBe(false);
    expect(equal('FULL_NAME', { firstName: 'Ann' }, { firstName: '', lastName: '' })).toBe(false);
    expect(equal('CURRENCY', { amountMicros: 0 }, { amountMicros: null, currencyCode: null })).toBe(false);
  });
});

describe('where a field stands in a record', () => {
  it('a many-to-one stands under its join column', () => {
    expect(fieldType('RELATION')!.propertyNames(fieldOfType('RELATION'))).toEqual(['valueId']);
  });

  it('a one-to-many stands nowhere', () => {
    const field = fieldOfType('RELATION', { relation: { type: 'ONE_TO_MANY', targetObject: 'person' } });
    expect(fieldType('RELATION')!.propertyNames(field)).toEqual([]);
    expect(fieldType('RELATION')!.graphql(field, 'company')).toMatchObject({ outputTypes: ['PersonConnection'] });
  });
});
