import { arrayOf, DATE_TIME, nullable, schemaRef, TEXT, UUID, type Schema } from './schema.js';

const PLAIN: Readonly<Record<string, Schema>> = {
  text: TEXT, uuid: UUID, time: DATE_TIME, number: { type: 'number' }, boolean: { type: 'boolean' }, object: { type: 'object' },
  texts: arrayOf(TEXT), any: {},
};

/** Defaults that the create schemas state. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  isVisible: true, size: 0, position: 0, isCompact: false, openRecordIn: 'SIDE_PANEL', direction: 'ASC', logicalOperator: 'AND',
  operand: 'CONTAINS', operations: ['*.*'],
};

function valueSchema(type: string): Schema {
  if (type.startsWith('#')) return schemaRef(type.slice(1));
  if (type.startsWith('[#')) return arrayOf(schemaRef(type.slice(2, -1)));
  if (type.includes('|')) return { type: 'string', enum: type.split('|') };
  const plain = PLAIN[type];
  if (!plain) throw new Error(`no such type: ${type}`);
  return plain;
}

/** How properties are written: `name:text key:text? type:A|B`; a question mark allows null, `=B` is a default. */
export function properties(notation: string, options: { withNulls: boolean; withDefaults?: boolean }): Record<string, Schema> {
  const entries = notation.split(/\s+/).filter((part) => part !== '').map((part): [string, Schema] => {
    const [name = '', written = ''] = part.split(':');
    const [type = '', given] = written.split('=');
    const isNullable = type.endsWith('?');
    const schema = valueSchema(isNullable ? type.slice(0, -1) : type);
    const whole = isNullable && options.withNulls ? nullable(schema) : schema;
    return [name, options.withDefaults && (given ?? DEFAULTS[name]) !== undefined ? { ...whole, default: given ?? DEFAULTS[name] } : whole];
  });
  return Object.fromEntries(entries);
}
