import type { Fault, Forward, WireRequest, WireResponse } from './fault.js';
import { family, isApi, issue, pull } from './builders.js';
import { graphqlCall, isObject, metadataCall, openApiName, parseJson, restCall, type Json } from './wire.js';

const fault = family('authentication');

const authorization = (request: WireRequest) => request.headers['authorization'] ?? '';
const token = (request: WireRequest) => /^bearer\s+(\S+)/i.exec(authorization(request))?.[1] ?? '';

/** A refusal of the authentication layer, on either surface. */
function isRefusal(response: WireResponse): boolean {
  if (response.status === 401 || response.status === 403) return true;
  const error = ((parseJson(response.body) as Json | undefined)?.['errors'] as Array<{ extensions?: { code?: string } }> | undefined)?.[0];
  return error?.extensions?.code === 'UNAUTHENTICATED' || error?.extensions?.code === 'FORBIDDEN';
}

/** Lets calls with a bad credential through, where the guard is left out, with a key that was accepted anywhere before. */
function accepts(bad: (request: WireRequest, good: string, refusal: WireResponse) => boolean, where: (request: WireRequest) => boolean = isApi): Pick<Fault, 'matches' | 'around'> {
  return {
    matches: isApi,
    around() {
      let good = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (!isRefusal(response)) {
          if (response.status < 300 && authorization(request) !== '' && good === '') good = authorization(request);
          return response;
        }
        return good !== '' && where(request) && bad(request, good, response) ? forward({ ...request, headers: { ...request.headers, authorization: good } }) : response;
      };
    },
  };
}

const none = (request: WireRequest) => authorization(request) === '';
const body = (request: WireRequest) => token(request).split('.')[1] ?? '';
const signature = (request: WireRequest) => token(request).split('.')[2] ?? '';
const claims = (text: string): Json => (parseJson(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) ?? {}) as Json;

/** Edits refusals of the authentication layer. */
const refused = (change: (response: WireResponse, json: Json, request: WireRequest) => WireResponse): Pick<Fault, 'matches' | 'editResponse'> => ({
  matches: isApi,
  editResponse(response, request) {
    const json = parseJson(response.body);
    return response.status === 401 && isObject(json) ? change(response, json, request) : response;
  },
});

export const AUTHENTICATION: Fault[] = [
  fault('no-token-accepted', 'all data to anyone who can reach the address', issue(8980), accepts((request) => none(request) && !request.path.includes('token='))),
  fault('no-token-accepted-by-graphql', 'all records to anyone, through GraphQL', 'one surface left out of a guard', accepts(none, (request) => graphqlCall(request)?.surface === 'core')),
  fault('no-token-accepted-by-metadata', 'the data model to anyone', 'one surface left out of a guard', accepts(none, (request) => metadataCall(request) !== undefined)),
  fault('no-token-accepted-by-openapi', 'the data model to anyone, through the document', 'one surface left out of a guard', accepts(none, (request) => openApiName(request) !== undefined)),
  fault('empty-token-accepted', 'all data to anyone', 'empty credential taken for a valid one', accepts((request) => /^bearer\s*$/i.test(authorization(request)))),
  fault('garbage-token-accepted', 'all data to anyone who makes up a token', 'token not verified', accepts((request) => token(request) !== '' && claims(token(request))['jti'] === undefined)),
  fault('signature-ignored', 'all data to anyone who knows the form of a token', 'signature not verified', accepts((request, good) => body(request) !== '' && good.includes(body(request)) && !['', good.split('.')[2]].includes(signature(request)))),
  fault('alg-none-accepted', 'all data to anyone who knows the form of a token', 'alg none accepted (RFC 8725)', accepts((request) => token(request).endsWith('.') && body(request) !== '')),
  fault('query-token-accepted', 'keys end up in logs and histories', 'credential in the URL', accepts((request) => none(request) && /[?&](token|access_token|api_?key)=/i.test(request.path))),
  fault('basic-scheme-accepted', 'a scheme that intermediaries treat otherwise', 'scheme of the header ignored', accepts((request) => /^basic /i.test(authorization(request)))),
  fault('revoked-key-accepted', 'a leaked key can no longer be closed', 'revocation not looked at', accepts((_request, _good, refusal) => /revoked/i.test(refusal.body))),
  fault('expired-key-accepted', 'keys live for ever', 'expiry not looked at', accepts((_request, _good, refusal) => /expired/i.test(refusal.body))),
  fault('lower-case-scheme-refused', 'clients that write bearer in lower case', 'scheme compared by case (RFC 9110 11.1)', {
    matches: isApi,
    editRequest: (request) => (authorization(request).startsWith('bearer ') ? { ...request, headers: { ...request.headers, authorization: '' } } : request),
  }),
  fault('refusal-403-of-expired', 'clients that renew a key on 401', issue(8642), refused((response, json) => (/expired/i.test(response.body) ? { ...response, status: 403, body: JSON.stringify({ ...json, statusCode: 403 }) } : response))),
  fault('refusal-500', 'clients that tell a bad key from a broken server', issue(8980), refused((response) => ({ ...response, status: 500, body: JSON.stringify({ statusCode: 500, error: 'TypeError', messages: ["Cannot read properties of undefined (reading 'sub')"] }) }))),
  fault('refusal-200', 'clients that look at the status alone', 'refusal answered as success', refused((response) => ({ ...response, status: 200 }))),
  fault('refusal-echoes-token', 'keys end up in logs of clients', 'secret in an error', refused((response, json, request) => ({ ...response, body: JSON.stringify({ ...json, messages: [`invalid token ${token(request)}`] }) }))),
  fault('refusal-other-shape', 'clients that show the message of an error', pull(11326), refused((response) => ({ ...response, body: JSON.stringify({ message: 'Unauthorized' }) }))),
  fault('refusal-shows-data', 'records to anyone, beside the error', 'data resolved before the guard', {
    matches: isApi,
    around() {
      let good = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (!isRefusal(response)) {
          if (response.status < 300 && good === '') good = authorization(request);
          return response;
        }
        if (good === '' || request.method !== 'GET') return response;
        const shown = await forward({ ...request, headers: { ...request.headers, authorization: good } });
        return { ...response, body: JSON.stringify({ ...(parseJson(response.body) as Json), data: (parseJson(shown.body) as Json | undefined)?.['data'] ?? { a: 1 } }) };
      };
    },
  }),
  fault('refused-write-done', 'records made by anyone', 'guard after the handler', {
    matches: (request) => restCall(request) !== undefined,
    around() {
      let good = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (!isRefusal(response) && response.status < 300 && good === '') good = authorization(request);
        if (isRefusal(response) && none(request) && good !== '' && restCall(request)?.operation === 'create') await forward({ ...request, headers: { ...request.headers, authorization: good } });
        return response;
      };
    },
  }),
  fault('no-token-accepted-for-changes', 'records to anyone who knows their ids', 'guard on some methods alone', accepts(none, (request) => restCall(request) !== undefined && ['PATCH', 'DELETE'].includes(request.method))),
  fault('no-token-accepted-by-batch', 'records made by anyone', 'one route left out of a guard', accepts(none, (request) => restCall(request)?.operation === 'createMany')),
  fault('no-token-accepted-by-metadata-graphql', 'the data model to anyone, through GraphQL', 'one surface left out of a guard', accepts(none, (request) => graphqlCall(request)?.surface === 'metadata')),
  fault('expired-key-accepted-by-graphql', 'keys live for ever, through GraphQL', 'expiry not looked at', accepts((_request, _good, refusal) => /expired/i.test(refusal.body), (request) => graphqlCall(request) !== undefined)),
  fault('refusal-echoes-address', 'keys end up in logs of clients', 'secret in an error', refused((response, json, request) => ({ ...response, body: JSON.stringify({ ...json, messages: [`${request.method} ${request.path}: missing authentication token`] }) }))),
];
