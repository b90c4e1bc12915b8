import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/suite/run.js';
import { deliveryExchange, noListener, openWebhookListener } from '../../src/suite/webhook-listener.js';
import { expectedSignature } from '../../src/suite/webhooks.js';

const runWith = (config: Partial<Run['config']>, writes = 0) => ({ config: { url: 'http://127.0.0.1:1', webhookListener: null, webhookListen: null, ...config }, http: { traffic: { writes } } }) as Run;

describe('whether webhooks can be awaited', () => {
  test.each([
    ['an instance on this machine', { url: 'http://localhost:3000' }, true],
    ['an instance elsewhere', { url: 'https://crm.example.com' }, false],
    ['an instance elsewhere and a URL of this machine', { url: 'https://crm.example.com', webhookListener: 'https://me.example.com' }, true],
  ])('%s', (_sentence, config, possible) => {
    expect(noListener(runWith(config)) === undefined).toBe(possible);
  });
});

describe('a listener', () => {
  const post = (url: string, body: string) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-own': '1' }, body });

  test('is one for each run, keeps what comes in as it came, and answers 200', async () => {
    const run = runWith({});
    const listener = await openWebhookListener(run);
    expect(await openWebhookListener(run)).toBe(listener);
    expect(listener.promised).toBe(false);
    const answer = await post(`${listener.url}/a`, '{ "eventName": "x.created" }');
    expect(answer.status).toBe(200);
    const delivery = await listener.waitFor(({ body }) => body?.['eventName'] === 'x.created', 5000);
    expect(delivery).toMatchObject({ method: 'POST', path: '/a', text: '{ "eventName": "x.created" }', headers: { 'x-own': '1' } });
    expect(deliveryExchange(listener, delivery!)).toMatchObject({ request: { method: 'POST', url: `${listener.url}/a`, body: '{ "eventName": "x.created" }' }, response: { status: 200 } });
  });

  test('answers 500 where it is told to, and takes what is no JSON', async () => {
    const listener = await openWebhookListener(runWith({ webhookListener: 'http://127.0.0.1:0' }));
    expect(listener.promised).toBe(true);
    listener.failing.add('/bad');
    expect((await post(`${listener.url}/bad`, 'no JSON')).status).toBe(500);
    expect(listener.deliveries[0]).toMatchObject({ path: '/bad', body: undefined, text: 'no JSON' });
  });

  test('is patient for longer after many writes, and for less with the first delivery where nobody said that it comes through', async () => {
    const listener = await openWebhookListener(runWith({}, 1000));
    expect([listener.patienceMs(), listener.patienceMs('first')]).toEqual([40_000, 26_000]);
    expect((await openWebhookListener(runWith({ webhookListener: 'http://127.0.0.1:0' }))).patienceMs('first')).toBe(20_000);
  });

  test('gives up after the patience', async () => {
    const listener = await openWebhookListener(runWith({}));
    expect(await listener.waitFor(() => true, 1)).toBeUndefined();
  });

  test('listens where the URL does not lead by itself, below the path of the URL or without it', async () => {
    const first = await openWebhookListener(runWith({ webhookListen: '127.0.0.1:0', webhookListener: 'http://127.0.0.1:0/base/' }));
    expect(new URL(first.url).pathname).toBe('/base');
    await post(`${first.url}/a`, '{}');
    await post(`${new URL(first.url).origin}/b`, '{}');
    expect(first.deliveries.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('says what is in the way of its port', async () => {
    const taken = await openWebhookListener(runWith({}));
    await expect(openWebhookListener(runWith({ webhookListener: taken.url }))).rejects.toThrow(/no webhooks can be awaited on port \d+: .*EADDRINUSE/);
  });
});

test('the signature is the HMAC-SHA256 of timestamp, colon and body', () => {
  expect(expectedSignature({ headers: { 'x-twenty-webhook-timestamp': '1' }, text: '{}' }, 'key')).toBe('8b4edda64d18586fe42266462a8fa38b405c2b3c86305e723b7301849de274bb');
});
