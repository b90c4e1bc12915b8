import type { Fault } from './fault.js';
import { anyRecords, family, graphqlRecords, issue, pull, restRecords, shown, shownByGraphql, stored, type ValueEdit } from './builders.js';
import { isDay, isInstant, isObject, isUuid, type Json } from './wire.js';

const fault = family('field-values');

// The type of a value is told by its form, so that these work on the fields of any workspace.
const isOption = (value: unknown): value is string => typeof value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string' && !isUuid(value) && !isInstant(value) && !isDay(value) && !isOption(value);
const text = (edit: (value: string) => unknown): ValueEdit => (value) => (isText(value) ? edit(value) : value);
const having = (key: string, edit: (value: Json) => Json): ValueEdit => (value) => (isObject(value) && key in value ? edit({ ...value }) : value);
const plainJson = (value: unknown): value is Json => isObject(value) && !Object.keys(value).some((key) => /^(primary|secondary|additional|address|amount|currency|first|last|blocknote|markdown|source|edges|id$)/.test(key));
const texts = (value: unknown): value is string[] => Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === 'string');
const set = (key: string, edit: (value: unknown) => unknown) => having(key, (value) => ({ ...value, [key]: value[key] === null ? null : edit(value[key]) }));

export const FIELD_VALUES: Fault[] = [
  fault('text-trimmed', 'spaces that were sent', 'input normalised', stored(text((value) => value.trim()))),
  fault('text-cut', 'the end of long texts', 'column too short', stored(text((value) => value.slice(0, 200)))),
  fault('text-lower-cased', 'capitals', 'input normalised', stored(text((value) => value.toLowerCase()))),
  fault('text-escaped', 'quotes and ampersands', 'escaped twice', stored(text((value) => value.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;')))),
  fault('text-ascii-only', 'letters of other languages', 'encoding', stored(text((value) => value.replace(/[^\x20-\x7e\n\t]/g, '?')))),
  fault('text-null-for-empty', 'the difference of empty and missing', issue(8007), shown((value) => (value === '' ? null : value))),
  fault('number-rounded', 'decimals', 'integer column', stored((value) => (typeof value === 'number' ? Math.trunc(value) : value))),
  fault('number-as-text', 'clients that reckon', 'number as text', shown((value) => (typeof value === 'number' ? String(value) : value))),
  fault('number-32-bit', 'large numbers', 'column too small', stored((value) => (typeof value === 'number' ? Math.min(value, 2 ** 31 - 1) : value))),
  fault('number-sign-lost', 'debts', 'sign lost', stored((value) => (typeof value === 'number' ? Math.abs(value) : value))),
  fault('number-zero-is-null', 'the difference of none and unknown', 'falsy taken for missing', shown((value) => (value === 0 ? null : value))),
  fault('boolean-always-false', 'a yes', 'default in place of the value', stored((value) => (value === true ? false : value))),
  fault('boolean-as-text', 'clients that test a flag', 'wrong type', shown((value) => (typeof value === 'boolean' ? String(value) : value))),
  fault('date-day-before', 'the day', issue(12323), shown((value) => (isDay(value) ? new Date(Date.parse(value) - 86_400_000).toISOString().slice(0, 10) : value))),
  fault('date-with-time', 'clients that expect a day', 'wrong format', shown((value) => (isDay(value) ? `${value}T00:00:00.000Z` : value))),
  fault('date-time-without-zone', 'the moment', issue(4052), anyRecords((record) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, isInstant(value) ? value.replace('T', ' ').replace('Z', '') : value])))),
  fault('date-time-shifted', 'the moment', 'time zone applied twice', stored((value) => (isInstant(value) ? new Date(Date.parse(value) + 3_600_000).toISOString() : value))),
  fault('date-time-without-ms', 'order within a second', 'precision lost', stored((value) => (isInstant(value) ? value.replace(/\.\d+/, '.000') : value))),
  fault('date-time-as-epoch', 'clients that read ISO 8601', 'wrong format', anyRecords((record) => { for (const key of ['createdAt', 'updatedAt']) if (isInstant(record[key])) record[key] = Date.parse(record[key]); })),
  fault('select-lower-cased', 'clients that compare with the options', 'wrong value', shown((value) => (isOption(value) && !/^RATING_/.test(value) ? value.toLowerCase() : value))),
  fault('select-dropped', 'a choice', 'lost value', shown((value) => (isOption(value) && !/^RATING_/.test(value) ? null : value))),
  fault('multi-select-loses-last', 'a choice', 'off by one', stored((value) => (texts(value) && value.every((item) => isOption(item)) ? value.slice(0, -1) : value))),
  fault('multi-select-as-text', 'clients that read a list', pull(8494), shown((value) => (texts(value) && value.every((item) => isOption(item)) ? value.join(',') : value))),
  fault('rating-as-number', 'clients that compare with the options', 'wrong type', shown((value) => (typeof value === 'string' && /^RATING_\d$/.test(value) ? Number(value.at(-1)) : value))),
  fault('array-sorted', 'the order of a list', 'order not kept', stored((value) => (texts(value) && !value.every((item) => isOption(item)) ? [...value].sort().reverse() : value))),
  fault('array-loses-last', 'an item of a list', 'off by one', stored((value) => (texts(value) && !value.every((item) => isOption(item)) ? value.slice(0, -1) : value))),
  fault('json-as-text', 'clients that read JSON', 'serialised twice', shown((value) => (plainJson(value) && Object.keys(value).length > 0 ? JSON.stringify(value) : value))),
  fault('json-loses-key', 'a part of JSON', 'partial write', stored((value) => (plainJson(value) && Object.keys(value).length > 0 ? Object.fromEntries(Object.entries(value).slice(1)) : value))),
  fault('currency-cents', 'the amount', 'unit mixed up', shown(set('amountMicros', (value) => (typeof value === 'number' ? value / 10_000 : value)))),
  fault('currency-code-lost', 'the currency', 'lost value', stored(having('currencyCode', (value) => ({ ...value, currencyCode: 'USD' })))),
  fault('emails-additional-lost', 'further addresses', 'partial write', stored(having('additionalEmails', ({ additionalEmails: _lost, ...rest }) => rest))),
  fault('emails-primary-null', 'clients that expect a text', pull(16317), shown(having('primaryEmail', (value) => ({ ...value, primaryEmail: null })))),
  fault('phones-additional-lost', 'further numbers', 'partial write', shown(having('additionalPhones', (value) => ({ ...value, additionalPhones: [] })))),
  fault('phones-calling-code-lost', 'calls abroad', 'lost value', shown(having('primaryPhoneCallingCode', (value) => ({ ...value, primaryPhoneCallingCode: '' })))),
  fault('links-lower-cased', 'paths of addresses', issue(13219), stored(set('primaryLinkUrl', (value) => String(value).toLowerCase()))),
  fault('links-secondary-lost', 'further links', 'partial write', shown(having('secondaryLinks', (value) => ({ ...value, secondaryLinks: null })))),
  fault('links-label-lost', 'the text of a link', 'lost value', stored(having('primaryLinkLabel', (value) => ({ ...value, primaryLinkLabel: '' })))),
  fault('links-decoded', 'addresses with an escaped slash', pull(18792), stored(set('primaryLinkUrl', (value) => decodeURIComponent(String(value))))),
  fault('address-postcode-lost', 'a part of an address', 'lost value', stored(having('addressPostcode', (value) => ({ ...value, addressPostcode: '' })))),
  fault('address-lat-lng-swapped', 'the place on a map', 'swapped values', shown(having('addressLat', (value) => ({ ...value, addressLat: value['addressLng'], addressLng: value['addressLat'] })))),
  fault('full-name-swapped', 'names', 'swapped values', shown(having('firstName', (value) => ({ ...value, firstName: value['lastName'], lastName: value['firstName'] })))),
  fault('full-name-flat', 'clients that read parts of a name', 'wrong type', shown(having('firstName', (value) => `${String(value['firstName'])} ${String(value['lastName'])}` as unknown as Json))),
  fault('rich-text-blocknote-null', 'the text in the editor', issue(10606), shown(having('blocknote', (value) => ({ ...value, blocknote: null })))),
  fault('rich-text-markdown-lost', 'the text of notes', 'lost value', stored(having('markdown', (value) => ({ ...value, markdown: '' })))),
  fault('actor-name-lost', 'who did it', 'lost value', anyRecords((record) => { const by = record['createdBy']; if (isObject(by)) delete by['name']; })),
  fault('relation-lost', 'to whom a record belongs', 'lost value', shown((value, key) => (key.endsWith('Id') && isUuid(value) ? null : value))),
  fault('uuid-upper-cased', 'clients that compare ids', 'format', anyRecords((record) => { if (isUuid(record['id'])) record['id'] = record['id'].toUpperCase(); })),
  fault('position-lost', 'the order on boards', 'lost value', anyRecords((record) => { if (typeof record['position'] === 'number') record['position'] = 0; })),
  fault('property-missing', 'a property that metadata promises', pull(20848), restRecords((record) => { const key = Object.keys(record).find((name) => !['id', 'createdAt', 'updatedAt', 'deletedAt'].includes(name)); if (key) delete record[key]; })),
  fault('property-renamed', 'a property that metadata promises', pull(17476), restRecords((record) => { if ('createdBy' in record) { record['created_by'] = record['createdBy']; delete record['createdBy']; } })),
  fault('property-extra', 'the promise that documents tell all', 'internal column shown', restRecords((record) => { if ('id' in record && 'createdAt' in record) record['__internalFlag'] = 1; })),
  fault('deleted-at-missing', 'the difference of deleted and kept', 'property missing', restRecords((record) => { delete record['deletedAt']; })),
  fault('graphql-text-cut', 'the end of texts, through GraphQL', 'two readings of one record', shownByGraphql(text((value) => value.slice(0, 5)))),
  fault('graphql-number-as-text', 'clients that reckon, through GraphQL', 'number as text', graphqlRecords((record) => { if (typeof record['position'] === 'number') record['position'] = String(record['position']) as unknown; })),
  fault('graphql-value-null', 'a value, through GraphQL', issue(15298), shownByGraphql((value) => (isObject(value) && !('edges' in value) ? null : value))),
];
