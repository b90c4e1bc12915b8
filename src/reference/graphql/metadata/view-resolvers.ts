import { requireCaller } from '../core/static-schema.js';
import type { ResolverScope } from '../core/static-schema.js';
import type { Resolver, Resolvers } from './resolvers.js';

type Entity = Record<string, unknown>;

/** What views are made of: resource by the singular name in queries. */
const PARTS = {
  ViewField: 'viewFields',
  ViewFilter: 'viewFilters',
  ViewSort: 'viewSorts',
  ViewGroup: 'viewGroups',
  ViewFilterGroup: 'viewFilterGroups',
  ViewFieldGroup: 'viewFieldGroups',
} as const;

/** Resolvers of views and their parts; all of them read only. */
export const VIEW_RESOLVERS: Resolvers = {
  Query: {
    getViews: (_source, args, scope) =>
      entities(scope, 'views').filter(
        (view) =>
          (args['objectMetadataId'] == null || view['objectMetadataId'] === args['objectMetadataId']) &&
          (args['viewTypes'] == null || (args['viewTypes'] as unknown[]).includes(view['type'])),
      ),
    getView: byId('views'),
    ...Object.fromEntries(
      Object.entries(PARTS).flatMap(([name, resource]): Array<[string, Resolver]> => [
        [`get${name}s`, (_source, args, scope) => entities(scope, resource).filter((part) => args['viewId'] == null || part['viewId'] === args['viewId'])],
        [`get${name}`, byId(resource)],
      ]),
    ),
  },
  View: Object.fromEntries(
    Object.values(PARTS).map((resource): [string, Resolver] => [
      resource,
      (source, _args, scope) => entities(scope, resource).filter((part) => part['viewId'] === (source as Entity)['id']),
    ]),
  ),
  ViewFieldGroup: {
    viewFields: (source, _args, scope) => entities(scope, 'viewFields').filter((part) => part['viewFieldGroupId'] === (source as Entity)['id']),
  },
};

function entities(scope: ResolverScope, resource: string): Entity[] {
  const { workspace } = requireCaller(scope).caller;
  return [...(workspace.layoutEntities.get(resource)?.values() ?? [])].filter((entity) => entity['deletedAt'] == null);
}

function byId(resource: string): Resolver {
  return (_source, args, scope) => entities(scope, resource).find((entity) => entity['id'] === args['id']) ?? null;
}
