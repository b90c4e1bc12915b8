import { afterAll, expect, test } from 'vitest';
import { FAULTS, answerThrough, forwardTo, mountFaults } from '../../src/faults/index.js';
import { startReferenceServer, type ReferenceServer } from '../../src/reference/server.js';

const open: ReferenceServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close())));

async function faulty(...ids: string[]) {
  const mount = mountFaults(FAULTS.filter(({ id }) => ids.includes(id)));
  const server = await startReferenceServer({ quirks: 'none', before: (handler) => answerThrough(mount, forwardTo(handler)) });
  open.push(server);
  const call = (path: string, init: RequestInit = {}) => fetch(server.baseUrl + path, { ...init, headers: { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' } });
  return { mount, server, call };
}

/** What goes over the wire, without what differs by clock and connection. */
async function wire(response: Response) {
  const { date: _date, connection: _connection, 'keep-alive': _alive, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

test('an exchange that no fault alters goes through as it is', async () => {
  const { mount, call } = await faulty('openapi.path-missing', 'leaks.sql-in-error');
  const { server: plain } = await faulty();
  const direct = (path: string, init: RequestInit = {}) => fetch(plain.baseUrl + path, { ...init, headers: { authorization: `Bearer ${plain.keys.ADMIN_KEY}`, 'content-type': 'application/json' } });
  for (const [path, init] of [['/rest/companies?limit=0'], ['/healthz'], ['/graphql', { method: 'POST', body: '{"query":"{ __typename }"}' }], ['/rest/companies', { method: 'OPTIONS' }], ['/rest/companies', { method: 'HEAD' }]] as Array<[string, RequestInit?]>) {
    expect(await wire(await call(path, init)), path).toEqual(await wire(await direct(path, init)));
  }
  expect(mount.counters().map(({ altered }) => altered)).toEqual([0, 0]);
});

test('a fault alters what a client gets, and is counted', async () => {
  const { mount, call } = await faulty('errors.missing-is-500');
  expect((await call('/rest/companies/00000000-0000-4000-8000-000000000000')).status).toBe(500);
  expect((await call('/rest/companies')).status).toBe(200);
  expect(mount.counters()).toEqual([{ id: 'errors.missing-is-500', seen: 2, altered: 1 }]);
});

test('faults are switched while the server runs', async () => {
  const { mount, call } = await faulty('errors.missing-is-500');
  const status = async () => (await call('/rest/companies/00000000-0000-4000-8000-000000000000')).status;
  expect(await status()).toBe(500);
  mount.switchTo([]);
  expect(await status()).toBe(404);
  mount.switchTo(FAULTS.filter(({ id }) => id === 'errors.missing-is-400'));
  expect(await status()).toBe(400);
  expect(mount.counters()).toEqual([{ id: 'errors.missing-is-400', seen: 1, altered: 1 }]);
});

test.each([['infrastructure.resets', 11], ['infrastructure.truncated-body', 11]])('%s breaks the connection off', async (id, every) => {
  const { call } = await faulty(id);
  for (let index = 1; index < every; index += 1) expect((await call('/rest/companies?limit=1')).status).toBe(200);
  await expect(call('/rest/companies?limit=1').then((response) => response.text())).rejects.toThrow();
  expect((await call('/rest/companies?limit=1')).status).toBe(200);
});
