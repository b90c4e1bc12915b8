import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { FAULTS } from '../../src/faults/index.js';
import { startProxy } from '../../src/faults/proxy.js';
import { startReferenceServer } from '../../src/reference/server.js';

const closing: Array<() => Promise<void>> = [];
afterAll(() => Promise.all(closing.map((close) => close())));

async function proxied(...ids: string[]) {
  const server = await startReferenceServer({ quirks: 'none' });
  const proxy = await startProxy({ upstream: `${server.baseUrl}/`, faults: FAULTS.filter(({ id }) => ids.includes(id)), host: '127.0.0.1', port: 0 });
  closing.push(() => proxy.close(), () => server.close());
  const headers = { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' };
  const call = (path: string, init: RequestInit = {}) => fetch(proxy.baseUrl + path, { ...init, headers });
  const control = async (body?: unknown) => {
    const answer = await fetch(`${proxy.baseUrl}/__faults`, body === undefined ? {} : { method: 'PUT', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  return { server, call, control, direct: (path: string) => fetch(server.baseUrl + path, { headers }) };
}

const MISSING = '/rest/companies/00000000-0000-4000-8000-000000000000';

test('what no fault alters goes through as it is, bodies and queries included', async () => {
  const { call, direct, control } = await proxied();
  const path = `/rest/companies?filter=${encodeURIComponent('name[eq]:"A & B"')}&limit=1`;
  expect(await (await call(path)).text()).toBe(await (await direct(path)).text());
  const made = await call('/rest/companies', { method: 'POST', body: '{"name":"zz é"}' });
  expect(made.status).toBe(201);
  expect(JSON.stringify(await made.json())).toContain('zz é');
  expect(await control()).toEqual({ status: 200, body: { faults: [] } });
});

test('faults are switched while it runs, with counters of exchanges seen and altered', async () => {
  const { call, control } = await proxied('errors.missing-is-500');
  expect((await call(MISSING)).status).toBe(500);
  expect((await call('/rest/companies?limit=1')).status).toBe(200);
  expect((await control()).body).toEqual({ faults: [{ id: 'errors.missing-is-500', seen: 2, altered: 1 }] });
  expect((await control({ faults: ['errors.missing-is-400'] })).body).toEqual({ faults: [{ id: 'errors.missing-is-400', seen: 0, altered: 0 }] });
  expect((await call(MISSING)).status).toBe(400);
  await control({ faults: [] });
  expect((await call(MISSING)).status).toBe(404);
});

test('an unknown fault is refused, and the ones before stay', async () => {
  const { call, control } = await proxied('errors.missing-is-500');
  expect(await control({ faults: ['errors.no-such'] })).toEqual({ status: 400, body: { error: 'There is no fault errors.no-such.' } });
  expect((await control('x')).status).toBe(400);
  expect((await call(MISSING)).status).toBe(500);
});

test('redirects and bad addresses are handed on, not followed', async () => {
  const target = createServer((_request, response) => response.writeHead(302, { location: 'https://login.example.com/' }).end());
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const upstream = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  const proxy = await startProxy({ upstream, faults: [], host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${proxy.baseUrl}/rest/companies`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://login.example.com/']);
  await new Promise((resolve) => target.close(resolve));
  expect((await fetch(`${proxy.baseUrl}/rest/companies`)).status).toBe(502);
  await proxy.close();
});
