import type { FieldMetadata, FieldType, ObjectMetadata } from '../model.js';
import { labelFaults, nameFaults, nameFromLabel } from './names.js';
import { optionDefaultFaults, optionFaults } from './option-faults.js';
import { fault, internalError, type Fault } from './refusals.js';

const INVALID = 'INVALID_FIELD_INPUT';

/** Column endings of composite types. */
const SUB_FIELDS: Partial<Record<FieldType, readonly string[]>> = {
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

const ENUM_TYPES: ReadonlySet<FieldType> = new Set(['SELECT', 'MULTI_SELECT', 'RATING']);
const UNIQUE_TYPES: ReadonlySet<FieldType> = new Set([
  'TEXT', 'UUID', 'NUMBER', 'NUMERIC', 'DATE', 'DATE_TIME', 'SELECT', 'BOOLEAN', 'RATING', 'EMAILS', 'LINKS', 'PHONES', 'RAW_JSON',
  'ARRAY', 'MULTI_SELECT', 'POSITION',
]);

function compositeColumns(field: Pick<FieldMetadata, 'name' | 'type'>): string[] {
  return (SUB_FIELDS[field.type] ?? []).map((sub) => field.name + sub.charAt(0).toUpperCase() + sub.slice(1));
}

/** What is wrong with the name of a field among those of its object. */
export function fieldNameFaults(object: ObjectMetadata, field: Pick<FieldMetadata, 'name' | 'type'>, except?: FieldMetadata): Fault[] {
  const faults = nameFaults(field.name, INVALID);
  const others = object.fields.filter((each) => each !== except);
  if (others.some((each) => each.name === field.name)) {
    faults.push(fault('NOT_AVAILABLE', `Name "${field.name}" is not available as it is already used by another field`, field.name));
  } else if (others.some((each) => each.settings?.['joinColumnName'] === field.name)) {
    faults.push({
      code: 'NOT_AVAILABLE', value: field.name,
      message: `Name "${field.name}" is not available as it is already used by another join column name`,
      userFriendlyMessage: `Name "${field.name}" is not available as it is already used by join column name`,
    });
  } else if (others.some((each) => compositeColumns(each).includes(field.name))) {
    faults.push(fault('RESERVED_KEYWORD', `Name "${field.name}" is reserved composite field name`, field.name));
  }
  return faults;
}

/** Default values are literals of the database: an unquoted text makes the change fail inside. */
function checkDefaultLiteral(type: FieldType, value: unknown): void {
  const isLiteral = (text: string): boolean => /^'.*'$/s.test(text)
    || (text === 'now' && (type === 'DATE' || type === 'DATE_TIME')) || (text === 'uuid' && type === 'UUID');
  if (type === 'RAW_JSON') return;
  const values = value !== null && typeof value === 'object' ? Object.values(value) : [value];
  for (const each of values) if (typeof each === 'string' && !isLiteral(each)) throw internalError('default value is no literal');
  if (typeof value === 'string' && (type === 'NUMBER' || type === 'BOOLEAN')) throw internalError('default value is of another type');
}

function typeFaults(field: FieldMetadata): Fault[] {
  switch (field.type) {
    case 'NUMERIC': return [{
      code: INVALID, message: 'Field type NUMERIC is not supported for field creation. Use NUMBER instead.', value: 'NUMERIC',
      userFriendlyMessage: 'Field type NUMERIC is not supported. Use Number instead.',
    }];
    case 'POSITION': return [
      {
        code: INVALID, message: `Field type POSITION must be named "position", got "${field.name}"`, value: field.name,
        userFriendlyMessage: 'Field type POSITION must be named "position"',
      },
      fault(INVALID, 'Field type POSITION must be a system field', false),
    ];
    case 'FILES': {
      const most = field.settings?.['maxNumberOfValues'];
      if (typeof most === 'number' && most > 0 && most <= 60) return [];
      return [fault(INVALID, 'maxNumberOfValues must be defined in settings and be a number greater than 0 and less than or equal to 60')];
    }
    default: return [];
  }
}

/** What is wrong with the uniqueness of a field. */
export function uniqueFaults(field: Pick<FieldMetadata, 'type' | 'isUnique' | 'defaultValue'>): Fault[] {
  if (!field.isUnique) return [];
  if (!UNIQUE_TYPES.has(field.type)) return [fault(INVALID, `Field type ${field.type} cannot be unique`)];
  if (field.defaultValue === null || field.defaultValue === undefined) return [];
  return [fault('INVALID_INDEX_INPUT', 'Unique index cannot be created for field with a default value')];
}

/** What is wrong with a field as it would be stored, uniqueness and name clashes apart. */
export function fieldFaults(field: FieldMetadata, changed: (key: keyof FieldMetadata) => boolean): Fault[] {
  const faults: Fault[] = changed('type') ? typeFaults(field) : field.type === 'FILES' ? typeFaults(field) : [];
  if (changed('label')) faults.push(...labelFaults(field.label, INVALID, 'Field'));
  if (field.isLabelSyncedWithName && (changed('label') || changed('name')) && nameFromLabel(field.label) !== field.name) {
    faults.push(fault(INVALID, `Name is not synced with label. Expected name: "${nameFromLabel(field.label)}", got ${field.name}`));
  }
  if (ENUM_TYPES.has(field.type)) {
    const optionProblems = changed('options') ? optionFaults(field.options ?? []) : [];
    faults.push(...optionProblems);
    if (optionProblems.length === 0 && (changed('defaultValue') || changed('options'))) {
      faults.push(...optionDefaultFaults(field.type, field.defaultValue, field.options ?? []));
    }
  } else if (changed('defaultValue')) checkDefaultLiteral(field.type, field.defaultValue);
  return faults;
}
