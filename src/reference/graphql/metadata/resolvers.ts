import { buildSchema, GraphQLSchema, isObjectType, isScalarType, isUnionType } from 'graphql';
import type { GraphQLFieldResolver } from 'graphql';
import { ApiError } from '../../errors.js';
import { requireCaller } from '../core/static-schema.js';
import type { ResolverScope } from '../core/static-schema.js';
import { checkUuids } from './scalars.js';

/** Answers one field; what it throws becomes an error of the answer. */
export type Resolver = (source: unknown, args: Record<string, unknown>, scope: ResolverScope) => unknown;

/** Resolvers by type, then by field. */
export type Resolvers = Record<string, Record<string, Resolver>>;

/** Refuses a root field that the reference server has no use for. */
const notOffered: GraphQLFieldResolver<unknown, unknown> = (_source, _args, scope, { fieldName }) => {
  requireCaller(scope as ResolverScope);
  throw new ApiError(`${fieldName} is not offered by the reference server`, { graphqlCode: 'INTERNAL_SERVER_ERROR' });
};

/** `STANDALONE_RICH_TEXT` to `StandaloneRichText`. */
const pascal = (name: unknown): string => String(name).toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Which of the types of a union a value has. */
const UNIONS: Readonly<Record<string, (value: Record<string, unknown>) => string>> = {
  PageLayoutWidgetPosition: ({ layoutMode }) => `PageLayoutWidget${pascal(layoutMode ?? 'GRID')}Position`,
  WidgetConfiguration: ({ configurationType }) => `${pascal(configurationType)}Configuration`,
};

/** Builds a schema and attaches its resolvers. */
export function buildResolvedSchema(sdl: string, ...groups: Resolvers[]): GraphQLSchema {
  const built = buildSchema(sdl);
  const schema = new GraphQLSchema({ ...built.toConfig(), directives: built.getDirectives().filter(({ name }) => name !== 'oneOf') });
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
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) field.resolve ??= notOffered;
  }
  for (const [name, typeOf] of Object.entries(UNIONS)) {
    const type = schema.getType(name);
    if (isUnionType(type)) type.resolveType = (value) => typeOf(value as Record<string, unknown>);
  }
  return schema;
}
