import type { FieldMetadata, FieldType, ObjectMetadata } from '../model.js';
import { checkDefaultLiteral } from './default-literals.js';
import { labelFaults, nameFaults, nameFromLabel } from './names.js';
import { optionDefaultFaults, optionFaults } from './option-faults.js';
import { fault, type Fault } from './refusals.js';
import { SUB_FIELDS } from './sub-fields.js';

const INVALID = 'INVALID_FIELD_INPUT';

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
      if (Boolean(most) && !(Number(most) <= 0) && !(Number(most) > 60)) return [];
      return [fault(INVALID, 'maxNumberOfValues must be defined in settings and be a number greater than 0 and less than or equal to 60')];
    }
    default: return [];
  }
}

/** What is wrong with a field of files that is to be unique; all other types are refused by their index. */
function uniqueFilesFaults(field: Pick<FieldMetadata, 'type' | 'isUnique'>): Fault[] {
  return field.isUnique && field.type === 'FILES' ? [fault(INVALID, 'Files field is not supported for unique fields')] : [];
}

/** What is wrong with the index that makes a field unique. */
export function uniqueFaults({ name, type, isUnique, defaultValue }: Pick<FieldMetadata, 'name' | 'type' | 'isUnique' | 'defaultValue'>): Fault[] {
  const message = `Unique index cannot be created for field ${name} of type ${type}`;
  if (!isUnique || type === 'FILES') return [];
  if (!UNIQUE_TYPES.has(type)) return [{ code: 'INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE', message, userFriendlyMessage: `${type} fields cannot be unique.` }];
  if (defaultValue === null || defaultValue === undefined) return [];
  return [{ code: 'INDEX_FIELD_INVALID_DEFAULT_VALUE', message, userFriendlyMessage: `${type} fields cannot have a default value.` }];
}

/** What is wrong with a field as it would be stored, uniqueness and name clashes apart. */
export function fieldFaults(field: FieldMetadata, changed: (key: keyof FieldMetadata) => boolean): Fault[] {
  const isNew = changed('type');
  const faults: Fault[] = [...(isNew || field.type === 'FILES' ? typeFaults(field) : []), ...(changed('isUnique') ? uniqueFilesFaults(field) : [])];
  if (changed('label')) faults.push(...labelFaults(field.label, INVALID, 'Field'));
  if (field.isLabelSyncedWithName && (changed('label') || changed('name')) && nameFromLabel(field.label) !== field.name) {
    faults.push(isNew
      ? { code: 'NAME_NOT_SYNCED_WITH_LABEL', message: 'Name is not synced with label', userFriendlyMessage: 'Field name is not synced with field label', value: field.label }
      : { code: 'FIELD_MUTATION_NOT_ALLOWED', message: 'Name is not synced with label.', userFriendlyMessage: 'Updated field name is not synced with label' });
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
