import type { Dispatcher } from 'undici';
import type { RunConfig } from '../config/config.js';
import { contextOf } from './call-context.js';
import type { Credential } from './exchange.js';

/** The keys of a run. */
export interface Keys {
  apiKey: string;
  extraKeys: RunConfig['extraKeys'];
}

/** The Authorization header that a credential stands for; undefined for none. */
export function authorizationOf(credential: Credential, keys: Keys): string | undefined {
  if (typeof credential === 'object') return credential.header;
  if (credential === 'none') return undefined;
  const token = {
    key: keys.apiKey,
    restricted: keys.extraKeys.restricted,
    'no-read': keys.extraKeys.noRead,
    'no-destroy': keys.extraKeys.noDestroy,
    'other-workspace': keys.extraKeys.otherWorkspace,
    revoked: keys.extraKeys.revoked,
    expired: keys.extraKeys.expired,
  }[credential];
  if (token === undefined) throw new Error(`No ${credential} key given`);
  return `Bearer ${token}`;
}

/** What stands in records and curl lines where the key stood on the wire. */
export function authorizationShown(credential: Credential): string | undefined {
  if (typeof credential === 'object' || credential === 'none') return undefined;
  const variable = {
    key: 'TWENTY_API_KEY',
    restricted: 'TWENTY_RESTRICTED_API_KEY',
    'no-read': 'TWENTY_NO_READ_API_KEY',
    'no-destroy': 'TWENTY_NO_DESTROY_API_KEY',
    'other-workspace': 'TWENTY_OTHER_WORKSPACE_API_KEY',
    revoked: 'TWENTY_REVOKED_API_KEY',
    expired: 'TWENTY_EXPIRED_API_KEY',
  }[credential];
  return `Bearer $${variable}`;
}

/** Adds the Authorization header last, so that nothing between the caller and the socket sees the key. */
export function auth(keys: Keys): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const value = authorizationOf(contextOf(options).credential, keys);
    if (value === undefined) return dispatch(options, handler);
    const headers = { ...(options.headers as Record<string, string>), authorization: value };
    return dispatch({ ...options, headers }, handler);
  };
}
