import {
  SOURCES, at, createSample, destroySample, expectEqual, expectJson, expectStatus, expectThat, instanceSubject, journey, labelField, plainObject, requirement, show,
  type CallOptions, type Exchange,
} from '../../src/suite/index.js';

const request = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string = SOURCES.http) => requirement({ id: `protocol.request.${id}`, level, area: 'protocol', title, source });

const mediaType = request('media-type', 'MUST', 'A body of a media type that the document does not list is refused with 415 or 400 and changes nothing', `${SOURCES.http}; ${SOURCES.coreDocument}`);
const charset = request('charset', 'MUST', 'JSON in UTF-8 is read; a charset or content encoding that is not read is refused with 415 or 400');
const wrongType = request('wrong-type', 'MUST', 'A body that is no object where the document has one is refused with 400', SOURCES.coreDocument);
const reserved = request('reserved-keys', 'MUST', 'Keys that mean something to the language of the server are unknown fields like any other: refused with 400 and named', SOURCES.safety);
const deep = request('deep', 'MUST', 'A deeply nested body is refused with a client error', SOURCES.safety);
const tooLarge = request('too-large', 'MUST', 'A body beyond the size that the server takes is refused with 413 or 400');
const unchanged = request('nothing-changed', 'MUST', 'After every refused request the record is as it was', SOURCES.safety);
const errorShape = request('error-shape', 'MUST', 'Every refusal of the REST API holds its status as statusCode, a name as error and its reason in messages or message', SOURCES.coreDocument);
const survived = request('client-error', 'MUST', 'A bad request is answered as a client error in JSON, never as a failure of the server');
const internals = request('no-internals', 'MUST', 'No refusal shows SQL, a stack, a path of the server or an error of its own program', SOURCES.safety);
const path = request('path', 'MUST', 'A path that names nothing is refused with 404 or 400', SOURCES.http);
const encoded = request('encoded-path', 'SHOULD', 'A letter of a path stands for the same whether percent-encoded or not', 'RFC 3986, Uniform Resource Identifier: Generic Syntax');
const repeated = request('repeated-parameter', 'MUST', 'A query parameter that is given twice is refused or read, never passed over', SOURCES.safety);
const method = request('method', 'MUST', 'A method that the document does not list for a path is refused and does nothing', `${SOURCES.http}; ${SOURCES.coreDocument}`);
const head = request('head', 'MUST', 'HEAD answers the status and media type of GET without its body, and asks for the same credentials');
const accept = request('accept', 'MUST', 'Whatever a client accepts, the answer is JSON or 406, never HTML');
const preflight = request('cors-preflight', 'SHOULD', 'A preflight of every surface allows its methods and the headers Authorization and Content-Type', 'WHATWG Fetch, CORS protocol');
const readable = request('cors-answer', 'SHOULD', 'Every answer may be read by a page of another origin, refusals too', 'WHATWG Fetch, CORS protocol');
const uncached = request('not-public', 'MUST', 'No answer to a key says that shared caches may keep it', 'RFC 9111, HTTP Caching');

const NESTED = 4000;
/** Beyond the ten megabytes that a stock instance takes. */
const LARGE = 10 * 1024 * 1024 + 1024;

/** SQL, stacks and paths, and what a JavaScript runtime says of its own objects. */
const INTERNALS = /\bat \S+ \(.*:\d+:\d+\)|node_modules|\bSELECT\b.*\bFROM\b|"stack"|Cannot (read|create|set) propert|is not a function|is not iterable|"TypeError"|\(reading '/;

const BODIES_OF_OTHER_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=zz', null];
const NO_OBJECTS = ['[]', '[{"position":7}]', '"position"', 'null', '7', 'true'];
const BROKEN = ['{"position":', '{"position":7,}', "{'position':7}", '{"position":NaN}', '\u0000'];
const RESERVED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

journey({
  name: 'Requests that no client should send',
  profiles: ['standard', 'full'],
  tokens: 63,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [mediaType, charset, wrongType, reserved, deep, tooLarge, unchanged, errorShape, survived, internals, path, encoded, repeated, method, head, accept, preflight, readable, uncached],
  async play(context) {
    const { http, rest, check, random, run } = context;
    const object = plainObject(context)!;
    const { namePlural } = object;
    const label = labelField(object)!.name;
    const sample = await createSample(context, object);
    if (sample.exchange.response.status !== 201) return context.halt(`a record to try them on could not be created: ${show(sample.exchange.response.text)}`);
    const item = `/rest/${namePlural}/${sample.id}`;
    const refusedCall = async (what: typeof path, call: CallOptions, statuses: number[], detail: string, judge: (exchange: Exchange) => void = () => {}) => {
      const exchange = await http.call(call);
      const { status, json, text } = exchange.response;
      await check(what, exchange, () => { expectStatus(exchange, ...statuses); judge(exchange); }, detail);
      await check(survived, exchange, () => { expectThat(status < 500, `status: got ${status} ${show(text)}`); expectJson(exchange); }, detail);
      if (status < 400) return exchange;
      await check(internals, exchange, () => expectThat(!INTERNALS.test(text), `body: ${show(text, 300)}`), detail);
      await check(errorShape, exchange, () => {
        expectEqual(at(json, 'statusCode'), status, 'statusCode');
        expectThat(typeof at(json, 'error') === 'string', `error: expected text, got ${show(text)}`);
        const reason = [at(json, 'messages'), at(json, 'message')].flat().filter((each) => typeof each === 'string');
        expectThat(reason.length > 0, `messages: expected the reason, got ${show(text)}`);
      }, detail);
      return exchange;
    };
    const patch = (body: string, headers: Record<string, string | null> = {}): CallOptions => ({ method: 'PATCH', path: item, body, headers });
    const before = await rest.get(namePlural, sample.id);
    for (const type of BODIES_OF_OTHER_TYPES) await refusedCall(mediaType, patch('{"position":7}', { 'content-type': type }), [400, 415], type ?? 'none');
    await refusedCall(charset, patch('{"position":7}', { 'content-type': 'application/json; charset=iso-8859-1' }), [400, 415], 'iso-8859-1');
    await refusedCall(charset, patch('{"position":7}', { 'content-encoding': 'zz' }), [400, 415], 'content-encoding zz');
    for (const body of NO_OBJECTS) await refusedCall(wrongType, patch(body), [400], body);
    for (const body of BROKEN) await refusedCall(wrongType, patch(body), [400], `no JSON ${JSON.stringify(body)}`);
    for (const key of RESERVED) await refusedCall(reserved, patch(`{"${key}":{"zzPolluted":1}}`), [400], key, ({ response }) => expectThat(response.text.includes(key), `body: expected ${key} named, got ${show(response.text)}`));
    await refusedCall(deep, patch(`{"zz":${'{"zz":'.repeat(NESTED)}1${'}'.repeat(NESTED + 1)}`), [400, 413, 422], `${NESTED} levels`);
    await refusedCall(tooLarge, patch(JSON.stringify({ zz: 'x'.repeat(LARGE) })), [400, 413], 'more than 10 MB');
    const after = await rest.get(namePlural, sample.id);
    await check(unchanged, [before, after], () => expectEqual(after.response.json, before.response.json, 'the record afterwards'));
    const utf8 = await http.call(patch(JSON.stringify({ [label]: `${run.marker} Zoë 雪 🐘` }), { 'content-type': 'application/json; charset=utf-8' }));
    await check(charset, utf8, () => { expectStatus(utf8, 200); expectThat(utf8.response.text.includes('Zoë 雪 🐘'), `body: expected the text that was sent, got ${show(utf8.response.text)}`); }, 'utf-8');

    const paths = ['/rest/__proto__', '/rest/constructor', '/rest/toString', `/rest/${namePlural.toUpperCase()}`, `/rest/${namePlural}/%00`, `/rest/${namePlural}/%ff`, `/rest/${namePlural}/%zz`, `/rest/${namePlural}/..%2f..%2fhealthz`, `${item}/zz`, '/rest/zz/zz/zz/zz', '/rest/', '/rest/metadata/zzNothing', '/rest/metadata/objects/zz', '/rest/metadata/objects/00000000-0000-4000-8000-00000000c0de', '/rest/open-api/zz', '/rest/open-api', '/zz'];
    for (const each of paths) await refusedCall(path, { path: each }, [400, 404], each.replace(sample.id, '{id}').replace(namePlural, '{objects}'));
    const letter = namePlural.charCodeAt(0).toString(16);
    const coded = await http.call({ path: `/rest/%${letter}${namePlural.slice(1)}/${sample.id}` });
    await check(encoded, coded, () => expectStatus(coded, 200));
    const nobody = random.string.uuid();
    const filterOf = (id: string) => `filter=${encodeURIComponent(`id[eq]:"${id}"`)}`;
    for (const [detail, query] of [['filter', `${filterOf(sample.id)}&${filterOf(nobody)}&limit=1`], ['filter, the other way round', `${filterOf(nobody)}&${filterOf(sample.id)}&limit=1`], ['limit', `${filterOf(sample.id)}&limit=0&limit=0`]] as const) {
      const twice = await http.call({ path: `/rest/${namePlural}?${query}` });
      await check(repeated, twice, () => {
        expectThat(twice.response.status < 500, `status: ${twice.response.status}`);
        if (twice.response.status === 200) expectThat(Number(at(twice.response.json, 'totalCount')) <= 1, `totalCount: expected at most the one record that a filter named, got ${show(at(twice.response.json, 'totalCount'))}`);
      }, detail);
    }

    // A create on the path of a record names its own id, so that what it makes can be removed.
    const stray = context.newId(object);
    const undocumented: Array<[string, CallOptions]> = [
      ['POST /{objects}/{id}', { method: 'POST', path: item, json: { id: stray, [label]: run.marker } }],
      ['GET /batch/{objects}', { path: `/rest/batch/${namePlural}?limit=1` }], ['GET /restore/{objects}', { path: `/rest/restore/${namePlural}?limit=1` }],
      ['GET /{objects}/merge', { path: `/rest/${namePlural}/merge?limit=1` }], ['GET /{objects}/duplicates', { path: `/rest/${namePlural}/duplicates?limit=1` }],
    ];
    for (const [detail, call] of undocumented) await refusedCall(method, call, [400, 404, 405], detail);
    await destroySample(context, object, stray);

    const get = await http.call({ path: item });
    const headed = await http.call({ method: 'HEAD', path: item });
    const anonymous = await http.call({ method: 'HEAD', path: item, credential: 'none' });
    await check(head, [get, headed, anonymous], () => {
      expectEqual([headed.response.status, headed.response.headers['content-type'], headed.response.text], [get.response.status, get.response.headers['content-type'], ''], 'status, media type and body of HEAD beside GET');
      expectStatus(anonymous, 401, 403);
    });
    for (const type of ['text/html', 'application/xml', '*/*;q=0.1', 'zz']) {
      for (const target of [item, '/rest/zzUnknownObjects']) {
        const exchange = await http.call({ path: target, headers: { accept: type } });
        await check(accept, exchange, () => { if (exchange.response.status !== 406) expectJson(exchange); }, `${type} ${target === item ? 'a record' : 'a refusal'}`);
      }
    }
    const origin = { origin: 'https://example.com' };
    for (const [surface, methods] of [['/rest/' + namePlural, ['GET', 'POST', 'PATCH', 'DELETE']], ['/rest/metadata/objects', ['GET', 'PATCH']], ['/rest/open-api/core', ['GET']], ['/graphql', ['POST']], ['/metadata', ['POST']]] as const) {
      const asked = await http.call({ method: 'OPTIONS', path: surface, credential: 'none', headers: { ...origin, 'access-control-request-method': methods.at(-1)!, 'access-control-request-headers': 'authorization,content-type' } });
      await check(preflight, asked, () => {
        const { status, headers } = asked.response;
        expectThat(status === 200 || status === 204, `status: ${status}`);
        const listed = (name: string) => (headers[name] ?? '').toLowerCase().split(',').map((each) => each.trim());
        for (const name of methods) expectThat(listed('access-control-allow-methods').some((each) => each === name.toLowerCase() || each === '*'), `access-control-allow-methods: expected ${name}, got ${headers['access-control-allow-methods']}`);
        for (const name of ['authorization', 'content-type']) expectThat(listed('access-control-allow-headers').includes(name), `access-control-allow-headers: expected ${name}, got ${headers['access-control-allow-headers']}`);
      }, surface.replace(namePlural, '{objects}'));
    }
    const answers: Array<[string, CallOptions]> = [
      ['a record', { path: item }], ['a refusal', { path: '/rest/zzUnknownObjects' }], ['a refused credential', { path: item, credential: { header: 'Bearer not-a-jwt' } }],
      ['GraphQL', { method: 'POST', path: '/graphql', json: { query: '{ __typename }' } }], ['Metadata', { path: '/rest/metadata/objects?limit=1' }],
    ];
    for (const [detail, call] of answers) {
      const exchange = await http.call({ ...call, headers: origin });
      await check(readable, exchange, () => expectThat(['*', origin.origin].includes(exchange.response.headers['access-control-allow-origin'] ?? ''), `access-control-allow-origin: got ${show(exchange.response.headers['access-control-allow-origin'])}`), detail);
      await check(uncached, exchange, () => expectThat(!/\bpublic\b|\bs-maxage\b/i.test(exchange.response.headers['cache-control'] ?? ''), `cache-control: got ${show(exchange.response.headers['cache-control'])}`), detail);
    }
    await destroySample(context, object, sample.id);
  },
});
