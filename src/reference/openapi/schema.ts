import type { QuirkSet } from '../quirks.js';

/** A JSON schema as OpenAPI 3.1 holds it. */
export type Schema = Record<string, unknown>;

/** What a document depends on besides the workspace. */
export interface DocumentOptions {
  serverUrl: string;
  quirks: QuirkSet;
}

/** A document: JSON all the way down. */
export type OpenApiDocument = Record<string, unknown>;

/** A reference to a schema of the document. */
export function schemaRef(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** A reference to a parameter of the document. */
export function parameterRef(name: string): Schema {
  return { $ref: `#/components/parameters/${name}` };
}

/** An object schema. */
export function objectOf(properties: Record<string, Schema>, more: Schema = {}): Schema {
  return { type: 'object', properties, ...more };
}

/** An array schema. */
export function arrayOf(items: Schema): Schema {
  return { type: 'array', items };
}

export const TEXT: Schema = { type: 'string' };
export const UUID: Schema = { type: 'string', format: 'uuid' };
export const DATE_TIME: Schema = { type: 'string', format: 'date-time' };

/** The same schema with null allowed. */
export function nullable(schema: Schema): Schema {
  if (Array.isArray(schema['enum'])) {
    return { ...schema, type: [schema['type'], 'null'], enum: [...(schema['enum'] as unknown[]), null] };
  }
  if (typeof schema['type'] === 'string') return { ...schema, type: [schema['type'], 'null'] };
  return '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : schema;
}

/** Content of type JSON. */
export function jsonContent(schema: Schema): Schema {
  return { 'application/json': { schema } };
}
