import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/http/client.js';
import { curlOf } from '../../src/http/curl.js';
import type { Exchange, HttpClient } from '../../src/http/exchange.js';
import { WriteRefusedError } from '../../src/http/write-guard.js';
import { answerJson, startScriptedServer, type Script, type ScriptedServer } from './scripted-server.js';

const KEY = 'key-of-the-run-1234';
const open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function start(script: Script, options: Partial<HttpClientOptions> = {}): Promise<{ server: ScriptedServer; http: HttpClient }> {
  const server = await startScriptedServer(script);
  const http = createHttpClient({
    baseUrl: server.baseUrl, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: false, concurrency: 4,
    retry: { attempts: 2, pauseMs: 1, throttledMs: 5_000, outageMs: 200 }, ...options,
  });
  open.push(http, server);
  return { server, http };
}

const ok: Script = (_request, response) => answerJson(response, 200, { data: {} });

describe('a call', () => {
  it('carries the key on the wire and never in the exchange', async () => {
    const { server, http } = await start(ok);
    const exchange = await http.call({ path: `/rest/companies?token=${KEY}` });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify(exchange)).not.toContain(KEY);
    expect(curlOf(exchange)).toContain('-H "authorization: Bearer $TWENTY_API_KEY"');
  });

  it('sends no Authorization header without a credential, and a literal one as it is', async () => {
    const { server, http } = await start(ok);
    await http.call({ path: '/rest/companies', credential: 'none' });
    await http.call({ path: '/rest/companies', credential: { header: 'Basic abc' } });
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual([undefined, 'Basic abc']);
  });

  it('keeps the path of the base URL', async () => {
    const server = await startScriptedServer(ok);
    const http = createHttpClient({ baseUrl: `${server.baseUrl}/crm`, apiKey: KEY, extraKeys: {}, timeoutMs: 2_000, readOnly: false, concurrency: 1 });
    open.push(http, server);
    const exchange = await http.call({ path: '/rest/companies?limit=1' });
    expect(server.seen[0]?.url).toBe('/crm/rest/companies?limit=1');
    expect(exchange.request.url).toBe(`${server.baseUrl}/crm/rest/companies?limit=1`);
  });

  it('is inconclusive when no answer comes in time', async () => {
    const { http } = await start(() => {});
    await expect(http.call({ path: '/rest/companies', timeoutMs: 50 })).rejects.toThrow('GET /rest/companies: No answer within 50 ms');
  });

  it('tells listeners of the answer that it returns', async () => {
    const { http } = await start(ok);
    const heard: Exchange[] = [];
    http.onExchange((exchange) => heard.push(exchange));
    const exchange = await http.call({ path: '/rest/companies' });
    expect(heard).toEqual([exchange]);
  });
});

describe('throttling', () => {
  const limit = { statusCode: 429, error: 'HttpException', messages: ['Limit reached (100 tokens per 1000 ms)'] };
  const graphqlLimit = { errors: [{ message: 'Limit reached (100 tokens per 1000 ms)', extensions: { code: 'BAD_USER_INPUT', subCode: 'LIMIT_REACHED' } }] };

  it('repeats a write after 429, since it was not executed', async () => {
    const { server, http } = await start((_request, response, seen) => (seen.length === 1 ? answerJson(response, 429, limit) : answerJson(response, 201, {})));
    expect((await http.call({ method: 'POST', path: '/rest/companies', json: {} })).response.status).toBe(201);
    expect(server.seen).toHaveLength(2);
    expect(http.traffic).toEqual({ requests: 2, tokens: 1, writes: 2 });
  });

  it('recognises the GraphQL answer that looks like a user error', async () => {
    const { server, http } = await start((_request, response, seen) => answerJson(response, 200, seen.length === 1 ? graphqlLimit : { data: { companies: null } }));
    const exchange = await http.call({ method: 'POST', path: '/graphql', json: { query: '{ companies { totalCount } }' } });
    expect(exchange.response.json).toEqual({ data: { companies: null } });
    expect(server.seen).toHaveLength(2);
  });

  it('does not repeat a mutation of which a part was executed', async () => {
    const { server, http } = await start((_request, response) => answerJson(response, 200, { ...graphqlLimit, data: { a: { id: '1' }, b: null } }));
    const query = 'mutation { a: createCompany(data: {}) { id } b: createCompany(data: {}) { id } }';
    await expect(http.call({ method: 'POST', path: '/graphql', json: { query } })).rejects.toThrow('a part of the mutation');
    expect(server.seen).toHaveLength(1);
  });

  it('is inconclusive when the limit does not recover in time', async () => {
    const { http } = await start((_request, response) => answerJson(response, 429, limit), { retry: { attempts: 0, pauseMs: 1, throttledMs: 100, outageMs: 200 } });
    await expect(http.call({ path: '/rest/companies' })).rejects.toThrow('still throttled');
  });
});

describe('the write guard', () => {
  const mutation = 'query A { companies { totalCount } } mutation B { deleteCompanies(filter: {}) { id } }';
  const refused = [
    { method: 'POST', path: '/rest/companies', json: {} },
    { method: 'DELETE', path: '/rest/companies/1' },
    { method: 'DELETE', path: '/REST//companies/1' },
    { method: 'PATCH', path: '/rest/metadata/objects/1', json: {} },
    { method: 'POST', path: '/graphql', json: { query: mutation, operationName: 'A' } },
    { method: 'POST', path: '/metadata', json: [{ query: '{ __typename }' }, { query: mutation }] },
    { method: 'POST', path: '/graphql', body: 'mutation { broken' },
  ] as const;

  for (const call of refused) {
    it(`refuses ${call.method} ${call.path} ${'body' in call ? call.body : ''} in a read-only run`, async () => {
      const { server, http } = await start(ok, { readOnly: true });
      await expect(http.call(call as never)).rejects.toBeInstanceOf(WriteRefusedError);
      expect(server.seen).toHaveLength(0);
      expect(http.traffic.writes).toBe(0);
    });
  }

  it('lets reads, queries and calls without a valid key pass', async () => {
    const { server, http } = await start(ok, { readOnly: true });
    await http.call({ path: '/rest/companies' });
    await http.call({ method: 'POST', path: '/graphql', json: { query: '{ mutationLog { id } }' } });
    await http.call({ method: 'POST', path: '/rest/companies', json: {}, credential: 'none' });
    await http.call({ method: 'POST', path: '/graphql', json: { query: mutation }, credential: { header: 'Bearer garbage' } });
    expect(server.seen).toHaveLength(4);
    expect(http.traffic.writes).toBe(0);
  });

  it('is not fooled by a valid key in a literal header', async () => {
    const { http } = await start(ok, { readOnly: true });
    await expect(http.call({ method: 'POST', path: '/rest/companies', json: {}, credential: { header: `bearer ${KEY}` } })).rejects.toBeInstanceOf(WriteRefusedError);
  });
});

describe('traffic', () => {
  it('counts requests, tokens and writes', async () => {
    const { http } = await start(ok);
    await http.call({ path: '/rest/companies' });
    await http.call({ path: '/rest/metadata/objects' });
    await http.call({ path: '/rest/open-api/core' });
    await http.call({ method: 'POST', path: '/graphql', json: { query: '{ __schema { types { name } } }' } });
    await http.call({ method: 'POST', path: '/graphql', json: { query: 'query { ...R } fragment R on Query { a { id } b { id } }' } });
    await http.call({ method: 'DELETE', path: '/rest/companies/1' });
    await http.call({ method: 'DELETE', path: '/rest/companies/1', credential: 'none' });
    expect(http.traffic).toEqual({ requests: 7, tokens: 4, writes: 1 });
  });
});
