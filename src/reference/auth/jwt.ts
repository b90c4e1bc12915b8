import { createHmac, timingSafeEqual } from 'node:crypto';

export interface TokenClaims {
  sub?: string;
  type?: string;
  workspaceId?: string;
  jti?: string;
  iat?: number;
  exp?: number;
}

export type VerifiedToken = { claims: TokenClaims } | { reason: 'malformed' | 'signature' | 'signature-length' | 'expired' | 'wrong-type' };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = (input: string, secret: string): string => createHmac('sha256', secret).update(input).digest('base64url');

/** An HS256 token over the claims. */
export function signToken(claims: TokenClaims, secret: string): string {
  const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${signature(input, secret)}`;
}

/** Checks form, workspace claim, algorithm, signature and age, in that order. */
export function verifyToken(token: string, secret: string, now: Date): VerifiedToken {
  const [header, payload, given, ...rest] = token.split('.');
  if (!header || !payload || given === undefined || rest.length > 0 || !/^[\w.-]+$/.test(token)) return { reason: 'malformed' };
  const head = decode(header);
  const claims = decode(payload) as TokenClaims | undefined;
  if (head === undefined || claims === undefined) return { reason: 'malformed' };
  // The secret depends on the workspace, so a token without one is refused before its signature is looked at.
  if (typeof claims.workspaceId !== 'string') return { reason: 'wrong-type' };
  const expected = Buffer.from(signature(`${header}.${payload}`, secret));
  const actual = Buffer.from(given);
  if (head.alg !== 'HS256') return { reason: 'signature' };
  if (expected.length !== actual.length) return { reason: 'signature-length' };
  if (!timingSafeEqual(expected, actual)) return { reason: 'signature' };
  if (claims.exp !== undefined && claims.exp * 1000 <= now.getTime()) return { reason: 'expired' };
  return { claims };
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
