import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReferenceServer, ReferenceServerOptions } from '../../src/reference/server.js';
import { startReferenceServer } from '../../src/reference/server.js';
import { matchesEvent } from '../../src/reference/webhooks/pattern.js';
import { signature, signatureHeaders } from '../../src/reference/webhooks/signature.js';

describe('patterns', () => {
  test.each([
    ['note.created', 'note.created', true],
    ['note.*', 'note.created', true],
    ['*.created', 'note.created', true],
    ['*.*', 'note.created', true],
    ['note.updated', 'note.created', false],
    ['*', 'note.created', false],
    ['Note.Created', 'note.created', false],
    ['note.created.title', 'note.created', false],
    ['metadata.fieldMetadata.created', 'metadata.fieldMetadata.created', true],
    ['metadata.fieldMetadata.*', 'metadata.fieldMetadata.created', true],
    ['metadata.*.created', 'metadata.fieldMetadata.created', true],
    ['metadata.*.*', 'metadata.fieldMetadata.created', true],
    ['*.*', 'metadata.fieldMetadata.created', true],
    ['*.created', 'metadata.fieldMetadata.created', false],
    ['metadata.*', 'metadata.fieldMetadata.created', false],
  ])('%s on %s: %s', (pattern, event, matches) => {
    expect(matchesEvent(['nosuch.created', pattern], event)).toBe(matches);
  });

  test('no operations take in nothing', () => expect(matchesEvent([], 'note.created')).toBe(false));
});

describe('signature', () => {
  test('is the HMAC-SHA256 of timestamp, colon and body', () => {
    expect(signature('key', '1', '{}')).toBe('8b4edda64d18586fe42266462a8fa38b405c2b3c86305e723b7301849de274bb');
  });

  test('comes with timestamp and a nonce of its own', () => {
    const now = new Date(1_700_000_000_000);
    const [first, second] = [signatureHeaders('key', '{}', now), signatureHeaders('key', '{}', now)];
    expect(first).toMatchObject({ 'x-twenty-webhook-timestamp': '1700000000000', 'x-twenty-webhook-signature': signature('key', '1700000000000', '{}') });
    expect(first['x-twenty-webhook-nonce']).toMatch(/^[0-9a-f]{32}$/);
    expect(first['x-twenty-webhook-nonce']).not.toBe(second['x-twenty-webhook-nonce']);
  });

  test('is left out where there is no secret', () => expect(signatureHeaders('', '{}', new Date())).toEqual({}));
});

describe('deliveries', () => {
  interface Got { headers: NodeJS.Dict<string | string[]>; raw: string; body: Record<string, unknown> & { record?: Record<string, unknown> } }
  const closing: Array<() => Promise<unknown>> = [];
  afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

  async function receiver(status = 200): Promise<{ url: string; got: Got[] }> {
    const got: Got[] = [];
    const server = createServer((request, response) => {
      let raw = '';
      request.on('data', (chunk) => (raw += String(chunk)));
      request.on('end', () => {
        got.push({ headers: request.headers, raw, body: JSON.parse(raw) as Got['body'] });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
  }

  async function instance(options: ReferenceServerOptions = {}) {
    const server: ReferenceServer = await startReferenceServer(options);
    closing.push(() => server.close());
    return async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(server.baseUrl + path, {
        method, headers: { authorization: `Bearer ${server.keys.ADMIN_KEY}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return text === '' ? undefined : JSON.parse(text);
    };
  }

  /** Deliveries run side by side and may overtake each other; their dates tell the order of the events. */
  const inOrder = (got: Got[]): Got[] => [...got].sort((a, b) => String(a.body['eventDate']).localeCompare(String(b.body['eventDate'])));
  const names = (got: Got[]): unknown[] => inOrder(got).map(({ body }) => body['eventName']);

  test('tell of each step in the life of a record, signed', async () => {
    const [{ url, got }, call] = await Promise.all([receiver(), instance()]);
    await call('POST', '/rest/metadata/webhooks', { targetUrl: url, operations: ['note.*'], secret: 'key' });
    const id = '3f1b7c1e-5c0a-4d8e-8a57-0a1b2c3d4e5f';
    await call('POST', '/rest/notes', { id, title: 'one' });
    await call('PATCH', `/rest/notes/${id}`, { title: 'two' });
    await call('PATCH', `/rest/notes/${id}`, { title: 'two' });
    await call('DELETE', `/rest/notes/${id}?soft_delete=true`);
    await call('PATCH', `/rest/restore/notes?filter=id[eq]:${id}`, {});
    await call('DELETE', `/rest/notes/${id}`);
    await expect.poll(() => names(got)).toEqual(['note.created', 'note.updated', 'note.deleted', 'note.restored', 'note.destroyed']);
    expect(inOrder(got).map(({ body }) => body['updatedFields'])).toEqual([undefined, ['title'], ['deletedAt'], ['deletedAt'], undefined]);
    expect(got.every(({ body }) => body.record?.['id'] === id)).toBe(true);
    const { headers, raw } = got[0]!;
    expect(headers['x-twenty-webhook-signature']).toBe(signature('key', String(headers['x-twenty-webhook-timestamp']), raw));
  });

  test.each([['all', 1], ['none', 2]] as const)('destroying two records at once, quirks %s', async (quirks, told) => {
    const [{ url, got }, call] = await Promise.all([receiver(), instance({ quirks })]);
    await call('POST', '/rest/metadata/webhooks', { targetUrl: url, operations: ['note.*'] });
    await call('POST', '/rest/batch/notes', [{ title: 'both' }, { title: 'both' }]);
    await call('DELETE', '/rest/notes?filter=title[eq]:both');
    await call('POST', '/rest/notes', { title: 'last' });
    await expect.poll(() => got.some(({ body }) => body.record?.['title'] === 'last')).toBe(true);
    expect(names(got).filter((name) => name === 'note.destroyed')).toHaveLength(told);
  });

  test('tell of metadata, and are not repeated when refused', async () => {
    const [{ url, got }, call] = await Promise.all([receiver(500), instance()]);
    await call('POST', '/rest/metadata/webhooks', { targetUrl: url, operations: ['metadata.objectMetadata.*'] });
    const object = { nameSingular: 'gadget', namePlural: 'gadgets', labelSingular: 'Gadget', labelPlural: 'Gadgets' };
    const made = await call('POST', '/rest/metadata/objects', object) as { data: { createOneObject: { id: string } } };
    const { id } = made.data.createOneObject;
    await call('DELETE', `/rest/metadata/objects/${id}`);
    await expect.poll(() => got.length).toBeGreaterThanOrEqual(2);
    const about = got.filter(({ body }) => (body['event'] as { recordId: string }).recordId === id);
    expect(names(about)).toEqual(['metadata.objectMetadata.created', 'metadata.objectMetadata.deleted']);
    expect(about[0]!.body['event']).toMatchObject({ type: 'created', metadataName: 'objectMetadata', properties: { after: { nameSingular: 'gadget' } } });
  });
});
