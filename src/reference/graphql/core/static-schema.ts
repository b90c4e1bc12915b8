import { buildSchema } from 'graphql';
import type { GraphQLFieldConfigMap, GraphQLSchema } from 'graphql';
import { ApiError } from '../../errors.js';
import { search } from './search.js';
import type { SearchArgs } from './search.js';
import type { OutputScope } from './record-output.js';

/** What resolvers outside the record types are given. No caller: nobody is signed in. */
export interface ResolverScope extends Omit<OutputScope, 'caller'> {
  caller: OutputScope['caller'] | undefined;
}

const SDL = `
  type SearchRecord {
    recordId: ID!
    objectNameSingular: String!
    objectLabelSingular: String!
    label: String!
    imageUrl: String
    tsRankCD: Float!
    tsRank: Float!
  }
  type SearchResultEdge { node: SearchRecord! cursor: String! }
  type SearchResultPageInfo { endCursor: String hasNextPage: Boolean! }
  type SearchResultConnection { edges: [SearchResultEdge!]! pageInfo: SearchResultPageInfo! }
  type ComputedStep { output: String }
  input ObjectRecordFilterInput {
    and: [ObjectRecordFilterInput!]
    or: [ObjectRecordFilterInput!]
    not: ObjectRecordFilterInput
  }
  type Query {
    search(
      searchInput: String!
      limit: Int!
      after: String
      filter: ObjectRecordFilterInput
      includedObjectNameSingulars: [String!]
      excludedObjectNameSingulars: [String!]
    ): SearchResultConnection!
  }
  type Mutation { computeStepOutputSchema: ComputedStep }
`;

/** The part of the core schema that is the same for all workspaces; all that there is without a token. */
export const STATIC_SCHEMA: GraphQLSchema = withResolvers(buildSchema(SDL));

/** The static query fields, for a schema that holds both them and the records. */
export function staticQueryFields(): GraphQLFieldConfigMap<unknown, unknown> {
  return STATIC_SCHEMA.getQueryType()?.toConfig().fields ?? {};
}

/** Refuses a resolver that needs somebody signed in. */
export function requireCaller(scope: ResolverScope): OutputScope {
  if (scope.caller === undefined) throw new ApiError('Forbidden resource', { graphqlCode: 'FORBIDDEN' });
  return { context: scope.context, caller: scope.caller };
}

function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['search'];
  if (field !== undefined) {
    field.resolve = (_source: unknown, args: unknown, scope: unknown) => {
      const { caller } = requireCaller(scope as ResolverScope);
      return search(caller, args as SearchArgs);
    };
  }
  return schema;
}
