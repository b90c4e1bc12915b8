import { badRequest } from '../refusals.js';
import { isUuid } from './answers.js';

const FIELD_TYPES = [
  'ACTOR', 'ADDRESS', 'ARRAY', 'BOOLEAN', 'CURRENCY', 'DATE', 'DATE_TIME', 'EMAILS', 'FILES', 'FULL_NAME', 'LINKS', 'MORPH_RELATION',
  'MULTI_SELECT', 'NUMBER', 'NUMERIC', 'PHONES', 'POSITION', 'RATING', 'RAW_JSON', 'RELATION', 'RICH_TEXT', 'SELECT', 'TEXT',
  'TS_VECTOR', 'UUID',
];
const REFUSED_NAMES = new Set(['not', 'or', 'and', 'Int', 'Float', 'Boolean', 'String', 'ID']);

type Body = Record<string, unknown>;

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function textMessages(body: Body, key: string): string[] {
  const value = body[key];
  return [...(isEmpty(value) ? [`${key} should not be empty`] : []), ...(typeof value === 'string' ? [] : [`${key} must be a string`])];
}

function nameMessages(body: Body, key: string): string[] {
  const value = body[key];
  const isRefused = typeof value === 'string' && (value === '' || REFUSED_NAMES.has(value) || /['"\\;.=*/]/.test(value));
  return [...(isRefused ? [`${key} has failed the name validation check`] : []), ...textMessages(body, key)];
}

function optionalMessages(body: Body, keys: readonly string[], type: 'string' | 'boolean'): string[] {
  return keys.filter((key) => body[key] !== undefined && body[key] !== null && typeof body[key] !== type)
    .map((key) => `${key} must be a ${type}${type === 'boolean' ? ' value' : ''}`);
}

function refuseAny(messages: string[]): void {
  if (messages.length > 0) throw badRequest(messages);
}

/** Checks the body of an object's creation as far as types go. */
export function checkObjectCreation(body: Body): void {
  refuseAny([
    ...nameMessages(body, 'nameSingular'), ...nameMessages(body, 'namePlural'),
    ...textMessages(body, 'labelSingular'), ...textMessages(body, 'labelPlural'),
    ...optionalMessages(body, ['description', 'icon', 'shortcut', 'color'], 'string'),
    ...optionalMessages(body, ['skipNameField', 'isRemote', 'isLabelSyncedWithName'], 'boolean'),
  ]);
}

/** Checks the body of an object's update as far as types go. */
export function checkObjectUpdate(body: Body): void {
  refuseAny([
    ...optionalMessages(body, ['labelSingular', 'labelPlural', 'nameSingular', 'namePlural', 'description', 'icon', 'shortcut', 'color'], 'string'),
    ...optionalMessages(body, ['isActive', 'isSearchable', 'isLabelSyncedWithName'], 'boolean'),
    ...['labelIdentifierFieldMetadataId', 'imageIdentifierFieldMetadataId']
      .filter((key) => !isEmpty(body[key]) && !(typeof body[key] === 'string' && isUuid(body[key])))
      .map((key) => `${key} must be a UUID`),
  ]);
}

/** Checks the body of a field's creation as far as types go. */
export function checkFieldCreation(body: Body): void {
  const { objectMetadataId, type } = body;
  refuseAny([
    ...(typeof objectMetadataId === 'string' && isUuid(objectMetadataId) ? [] : ['objectMetadataId must be a UUID']),
    ...(isEmpty(type) ? ['type should not be empty'] : []),
    ...(typeof type === 'string' && FIELD_TYPES.includes(type) ? [] : [`type must be one of the following values: ${FIELD_TYPES.join(', ')}`]),
    ...nameMessages(body, 'name'), ...textMessages(body, 'label'),
    ...optionalMessages(body, ['description', 'icon'], 'string'),
    ...optionalMessages(body, ['isNullable', 'isUnique', 'isLabelSyncedWithName'], 'boolean'),
  ]);
}

/** Checks the body of a field's update as far as types go; a strict check refuses what no update can change. */
export function checkFieldUpdate(body: Body, isStrict: boolean): void {
  refuseAny([
    ...(isStrict ? ['type', 'objectMetadataId', 'isNullable'].filter((key) => body[key] !== undefined).map((key) => `${key} cannot be changed`) : []),
    ...(body['label'] === '' ? ['label should not be empty'] : []),
    ...optionalMessages(body, ['name', 'label', 'description', 'icon'], 'string'),
    ...optionalMessages(body, ['isActive', 'isUnique', 'isLabelSyncedWithName'], 'boolean'),
  ]);
}
