import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/http/client.js';
import { InconclusiveError, type CallOptions, type HttpClient } from '../../src/http/exchange.js';
import { http as bytes, startHostileServer, type Bytes, type HostileServer } from './hostile-server.js';
import { answerJson, startScriptedServer, type Script, type ScriptedServer } from './scripted-server.js';

const ID = '11111111-1111-4111-8111-111111111111';
const LIMITS = { attempts: 2, pauseMs: 1, throttledMs: 5_000, outageMs: 150 };
const READ: CallOptions = { path: '/rest/companies' };
const CREATE: CallOptions = { method: 'POST', path: '/rest/companies', json: { id: ID, name: 'zz' } };
const UPDATE: CallOptions = { method: 'PATCH', path: `/rest/companies/${ID}`, json: { name: 'zz' } };
const open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

function client(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({ baseUrl, apiKey: 'key-of-the-run-1234', extraKeys: {}, timeoutMs: 2_000, readOnly: false, concurrency: 4, retry: LIMITS, ...options });
  open.push(client);
  return client;
}

async function scripted(script: Script, options?: Partial<HttpClientOptions>): Promise<{ server: ScriptedServer; http: HttpClient }> {
  const server = await startScriptedServer(script);
  open.push(server);
  return { server, http: client(server.baseUrl, options) };
}

async function hostile(script: Bytes, options?: Partial<HttpClientOptions>): Promise<{ server: HostileServer; http: HttpClient }> {
  const server = await startHostileServer(script);
  open.push(server);
  return { server, http: client(server.baseUrl, options) };
}

const send = (response: Parameters<Script>[1], status: number, type: string, body: string, more: Record<string, string> = {}) => void response.writeHead(status, { 'content-type': type, ...more }).end(body);
const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';
const whole = '{"data":{"companies":[{"id":"1"}]}}';

type Reply = (response: Parameters<Script>[1]) => void;
const ok: Reply = (response) => answerJson(response, 200, { data: {} });
/** What is never the instance's own answer, whatever the status. */
const NOT_ITS_OWN: Record<string, Reply> = {
  'a 502 of a gateway': (response) => send(response, 502, 'text/html', '<html><head><title>502 Bad Gateway</title></head></html>'),
  'a 503 in JSON': (response) => answerJson(response, 503, { statusCode: 503 }),
  'a 504': (response) => send(response, 504, 'text/plain', 'timeout'),
  'a 520 of an edge': (response) => send(response, 520, 'text/html', PAGE),
  'a login page with 200': (response) => send(response, 200, 'text/html', PAGE),
  'a page that calls itself JSON': (response) => send(response, 200, 'application/json', PAGE),
  'a page of a firewall with 403': (response) => send(response, 403, 'text/html', PAGE),
  'a maintenance page with 500': (response) => send(response, 500, 'text/html', `<!-- down -->\n${PAGE}`),
  'a redirect to a login': (response) => send(response, 302, 'text/plain', '', { location: 'https://login.example.com/?token=x' }),
  'a redirect to https': (response) => send(response, 301, 'text/html', PAGE, { location: 'https://crm.example.com/rest' }),
  'half a JSON document': (response) => send(response, 200, 'application/json', whole.slice(0, 17)),
};
/** What Twenty's own bugs look like too. */
const DAMAGED: Record<string, Reply> = {
  'an empty body': (response) => send(response, 200, 'application/json', ''),
  'text in the place of JSON': (response) => send(response, 200, 'text/plain', 'upstream connect error'),
  'an error page of Express': (response) => send(response, 500, 'text/html', '<!DOCTYPE html><html><head><title>Error</title></head><body><pre>boom</pre></body></html>'),
};

describe('a read', () => {
  for (const [what, reply] of Object.entries({ ...NOT_ITS_OWN, ...DAMAGED })) {
    it(`rides out ${what} that comes once`, async () => {
      const { server, http } = await scripted((_request, response, seen) => (seen.length === 1 ? reply(response) : ok(response)));
      expect((await http.call(READ)).response.json).toEqual({ data: {} });
      expect(server.seen).toHaveLength(2);
      expect(Object.values(http.trouble.counts)).toEqual([1]);
    });
  }

  for (const [what, reply] of Object.entries(NOT_ITS_OWN)) {
    it(`is inconclusive where ${what} comes each time`, async () => {
      const { http } = await scripted((_request, response) => reply(response));
      const failure = await http.call(READ).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InconclusiveError);
      expect((failure as Error).message).not.toContain('token=x');
    });
  }

  for (const [what, reply] of Object.entries(DAMAGED)) {
    it(`is judged where ${what} comes each time`, async () => {
      const { server, http } = await scripted((_request, response) => reply(response));
      expect((await http.call(READ)).response.json).toBeUndefined();
      const asked = server.seen.length;
      await http.call(READ);
      expect(server.seen).toHaveLength(asked + 1);
    });
  }

  it('is judged on a 500 in JSON that comes again, and not on one that does not', async () => {
    const once = await scripted((_request, response, seen) => answerJson(response, seen.length === 1 ? 500 : 200, {}));
    expect((await once.http.call(READ)).response.status).toBe(200);
    const always = await scripted((_request, response) => answerJson(response, 500, { statusCode: 500 }));
    expect((await always.http.call(READ)).response.status).toBe(500);
  });

  for (const [what, text] of [['stray bytes after it', `${whole}}`], ['a byte order mark before it', `\ufeff${whole}`]] as const) {
    it(`takes as the instance’s own JSON with ${what}, which is judged apart from what it says`, async () => {
      const { server, http } = await scripted((_request, response) => send(response, 200, 'application/json', text));
      expect((await http.call(READ)).response.json).toEqual(JSON.parse(whole));
      expect(server.seen).toHaveLength(1);
    });
  }

  it('takes as the instance’s own what is JSON by its text, whatever the header says', async () => {
    const { server, http } = await scripted((_request, response) => send(response, 200, 'text/html', whole));
    expect((await http.call(READ)).response.json).toEqual(JSON.parse(whole));
    expect(server.seen).toHaveLength(1);
  });

  it('takes as the instance’s own what has no body by its status or method', async () => {
    const { server, http } = await scripted((_request, response) => void response.writeHead(204).end());
    expect((await http.call(READ)).response.status).toBe(204);
    expect((await http.call({ ...READ, method: 'OPTIONS' })).response.status).toBe(204);
    expect(server.seen).toHaveLength(2);
  });

  it('rides out broken connections, cut bodies and bytes that are no HTTP', async () => {
    const { server, http } = await hostile((socket, number) => {
      if (number === 0) socket.destroy();
      else if (number === 1) socket.end(bytes(200, whole.slice(0, 9), { 'content-length': '100' }));
      else if (number === 2) socket.end('SSH-2.0-OpenSSH\r\n\r\n');
      else socket.write(bytes(200, whole));
    }, { retry: { ...LIMITS, attempts: 3 } });
    expect((await http.call(READ)).response.json).toEqual(JSON.parse(whole));
    expect(server.seen).toHaveLength(4);
  });

  it('is sent a second time where no answer came in time, unless it is to be sent once', async () => {
    const { server, http } = await hostile((socket, number) => void (number === 1 && socket.write(bytes(200, whole))));
    expect((await http.call({ ...READ, timeoutMs: 60 })).response.status).toBe(200);
    await expect(http.call({ ...READ, timeoutMs: 60, once: true })).rejects.toThrow('No answer within 60 ms');
    expect(server.seen.filter((line) => line.startsWith('GET /rest/companies '))).toHaveLength(server.seen.length);
  });

  it('gives up on a body that never ends, slow or fast', async () => {
    const timers: NodeJS.Timeout[] = [];
    const endless = (chunk: string, everyMs: number): Bytes => (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
      const timer = setInterval(() => socket.destroyed ? clearInterval(timer) : socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`), everyMs);
      timers.push(timer);
    };
    const slow = await hostile(endless('[', 5));
    await expect(slow.http.call({ ...READ, timeoutMs: 80, once: true })).rejects.toThrow('No answer within 80 ms');
    const fast = await hostile(endless('[1,2,3,'.repeat(200_000), 1), { timeoutMs: 30_000 });
    await expect(fast.http.call(READ)).rejects.toThrow('larger than');
    timers.forEach(clearInterval);
  });

  it('reads an answer that comes in small pieces within its time', async () => {
    const { http } = await hostile((socket) => {
      const parts = bytes(200, whole).match(/[\s\S]{1,20}/g) ?? [];
      parts.forEach((part, index) => setTimeout(() => socket.write(part), index * 3));
    });
    expect((await http.call(READ)).response.json).toEqual(JSON.parse(whole));
  });

  it('gives up on hosts that do not exist, and at once on TLS where there is none', async () => {
    await expect(client('http://no-such-host.invalid').call(READ)).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
    const { server } = await scripted((_request, response) => ok(response));
    await expect(client(server.baseUrl.replace('http:', 'https:')).call(READ)).rejects.toThrow(/TLS/);
  });
});

describe('a write', () => {
  it('is repeated where it was turned away before the instance saw it', async () => {
    for (const reply of [NOT_ITS_OWN['a page of a firewall with 403']!, NOT_ITS_OWN['a redirect to a login']!]) {
      const { server, http } = await scripted((_request, response, seen) => (seen.length === 1 ? reply(response) : ok(response)));
      expect((await http.call(UPDATE)).response.status).toBe(200);
      expect(server.seen).toHaveLength(2);
    }
  });

  for (const what of ['a 503 in JSON', 'a 504', 'a login page with 200', 'a maintenance page with 500', 'half a JSON document']) {
    it(`is sent once and left in doubt after ${what}`, async () => {
      const { server, http } = await scripted((_request, response) => NOT_ITS_OWN[what]!(response));
      await expect(http.call(UPDATE)).rejects.toThrow('may or may not have been executed');
      expect(server.seen).toHaveLength(1);
    });
  }

  it('is sent once and left in doubt where the connection broke', async () => {
    const { server, http } = await hostile((socket) => socket.destroy());
    await expect(http.call({ method: 'DELETE', path: `/rest/companies/${ID}` })).rejects.toThrow('may or may not have been executed');
    expect(server.seen).toHaveLength(1);
  });

  it('is judged on a 500 of the instance', async () => {
    const { server, http } = await scripted((_request, response) => answerJson(response, 500, { statusCode: 500 }));
    expect((await http.call(UPDATE)).response.status).toBe(500);
    expect(server.seen).toHaveLength(1);
  });

  it('is judged without JSON only where the operation is never answered with any', async () => {
    const never = await scripted((_request, response) => send(response, 200, 'application/json', ''));
    for (let call = 0; call < 3; call += 1) await expect(never.http.call(UPDATE)).rejects.toThrow('empty body');
    expect((await never.http.call(UPDATE)).response.text).toBe('');
    const atTimes = await scripted((_request, response, seen) => (seen.length % 2 === 0 ? send(response, 200, 'application/json', '') : ok(response)));
    for (let call = 0; call < 6; call += 1) {
      await atTimes.http.call(UPDATE);
      await expect(atTimes.http.call(UPDATE)).rejects.toThrow('empty body');
    }
  });

  const creating = (found: number, second = 201): Script => (request, response, seen) => {
    if (request.method === 'GET') answerJson(response, found, {});
    else if (seen.filter(({ method }) => method === 'POST').length === 1) response.destroy();
    else answerJson(response, second, {});
  };

  it('that creates with an id is looked for and repeated where it is not there', async () => {
    const { server, http } = await scripted(creating(404));
    expect((await http.call(CREATE)).response.status).toBe(201);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /rest/companies', `GET /rest/companies/${ID}`, 'POST /rest/companies']);
  });

  it('that creates with an id is not repeated where it is there, or where nobody can tell', async () => {
    for (const [found, reason] of [[200, 'was executed'], [400, 'may or may not'], [503, 'may or may not']] as const) {
      const { server, http } = await scripted(creating(found));
      await expect(http.call(CREATE)).rejects.toThrow(reason);
      expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    }
  });

  it('that was sent twice is not judged on a refusal', async () => {
    const { http } = await scripted(creating(404, 400));
    await expect(http.call(CREATE)).rejects.toThrow('sent twice');
  });
});

describe('an instance', () => {
  /** Answers well, then for some requests as `reply` does, then well again. */
  const interrupted = (reply: Reply, first: number, last: number): Script => (_request, response, seen) => (seen.length >= first && seen.length <= last ? reply(response) : ok(response));

  it('that is away for a while is waited for, by reads and writes alike', async () => {
    const { http } = await scripted(interrupted(NOT_ITS_OWN['a 503 in JSON']!, 2, 11), { retry: { ...LIMITS, outageMs: 10_000 } });
    await http.call(READ);
    const [read, write] = await Promise.all([http.call(READ), http.call(READ).then(() => http.call(UPDATE))]);
    expect([read.response.status, write.response.status]).toEqual([200, 200]);
    expect(http.trouble.outages).toHaveLength(1);
    expect(http.trouble.ended).toBeUndefined();
  });

  it('that does not come back is given up, and sent nothing more', async () => {
    const { server, http } = await scripted(interrupted(NOT_ITS_OWN['a login page with 200']!, 2, Infinity));
    await http.call(READ);
    await expect(http.call(READ)).rejects.toThrow('The instance stopped answering');
    const asked = server.seen.length;
    await expect(http.call(UPDATE)).rejects.toThrow('Not sent: The instance stopped answering');
    await expect(http.call({ path: '/rest/metadata/objects' })).rejects.toThrow('Not sent: The instance stopped answering');
    expect(server.seen).toHaveLength(asked);
    expect(http.trouble.ended).toContain('Sign in');
  });

  it('of which one surface does not come back is asked on the others', async () => {
    const metadata: CallOptions = { path: '/rest/metadata/objects' };
    const { http } = await scripted((request, response, seen) => (request.url.startsWith('/rest/companies') && seen.length > 1 ? NOT_ITS_OWN['a login page with 200']!(response) : ok(response)));
    await http.call(READ);
    const given = expect(http.call(READ)).rejects.toThrow('Core REST stopped answering');
    for (let asked = 0; http.trouble.ended === undefined; asked += 1) await http.call({ ...metadata, path: `${metadata.path}?page=${asked}` });
    await given;
    expect((await http.call(metadata)).response.status).toBe(200);
  });

  it('that refuses one request alone is not given up', async () => {
    const { http } = await scripted((request, response) => (request.url.includes('select') ? NOT_ITS_OWN['a page of a firewall with 403']!(response) : ok(response)));
    await http.call(READ);
    await expect(http.call({ path: '/rest/companies?filter=select' })).rejects.toThrow('403 with an HTML page');
    expect((await http.call(READ)).response.status).toBe(200);
    expect(http.trouble).toMatchObject({ outages: [], ended: undefined });
  });

  const failing: Reply = (response) => answerJson(response, 500, { statusCode: 500 });

  it('of which one surface answers 500 to everything for long is judged on it', async () => {
    const { http } = await scripted((request, response, seen) => (request.url.startsWith('/rest/companies') && seen.length > 2 ? failing(response) : ok(response)));
    await http.call({ path: '/rest/metadata/objects' });
    await http.call(READ);
    expect((await http.call(READ)).response.status).toBe(500);
    expect((await http.call(UPDATE)).response.status).toBe(500);
    expect(http.trouble.ended).toBeUndefined();
  });

  it('that answers 500 to everything on all surfaces is given up', async () => {
    const { server, http } = await scripted(interrupted(failing, 3, Infinity));
    await http.call({ path: '/rest/metadata/objects' });
    await http.call(READ);
    await expect(http.call(READ)).rejects.toThrow('The instance stopped answering');
    const asked = server.seen.length;
    await expect(http.call({ path: '/rest/metadata/objects' })).rejects.toThrow('Not sent: The instance stopped answering');
    expect(server.seen).toHaveLength(asked);
  });

  it('that refuses a key which it accepted is given up at once', async () => {
    const { http } = await scripted(interrupted((response) => answerJson(response, 403, { statusCode: 403, error: 'FORBIDDEN_EXCEPTION', messages: ['This API Key is revoked'] }), 2, Infinity));
    await http.call(READ);
    await expect(http.call(UPDATE)).rejects.toThrow('no longer accepts the API key');
    await expect(http.call({ method: 'POST', path: '/graphql', json: { query: '{ a { id } }' } })).rejects.toThrow('Not sent');
  });

  it('whose documents refuse the key too is given up by whoever asks for them', { timeout: 5_000 }, async () => {
    const { http } = await scripted(interrupted((response) => answerJson(response, 401, { statusCode: 401, error: 'UNAUTHENTICATED', messages: ['Token invalid.'] }), 2, Infinity));
    await http.call({ path: '/rest/open-api/core' });
    await expect(http.call({ path: '/rest/open-api/core' })).rejects.toThrow('no longer accepts the API key');
    await expect(http.call(READ)).rejects.toThrow('Not sent');
  });

  it('that refuses a key in one place alone is judged on it', async () => {
    const { http } = await scripted((request, response) => (request.url.includes('people') ? answerJson(response, 401, { statusCode: 401, error: 'UNAUTHENTICATED', messages: ['Token invalid.'] }) : ok(response)));
    await http.call(READ);
    expect((await http.call({ path: '/rest/people' })).response.status).toBe(401);
    expect(http.trouble.ended).toBeUndefined();
  });

  it('that was never there is given up after some calls', async () => {
    const { http } = await scripted((_request, response) => send(response, 200, 'text/html', PAGE));
    for (let call = 0; call < 10; call += 1) await expect(http.call(READ)).rejects.toThrow(InconclusiveError);
    await expect(http.call(READ)).rejects.toThrow('has answered none of 10 calls');
  });

  it('that was restarted gets the write that could not be sent', async () => {
    const first = await scripted((_request, response) => ok(response), { retry: { ...LIMITS, outageMs: 10_000 } });
    await first.http.call(READ);
    const port = Number(new URL(first.server.baseUrl).port);
    await first.server.close();
    const waiting = first.http.call(UPDATE);
    await new Promise((resolve) => setTimeout(resolve, 50));
    open.push(await startScriptedServer((_request, response) => ok(response), port));
    expect((await waiting).response.status).toBe(200);
  });
});
