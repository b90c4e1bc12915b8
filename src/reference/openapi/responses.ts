import type { QuirkSet } from '../quirks.js';
import { arrayOf, jsonContent, objectOf, TEXT, type Schema } from './schema.js';

const STATUS: Schema = { type: 'number' };

/** The body of most refusals. */
const REFUSAL = objectOf({ statusCode: STATUS, error: TEXT, messages: arrayOf(TEXT), code: TEXT }, { required: ['statusCode', 'error', 'messages'] });

/** The body of a request validator: one message or a list, and of changes of the data model every fault. */
const BAD_REQUEST = objectOf(
  {
    statusCode: STATUS, error: TEXT, message: { anyOf: [TEXT, arrayOf(TEXT)] },
    errors: { type: 'object' }, summary: { type: 'object' }, userFriendlyMessage: TEXT,
  },
  { required: ['statusCode', 'error', 'message'] },
);

function response(description: string, schema: Schema): Schema {
  return { description, content: jsonContent(schema) };
}

/** The refusals that both documents know of. */
export function responses(quirks: QuirkSet): Record<string, Schema> {
  if (quirks.has('openapi-errors-undocumented')) {
    return {
      400: response('Bad Request', { ...objectOf({ statusCode: STATUS, messages: arrayOf(TEXT), error: TEXT }), example: { statusCode: 400, message: 'error message', error: 'Bad Request' } }),
      401: response('Unauthorized', objectOf({ statusCode: STATUS, message: TEXT, error: TEXT })),
    };
  }
  return {
    400: response('Bad Request', { anyOf: [REFUSAL, BAD_REQUEST] }),
    401: response('Unauthorized', REFUSAL),
    403: response('Forbidden', REFUSAL),
    404: response('Not Found', { anyOf: [REFUSAL, BAD_REQUEST] }),
    413: response('Payload Too Large', BAD_REQUEST),
    415: response('Unsupported Media Type', BAD_REQUEST),
    429: response('Too Many Requests', REFUSAL),
  };
}

/** References to the refusals of an operation. */
export function refusalRefs(quirks: QuirkSet): Record<string, Schema> {
  return Object.fromEntries(Object.keys(responses(quirks)).map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

/** A successful answer. */
export function success(schema: Schema, description = 'Successful operation'): Schema {
  return { description, content: jsonContent(schema) };
}
