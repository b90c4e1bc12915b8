import { GraphQLError } from 'graphql';
import { ApiError } from '../errors.js';

/** An error as a GraphQL answer holds it. */
export interface FormattedError {
  message: string;
  extensions?: Record<string, unknown>;
  locations?: ReadonlyArray<{ line: number; column: number }>;
  path?: ReadonlyArray<string | number>;
}

const DEFAULT_FRIENDLY_MESSAGE = 'An error occurred.';

/** Writes a refusal in the form of the record executor, which leaves `userFriendlyMessage` out of unexpected failures. */
export function formatRecordError(error: unknown): FormattedError {
  if (!(error instanceof ApiError)) {
    return { message: messageOf(error), extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  }
  const extensions = extensionsOf(error);
  if (extensions['code'] !== 'INTERNAL_SERVER_ERROR' && extensions['userFriendlyMessage'] === undefined) {
    extensions['userFriendlyMessage'] = DEFAULT_FRIENDLY_MESSAGE;
  }
  return { message: error.message, extensions };
}

/** Writes an error of a resolver that runs inside the schema's own executor. */
export function formatResolverError(error: unknown): FormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (cause instanceof ApiError) {
    return { message: cause.message, extensions: { userFriendlyMessage: DEFAULT_FRIENDLY_MESSAGE, ...extensionsOf(cause) } };
  }
  if (cause instanceof GraphQLError) return formatRequestError(cause);
  return { message: messageOf(cause), extensions: { code: 'INTERNAL_SERVER_ERROR', userFriendlyMessage: DEFAULT_FRIENDLY_MESSAGE } };
}

/** Writes a syntax or validation error. Suggestions are left out, as Twenty leaves them out. */
export function formatRequestError(error: GraphQLError): FormattedError {
  return {
    message: error.message.replace(/ Did you mean .*\?$/, ''),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  };
}

/** Status codes tell the GraphQL code where an error names none. */
function extensionsOf(error: ApiError): Record<string, unknown> {
  const { options } = error;
  const ofDatabase = databaseExtensions(error);
  if (ofDatabase !== undefined) return ofDatabase;
  const subCode = options.subCode ?? (options.graphqlCode === undefined ? options.code : undefined);
  return {
    ...(subCode === undefined ? {} : { subCode }),
    ...(options.userFriendlyMessage === undefined ? {} : { userFriendlyMessage: options.userFriendlyMessage }),
    code: options.graphqlCode ?? codeOfStatus(error.status),
    ...options.extensions,
  };
}

/** What the database refuses has no sub-code here, and names no other record. */
function databaseExtensions(error: ApiError): Record<string, unknown> | undefined {
  const { subCode, userFriendlyMessage } = error.options;
  if (subCode === 'DUPLICATE_ENTRY_DETECTED') return { userFriendlyMessage, code: 'BAD_USER_INPUT' };
  if (/^invalid input (syntax|value) for /.test(error.message)) return { userFriendlyMessage: 'Invalid input provided.', code: 'BAD_USER_INPUT' };
  return undefined;
}

function codeOfStatus(status: number): string {
  if (status === 404) return 'NOT_FOUND';
  if (status === 403) return 'FORBIDDEN';
  if (status === 401) return 'UNAUTHENTICATED';
  return status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
