import { describe, expect, it } from 'vitest';
import type { CallOptions, Exchange, HttpClient } from '../../src/http/exchange.js';
import { walkPages } from '../../src/twenty/cursor.js';
import { createGraphqlClient } from '../../src/twenty/graphql.js';
import { createMetadataRestClient } from '../../src/twenty/metadata-rest.js';
import { createRestClient } from '../../src/twenty/rest.js';

function answered(json: unknown): Exchange {
  return {
    id: 1, startedAt: 0, durationMs: 0, tokens: 0,
    request: { method: 'GET', url: 'http://h/', headers: {} },
    response: { status: 200, headers: {}, text: JSON.stringify(json), json },
  };
}

/** A client that sends nothing and remembers the calls. */
function silent(): { http: HttpClient; calls: CallOptions[] } {
  const calls: CallOptions[] = [];
  const http: HttpClient = {
    call: (options) => Promise.resolve(answered(calls.push(options))),
    traffic: { requests: 0, tokens: 0, writes: 0 },
    trouble: { counts: {}, outages: [], ended: undefined },
    onExchange() {},
    close: () => Promise.resolve(),
  };
  return { http, calls };
}

describe('Core REST', () => {
  const ID = '11111111-1111-4111-8111-111111111111';

  it('sends each operation to its route', async () => {
    const { http, calls } = silent();
    const rest = createRestClient(http);
    await rest.list('people', { filter: 'name[eq]:"a&b"', orderBy: 'name', limit: 2, depth: 1, startingAfter: 'a+/=' });
    await rest.get('people', ID);
    await rest.create('people', {}, { upsert: true });
    await rest.createMany('people', []);
    await rest.update('people', ID, {});
    await rest.put('people', ID, {});
    await rest.updateMany('people', 'a[eq]:1', {});
    await rest.softDelete('people', ID);
    await rest.destroy('people', ID);
    await rest.restoreOne('people', ID);
    await rest.restoreMany('people', 'a[eq]:1');
    await rest.duplicates('people', { ids: [] });
    await rest.merge('people', {});
    await rest.groupBy('people', { groupBy: [{ city: true }], aggregate: ['totalCount'] });
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /rest/people?filter=name%5Beq%5D%3A%22a%26b%22&order_by=name&limit=2&depth=1&starting_after=a%2B%2F%3D',
      `GET /rest/people/${ID}`,
      'POST /rest/people?upsert=true',
      'POST /rest/batch/people',
      `PATCH /rest/people/${ID}`,
      `PUT /rest/people/${ID}`,
      'PATCH /rest/people?filter=a%5Beq%5D%3A1',
      `DELETE /rest/people/${ID}?soft_delete=true`,
      `DELETE /rest/people/${ID}`,
      `PATCH /rest/restore/people/${ID}`,
      'PATCH /rest/restore/people?filter=a%5Beq%5D%3A1',
      'POST /rest/people/duplicates',
      'PATCH /rest/people/merge',
      'GET /rest/people/groupBy?group_by=%5B%7B%22city%22%3Atrue%7D%5D&aggregate=%5B%22totalCount%22%5D',
    ]);
  });

  it('refuses calls that would reach every record', () => {
    const { http, calls } = silent();
    const rest = createRestClient(http);
    expect(() => rest.destroy('people', '')).toThrow('No id given');
    expect(() => rest.destroyMany('people', ' ')).toThrow('needs a filter');
    expect(() => rest.updateMany('people', '', {})).toThrow('needs a filter');
    expect(() => rest.restoreMany('people', '')).toThrow('needs a filter');
    expect(calls).toEqual([]);
  });
});

it('Metadata REST and GraphQL go to their own routes', async () => {
  const { http, calls } = silent();
  await createMetadataRestClient(http).list('fields', { limit: 5, startingAfter: 'x' });
  await createGraphqlClient(http, '/metadata').query('query A { a }', { n: 1 }, { operationName: 'A', credential: 'none' });
  expect(calls).toEqual([
    { path: '/rest/metadata/fields?limit=5&starting_after=x' },
    { method: 'POST', path: '/metadata', credential: 'none', json: { query: 'query A { a }', variables: { n: 1 }, operationName: 'A' } },
  ]);
});

describe('a walk through pages', () => {
  const page = (endCursor: string, hasNextPage = true) => answered({ pageInfo: { hasNextPage, endCursor } });
  async function cursors(pages: Exchange[], maxPages = 10): Promise<Array<string | undefined>> {
    const asked: Array<string | undefined> = [];
    const walk = walkPages((after) => Promise.resolve(pages[asked.push(after) - 1] as Exchange), { maxPages });
    for await (const _ of walk);
    return asked;
  }

  it('follows the cursors to the last page', async () => {
    expect(await cursors([page('a'), page('b'), page('c', false)])).toEqual([undefined, 'a', 'b']);
  });

  it('ends at the page limit and at a cursor that comes again', async () => {
    expect(await cursors([page('a'), page('b'), page('c')], 2)).toEqual([undefined, 'a']);
    expect(await cursors([page('a'), page('a'), page('a')])).toEqual([undefined, 'a']);
  });
});
