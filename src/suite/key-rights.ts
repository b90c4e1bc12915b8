import { introspectedType } from '../contract/introspected-types.js';
import type { ObjectModel } from '../workspace/model.js';
import { at } from './assert.js';
import { dataAt } from './graphql-answer.js';
import type { JourneyContext } from './journey.js';

const ACTIONS = { read: ['canReadAllObjectRecords', 'canReadObjectRecords'], update: ['canUpdateAllObjectRecords', 'canUpdateObjectRecords'], softDelete: ['canSoftDeleteAllObjectRecords', 'canSoftDeleteObjectRecords'], destroy: ['canDestroyAllObjectRecords', 'canDestroyObjectRecords'] } as const;

/** What a role lets its keys do with records of one object; creating needs `update`, restoring `softDelete`. */
export type RecordAction = keyof typeof ACTIONS;

/** The rights of one key on one object. */
export interface KeyRights {
  /** Label of the role. */
  role: string;
  may: Readonly<Record<RecordAction, boolean>>;
  /** Whether the role may see and change the settings of the workspace, the data model among them. */
  settings: boolean;
}

/** The id of an API key, as its token states it; undefined where the token is no JWT or states none. */
function idOfKey(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const id = at(claims, 'jti');
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Asks Metadata GraphQL, with the run's own key, for the role of another key. Undefined where the instance does not tell: it has no such query, the run's key
 * may not see roles, or no role has the key.
 */
export async function rightsOfKey({ metadataGraphql, model }: Pick<JourneyContext, 'metadataGraphql' | 'model'>, token: string, object: ObjectModel): Promise<KeyRights | undefined> {
  const id = idOfKey(token);
  const type = model.introspection.metadata ? introspectedType(model.introspection.metadata, 'Role') : undefined;
  const known = type?.kind === 'OBJECT' ? type.fields.map(({ name }) => name) : [];
  if (id === undefined || !known.includes('apiKeys')) return undefined;
  const wanted = ['label', 'canUpdateAllSettings', ...Object.values(ACTIONS).map(([all]) => all)].filter((name) => known.includes(name));
  const overrides = known.includes('objectPermissions') ? `objectPermissions { objectMetadataId ${Object.values(ACTIONS).map(([, one]) => one).join(' ')} }` : '';
  const answer = await metadataGraphql.query(`{ getRoles { ${wanted.join(' ')} apiKeys { id } ${overrides} } }`);
  const roles = dataAt(answer, 'getRoles');
  const role = Array.isArray(roles) ? (roles as unknown[]).find((each) => ((at(each, 'apiKeys') ?? []) as Array<{ id?: string }>).some((key) => key.id === id)) : undefined;
  if (role === undefined) return undefined;
  const own = ((at(role, 'objectPermissions') ?? []) as Array<Record<string, unknown>>).find(({ objectMetadataId }) => objectMetadataId === object.id);
  const may = Object.fromEntries(Object.entries(ACTIONS).map(([action, [all, one]]) => [action, (own?.[one] ?? at(role, all)) === true])) as Record<RecordAction, boolean>;
  return { role: String(at(role, 'label')), may, settings: at(role, 'canUpdateAllSettings') === true };
}
