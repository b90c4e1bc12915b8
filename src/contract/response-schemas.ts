import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenAPIV3_1 } from 'openapi-types';
import { documentSchemas } from './document-schemas.js';
import { dereference } from './openapi-document.js';

/** What a document says of one answer. */
export interface DocumentedAnswer {
  /** Media types that it lists; empty where it promises no body. */
  mediaTypes: string[];
  /** The schema of a media type as the document states it, perhaps a reference. */
  stated(mediaType: string): unknown;
  /** The schema of a media type, references followed at the top. */
  schema(mediaType: string): Record<string, unknown> | undefined;
  /** The compiled schema of a media type; undefined where there is none, or where it cannot be compiled. */
  validator(mediaType: string): ValidateFunction | undefined;
}

/** Finds what the document says of an answer. */
export function createResponseSchemas(doc: OpenAPIV3_1.Document): (template: string, method: string, status: number) => DocumentedAnswer | undefined {
  const schemas = documentSchemas(doc);
  return (template, method, status) => {
    const verb = method.toLowerCase();
    const responses = doc.paths?.[template]?.[verb as 'get']?.responses ?? {};
    const key = [String(status), `${String(status).charAt(0)}XX`, 'default'].find((candidate) => candidate in responses);
    if (key === undefined) return undefined;
    const stated = responses[key] as { $ref?: string } | undefined;
    const base = stated?.$ref === undefined ? `/paths/${escape(template)}/${verb}/responses/${key}` : stated.$ref.slice(1);
    const content = (dereference(doc, stated)?.['content'] ?? {}) as Record<string, { schema?: unknown }>;
    return {
      mediaTypes: Object.keys(content),
      stated: (mediaType) => content[mediaType]?.schema,
      schema: (mediaType) => dereference(doc, content[mediaType]?.schema),
      validator: (mediaType) => (content[mediaType]?.schema === undefined ? undefined : schemas(`#${base}/content/${escape(mediaType)}/schema`)),
    };
  };
}

function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
