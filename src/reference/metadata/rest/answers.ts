import { ApiError } from '../../errors.js';

/** A request below `/rest/metadata`. */
export interface MetadataRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** An answer; a body of undefined is an empty one. */
export interface MetadataAnswer {
  status: number;
  body: unknown;
}

/** What a resource is asked to do, the path already taken apart. */
export interface ResourceRequest extends MetadataRequest {
  id: string | undefined;
}

/** 201 for POST, 200 for everything else. */
export function answer(method: string, body: unknown): MetadataAnswer {
  return { status: method === 'POST' ? 201 : 200, body };
}

/** The refusal of a caller whose role lacks a settings permission. */
export function noPermission(status: 400 | 403): ApiError {
  return new ApiError('Entity performing the request does not have permission', {
    status, error: 'Error', code: 'PERMISSION_DENIED', graphqlCode: 'FORBIDDEN', subCode: 'PERMISSION_DENIED',
    userFriendlyMessage: 'You do not have permission to perform this action.',
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** What Postgres says to a text that is no UUID. */
export function badUuidSyntax(text: string): ApiError {
  return new ApiError(`invalid input syntax for type uuid: "${text}"`, { status: 400, error: 'BadRequestException' });
}

/** A body as an object; anything else counts as empty. */
export function bodyObject(body: unknown): Record<string, unknown> {
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? { ...body } : {};
}
