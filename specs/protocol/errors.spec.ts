import { INTERNALS, SOURCES, at, expectStatus, expectThat, expectJson, instanceSubject, journey, requirement, show, type Exchange } from '../../src/suite/index.js';

const protocol = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string) => requirement({ id: `protocol.${id}`, level, area: 'protocol', title, source });

const malformedJson = protocol('malformed-json', 'MUST', 'A body that is not JSON is refused with 400 and changes nothing', SOURCES.http);
const unknownObject = protocol('unknown-object', 'MUST', 'A path with an unknown object is refused with a client error that names it', SOURCES.http);
const unknownRoute = protocol('unknown-route', 'MUST', 'A path outside every API answers 404', SOURCES.http);
const noServerError = protocol('no-5xx', 'MUST', 'No bad request is answered with a server error', SOURCES.http);
const noStack = protocol('no-internals', 'MUST', 'No refusal shows SQL, a stack trace or a file path', SOURCES.safety);
const errorJson = protocol('error-media-type', 'MUST', 'Every refusal of the REST API is JSON and says so', SOURCES.coreDocument);
const errorText = protocol('error-text', 'MUST', 'Every refusal of the REST API says why in plain words: in text, not in JSON that was encoded once more', SOURCES.coreDocument);
const options = protocol('options', 'SHOULD', 'OPTIONS answers without a body and with CORS headers', SOURCES.http);
const health = protocol('health', 'MUST', 'GET /healthz answers 200 without a token', SOURCES.docs);

/** What a refusal says, in whichever of its two documented places. */
function reasons(exchange: Exchange): unknown[] {
  return [at(exchange.response.json, 'messages') ?? at(exchange.response.json, 'message') ?? []].flat();
}

function isEncoded(text: string): boolean {
  try {
    return typeof JSON.parse(text) !== 'number';
  } catch {
    return false;
  }
}

journey({
  name: 'Bad requests',
  profiles: ['smoke', 'standard', 'full'],
  tokens: 6,
  subjects: instanceSubject,
  skip: (_subject, { model }) => (model.objects.some(({ nameSingular }) => nameSingular === 'company') ? undefined : 'the workspace has no company object'),
  requirements: [malformedJson, unknownObject, unknownRoute, noServerError, noStack, errorJson, errorText, options, health],
  async play({ http, run, check }) {
    const send = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: string) => http.call({ method, path, ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }) });
    const broken = await send('POST', '/rest/companies', `{"name": "${run.marker}"`);
    await check(malformedJson, broken, () => expectStatus(broken, 400));
    const nobody = await send('GET', '/rest/zzUnknownObjects');
    await check(unknownObject, nobody, () => {
      expectStatus(nobody, 400, 404);
      expectThat(nobody.response.text.includes('zzUnknownObjects'), `body: expected the object named, got ${show(nobody.response.text)}`);
    });
    const nowhere = await http.call({ method: 'POST', path: '/zz-no-such-route', json: {} });
    await check(unknownRoute, nowhere, () => expectStatus(nowhere, 404));
    const bad: Exchange[] = [
      broken,
      nobody,
      await send('GET', '/rest/companies/not-a-uuid'),
      await send('GET', `/rest/companies?filter=${encodeURIComponent("id[eq]:'; select 1 --")}`),
      await send('GET', '/rest/companies?order_by=%00'),
      await send('GET', '/rest/companies?starting_after=%7B%7D'),
    ];
    for (const exchange of bad) {
      const detail = `${exchange.request.method} ${new URL(exchange.request.url).pathname}${new URL(exchange.request.url).search}`.slice(0, 80);
      await check(noServerError, exchange, () => expectThat(exchange.response.status < 500, `status: got ${exchange.response.status} ${show(exchange.response.text)}`), detail);
      await check(noStack, exchange, () => {
        expectThat(!INTERNALS.test(exchange.response.text), `body: shows internals: ${show(exchange.response.text, 300)}`);
        expectThat(!INTERNALS.test(JSON.stringify(exchange.response.headers)), `headers: show internals: ${show(exchange.response.headers, 300)}`);
      }, detail);
      if (exchange.response.status < 400) continue;
      await check(errorJson, exchange, () => expectJson(exchange), detail);
      await check(errorText, exchange, () => {
        const said = reasons(exchange);
        expectThat(said.length > 0 && said.every((text) => typeof text === 'string' && text.trim() !== '' && !isEncoded(text)), `messages: expected plain text, got ${show(exchange.response.text, 300)}`);
      }, detail);
    }
    const preflight = await http.call({ method: 'OPTIONS', path: '/rest/companies', headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' }, credential: 'none' });
    await check(options, preflight, () => {
      expectStatus(preflight, 200, 204);
      expectThat(preflight.response.headers['access-control-allow-origin'], 'access-control-allow-origin: missing');
    });
    const alive = await http.call({ path: '/healthz', credential: 'none' });
    await check(health, alive, () => { expectStatus(alive, 200); expectJson(alive); });
  },
});
