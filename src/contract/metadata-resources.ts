import type { OpenAPIV3_1 } from 'openapi-types';
import type { WorkspaceModel } from '../workspace/model.js';
import { dereference } from './openapi-document.js';
import { bodySchema, operationParameters, type DocumentedParameter } from './openapi-parameters.js';

type Schema = Record<string, unknown>;

/** A collection of Metadata REST as its OpenAPI document describes it. */
export interface DocumentedResource {
  /** Last segment of its path: `viewFields`. */
  plural: string;
  /** `viewField`, as the document names its schemas and operations. */
  singular: string;
  /** Query parameters of the list. */
  parameters: DocumentedParameter[];
  /** Whether the document offers a method on the collection, or on one entity. */
  offers(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', on: 'collection' | 'entity'): boolean;
  /** The body of a create or an update; undefined where the document has none. */
  body(method: 'POST' | 'PATCH'): { properties: Record<string, Schema>; required: string[] } | undefined;
  /** Properties of an entity in answers, with references followed; undefined where the document does not tell. */
  answer: Record<string, Schema> | undefined;
}

/** The collections of the served Metadata document that are read as a list and one by one, in its order. */
export function documentedResources(model: Pick<WorkspaceModel, 'openapi'>): DocumentedResource[] {
  const doc = model.openapi.metadata;
  const paths = Object.entries(doc?.paths ?? {});
  return paths.flatMap(([path, item]) => {
    const plural = /^\/(\w+)$/.exec(path)?.[1];
    const one = doc?.paths?.[`${path}/{id}`];
    return doc && plural !== undefined && item?.get && one ? [resource(doc, plural, item, one)] : [];
  });
}

function resource(doc: OpenAPIV3_1.Document, plural: string, collection: OpenAPIV3_1.PathItemObject, entity: OpenAPIV3_1.PathItemObject): DocumentedResource {
  const item = entitySchema(doc, plural, collection.get);
  const properties = (schema: Schema | undefined) => (schema?.['properties'] === undefined ? undefined : followed(doc, schema['properties'] as Record<string, Schema>));
  return {
    plural,
    singular: plural.replace(/s$/, ''),
    parameters: operationParameters(doc, `/${plural}`, 'get').filter((parameter) => parameter.in === 'query'),
    offers: (method, on) => Boolean((on === 'collection' ? collection : entity)[method.toLowerCase() as 'get']),
    body(method) {
      const schema = bodySchema(doc, method === 'POST' ? collection.post : entity.patch);
      return schema === undefined ? undefined : { properties: properties(schema) ?? {}, required: (schema['required'] as string[] | undefined) ?? [] };
    },
    answer: properties(item),
  };
}

/** The schema of one entity in the answer to a list, bare or in an envelope. */
function entitySchema(doc: OpenAPIV3_1.Document, plural: string, list: OpenAPIV3_1.OperationObject | undefined): Schema | undefined {
  const whole = dereference(doc, jsonSchema(dereference(doc, list?.responses?.['200'])));
  const data = dereference(doc, (whole?.['properties'] as Record<string, Schema> | undefined)?.['data']);
  const inside = dereference(doc, (data?.['properties'] as Record<string, Schema> | undefined)?.[plural]);
  const array = [whole, data, inside].find((schema) => schema?.['items'] !== undefined);
  return dereference(doc, array?.['items']);
}

function jsonSchema(holder: Schema | undefined): unknown {
  return (holder?.['content'] as Record<string, { schema?: unknown }> | undefined)?.['application/json']?.schema;
}

function followed(doc: OpenAPIV3_1.Document, properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, dereference(doc, schema) ?? {}]));
}
