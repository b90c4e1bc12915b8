import { describe, expect, it } from 'vitest';
import { curlOf } from '../../src/http/curl.js';
import type { Exchange } from '../../src/http/exchange.js';
import { createRedactor, redactExchange } from '../../src/http/redact.js';

const SECRET = 's3cret/with+signs';
const redact = createRedactor([SECRET]);

describe('the redactor', () => {
  it('replaces a secret as it is, URL-encoded and in base64', () => {
    for (const form of [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64'), Buffer.from(SECRET).toString('base64url')]) {
      expect(redact(`before ${form} after`)).toBe('before [redacted] after');
    }
  });

  it('replaces members named like secrets, whatever their value', () => {
    expect(redact('{"secret":"abc","name":"Ann","apiKey": "x\\"y"}')).toBe('{"secret":"[redacted]","name":"Ann","apiKey": "[redacted]"}');
  });

  it('replaces whatever has the form of a JWT, so that a tampered key does not give the key away', () => {
    expect(redact('Bearer eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl!')).toBe('Bearer [redacted]!');
  });

  it('leaves the names of environment variables alone', () => {
    expect(redact('{"authorization":"Bearer $TWENTY_API_KEY"}')).toBe('{"authorization":"Bearer $TWENTY_API_KEY"}');
  });
});

const exchange: Exchange = {
  id: 1, startedAt: 0, durationMs: 1, tokens: 1,
  request: { method: 'PATCH', url: 'http://h/rest/people/1?filter=a[eq]:1', headers: { authorization: 'Bearer $TWENTY_API_KEY', 'content-type': 'application/json' }, body: `{"name":"O'Brien"}` },
  response: { status: 200, headers: {}, text: `{"secret":"hook","note":"${SECRET}"}`, json: { secret: 'hook', note: SECRET } },
};

describe('a redacted exchange', () => {
  it('holds no secret in text or parsed body', () => {
    const copy = redactExchange(exchange, redact);
    expect(copy.response.json).toEqual({ secret: '[redacted]', note: '[redacted]' });
    expect(copy.response.text).not.toContain(SECRET);
  });
});

describe('a curl line', () => {
  it('quotes for the shell and expands the key from the environment', () => {
    expect(curlOf(exchange)).toBe(
      `curl -sS -g -i -X PATCH 'http://h/rest/people/1?filter=a[eq]:1' -H "authorization: Bearer $TWENTY_API_KEY" -H 'content-type: application/json' --data-raw '{"name":"O'\\''Brien"}'`,
    );
  });
});
