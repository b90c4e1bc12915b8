import type { QuirkSet } from '../quirks.js';
import { properties } from './metadata-notation.js';
import { arrayOf, nullable, objectOf, TEXT, UUID, type Schema } from './schema.js';

const FIELD_TYPES = [
  'ACTOR', 'ADDRESS', 'ARRAY', 'BOOLEAN', 'CURRENCY', 'DATE', 'DATE_TIME', 'EMAILS', 'FILES', 'FULL_NAME', 'LINKS', 'MORPH_RELATION',
  'MULTI_SELECT', 'NUMBER', 'NUMERIC', 'PHONES', 'POSITION', 'RATING', 'RAW_JSON', 'RELATION', 'RICH_TEXT', 'SELECT', 'TEXT',
  'TS_VECTOR', 'UUID',
].join('|');

const OBJECT_TEXTS = 'nameSingular:text namePlural:text labelSingular:text labelPlural:text description:text? icon:text?';
const IDENTIFIERS = 'labelIdentifierFieldMetadataId:uuid? imageIdentifierFieldMetadataId:uuid?';
const STAMPS = 'createdAt:time updatedAt:time';
const NEW_KEYS = 'universalIdentifier:uuid applicationId:uuid workspaceId:uuid isUIEditable:boolean isUIReadOnly:boolean isLabelSyncedWithName:boolean';
const NEW_OBJECT_KEYS = `${NEW_KEYS} color:text? shortcut:text? isRemote:boolean isUICreatable:boolean isSearchable:boolean`;
const NEW_FIELD_KEYS = `${NEW_KEYS} isUnique:boolean morphId:uuid?`;

function options(quirks: QuirkSet): Schema {
  const pattern = quirks.has('openapi-option-value-pattern') ? '^[A-Z0-9]+_[A-Z0-9]+$' : '^(?!.*__)[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$';
  return {
    ...arrayOf(objectOf({
      ...(quirks.has('openapi-option-id-missing') ? {} : { id: UUID }), color: TEXT, label: TEXT, value: { type: 'string', pattern, example: 'OPTION_1' }, position: { type: 'number' },
    })),
    description: 'What a select or multi-select offers',
  };
}

function objectProperties(quirks: QuirkSet, withNulls: boolean): Record<string, Schema> {
  const isOld = quirks.has('openapi-metadata-old-keys');
  const notation = `${OBJECT_TEXTS} ${IDENTIFIERS} id:uuid ${isOld ? 'dataSourceId:uuid isCustom:boolean' : NEW_OBJECT_KEYS} isActive:boolean isSystem:boolean ${STAMPS}`;
  const criteria = isOld ? {} : { duplicateCriteria: { type: ['array', 'null'], items: arrayOf(TEXT) } };
  return { ...properties(notation, { withNulls }), ...criteria, fields: arrayOf({ $ref: '#/components/schemas/FieldForResponse' }) };
}

function fieldProperties(quirks: QuirkSet, notation: string, withNulls: boolean): Record<string, Schema> {
  const orNull = (schema: Schema): Schema => (withNulls ? nullable(schema) : schema);
  return {
    ...properties(`name:text label:text description:text? icon:text? defaultValue:any ${notation}`, { withNulls }),
    settings: orNull({ type: 'object' }), options: orNull(options(quirks)),
  };
}

/** Schemas of objects and fields. */
export function dataModelSchemas(quirks: QuirkSet): Record<string, Schema> {
  const withNulls = !quirks.has('openapi-never-nullable');
  const object = { type: 'object', description: 'An object' };
  const field = { type: 'object', description: 'A field' };
  const isOld = quirks.has('openapi-metadata-old-keys');
  const updateOnly = quirks.has('openapi-object-update-active-only') ? 'isActive:boolean'
    : `${OBJECT_TEXTS} ${IDENTIFIERS} isActive:boolean isSearchable:boolean color:text? shortcut:text? isLabelSyncedWithName:boolean`;
  const creation = isOld ? `${OBJECT_TEXTS} ${IDENTIFIERS}`
    : `${OBJECT_TEXTS} color:text? shortcut:text? skipNameField:boolean isLabelSyncedWithName:boolean`;
  const fieldBase = `type:${FIELD_TYPES} objectMetadataId:uuid`;
  return {
    Object: {
      ...object, properties: properties(creation, { withNulls }),
      ...(isOld ? {} : { required: ['nameSingular', 'namePlural', 'labelSingular', 'labelPlural'] }),
    },
    ObjectForUpdate: { ...object, properties: properties(updateOnly, { withNulls }) },
    ObjectForResponse: { ...object, properties: objectProperties(quirks, withNulls) },
    Field: {
      ...field, properties: fieldProperties(quirks, `${fieldBase} isNullable:boolean`, withNulls),
      required: ['type', 'name', 'label', 'objectMetadataId'],
    },
    FieldForUpdate: {
      ...field,
      properties: fieldProperties(quirks, quirks.has('openapi-field-update-nullable') ? 'isNullable:boolean' : 'isActive:boolean', withNulls),
    },
    FieldForResponse: {
      ...field,
      properties: fieldProperties(
        quirks, `${fieldBase} isNullable:boolean id:uuid ${isOld ? 'isCustom:boolean' : NEW_FIELD_KEYS} isActive:boolean isSystem:boolean ${STAMPS}`,
        withNulls,
      ),
    },
  };
}
