import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Forward, WireRequest, WireResponse } from './fault.js';
import { family, isApi, issue } from './builders.js';
import { graphqlCall, jsonAnswer, restCall } from './wire.js';

/** No faults of the contract: what stands between a client and an instance, or is overloaded. A suite rides them out or says that it can't tell. */
const fault = family('infrastructure');

const html = (status: number, title: string): WireResponse => ({ status, headers: { 'content-type': 'text/html; charset=utf-8', server: 'nginx' }, body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>` });
const LIMIT = 'Limit reached (100 tokens per 1000 ms)';
const throttled = (request: WireRequest): WireResponse => (graphqlCall(request)
  ? jsonAnswer(200, { errors: [{ message: LIMIT, extensions: { code: 'BAD_USER_INPUT', subCode: 'LIMIT_REACHED', userFriendlyMessage: LIMIT } }], data: null })
  : jsonAnswer(429, { statusCode: 429, error: 'HttpException', messages: [LIMIT] }));
const costsTokens = (request: WireRequest) => restCall(request) !== undefined || graphqlCall(request)?.surface === 'core';
const reads = (request: WireRequest) => request.method === 'GET' || graphqlCall(request)?.kind === 'query';

/** Every so many exchanges it happens, the first few aside, so that discovery gets through. */
const nowAndThen = (every: number, happens: (request: WireRequest, forward: Forward) => Promise<WireResponse> | WireResponse, matches: Fault['matches'] = isApi): Pick<Fault, 'matches' | 'around'> => ({
  matches,
  around() {
    let count = 0;
    return async (request, forward) => {
      count += 1;
      return count % every === 0 ? happens(request, forward) : forward(request);
    };
  },
});
/** From the n-th exchange on it always happens: an outage in the midst of a run. */
const fromThen = (first: number, happens: (request: WireRequest, forward: Forward) => Promise<WireResponse> | WireResponse, matches: Fault['matches'] = costsTokens): Pick<Fault, 'matches' | 'around'> => ({
  matches,
  around() {
    let count = 0;
    return async (request, forward) => {
      count += 1;
      return count >= first ? happens(request, forward) : forward(request);
    };
  },
});
/** From the n-th exchange on it happens so many times: a restart in the midst of a run. */
const untilBack = (first: number, times: number, happens: () => WireResponse): Pick<Fault, 'matches' | 'around'> => ({
  matches: costsTokens,
  around() {
    let count = 0;
    return async (request, forward) => {
      count += 1;
      return count >= first && count < first + times ? happens() : forward(request);
    };
  },
});
const reset: WireResponse = { status: 0, headers: {}, body: '', broken: 'reset' };

export const INFRASTRUCTURE: Fault[] = [
  fault('rate-limit-now-and-then', 'nothing: the rate limit of the instance', issue(14122), nowAndThen(40, throttled, costsTokens)),
  fault('rate-limit-of-graphql', 'nothing: the rate limit of the instance', issue(14122), nowAndThen(9, throttled, (request) => graphqlCall(request)?.surface === 'core')),
  fault('bad-gateway-flaps', 'nothing: a gateway that restarts', 'outage', nowAndThen(9, () => html(502, '502 Bad Gateway'))),
  fault('unavailable-flaps', 'nothing: a server that restarts', 'outage', nowAndThen(11, () => jsonAnswer(503, { statusCode: 503, message: 'Service Unavailable' }))),
  fault('gateway-timeout-after-writing', 'nothing: a gateway that gave up waiting', 'outage', nowAndThen(13, async (request, forward) => { await forward(request); return html(504, '504 Gateway Time-out'); })),
  fault('edge-520', 'nothing: an edge that lost the origin', issue(5523), nowAndThen(11, () => html(520, 'Web server is returning an unknown error'))),
  fault('outage', 'nothing: the server went down', 'outage', fromThen(60, () => html(503, 'Service Unavailable'))),
  fault('resets', 'nothing: connections that break', 'network', nowAndThen(11, () => reset)),
  fault('resets-after-writing', 'nothing: connections that break', 'network', nowAndThen(13, async (request, forward) => { await forward(request); return reset; })),
  fault('truncated-body', 'nothing: connections that break', 'network', nowAndThen(11, async (request, forward) => ({ ...(await forward(request)), broken: 'truncated' as const }))),
  fault('cut-json', 'nothing: a proxy that cuts answers', 'network', nowAndThen(11, async (request, forward) => { const response = await forward(request); return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) }; }, reads)),
  fault('cut-json-always', 'nothing: a proxy that cuts answers', 'network', fromThen(60, async (request, forward) => { const response = await forward(request); return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) }; })),
  fault('slow', 'nothing: a server under load', 'load', nowAndThen(25, async (request, forward) => { await sleep(300); return forward(request); })),
  fault('stalled', 'nothing: a server under load', 'load', nowAndThen(60, async (request, forward) => { await sleep(8_000); return forward(request); }, costsTokens)),
  fault('login-redirect', 'nothing: a session of a proxy that ended', 'gateway', fromThen(60, () => ({ status: 302, headers: { location: 'https://login.example.com/?next=/rest' }, body: '' }))),
  fault('login-page', 'nothing: a session of a proxy that ended', 'gateway', fromThen(60, () => html(200, 'Sign in'))),
  fault('login-page-now-and-then', 'nothing: a session of a proxy that ended', 'gateway', nowAndThen(17, () => html(200, 'Sign in'))),
  fault('gateway-text-200', 'nothing: a gateway that answers for the server', 'gateway', nowAndThen(17, () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'upstream connect error or disconnect/reset before headers' }))),
  fault('empty-200', 'nothing: a gateway that answers for the server', 'gateway', nowAndThen(17, () => ({ status: 200, headers: {}, body: '' }))),
  fault('firewall-403', 'nothing: a firewall that takes a test for an attack', 'gateway', nowAndThen(17, () => html(403, 'Access denied'))),
  fault('maintenance-500', 'nothing: a page of a gateway', 'gateway', nowAndThen(17, () => html(500, 'Down for maintenance'))),
  fault('redirect-to-https', 'nothing: a gateway that moves to another address', 'gateway', nowAndThen(17, (request) => ({ status: 301, headers: { location: `https://crm.example.com${request.path}` }, body: '' }))),
  fault('default-backend-404', 'nothing: an ingress without its route for a moment', 'gateway', nowAndThen(13, () => ({ status: 404, headers: { 'content-type': 'text/plain' }, body: 'default backend - 404' }))),
  fault('gateway-json-503', 'nothing: a gateway that answers in JSON', 'gateway', nowAndThen(11, () => jsonAnswer(503, { message: 'Service Unavailable' }))),
  fault('rate-limit-of-gateway', 'nothing: the rate limit of a gateway', 'gateway', nowAndThen(90, () => ({ status: 429, headers: { 'content-type': 'text/html', 'retry-after': '1' }, body: '<html><body><h1>429 Too Many Requests</h1></body></html>' }))),
  fault('outage-of-a-while', 'nothing: a server that restarts', 'outage', untilBack(60, 25, () => html(502, '502 Bad Gateway'))),
  fault('resets-of-a-while', 'nothing: a server that restarts', 'network', untilBack(60, 25, () => reset)),
];
