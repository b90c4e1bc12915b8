import type { FieldMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { compositeSchema, type Direction } from './composite-schemas.js';
import { arrayOf, DATE_TIME, nullable, TEXT, UUID, type Schema } from './schema.js';

function numberSchema(field: FieldMetadata, quirks: QuirkSet): Schema {
  const { dataType, decimals } = field.settings ?? {};
  const hasFraction = dataType === 'float' || (typeof decimals === 'number' && decimals > 0);
  return { type: dataType === 'int' || dataType === 'bigint' || (!hasFraction && quirks.has('openapi-number-integer')) ? 'integer' : 'number' };
}

function positionSchema(direction: Direction, quirks: QuirkSet): Schema {
  if (direction === 'response' || quirks.has('openapi-create-lacks-system-fields')) return { type: 'number' };
  return { anyOf: [{ type: 'number' }, { type: 'string', enum: ['first', 'last'] }] };
}

function optionSchema(field: FieldMetadata): Schema {
  return { type: 'string', enum: [...(field.options ?? [])].sort((a, b) => a.position - b.position).map((option) => option.value) };
}

function plainSchema(field: FieldMetadata, direction: Direction, quirks: QuirkSet): Schema | undefined {
  switch (field.type) {
    case 'UUID': return UUID;
    case 'TEXT': return TEXT;
    case 'DATE_TIME': return DATE_TIME;
    case 'DATE': return { type: 'string', format: 'date' };
    case 'BOOLEAN': return { type: 'boolean' };
    case 'NUMBER': return numberSchema(field, quirks);
    case 'NUMERIC': return { type: 'number' };
    case 'POSITION': return positionSchema(direction, quirks);
    case 'SELECT':
    case 'RATING': return optionSchema(field);
    case 'MULTI_SELECT': return arrayOf(optionSchema(field));
    case 'ARRAY': return arrayOf(TEXT);
    case 'RAW_JSON': return quirks.has('openapi-strict-texts') ? { type: 'object' } : {};
    case 'TS_VECTOR': return direction === 'response' && !quirks.has('openapi-search-vector-missing') ? TEXT : undefined;
    default: return compositeSchema(field.type, direction, quirks);
  }
}

/** Types whose empty value is answered as an empty text or list, never as null. */
const NEVER_NULL: ReadonlySet<FieldMetadata['type']> = new Set(['TEXT', 'ARRAY', 'MULTI_SELECT', 'POSITION']);

/** Schema of a field that is no relation, or undefined where the document leaves it out. */
export function fieldSchema(field: FieldMetadata, direction: Direction, quirks: QuirkSet): Schema | undefined {
  const schema = plainSchema(field, direction, quirks);
  if (!schema) return undefined;
  const isNullable = field.isNullable && (direction !== 'response' || !NEVER_NULL.has(field.type));
  const whole = isNullable && !quirks.has('openapi-never-nullable') ? nullable(schema) : schema;
  return field.description === null ? whole : { ...whole, description: field.description };
}
