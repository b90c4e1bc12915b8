import type { AuthFailure, AuthOutcome, RequestHeaders } from '../context.js';
import type { Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { verifyToken } from './jwt.js';

const GENERIC = { id: 'z+7x/s', message: 'You must be authenticated to perform this action.' };

/** Turns request headers into a caller or into the reason why there is none. */
export function createAuthenticator(options: { workspaces: () => Workspace[]; secret: string; quirks: QuirkSet; now: () => Date }): (headers: RequestHeaders) => AuthOutcome {
  const { workspaces, secret, quirks, now } = options;
  // The documents promise 401 for every unusable token.
  const forbidden = (quirk: 'missing-token-403' | 'revoked-key-403'): number => (quirks.has(quirk) ? 403 : 401);
  return (headers) => {
    const token = bearerToken(headers['authorization']);
    if (token === undefined) return fail('none', 'Missing authentication token', forbidden('missing-token-403'), 'FORBIDDEN_EXCEPTION');
    const verified = verifyToken(token, secret, now());
    if ('reason' in verified) {
      if (verified.reason === 'expired') return fail('expired', 'Token has expired.', 401, 'UNAUTHENTICATED');
      if (verified.reason === 'wrong-type') return fail('wrong-type', 'Invalid token type', 403, 'INVALID_JWT_TOKEN_TYPE');
      if (verified.reason === 'signature-length' && quirks.has('cut-key-400')) return fail('signature', 'Unknown token error.', 400, 'INVALID_INPUT');
      return fail(verified.reason === 'signature-length' ? 'signature' : verified.reason, 'Token invalid.', 401, 'UNAUTHENTICATED');
    }
    const { claims } = verified;
    if (claims.type !== 'API_KEY') return fail('wrong-type', 'Invalid token type', 403, 'INVALID_JWT_TOKEN_TYPE');
    const workspace = workspaces().find((one) => one.id === claims.workspaceId);
    if (!workspace) return fail('unknown-workspace', 'Workspace not found', 401, 'WORKSPACE_NOT_FOUND');
    const apiKey = workspace.apiKeys.find((one) => one.id === claims.jti);
    if (!apiKey) return fail('unknown-key', 'This API Key is revoked', forbidden('revoked-key-403'), 'FORBIDDEN_EXCEPTION');
    if (apiKey.revokedAt !== null) return fail('revoked', 'This API Key is revoked', forbidden('revoked-key-403'), 'FORBIDDEN_EXCEPTION');
    if (Date.parse(apiKey.expiresAt) <= now().getTime()) return fail('expired', 'This API Key is expired', forbidden('revoked-key-403'), 'FORBIDDEN_EXCEPTION');
    const role = workspace.roles.find((one) => one.id === apiKey.roleId);
    if (!role) return fail('unknown-key', `API key ${apiKey.id} has no role assigned`, 400, 'API_KEY_NO_ROLE_ASSIGNED');
    return { caller: { workspace, apiKey, role } };
  };
}

/** The token of a bearer header; undefined where the header does not hold one. */
function bearerToken(header: string | undefined): string | undefined {
  const match = /^(\S+)\s+(\S.*?)\s*$/.exec(header ?? '');
  return match && match[1]?.toLowerCase() === 'bearer' ? match[2] : undefined;
}

function fail(kind: AuthFailure['kind'], message: string, status: number, subCode: string): AuthOutcome {
  const graphqlCode = subCode === 'INVALID_INPUT' ? 'BAD_USER_INPUT' : subCode === 'FORBIDDEN_EXCEPTION' || subCode === 'INVALID_JWT_TOKEN_TYPE' ? 'FORBIDDEN' : 'UNAUTHENTICATED';
  return { failure: { kind, message, status, subCode, graphqlCode, userFriendlyMessage: GENERIC } };
}
