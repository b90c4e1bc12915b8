import { GraphQLBoolean, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, specifiedDirectives } from 'graphql';
import type { GraphQLFieldConfig, GraphQLFieldConfigArgumentMap, GraphQLFieldConfigMap, GraphQLInputType, GraphQLOutputType } from 'graphql';
import type { Workspace } from '../../model.js';
import { rootFieldsOf } from '../core/root-fields.js';
import type { RootField } from '../core/root-fields.js';
import { ObjectTypeMap } from './object-types.js';

const DIRECTIVES = ['include', 'skip', 'deprecated', 'specifiedBy'];

/** Builds the core schema of a workspace: one set of types and root fields for each object. Throws where two types share a name. */
export function buildRecordSchema(workspace: Workspace, moreQueries: GraphQLFieldConfigMap<unknown, unknown>): GraphQLSchema {
  const types = new ObjectTypeMap(workspace);
  const roots = rootFieldsOf(workspace);
  const fieldsOf = (fields: Map<string, RootField>): GraphQLFieldConfigMap<unknown, unknown> =>
    Object.fromEntries([...fields].map(([name, root]) => [name, rootFieldConfig(types, root)]));
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { ...fieldsOf(roots.query), ...moreQueries } }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: fieldsOf(roots.mutation) }),
    types: types.loose(),
    directives: specifiedDirectives.filter((directive) => DIRECTIVES.includes(directive.name)),
  });
}

function rootFieldConfig(types: ObjectTypeMap, { operation, object }: RootField): GraphQLFieldConfig<unknown, unknown> {
  const of = types.of(object);
  const uuid = types.map.shared.input('UUID');
  const id = { id: required(uuid) };
  const filter = { filter: required(of.filter) };
  const upsert = { upsert: { type: GraphQLBoolean } };
  const one = (args: GraphQLFieldConfigArgumentMap): GraphQLFieldConfig<unknown, unknown> => ({ type: of.record, args });
  const many = (args: GraphQLFieldConfigArgumentMap): GraphQLFieldConfig<unknown, unknown> => ({ type: listOf(of.record), args });
  switch (operation) {
    case 'findMany':
      return { type: of.connection, args: types.pageArguments(object) };
    case 'findOne':
      return one(filter);
    case 'findDuplicates':
      return { type: listOf(of.connection), args: { ids: { type: new GraphQLList(uuid) }, data: { type: new GraphQLList(of.create) } } };
    case 'groupBy':
      return {
        type: listOf(of.groupByConnection),
        args: {
          groupBy: requiredList(of.groupBy),
          filter: { type: of.filter },
          orderBy: { type: new GraphQLList(of.orderGroupsBy) },
          orderByForRecords: { type: new GraphQLList(of.orderBy) },
          viewId: { type: uuid },
          limit: { type: GraphQLInt },
          offsetForRecords: { type: GraphQLInt },
        },
      };
    case 'createOne':
      return one({ data: required(of.create), ...upsert });
    case 'createMany':
      return many({ data: requiredList(of.create), ...upsert });
    case 'updateOne':
      return one({ ...id, data: required(of.update) });
    case 'updateMany':
      return many({ data: required(of.update), ...filter });
    case 'deleteOne':
    case 'destroyOne':
    case 'restoreOne':
      return one(id);
    case 'deleteMany':
    case 'destroyMany':
    case 'restoreMany':
      return many(filter);
    case 'mergeMany':
      return one({ ids: requiredList(uuid), conflictPriorityIndex: required(GraphQLInt), dryRun: { type: GraphQLBoolean } });
  }
}

function listOf(type: GraphQLOutputType): GraphQLOutputType {
  return new GraphQLList(new GraphQLNonNull(type as never));
}

function required(type: GraphQLInputType): { type: GraphQLInputType } {
  return { type: new GraphQLNonNull(type as never) };
}

function requiredList(type: GraphQLInputType): { type: GraphQLInputType } {
  return required(new GraphQLList(new GraphQLNonNull(type as never)));
}
