import { ApiError } from '../errors.js';
import { runtimeError } from '../fields/kind.js';

/** The record does not exist, or not for this caller. REST has one wording for all of these. */
export function notFound(graphqlMessage = 'Record not found', userFriendlyMessage = 'This record does not exist or has been deleted.'): ApiError {
  return new ApiError(graphqlMessage, {
    status: 404,
    error: 'NotFoundException',
    graphqlCode: 'NOT_FOUND',
    subCode: 'RECORD_NOT_FOUND',
    userFriendlyMessage,
    body: { statusCode: 404, error: 'NotFoundException', messages: ['Record not found'] },
  });
}

/** Two records may not share a unique value; trashed ones count. GraphQL names the other record unless the id itself is taken. */
export function duplicateEntry(conflictingObjectNameSingular: string, conflictingRecordId: string | undefined, field: string): ApiError {
  return new ApiError('A duplicate entry was detected', {
    graphqlCode: 'BAD_USER_INPUT',
    plain: `A duplicate entry was detected for field "${field}"`,
    userFriendlyMessage: 'This record already exists. Please check your data and try again.',
    ...(conflictingRecordId === undefined ? {} : { subCode: 'DUPLICATE_ENTRY_DETECTED', extensions: { conflictingRecordId, conflictingObjectNameSingular } }),
  });
}

/** A call that is refused before it looks at any record. */
export function badQuery(message: string, subCode = 'INVALID_QUERY_INPUT', userFriendlyMessage = 'An error occurred.'): ApiError {
  return new ApiError(message, { graphqlCode: 'BAD_USER_INPUT', subCode, userFriendlyMessage });
}

/** What the runtime itself says of a body that is no record. */
export const typeError = (message: string): ApiError => runtimeError('TypeError', message);
