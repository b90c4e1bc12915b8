import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceServer } from '../../src/reference/server.js';
import { startReferenceServer } from '../../src/reference/server.js';

let server: ReferenceServer;
beforeAll(async () => void (server = await startReferenceServer({ synthetic: { objects: 3, fields: 9, records: 100 } })));
afterAll(() => server.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read freely
async function get(path: string): Promise<any> {
  return (await fetch(server.baseUrl + path, { headers: { authorization: `Bearer ${server.keys.ADMIN_KEY}` } })).json();
}

test('the records are shared out over the objects', async () => {
  const counts = await Promise.all([1, 2, 3].map(async (number) => (await get(`/rest/synthetic${number}s?limit=1`)).totalCount as number));
  expect(counts).toEqual([34, 33, 33]);
});

test('every object has the number of own fields asked for, and a value in each', async () => {
  const { data } = await get('/rest/synthetic2s?limit=1');
  const [record] = data.synthetic2s;
  const own = Object.keys(record as object).filter((name) => /^field\d+$/.test(name));
  expect(own).toHaveLength(9);
  for (const name of own) expect(record[name]).not.toBeNull();
});

test('what can be asked for is asked of made-up objects too: a filter, an order, a write', async () => {
  const filtered = await get('/rest/synthetic1s?filter=field1[gte]:30&order_by=field1[DescNullsLast]');
  expect(filtered.data.synthetic1s.map((record: { field1: number }) => record.field1)).toEqual([33, 32, 31, 30]);
  const headers = { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' };
  const made = await fetch(`${server.baseUrl}/rest/synthetic1s`, { method: 'POST', headers, body: JSON.stringify({ name: 'New' }) });
  expect(made.status).toBe(201);
  expect((await get('/rest/synthetic1s?limit=1')).totalCount).toBe(35);
});
