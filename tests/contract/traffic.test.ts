import { expect, test } from 'vitest';
import { createTrafficLedger } from '../../src/contract/traffic.js';
import type { Exchange } from '../../src/http/exchange.js';
import { readJson } from '../../src/http/json.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

const KEY = 'a-key-of-the-run';
const model = { baseUrl: 'http://host', introspection: { core: null, metadata: null } } as unknown as WorkspaceModel;
const exchange = (path: string, status: number, text: string, headers: Record<string, string> = {}, authorization = '$TWENTY_API_KEY'): Exchange => ({
  id: 1, request: { method: 'POST', url: `http://host${path}`, headers: { authorization: `Bearer ${authorization}` }, body: '{"query":"{ a }"}' },
  response: { status, headers: { 'content-type': 'application/json', ...headers }, text, json: readJson(text) }, startedAt: 0, durationMs: 1, tokens: 0,
});
const found = (...exchanges: Exchange[]) => {
  const ledger = createTrafficLedger(model, [KEY]);
  exchanges.forEach((each) => ledger.observe(each));
  return ledger.findings().map(({ rule, signature, count }) => `${rule} ${signature} ${count}`);
};

test('clean answers, and those of other paths, break no rule', () => {
  expect(found(exchange('/rest/companies', 200, '{"data":{"companies":[{"name":"SELECT a FROM b"}]}}'), exchange('/healthz', 500, 'node_modules'))).toEqual([]);
});

test.each([
  [exchange('/rest/companies', 400, '{"messages":["SELECT a FROM b"]}'), 'internals Core REST: SELECT a FROM 1'],
  [exchange('/graphql', 200, '{"errors":[{"message":"x","extensions":{"stacktrace":[]}}]}'), 'internals Core GraphQL: "stacktrace" 1'],
  [exchange('/rest/companies', 200, '{}', { 'x-debug': 'postgres://a' }), 'internals Core REST: headers 1'],
  [exchange('/rest/metadata/objects', 200, `{"a":"${KEY}"}`), 'credential Metadata REST: a key of the run 1'],
  [exchange('/rest/companies', 401, '{"messages":["eyJhbGciOi.eyJzdWIi.x"]}'), 'credential Core REST: the token that was refused 1'],
  [exchange('/rest/companies', 401, '{"messages":["bad not-a-jwt"]}', {}, 'not-a-jwt'), 'credential Core REST: the token that was refused 1'],
  [exchange('/rest/companies', 200, '\ufeff{}'), 'one-json Core REST 1'],
  [exchange('/rest/companies', 200, '{}}'), 'one-json Core REST 1'],
  [exchange('/metadata', 200, '{"data":null}'), 'graphql-form Metadata GraphQL: no errors, and no data either 1'],
])('%o', (each, expected) => {
  expect(found(each)).toEqual([expected]);
});
