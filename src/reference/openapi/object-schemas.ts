import type { FieldMetadata, ObjectMetadata, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { Direction } from './composite-schemas.js';
import { fieldSchema } from './field-schema.js';
import { arrayOf, nullable, schemaRef, UUID, type Schema } from './schema.js';

/** First letter upper-cased: `person` to `Person`. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const SET_BY_SERVER = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt']);

function joinColumn(field: FieldMetadata): string | undefined {
  const column = field.settings?.['joinColumnName'];
  return typeof column === 'string' ? column : undefined;
}

function isRelation(field: FieldMetadata): boolean {
  return field.type === 'RELATION' || field.type === 'MORPH_RELATION';
}

function relationSchema(workspace: Workspace, field: FieldMetadata, quirks: QuirkSet): Schema | undefined {
  const target = workspace.objects.find((object) => object.id === field.relation?.targetObjectId);
  if (!target) return undefined;
  const ref = schemaRef(`${pascal(target.nameSingular)}ForResponse`);
  const described = field.description === null ? {} : { description: field.description };
  if (joinColumn(field) === undefined) return { ...arrayOf(ref), ...described };
  if (quirks.has('openapi-never-nullable')) return { type: 'object', oneOf: [ref], ...described };
  return { anyOf: [ref, { type: 'null' }], ...described };
}

function properties(workspace: Workspace, object: ObjectMetadata, direction: Direction, quirks: QuirkSet): Record<string, Schema> {
  const own: Record<string, Schema> = {};
  const relations: Record<string, Schema> = {};
  for (const field of object.fields) {
    if (isRelation(field)) {
      const column = joinColumn(field);
      if (column !== undefined) own[column] = field.isNullable && !quirks.has('openapi-never-nullable') ? nullable(UUID) : UUID;
      const schema = direction === 'response' ? relationSchema(workspace, field, quirks) : undefined;
      if (schema) relations[field.name] = schema;
      continue;
    }
    const isLeftOut = SET_BY_SERVER.has(field.name) && direction !== 'response' && quirks.has('openapi-create-lacks-system-fields');
    const schema = isLeftOut ? undefined : fieldSchema(field, direction, quirks);
    if (schema) own[field.name] = schema;
  }
  return { ...own, ...relations };
}

function requiredNames(object: ObjectMetadata, quirks: QuirkSet): string[] {
  const names: string[] = [];
  for (const field of object.fields) {
    if (field.isNullable || field.defaultValue !== null) continue;
    if (!isRelation(field) || quirks.has('openapi-required-relations')) {
      names.push(field.name);
      continue;
    }
    const column = joinColumn(field);
    if (column !== undefined) names.push(column);
  }
  return names;
}

/** A body that creates a record: its label, its amounts and its first options. */
function exampleOf(object: ObjectMetadata, quirks: QuirkSet): Schema {
  const entries = object.fields.flatMap((field): Array<[string, unknown]> => {
    if (isRelation(field) && !field.isNullable && quirks.has('openapi-required-relations')) return [[field.name, null]];
    if (field.isSystem || field.isUnique) return [];
    if (field.type === 'TEXT' && field.id === object.labelIdentifierFieldMetadataId) return [[field.name, `A ${object.labelSingular}`]];
    if (field.type === 'CURRENCY') return [[field.name, { amountMicros: quirks.has('openapi-examples-broken') ? '418000000' : 418_000_000, currencyCode: 'EUR' }]];
    return field.type === 'MULTI_SELECT' && field.options?.[0] ? [[field.name, [field.options[0].value]]] : [];
  });
  return Object.fromEntries(entries);
}

function schemaOf(workspace: Workspace, object: ObjectMetadata, direction: Direction, quirks: QuirkSet): Schema {
  const required = direction === 'create' ? requiredNames(object, quirks) : [];
  return {
    type: 'object', ...(object.description === null ? {} : { description: object.description }),
    properties: properties(workspace, object, direction, quirks), ...(required.length > 0 ? { required } : {}),
    ...(direction === 'create' && (required.length === 0 || quirks.has('openapi-required-relations')) ? { example: exampleOf(object, quirks) } : {}),
  };
}

/** The three schemas of every object: what creates it, what updates it, what is answered. */
export function objectSchemas(workspace: Workspace, objects: readonly ObjectMetadata[], quirks: QuirkSet): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (const object of objects) {
    const name = pascal(object.nameSingular);
    schemas[name] = schemaOf(workspace, object, 'create', quirks);
    schemas[`${name}ForUpdate`] = schemaOf(workspace, object, 'update', quirks);
    schemas[`${name}ForResponse`] = schemaOf(workspace, object, 'response', quirks);
  }
  return schemas;
}
