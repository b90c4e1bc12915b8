import { buildSchema, isObjectType, isScalarType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { ResolverScope } from '../core/static-schema.js';
import { checkUuids } from './scalars.js';

/** Answers one field; what it throws becomes an error of the answer. */
export type Resolver = (source: unknown, args: Record<string, unknown>, scope: ResolverScope) => unknown;

/** Resolvers by type, then by field. */
export type Resolvers = Record<string, Record<string, Resolver>>;

/** Builds a schema and attaches its resolvers. */
export function buildResolvedSchema(sdl: string, ...groups: Resolvers[]): GraphQLSchema {
  const schema = buildSchema(sdl);
  const uuid = schema.getType('UUID');
  if (isScalarType(uuid)) checkUuids(uuid);
  for (const [typeName, resolvers] of groups.flatMap((group) => Object.entries(group))) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`No type ${typeName} in the metadata schema`);
    for (const [name, resolver] of Object.entries(resolvers)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`No field ${typeName}.${name} in the metadata schema`);
      field.resolve = (source: unknown, args: Record<string, unknown>, scope: unknown) => resolver(source, args, scope as ResolverScope);
    }
  }
  return schema;
}
