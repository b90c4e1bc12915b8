import type { Fault, WireResponse } from './fault.js';
import { acceptedInstead, family, isApi, isRest } from './builders.js';
import { jsonAnswer } from './wire.js';

const fault = family('protocol');
const header = (name: string, value: string | undefined) => (response: WireResponse): WireResponse => {
  const { [name]: _before, ...rest } = response.headers;
  return { ...response, headers: value === undefined ? rest : { ...rest, [name]: value } };
};
const json = (response: WireResponse) => /json/.test(response.headers['content-type'] ?? '') && response.body !== '';
const successes = (edit: (response: WireResponse) => WireResponse, matches: Fault['matches'] = isApi) => ({ matches, editResponse: (response: WireResponse) => (response.status < 300 && json(response) ? edit(response) : response) });

export const PROTOCOL: Fault[] = [
  fault('media-type-html', 'clients that look at the media type', 'wrong header', successes(header('content-type', 'text/html; charset=utf-8'), isRest())),
  fault('media-type-missing', 'clients that look at the media type', 'header missing', successes(header('content-type', undefined), isRest())),
  fault('media-type-of-errors', 'clients that look at the media type', 'wrong header', { matches: isRest(), editResponse: (response) => (response.status >= 400 ? header('content-type', 'text/html; charset=utf-8')(response) : response) }),
  fault('charset-latin1', 'letters of other languages', 'wrong encoding', successes((response) => ({ ...header('content-type', 'application/json; charset=iso-8859-1')(response), body: response.body.replace(/[^\x20-\x7e]/g, '\ufffd') }), isRest())),
  fault('byte-order-mark', 'clients with a strict parser', 'stray bytes', successes((response) => ({ ...response, body: `\ufeff${response.body}` }), isRest())),
  fault('trailing-bytes', 'clients with a strict parser', 'stray bytes', successes((response) => ({ ...response, body: `${response.body}}` }), isRest())),
  fault('wrapped-in-guard', 'clients with a strict parser', 'stray bytes', successes((response) => ({ ...response, body: `)]}',\n${response.body}` }), isRest())),
  fault('success-204', 'the record in the answer', 'empty answer', { matches: isRest('update'), editResponse: (response) => (response.status === 200 ? { status: 204, headers: { 'access-control-allow-origin': '*' }, body: '' } : response) }),
  fault('success-202', 'the certainty that it is done', 'wrong status', { matches: isRest('create', 'update', 'delete'), editResponse: (response) => (response.status < 300 ? { ...response, status: 202 } : response) }),
  fault('error-in-200', 'clients that look at the status', 'wrong status', { matches: isRest(), editResponse: (response) => (response.status === 404 ? { ...response, status: 200 } : response) }),
  fault('cors-missing', 'clients in a browser', 'header missing', { matches: isApi, editResponse: header('access-control-allow-origin', undefined) }),
  fault('options-refused', 'clients in a browser', 'method not routed', { matches: ({ method }) => method === 'OPTIONS', editResponse: () => jsonAnswer(404, { statusCode: 404, error: 'Not Found', message: 'Cannot OPTIONS' }) }),
  fault('health-needs-token', 'probes of load balancers', 'guard too wide', { matches: ({ path }) => path.startsWith('/healthz'), editResponse: () => jsonAnswer(401, { statusCode: 401, messages: ['Missing authentication token'] }) }),
  fault('records-cacheable', 'answers of others from a shared cache', 'wrong header', { matches: isRest('list', 'one'), editResponse: header('cache-control', 'public, max-age=3600') }),
  fault('graphql-media-type', 'clients that look at the media type', 'wrong header', successes(header('content-type', 'text/plain'), ({ path }) => /^\/(graphql|metadata)\b/.test(path))),
  fault('keys-snake-case', 'clients that read documented names', 'wrong naming', successes((response) => ({ ...response, body: response.body.replaceAll('"pageInfo":', '"page_info":').replaceAll('"totalCount":', '"total_count":') }), isRest())),
  fault('unicode-broken', 'letters of other languages', 'encoding applied twice', successes((response) => ({ ...response, body: Buffer.from(response.body, 'utf8').toString('latin1') }))),
  fault('preflight-without-methods', 'clients in a browser', 'header missing', { matches: ({ method }) => method === 'OPTIONS', editResponse: (response) => header('access-control-allow-headers', undefined)(header('access-control-allow-methods', undefined)(response)) }),
  fault('head-refused', 'probes that ask for headers alone', 'method not routed', { matches: (request) => request.method === 'HEAD' && isApi(request), editResponse: (response) => ({ ...response, status: 404 }) }),
  fault('read-201', 'clients that tell made from found by the status', 'wrong status', { matches: isRest('one', 'list'), editResponse: (response) => (response.status === 200 ? { ...response, status: 201 } : response) }),
  fault('delete-204', 'the id in the answer', 'empty answer', { matches: isRest('delete'), editResponse: (response) => (response.status === 200 ? { status: 204, headers: { 'access-control-allow-origin': '*' }, body: '' } : response) }),
  fault('list-bare', 'clients that read data', 'envelope missing', successes((response) => { const data = (JSON.parse(response.body) as { data?: Record<string, unknown> }).data; return { ...response, body: JSON.stringify(data ? Object.values(data)[0] : data) }; }, isRest('list'))),
  fault('graphql-201', 'clients that look at the status', 'wrong status', { matches: ({ path, method }) => path === '/graphql' && method === 'POST', editResponse: (response) => (response.status === 200 ? { ...response, status: 201 } : response) }),
  fault('encoded-letters-not-found', 'clients that encode more than they must', 'path compared as sent (RFC 3986 6.2.2)', { matches: ({ path }) => /^\/rest\/[^?]*%[4-7]/.test(path), editResponse: () => jsonAnswer(404, { statusCode: 404, error: 'NotFoundException', messages: ['Not found'] }) }),
  fault('media-type-of-body-ignored', 'bodies that were meant otherwise', 'header not looked at', acceptedInstead((request) => isRest('create', 'update')(request) && !/json/.test(request.headers['content-type'] ?? '') && request.body !== '', (response) => response.status === 400 || response.status === 415, (request, forward) => forward({ ...request, headers: { ...request.headers, 'content-type': 'application/json' } }))),
  fault('graphql-errors-in-200', 'clients of the media type for GraphQL answers', 'wrong status', { matches: ({ path, headers }) => /^\/(graphql|metadata)$/.test(path) && /graphql-response/.test(headers['accept'] ?? ''), editResponse: (response) => (response.status >= 400 ? { ...response, status: 200 } : response) }),
  fault('documented-page-missing', 'the options of select fields', 'route that is gone', { matches: ({ path }) => /^\/rest\/metadata\/picklists/.test(path), editResponse: () => jsonAnswer(404, { statusCode: 404, error: 'NotFoundException', messages: ['Cannot GET'] }) }),
];
