import type { Fault, Forward, WireRequest, WireResponse } from './fault.js';
import { family, pull, issue } from './builders.js';
import { graphqlCall, isObject, parseJson, restCall, type Json, type RestOperation } from './wire.js';

const fault = family('isolation');
const authorization = (request: WireRequest) => request.headers['authorization'] ?? '';
const workspaceOf = (header: string) => String((parseJson(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString()) as Json | undefined)?.['workspaceId'] ?? '');

/** Answers calls of another key with the key that made records here. */
function withTheOwnersKey(reaches: (request: WireRequest, response: WireResponse, foreign: boolean) => boolean, quiet = false): Pick<Fault, 'matches' | 'around'> {
  return {
    matches: (request) => restCall(request) !== undefined || graphqlCall(request)?.surface === 'core',
    around() {
      let owner = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (response.status === 201 && owner === '') owner = authorization(request);
        const other = owner !== '' && authorization(request).startsWith('Bearer ey') && authorization(request) !== owner;
        if (!other || !reaches(request, response, workspaceOf(authorization(request)) !== workspaceOf(owner))) return response;
        const done = await forward({ ...request, headers: { ...request.headers, authorization: owner } });
        return quiet ? response : done;
      };
    },
  };
}

const denied = ({ status, body }: WireResponse) => status === 403 || (status === 400 && body.includes('PERMISSION_DENIED'));
const is = (request: WireRequest, ...operations: RestOperation[]) => operations.includes(restCall(request)?.operation ?? 'groupBy');

export const ISOLATION: Fault[] = [
  fault('foreign-read', 'records of one workspace to another', 'tenant not in the condition', withTheOwnersKey((request, response, foreign) => foreign && response.status === 404 && is(request, 'one'))),
  fault('foreign-list', 'records of one workspace to another', 'tenant not in the condition', withTheOwnersKey((request, _response, foreign) => foreign && is(request, 'list'))),
  fault('foreign-count', 'how many records another workspace has', 'tenant not in the condition of the count', {
    matches: (request) => is(request, 'list'),
    around() {
      let owner = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (owner === '' && response.status === 200) owner = authorization(request);
        if (response.status !== 200 || authorization(request) === owner || workspaceOf(authorization(request)) === workspaceOf(owner)) return response;
        const seen = parseJson((await forward({ ...request, headers: { ...request.headers, authorization: owner } })).body);
        const json = parseJson(response.body);
        return isObject(seen) && isObject(json) ? { ...response, body: JSON.stringify({ ...json, totalCount: seen['totalCount'] }) } : response;
      };
    },
  }),
  fault('foreign-update', "another workspace's writes in one's own records", 'tenant not in the condition', withTheOwnersKey((request, response, foreign) => foreign && response.status === 404 && is(request, 'update'))),
  fault('foreign-update-quiet', "another workspace's writes, though they are told that nothing was found", 'condition checked after the write', withTheOwnersKey((request, response, foreign) => foreign && response.status === 404 && is(request, 'update'), true)),
  fault('foreign-delete', "another workspace deletes one's own records", 'tenant not in the condition', withTheOwnersKey((request, response, foreign) => foreign && response.status === 404 && is(request, 'delete'))),
  fault('role-create', 'a read-only key creates records', issue(12949), withTheOwnersKey((request, response, foreign) => !foreign && denied(response) && is(request, 'create'))),
  fault('role-update', 'a read-only key changes records', pull(16768), withTheOwnersKey((request, response, foreign) => !foreign && denied(response) && is(request, 'update'))),
  fault('role-delete', 'a read-only key deletes records', 'permission asked of another operation', withTheOwnersKey((request, response, foreign) => !foreign && denied(response) && is(request, 'delete'))),
  fault('role-update-quiet', 'a read-only key changes records, though it is told that it may not', 'permission asked after the write', withTheOwnersKey((request, response, foreign) => !foreign && denied(response) && is(request, 'update'), true)),
  fault('role-read-refused', 'integrations with a read-only key', 'role without its rights', {
    matches: (request) => is(request, 'one'),
    around() {
      let owner = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (owner === '' && response.status === 200) owner = authorization(request);
        const other = authorization(request) !== owner && workspaceOf(authorization(request)) === workspaceOf(owner);
        return other && response.status === 200 ? { ...response, status: 403, body: JSON.stringify({ statusCode: 403, error: 'ForbiddenException', messages: ['Entity performing the request does not have permission'], code: 'PERMISSION_DENIED' }) } : response;
      };
    },
  }),
  fault('foreign-graphql', 'records of one workspace to another, through GraphQL', 'tenant not in the condition', withTheOwnersKey((request, _response, foreign) => foreign && graphqlCall(request)?.kind === 'query')),
  fault('foreign-restore', "another workspace brings back one's own records", 'tenant not in the condition', withTheOwnersKey((request, response, foreign) => foreign && response.status >= 400 && is(request, 'restore'))),
  fault('foreign-bulk-update', "another workspace's writes in one's own records", 'tenant not in the condition', withTheOwnersKey((request, _response, foreign) => foreign && is(request, 'updateMany'), true)),
  fault('role-graphql-update', 'a read-only key changes records, through GraphQL', 'one surface left out of a guard', withTheOwnersKey((request, response, foreign) => !foreign && graphqlCall(request)?.kind === 'mutation' && /PERMISSION|FORBIDDEN/.test(response.body))),
  fault('role-list-refused', 'integrations with a read-only key', 'permission asked of another operation', {
    matches: (request) => is(request, 'list', 'one', 'groupBy', 'duplicates') || graphqlCall(request)?.kind === 'query',
    around() {
      let owner = '';
      return async (request: WireRequest, forward: Forward) => {
        const response = await forward(request);
        if (owner === '' && response.status === 200) owner = authorization(request);
        const other = owner !== '' && authorization(request) !== owner && workspaceOf(authorization(request)) === workspaceOf(owner);
        return other && response.status === 200 ? { ...response, status: 403, body: JSON.stringify({ statusCode: 403, error: 'ForbiddenException', messages: ['Entity performing the request does not have permission'], code: 'PERMISSION_DENIED', errors: [{ message: 'Entity performing the request does not have permission', extensions: { code: 'FORBIDDEN', subCode: 'PERMISSION_DENIED' } }] }) } : response;
      };
    },
  }),
];
