import type { Fault } from './fault.js';
import { answers, family, isApi, isMetadata, isRest, issue, refusals, restRecords, anyRecords } from './builders.js';
import { isObject, metadataCall, withJson, type Json } from './wire.js';

const fault = family('leaks');
const message = (text: string) => refusals(isApi, (response, json) => ({ ...response, body: JSON.stringify({ ...json, messages: [...(Array.isArray(json['messages']) ? (json['messages'] as string[]) : []), text] }) }));
const inGraphql = (extension: Json) => ({ matches: isApi, editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, (json) => { for (const error of (Array.isArray(json['errors']) ? json['errors'] : []) as Json[]) error['extensions'] = { ...(isObject(error['extensions']) ? error['extensions'] : {}), ...extension }; }) });

export const LEAKS: Fault[] = [
  fault('sql-in-error', 'the layout of the database', issue(13567), message('QueryFailedError: SELECT "company"."id" FROM "workspace_1wg"."company" WHERE x')),
  fault('stack-in-error', 'the layout of the server', 'debug output', refusals(isApi, (response, json) => ({ ...response, body: JSON.stringify({ ...json, stack: 'Error: x\n    at Object.<anonymous> (/app/packages/twenty-server/dist/main.js:12:34)' }) }))),
  fault('path-in-error', 'the layout of the server', 'debug output', message('ENOENT: no such file, open /app/packages/twenty-server/dist/node_modules/pg/lib/client.js')),
  fault('stack-in-graphql', 'the layout of the server', 'debug output', inGraphql({ stacktrace: ['Error: x', '    at resolve (/app/node_modules/graphql/execution/execute.js:12:3)'] })),
  fault('constraint-in-error', 'the layout of the database', issue(14275), message('duplicate key value violates unique constraint "IDX_UNIQUE_6edd07fb3abcd0c72b05b4ce45a", detail: Key ("id")=(x) already exists. table workspace_1wg.company')),
  fault('token-of-api-keys', 'keys of others', 'secret in a list', { matches: isMetadata('apiKeys', 'GET'), editResponse: (response) => withJson(response, (json) => { for (const list of [json, json['data'], isObject(json['data']) ? json['data']['apiKeys'] : undefined]) if (Array.isArray(list)) for (const key of list as Json[]) key['token'] = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln'; }) }),
  fault('key-lost-from-list', 'keys that have to be closed', issue(20800), { matches: isMetadata('apiKeys', 'GET'), editResponse: (response) => withJson(response, (json) => { for (const list of [json, json['data'], isObject(json['data']) ? json['data']['apiKeys'] : undefined]) if (Array.isArray(list)) list.pop(); }) }),
  fault('password-hash-in-record', 'passwords of members', 'column not excluded', anyRecords((record) => { if ('createdAt' in record) record['passwordHash'] = '$2b$10$abcdefghijklmnopqrstuv'; })),
  fault('workspace-id-in-record', 'the layout of the server', 'internal column shown', restRecords((record) => { if ('createdAt' in record) record['workspaceId'] = '20202020-1c25-4d02-bf25-6aeccf7ea419'; })),
  fault('deleted-in-list', 'the difference of deleted and kept', 'condition missing', {
    matches: isRest('list', 'delete'),
    around() {
      const trashed = new Map<string, Json>();
      return async (request, forward) => {
        const response = await forward(request);
        if (request.method === 'DELETE') {
          const record = Object.values(((JSON.parse(response.body || '{}') as Json)['data'] ?? {}) as Json)[0];
          if (isObject(record) && typeof record['deletedAt'] === 'string') trashed.set(String(record['id']), record);
          return response;
        }
        return withJson(response, (json) => {
          for (const [id, record] of trashed) if (decodeURIComponent(request.path).includes(id) && !request.path.includes('deletedAt')) for (const list of Object.values((json['data'] ?? {}) as Json)) if (Array.isArray(list)) list.push(record);
        });
      };
    },
  }),
  fault('internals-in-headers', 'the layout of the server', 'debug output', { matches: isApi, editResponse: (response) => ({ ...response, headers: { ...response.headers, 'x-debug-sql': 'SELECT 1 FROM core."user"', 'x-database-url': 'postgres://postgres:postgres@db:5432/default' } }) }),
  fault('webhook-secret-in-list-of-views', 'secrets of webhooks', 'join too wide', answers((request) => /^\/rest\/metadata\/views\b/.test(request.path), (json) => { for (const list of [json, json['data']]) if (Array.isArray(list)) for (const view of list as Json[]) view['secret'] = 's3cr3t'; })),
  fault('sql-in-graphql', 'the layout of the database', issue(14275), inGraphql({ query: 'SELECT "company"."id" FROM "workspace_1wg"."company"' })),
  fault('trash-in-count', 'the number of kept records', 'condition missing in the count', {
    matches: isRest('list'),
    around: () => async (request, forward) => {
      const response = await forward(request);
      const [path = '', search = ''] = request.path.split('?', 2);
      const query = new URLSearchParams(search);
      const filter = query.get('filter');
      if (response.status !== 200 || (filter ?? '').includes('deletedAt')) return response;
      query.set('filter', filter === null ? 'deletedAt[is]:NOT_NULL' : `and(${filter},deletedAt[is]:NOT_NULL)`);
      const trashed = (JSON.parse((await forward({ ...request, path: `${path}?${query.toString().replaceAll('+', '%20')}` })).body || '{}') as Json)['totalCount'];
      return typeof trashed === 'number' && trashed > 0 ? withJson(response, (json) => { json['totalCount'] = Number(json['totalCount']) + trashed; }) : response;
    },
  }),
  fault('workspace-in-parts-of-views', 'who may join the workspace', 'join too wide', {
    matches: (request) => /^view[A-Z]/.test(metadataCall(request)?.resource ?? '') && request.method === 'GET',
    editResponse: (response) => (response.status === 200 ? withJson(response, (json) => { for (const part of [json, ...[json, json['data']].flatMap((each) => (Array.isArray(each) ? each : isObject(each) ? Object.values(each).flat() : []))]) if (isObject(part) && 'viewId' in part) part['workspace'] = { inviteHash: 'b1946ac92492d2347c6235b4d2611184', databaseSchema: 'workspace_1wg' }; }) : response),
  }),
];
