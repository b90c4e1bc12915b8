import type { FieldType } from '../model.js';

/** Parts of composite types. */
export const SUB_FIELDS: Partial<Record<FieldType, readonly string[]>> = {
  FULL_NAME: ['firstName', 'lastName'],
  EMAILS: ['primaryEmail', 'additionalEmails'],
  PHONES: ['primaryPhoneNumber', 'primaryPhoneCountryCode', 'primaryPhoneCallingCode', 'additionalPhones'],
  LINKS: ['primaryLinkLabel', 'primaryLinkUrl', 'secondaryLinks'],
  CURRENCY: ['amountMicros', 'currencyCode'],
  ADDRESS: [
    'addressStreet1', 'addressStreet2', 'addressCity', 'addressPostcode', 'addressState', 'addressCountry', 'addressLat', 'addressLng',
  ],
  ACTOR: ['source', 'workspaceMemberId', 'name', 'context'],
  RICH_TEXT: ['blocknote', 'markdown'],
};
