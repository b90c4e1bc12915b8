import { ApiError } from '../../errors.js';
import { createLayoutEntity, deleteLayoutEntity, updateLayoutEntity } from '../../metadata/rest/layout.js';
import { LAYOUT_KINDS, VIEW_FIELD_GROUPS, type LayoutKind } from '../../metadata/rest/layout-kinds.js';
import { requireCaller } from '../core/static-schema.js';
import type { ResolverScope } from '../core/static-schema.js';
import { requireSettings } from './object-resolvers.js';
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

/** Resolvers of views, page layouts and their parts. */
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
    getPageLayouts: (_source, args, scope) =>
      entities(scope, 'pageLayouts').filter(
        (layout) =>
          (args['objectMetadataId'] == null || layout['objectMetadataId'] === args['objectMetadataId']) &&
          (args['pageLayoutType'] == null || layout['type'] === args['pageLayoutType']),
      ),
    getPageLayout: knownById('pageLayouts'),
    getPageLayoutTabs: (_source, args, scope) => entities(scope, 'pageLayoutTabs').filter((tab) => tab['pageLayoutId'] === args['pageLayoutId']),
    getPageLayoutTab: knownById('pageLayoutTabs'),
    getPageLayoutWidgets: (_source, args, scope) => entities(scope, 'pageLayoutWidgets').filter((widget) => widget['pageLayoutTabId'] === args['pageLayoutTabId']),
    getPageLayoutWidget: knownById('pageLayoutWidgets'),
  },
  Mutation: { ...viewMutations(), ...layoutMutations() },
  PageLayout: {
    tabs: (source, _args, scope) => entities(scope, 'pageLayoutTabs').filter((tab) => tab['pageLayoutId'] === (source as Entity)['id']),
  },
  PageLayoutTab: {
    widgets: (source, _args, scope) => entities(scope, 'pageLayoutWidgets').filter((widget) => widget['pageLayoutTabId'] === (source as Entity)['id']),
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

function knownById(resource: string): Resolver {
  return (_source, args, scope) => {
    const found = entities(scope, resource).find((entity) => entity['id'] === args['id']);
    if (found === undefined) throw new ApiError(`${kindOf(resource).title} with ID "${String(args['id'])}" not found`, { graphqlCode: 'NOT_FOUND' });
    return found;
  };
}

function kindOf(resource: string): LayoutKind {
  return LAYOUT_KINDS[resource] ?? VIEW_FIELD_GROUPS;
}

type Write = (args: Record<string, unknown>, act: { create(input: Entity): Entity; update(id: unknown, input: Entity): Entity; remove(id: unknown): Entity }) => unknown;

function write(resource: string, act: Write): Resolver {
  return (_source, args, scope) => {
    const { workspace } = requireSettings(scope);
    const kind = kindOf(resource);
    return act(args, {
      create: (input) => createLayoutEntity(workspace, resource, kind, input),
      update: (id, input) => updateLayoutEntity(workspace, resource, kind, String(id), input),
      remove: (id) => deleteLayoutEntity(workspace, resource, kind, String(id)),
    });
  };
}

const inputOf = (args: Record<string, unknown>): Entity => args['input'] as Entity;

/** Parts of a view take their id inside the input; views and filter groups beside it, and these and sorts answer deletes with true. */
function viewMutations(): Record<string, Resolver> {
  const all: Record<string, Resolver> = {};
  for (const [name, resource] of Object.entries({ View: 'views', ...PARTS })) {
    const idOutside = name === 'View' || name === 'ViewFilterGroup';
    all[`create${name}`] = write(resource, (args, { create }) => create(inputOf(args)));
    all[`update${name}`] = write(resource, (args, { update }) => (idOutside ? update(args['id'], inputOf(args)) : update(inputOf(args)['id'], inputOf(args)['update'] as Entity)));
    for (const verb of ['delete', 'destroy']) {
      all[`${verb}${name}`] = write(resource, (args, { remove }) => {
        const removed = remove(idOutside ? args['id'] : inputOf(args)['id']);
        return idOutside || name === 'ViewSort' ? true : removed;
      });
    }
    if (['ViewField', 'ViewFieldGroup', 'ViewGroup'].includes(name)) {
      all[`createMany${name}s`] = write(resource, (args, { create }) => (args['inputs'] as Entity[]).map(create));
    }
  }
  all['updateManyViewGroups'] = write('viewGroups', (args, { update }) => (args['inputs'] as Entity[]).map((input) => update(input['id'], input['update'] as Entity)));
  return all;
}

function layoutMutations(): Record<string, Resolver> {
  return Object.fromEntries(
    (['PageLayout', 'PageLayoutTab', 'PageLayoutWidget'] as const).flatMap((name): Array<[string, Resolver]> => {
      const resource = `p${name.slice(1)}s`;
      return [
        [`create${name}`, write(resource, (args, { create }) => create(inputOf(args)))],
        [`update${name}`, write(resource, (args, { update }) => update(args['id'], inputOf(args)))],
        [`destroy${name}`, write(resource, (args, { remove }) => Boolean(remove(args['id'])))],
      ];
    }),
  );
}
