import { FIELD_KINDS } from '../fields/index.js';
import { isPlainObject } from '../fields/kind.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';
import { isRelation, joinColumn } from './columns.js';

const KEPT = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt', 'createdBy', 'updatedBy', 'position', 'searchVector']);

/** The changed columns of the record that a merge keeps: `records[0]` wins, lists are united. */
export function mergeValues(object: ObjectMetadata, records: StoredRecord[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of object.fields) {
    const column = isRelation(field) ? joinColumn(field) : field.name;
    if (column === undefined || KEPT.has(column)) continue;
    values[column] = mergeField(field, records.map((record) => record[column]).filter((value) => !isEmpty(field, value)));
  }
  return values;
}

function isEmpty(field: FieldMetadata, value: unknown): boolean {
  const { empty } = FIELD_KINDS[field.type];
  return value === null || value === undefined || value === '' || JSON.stringify(value) === JSON.stringify(empty);
}

function mergeField(field: FieldMetadata, values: unknown[]): unknown {
  if (values.length === 0) return structuredClone(FIELD_KINDS[field.type].empty);
  if (field.type === 'ARRAY' || field.type === 'MULTI_SELECT') return [...new Set(values.flat())];
  const composites = values.filter(isPlainObject);
  if (field.type === 'EMAILS') return uniteEmails(composites);
  if (field.type === 'LINKS') return uniteLinks(composites);
  if (field.type === 'PHONES') return unitePhones(composites);
  return structuredClone(values[0]);
}

function uniteEmails(values: Array<Record<string, unknown>>): unknown {
  const all = new Set(values.flatMap((value) => [value['primaryEmail'], value['additionalEmails']]).flat().filter(Boolean));
  const primary = values.map((value) => value['primaryEmail']).find(Boolean) ?? '';
  all.delete(primary);
  return { primaryEmail: primary, additionalEmails: [...all] };
}

function uniteLinks(values: Array<Record<string, unknown>>): unknown {
  const all = values.flatMap((value) => [
    { url: value['primaryLinkUrl'] as string, label: value['primaryLinkLabel'] as string },
    ...(value['secondaryLinks'] as Array<{ url: string; label: string }>),
  ]);
  const unique = all.filter((link, index) => link.url && all.findIndex((other) => other.url === link.url) === index);
  const [first, ...others] = unique;
  return { primaryLinkLabel: first?.label ?? '', primaryLinkUrl: first?.url ?? '', secondaryLinks: others };
}

function unitePhones(values: Array<Record<string, unknown>>): unknown {
  const all = values.flatMap((value) => [
    { number: value['primaryPhoneNumber'], callingCode: value['primaryPhoneCallingCode'], countryCode: value['primaryPhoneCountryCode'] },
    ...(value['additionalPhones'] as Array<{ number: unknown; callingCode: unknown; countryCode: unknown }>),
  ]);
  const [first, ...others] = all.filter((phone, index) => phone.number && all.findIndex((other) => other.number === phone.number) === index);
  return {
    primaryPhoneNumber: first?.number ?? '',
    primaryPhoneCountryCode: first?.countryCode ?? '',
    primaryPhoneCallingCode: first?.callingCode ?? '',
    additionalPhones: others,
  };
}
