import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceServer } from '../../src/reference/server.js';
import { startReferenceServer } from '../../src/reference/server.js';

let server: ReferenceServer;
beforeAll(async () => void (server = await startReferenceServer({ withoutSample: true })));
afterAll(() => server.close());

async function send(body: unknown, key: string | null = server.keys.ADMIN_KEY): Promise<{ status: number; headers: Headers; body: unknown }> {
  const headers = { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
  const response = await fetch(`${server.baseUrl}/mcp`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

const message = (method: string, rest: object = {}): object => ({ jsonrpc: '2.0', id: 1, method, ...rest });

test('a caller without a usable key is told where to get one', async () => {
  for (const key of [null, 'not-a-jwt', server.keys.REVOKED_KEY]) {
    const { status, headers } = await send(message('ping'), key);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(`Bearer resource_metadata="${server.baseUrl}/.well-known/oauth-protected-resource/mcp", scope="api profile"`);
  }
});

test('the way to a client\'s first call: initialize, a notification, the list of tools', async () => {
  expect((await send(message('initialize'))).body).toMatchObject({ id: 1, jsonrpc: '2.0', result: { protocolVersion: '2025-06-18', serverInfo: { name: 'Twenty MCP Server' } } });
  expect(await send({ jsonrpc: '2.0', method: 'notifications/initialized' })).toMatchObject({ status: 202, body: null });
  expect((await send(message('tools/list'))).body).toMatchObject({ result: { tools: expect.arrayContaining([expect.objectContaining({ name: 'learn_tools' })]) as unknown } });
});

test('unknown methods and tools are errors of JSON-RPC, other messages errors of HTTP', async () => {
  expect((await send(message('nope'))).body).toMatchObject({ error: { code: -32601 } });
  expect((await send(message('tools/call'))).body).toMatchObject({ error: { code: -32602 } });
  expect((await send(message('tools/call', { params: { name: 'nope' } }))).body).toMatchObject({ error: { code: -32602, message: 'Unknown tool: nope' } });
  for (const body of [{}, [], message('ping', { more: 1 }), { ...message('ping'), jsonrpc: '1.0' }]) expect((await send(body)).status).toBe(400);
});
