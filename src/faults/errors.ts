import type { Fault } from './fault.js';
import { acceptedInstead, family, isApi, isGraphql, isMetadata, isRest, issue, pull, refusals } from './builders.js';
import { graphqlCall, isObject, jsonAnswer, parseJson, restCall, withJson, type Json } from './wire.js';

const fault = family('errors');
const core = isRest();
const status = (next: number, from: number) => refusals(core, (response, json) => ({ ...response, status: next, body: JSON.stringify({ ...json, statusCode: next }) }), from);
const shape = (change: (json: Json) => unknown) => refusals((request) => core(request), (response, json) => ({ ...response, body: JSON.stringify(change(json)) }));
const graphqlErrors = (change: (error: Json) => Json | void) => ({
  matches: (request: Parameters<Fault['matches']>[0]) => graphqlCall(request) !== undefined || /^\/(graphql|metadata)$/.test(request.path),
  editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, (json) => { if (Array.isArray(json['errors'])) json['errors'] = (json['errors'] as Json[]).map((error) => change(error) ?? error); }),
});

const graphqlAnswers = (change: (json: Json) => void) => ({
  matches: (request: Parameters<Fault['matches']>[0]) => graphqlCall(request) !== undefined,
  editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, change),
});

/** Answers with errors, to whatever was sent to a GraphQL endpoint. */
const graphqlErrorsAnswers = (change: (json: Json) => void) => ({
  matches: ({ path }: Parameters<Fault['matches']>[0]) => /^\/(graphql|metadata)$/.test(path),
  editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, (json) => { if (Array.isArray(json['errors'])) change(json); }),
});

export const ERRORS: Fault[] = [
  fault('missing-is-200', 'the difference of missing and empty', 'missing error', acceptedInstead(isRest('one'), (response) => response.status === 404, async (request) => jsonAnswer(200, { data: { [restCall(request)!.object]: null } }))),
  fault('missing-is-400', 'clients that act on 404', 'wrong status', status(400, 404)),
  fault('missing-is-500', 'the difference of missing and broken', 'wrong status', status(500, 404)),
  fault('bad-is-500', 'the difference of wrong and broken', issue(5978), status(500, 400)),
  fault('bad-is-200', 'clients that look at the status alone', issue(4393), refusals(core, (response) => ({ ...response, status: 200 }), 400)),
  fault('bad-is-422', 'clients that act on documented statuses', 'wrong status', status(422, 400)),
  fault('messages-missing', 'the reason of a refusal', issue(3304), shape(({ messages: _gone, ...rest }) => rest)),
  fault('messages-text', 'clients that read a list of messages', 'wrong type', shape((json) => ({ ...json, messages: String(Array.isArray(json['messages']) ? json['messages'][0] : '') }))),
  fault('messages-doubly-encoded', 'messages that people can read', pull(5906), shape((json) => ({ ...json, messages: [JSON.stringify(JSON.stringify(json['messages']))] }))),
  fault('status-code-differs', 'clients that read the body alone', 'body and status disagree', shape((json) => ({ ...json, statusCode: 500 }))),
  fault('graphql-envelope-in-rest', 'clients that read messages', issue(4393), refusals(core, (response) => ({ ...response, body: JSON.stringify({ errors: [{ message: 'Must provide query string.' }] }) }))),
  fault('refusal-without-body', 'the reason of a refusal', 'empty answer', refusals(core, (response) => ({ ...response, body: '' }))),
  fault('refusal-as-text', 'clients that read JSON', 'wrong media type', refusals(core, (response, json) => ({ ...response, headers: { ...response.headers, 'content-type': 'text/plain; charset=utf-8' }, body: String(Array.isArray(json['messages']) ? json['messages'][0] : 'error') }))),
  fault('unknown-object-is-empty', 'a slip of the pen unnoticed', 'missing error', acceptedInstead(isRest('list'), (response, request) => response.status >= 400 && response.status < 500 && /^zz/i.test(restCall(request)!.object), async (request) => jsonAnswer(200, { data: { [restCall(request)!.object]: [] }, pageInfo: {}, totalCount: 0 }))),
  fault('unknown-route-is-200', 'a slip of the pen unnoticed', 'catch-all route', { matches: (request) => !isApi(request), editResponse: (response) => (response.status === 404 ? jsonAnswer(200, {}) : response) }),
  fault('malformed-json-accepted', 'a body that was cut on the way', 'lenient parser', { matches: core, editResponse: (response, request) => (request.body !== '' && !/[}\]]\s*$/.test(request.body) && response.status === 400 ? jsonAnswer(201, { data: {} }) : response) }),
  fault('malformed-json-500', 'the difference of wrong and broken', 'unhandled exception', { matches: core, editResponse: (response, request) => (request.body !== '' && !/[}\]]\s*$/.test(request.body) && response.status === 400 ? jsonAnswer(500, { statusCode: 500, error: 'Internal Server Error', messages: ['Internal server error'] }) : response) }),
  fault('metadata-missing-is-200', 'the difference of missing and empty', 'missing error', acceptedInstead(isMetadata('objects', 'GET'), (response) => response.status === 404, async () => jsonAnswer(200, { data: { object: null } }))),
  fault('metadata-refusal-empty', 'the reason of a refusal', issue(7831), refusals((request) => request.path.startsWith('/rest/metadata/'), (response) => ({ ...response, status: 500, body: '{}' }))),
  fault('graphql-code-internal', 'clients that act on codes', issue(14275), graphqlErrors((error) => ({ ...error, extensions: { ...(isObject(error['extensions']) ? error['extensions'] : {}), code: 'INTERNAL_SERVER_ERROR' } }))),
  fault('graphql-extensions-missing', 'clients that act on codes', 'property missing', graphqlErrors(({ extensions: _gone, ...rest }) => rest)),
  fault('graphql-message-missing', 'the reason of an error', 'property missing', graphqlErrors(({ message: _gone, ...rest }) => rest)),
  fault('graphql-errors-text', 'clients that read a list of errors', 'wrong type', { matches: isApi, editResponse: (response) => withJson(response, (json) => { if (Array.isArray(json['errors'])) json['errors'] = JSON.stringify(json['errors']); }) }),
  fault('graphql-syntax-500', 'the difference of wrong and broken', 'unhandled exception', { matches: isApi, editResponse: (response) => (/GRAPHQL_PARSE_FAILED|Syntax Error/.test(response.body) ? { ...response, status: 500 } : response) }),
  fault('graphql-unknown-field-null', 'a slip of the pen unnoticed', 'no validation', { matches: isGraphql('core', /^zz/i), editResponse: (response, request) => jsonAnswer(response.status, { data: { [graphqlCall(request)!.roots[0]!]: null } }) }),
  fault('messages-empty', 'the reason of a refusal', issue(3304), shape((json) => ({ ...json, messages: [] }))),
  fault('bad-is-403', 'clients that ask for other rights', 'wrong status', status(403, 400)),
  fault('refusal-as-list', 'clients that read an object', 'wrong type', shape((json) => [json])),
  fault('unknown-object-500', 'the difference of wrong and broken', 'unhandled exception', { matches: core, editResponse: (response, request) => (/^zz/i.test(restCall(request)!.object) && !/^zzconf/i.test(restCall(request)!.object) && response.status >= 400 ? jsonAnswer(500, { statusCode: 500, error: 'TypeError', messages: ['x is undefined'] }) : response) }),
  fault('graphql-data-beside-bad-request', 'clients that look at data alone', 'data in place of null', graphqlAnswers((json) => { if (Array.isArray(json['errors']) && !('data' in json && json['data'])) json['data'] = {}; })),
  fault('graphql-errors-empty', 'clients that test for errors', 'empty list in place of none', graphqlAnswers((json) => { if (!('errors' in json)) json['errors'] = []; })),
  fault('large-body-500', 'the difference of wrong and broken', 'unhandled exception', { matches: ({ body }) => body.length > 1_000_000, editResponse: (response) => (response.status >= 400 ? jsonAnswer(500, { statusCode: 500, error: 'PayloadTooLargeError', messages: ['request entity too large'] }) : response) }),
  fault('graphql-bad-json-500', 'the difference of wrong and broken', 'unhandled exception', { matches: ({ path, body }) => /^\/(graphql|metadata)\b/.test(path) && body !== '' && parseJson(body) === undefined, editResponse: (response) => ({ ...response, status: 500 }) }),
  fault('graphql-data-null-beside-bad-request', 'clients that tell refused from failed by data', 'data in place of none', graphqlErrorsAnswers((json) => { if (!('data' in json)) json['data'] = null; })),
  fault('graphql-deep-500', 'related records of related records', 'unhandled exception', { matches: ({ path, body }) => path === '/graphql' && (body.match(/edges/g)?.length ?? 0) > 2, editResponse: (response) => jsonAnswer(response.status, { errors: [{ message: "Cannot read properties of undefined (reading 'edges')", extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }) }),
];
