import type { AuthFailure } from '../context.js';
import { ApiError } from '../errors.js';
import type { QuirkSet } from '../quirks.js';

export interface RestAnswer {
  status: number;
  body: unknown;
}

/** Refusals of the authentication layer: `{statusCode, messages, error}`. */
export function authError(failure: AuthFailure): RestAnswer {
  return { status: failure.status, body: { statusCode: failure.status, messages: [failure.message], error: failure.subCode } };
}

/** Refusals of the record and metadata APIs: `{statusCode, error, messages, code?}`. */
export function apiError(error: unknown, quirks?: QuirkSet): RestAnswer {
  if (!(error instanceof ApiError)) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { status: 400, body: { statusCode: 400, error: name, messages: [message] } };
  }
  const { code, body } = error.options;
  const status = code === 'PERMISSION_DENIED' && quirks?.has('permission-denied-400') === false ? 403 : error.status;
  if (body !== undefined) return { status, body };
  return { status, body: { statusCode: status, error: error.error, messages: [error.message], ...(code === undefined ? {} : { code }) } };
}

/** Refusals of the framework itself: `{message, error, statusCode}`. */
export function frameworkError(status: number, message: string, error: string): RestAnswer {
  return { status, body: { message, error, statusCode: status } };
}
