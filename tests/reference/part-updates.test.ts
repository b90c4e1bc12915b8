import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReferenceServer } from '../../src/reference/server.js';

type Server = Awaited<ReturnType<typeof startReferenceServer>>;
const LINKS = { primaryLinkUrl: 'https://a.example', primaryLinkLabel: 'A', secondaryLinks: [{ url: 'https://b.example', label: 'B' }] };

async function updated({ baseUrl, keys }: Server): Promise<unknown> {
  const call = async (method: string, path: string, body: unknown): Promise<Record<string, Record<string, { id: string; linkedinLink: unknown }>>> => {
    const headers = { authorization: `Bearer ${keys.ADMIN_KEY}`, 'content-type': 'application/json' };
    return (await (await fetch(baseUrl + path, { method, headers, body: JSON.stringify(body) })).json()) as never;
  };
  const created = await call('POST', '/rest/companies', { linkedinLink: LINKS });
  const answer = await call('PATCH', `/rest/companies/${created['data']?.['createCompany']?.id}`, { linkedinLink: { primaryLinkUrl: 'https://c.example' } });
  return answer['data']?.['updateCompany']?.linkedinLink;
}

let stock: Server;
let documented: Server;
beforeAll(async () => {
  stock = await startReferenceServer({});
  documented = await startReferenceServer({ quirks: 'none' });
});
afterAll(async () => {
  await stock.close();
  await documented.close();
});

it('an update of one part of links leaves the others as documented', async () => {
  expect(await updated(documented)).toEqual({ ...LINKS, primaryLinkUrl: 'https://c.example' });
});

it('a stock instance loses them', async () => {
  expect(await updated(stock)).toEqual({ primaryLinkUrl: 'https://c.example', primaryLinkLabel: '', secondaryLinks: [] });
});
