import { SOURCES, at, expectClientError, expectEqual, expectJson, expectStatus, expectThat, journey, permissionDenied, requirement, show, type CallOptions, type Credential, type Exchange, type Plan } from '../../src/suite/index.js';

const auth = (id: string, title: string, source: string) => requirement({ id: `auth.${id}`, level: 'MUST', area: 'auth', title, source });

/** A way to present a credential that opens nothing. */
interface BadCredential {
  requirement: ReturnType<typeof auth>;
  credential(run: Plan): Credential | undefined;
  /** The environment variable that an optional extra comes from. */
  given?: string;
  query?: boolean;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The key with one letter of its signature changed. */
function tampered(key: string): string {
  const middle = key.lastIndexOf('.') + Math.floor((key.length - key.lastIndexOf('.')) / 2);
  return `${key.slice(0, middle)}${key[middle] === 'A' ? 'B' : 'A'}${key.slice(middle + 1)}`;
}

const bearer = (token: string): Credential => ({ header: `Bearer ${token}` });

const BAD_CREDENTIALS: BadCredential[] = [
  { requirement: auth('missing-token.refused', 'A call without a token is refused with 401', SOURCES.docs), credential: () => 'none' },
  { requirement: auth('empty-token.refused', 'A call with an empty bearer token is refused with 401', SOURCES.docs), credential: () => ({ header: 'Bearer ' }) },
  { requirement: auth('malformed-token.refused', 'A token that is no JWT is refused with 401', SOURCES.docs), credential: () => bearer('not-a-jwt') },
  { requirement: auth('garbage-token.refused', 'Three dotted parts of garbage are refused with 401', SOURCES.docs), credential: () => bearer('AAAA.BBBB.CCCC') },
  { requirement: auth('wrong-scheme.refused', 'The key under another scheme than Bearer is refused with 401', SOURCES.bearer), credential: ({ config }) => ({ header: `Basic ${config.apiKey}` }) },
  { requirement: auth('tampered-signature.refused', 'A key with a changed signature is refused with 401', SOURCES.jwt), credential: ({ config }) => bearer(tampered(config.apiKey)) },
  {
    requirement: auth('alg-none.refused', 'An unsigned token with alg none is refused with 401', SOURCES.jwt),
    credential: ({ config }) => bearer(`${encode({ alg: 'none', typ: 'JWT' })}.${config.apiKey.split('.')[1] ?? ''}.`),
  },
  { requirement: auth('query-token.refused', 'A key in the query instead of the header is refused with 401', SOURCES.bearer), credential: () => 'none', query: true },
  { requirement: auth('revoked-key.refused', 'A revoked key is refused with 401', SOURCES.docs), credential: ({ config }) => (config.extraKeys.revoked ? 'revoked' : undefined), given: 'TWENTY_REVOKED_API_KEY' },
  { requirement: auth('expired-key.refused', 'An expired key is refused with 401', SOURCES.docs), credential: ({ config }) => (config.extraKeys.expired ? 'expired' : undefined), given: 'TWENTY_EXPIRED_API_KEY' },
];

const noData = auth('refusal.no-data', 'A refused call shows no record and no metadata', SOURCES.safety);
const shape = auth('refusal.shape', 'A refusal is JSON in the error shape of its surface', SOURCES.coreDocument);
const noSecret = auth('refusal.no-echo', 'A refusal does not repeat the token', SOURCES.safety);
const goodKey = auth('valid-key.accepted', 'The key of the run is accepted, whatever the case of the scheme', SOURCES.bearer);
const noWrite = auth('refusal.no-write', 'A create without a token is refused and makes no record', SOURCES.safety);

interface SurfaceSubject {
  name: string;
  tokens?: number;
  graphql: boolean;
  call(run: Plan): CallOptions;
}

function surfaces(run: Plan): SurfaceSubject[] {
  const { capabilities, objects } = run.model;
  const first = objects.find(({ nameSingular }) => nameSingular === 'company') ?? objects[0];
  const list: Array<SurfaceSubject & { there: boolean }> = [
    { name: 'core-rest', graphql: false, there: first !== undefined, call: () => ({ path: `/rest/${first?.namePlural ?? ''}?limit=1` }) },
    { name: 'metadata-rest', tokens: 0, graphql: false, there: capabilities.metadataRest.available, call: () => ({ path: '/rest/metadata/objects?limit=1' }) },
    { name: 'openapi', tokens: 0, graphql: false, there: capabilities.coreOpenApi.available, call: () => ({ path: '/rest/open-api/core' }) },
    { name: 'core-graphql', graphql: true, there: capabilities.coreGraphql.available, call: () => ({ method: 'POST', path: '/graphql', json: { query: `{ ${first?.namePlural ?? ''}(first: 1) { edges { node { id } } } }` } }) },
    { name: 'metadata-graphql', tokens: 0, graphql: true, there: capabilities.metadataGraphql.available, call: () => ({ method: 'POST', path: '/metadata', json: { query: '{ objects(paging: {first: 1}) { edges { node { id nameSingular } } } }' } }) },
  ];
  return list.filter(({ there }) => there);
}

/** REST: 401. GraphQL: 401, or an answer without data whose error has an authentication code. */
function expectRefused(exchange: Exchange, graphql: boolean): void {
  if (!graphql || exchange.response.status === 401) return expectStatus(exchange, 401);
  expectStatus(exchange, 200, 403);
  const code = at(exchange.response.json, 'errors', 0, 'extensions', 'code');
  expectThat(code === 'UNAUTHENTICATED' || code === 'FORBIDDEN', `errors[0].extensions.code: expected UNAUTHENTICATED or FORBIDDEN, got ${show(code)}`);
}

/** Every value below `data` is null, or there is no `data`. */
function holdsData(json: unknown): boolean {
  const data = at(json, 'data');
  if (data === null || data === undefined) return at(json, 'paths') !== undefined || Array.isArray(json);
  return Object.values(data as object).some((value) => value !== null);
}

journey<SurfaceSubject>({
  name: 'Bad credentials',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 2,
  subjects: surfaces,
  requirements: [...BAD_CREDENTIALS.map(({ requirement: bad }) => bad), noData, shape, noSecret, goodKey],
  async play({ subject, run, http, check, skip }) {
    for (const bad of BAD_CREDENTIALS) {
      const credential = bad.credential(run);
      if (credential === undefined) {
        skip(bad.requirement, `no ${bad.given ?? ''} given`, 'credential');
        continue;
      }
      const call = subject.call(run);
      const path = bad.query ? `${call.path}${call.path.includes('?') ? '&' : '?'}token=${run.config.apiKey}` : call.path;
      const exchange = await http.call({ ...call, path, credential });
      const detail = bad.requirement.id.split('.')[1];
      await check(bad.requirement, exchange, () => expectRefused(exchange, subject.graphql));
      await check(noData, exchange, () => expectThat(!holdsData(exchange.response.json), `body: expected no data, got ${show(exchange.response.text)}`), detail);
      await check(shape, exchange, () => {
        expectJson(exchange);
        if (subject.graphql) expectThat(typeof at(exchange.response.json, 'errors', 0, 'message') === 'string', 'errors[0].message: expected text');
        else {
          expectEqual(at(exchange.response.json, 'statusCode'), exchange.response.status, 'statusCode');
          expectThat(Array.isArray(at(exchange.response.json, 'messages')), 'messages: expected an array');
        }
      }, detail);
      await check(noSecret, exchange, () => expectThat(!exchange.response.text.includes(run.config.apiKey), 'body: repeats the token'), detail);
    }
    const lower = await http.call({ ...subject.call(run), credential: { header: `bearer ${run.config.apiKey}` } });
    const usual = await http.call(subject.call(run));
    if (permissionDenied(usual)) return skip(goodKey, 'the role of the key may not read here', 'credential');
    await check(goodKey, [usual, lower], () => {
      for (const exchange of [usual, lower]) {
        expectStatus(exchange, 200);
        expectEqual(at(exchange.response.json, 'errors'), undefined, 'errors');
      }
    });
  },
});

journey({
  name: 'A write without a token',
  profiles: ['smoke', 'standard', 'full'],
  tokens: 1,
  subjects: () => [{ name: 'core-rest' }],
  skip: (_subject, { model }) => (model.objects.some(({ nameSingular }) => nameSingular === 'company') ? undefined : 'the workspace has no company object'),
  requirements: [noWrite],
  async play(context) {
    const { http, rest, model, check } = context;
    const company = model.objects.find(({ nameSingular }) => nameSingular === 'company')!;
    const id = context.newId(company);
    const refused = await http.call({ method: 'POST', path: '/rest/companies', json: { id, name: context.run.marker }, credential: 'none' });
    const read = await rest.get('companies', id);
    if (read.response.status === 404) context.gone(company, id);
    if (permissionDenied(read)) {
      context.gone(company, id);
      return context.leave('the role of the key may not read companies, so whether one was made cannot be seen');
    }
    await check(noWrite, [refused, read], () => {
      expectClientError(refused);
      expectStatus(read, 404);
    });
  },
});
