import type { Surface } from './exchange.js';

/**
 * Which of the instance's APIs a path belongs to. Routes are matched as the server matches them: without regard to case,
 * percent-encoding of letters or doubled slashes, so that no spelling of a write slips past the guard.
 */
export function surfaceOf(path: string): Surface {
  const pathname = (path.split(/[?#]/, 1)[0] ?? '').replace(/%[0-9a-f]{2}/gi, decodeOne).replace(/\/{2,}/g, '/').toLowerCase();
  if (under(pathname, '/rest/open-api') || under(pathname, '/open-api')) return 'openapi';
  if (under(pathname, '/rest/metadata')) return 'metadata-rest';
  if (under(pathname, '/rest/webhooks') || under(pathname, '/rest/apikeys')) return 'metadata-rest';
  if (under(pathname, '/rest')) return 'core-rest';
  if (under(pathname, '/graphql')) return 'core-graphql';
  if (under(pathname, '/metadata')) return 'metadata-graphql';
  return 'other';
}

function under(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}

function decodeOne(escape: string): string {
  const code = Number.parseInt(escape.slice(1), 16);
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : escape;
}
