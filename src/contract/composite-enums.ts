import type { IntrospectionQuery } from 'graphql';
import type { OpenAPIV3_1 } from 'openapi-types';
import { capitalised } from '../field-types/naming.js';
import { isObject } from '../field-types/sameness.js';
import type { ObjectModel } from '../workspace/model.js';
import { enumValues, usesOf } from './introspected-types.js';
import { dereference } from './openapi-document.js';

/** Parts of composite fields whose values the OpenAPI document and the GraphQL schema list differently, in words. */
export function compositeEnumProblems(object: ObjectModel, doc: OpenAPIV3_1.Document, introspection: IntrospectionQuery): string[] {
  const output = usesOf(introspection, capitalised(object.nameSingular));
  if (output === undefined) return [];
  const schemas = doc.components?.schemas ?? {};
  return ['', 'ForUpdate', 'ForResponse'].flatMap((suffix) => {
    const name = `${capitalised(object.nameSingular)}${suffix}`;
    const properties = dereference(doc, schemas[name])?.['properties'];
    return object.fields.flatMap((field) => {
      const type = output.get(field.name)?.name;
      const parts = isObject(properties) ? dereference(doc, properties[field.name])?.['properties'] : undefined;
      const typed = type === undefined || !isObject(parts) ? undefined : usesOf(introspection, type);
      return Object.entries(isObject(parts) ? parts : {}).flatMap(([part, schema]) => {
        const stated = dereference(doc, schema)?.['enum'];
        const known = enumValues(introspection, typed?.get(part)?.name ?? '');
        if (!Array.isArray(stated) || known === undefined) return [];
        const listed = stated.filter((value) => value !== null).map(String);
        const missing = known.filter((value) => !listed.includes(value));
        const extra = listed.filter((value) => !known.includes(value));
        if (missing.length + extra.length === 0) return [];
        return [`${name}.${field.name}.${part}${missing.length > 0 ? ` lacks ${missing.join(', ')}` : ''}${extra.length > 0 ? ` lists ${extra.join(', ')}, which the GraphQL schema does not know` : ''}`];
      });
    });
  });
}
