import {
  SOURCES, at, callOrSilence, expectEqual, expectRefused, expectStatus, expectThat, graphqlErrors, journey, requirement, show,
  type CallOptions, type Exchange, type Requirement,
} from '../../src/suite/index.js';

const robust = (id: string, title: string, source: string, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `graphql.${id}`, level, area: 'graphql', title, source });

const noQuery = robust('request.without-query', 'A request without a query is answered, with a client error', SOURCES.graphqlHttp);
const noBatch = robust('request.batch', 'A batch of requests is executed or refused with a client error, an empty one too', SOURCES.graphqlHttp);
const cycle = robust('fragment.cycle', 'A fragment that spreads itself is refused as a client error', SOURCES.graphql);
const unnamed = robust('operation.unnamed', 'A document of several operations without operationName is refused as a client error, in JSON', SOURCES.graphql);
const chosen = robust('operation.chosen', 'operationName chooses the operation', SOURCES.graphql);
const unknownName = robust('operation.unknown-name', 'An operationName that the document does not have is refused as a client error', SOURCES.graphql);
const subscription = robust('operation.subscription', 'A subscription over a single request is refused, or answered cleanly', SOURCES.graphql);
const directive = robust('directive.unknown', 'A directive that the schema does not have is refused and named', SOURCES.graphql);
const deep = robust('limits.depth', 'A query nested hundreds of levels deep is answered or refused, never with a failure of the server', SOURCES.safety);
const wide = robust('limits.aliases', 'A query of hundreds of aliases is answered or refused, never with a failure of the server', SOURCES.safety);
const directives = robust('limits.directives', 'A field under hundreds of directives is answered or refused, never with a failure of the server', SOURCES.safety);
const circular = robust('limits.introspection', 'A deeply nested introspection is answered or refused, never with a failure of the server', SOURCES.safety);
const brackets = robust('limits.values', 'A deeply nested value is answered or refused, never with a failure of the server', SOURCES.safety);
const large = robust('limits.size', 'A document of a megabyte is answered or refused, never with a failure of the server', SOURCES.safety);

/** Time after which a request counts as never answered. */
const PATIENCE_MS = 8_000;

/** A clean answer: no failure of the server, GraphQL's own form, and nothing of the server's inside. */
function expectClean(exchange: Exchange): void {
  expectThat(exchange.response.status < 500, `status: expected no failure of the server, got ${exchange.response.status} ${show(exchange.response.text)}`);
  if (exchange.response.status === 413) return;
  expectStatus(exchange, 200, 400);
  const errors = graphqlErrors(exchange);
  expectThat(errors.length > 0 || at(exchange.response.json, 'data') !== undefined, `body: expected data or errors, got ${show(exchange.response.text)}`);
  for (const { message, extensions } of errors) {
    expectThat(extensions?.code !== 'INTERNAL_SERVER_ERROR', `errors: expected a fault of the client, got INTERNAL_SERVER_ERROR ${show(message)}`);
    expectThat(!/call stack|heap|at \w+ \(/.test(message), `errors: expected nothing of the server's inside, got ${show(message)}`);
  }
}

journey({
  name: 'GraphQL requests out of bounds',
  profiles: ['read-only', 'standard', 'full'],
  tokens: 0,
  subjects: () => [{ name: '/graphql' }, { name: '/metadata' }],
  requirements: [noQuery, noBatch, cycle, unnamed, chosen, unknownName, subscription, directive, deep, wide, directives, circular, brackets, large],
  async play({ subject, http, check }) {
    const path = subject.name;
    const ask = (query: string, more: Record<string, unknown> = {}) => http.call({ method: 'POST', path, json: { query, ...more }, timeoutMs: PATIENCE_MS });

    const send = (call: Pick<CallOptions, 'json' | 'body'>) => callOrSilence(http, { method: 'POST', path, ...call, timeoutMs: PATIENCE_MS });
    const answers = async (what: Requirement, call: Pick<CallOptions, 'json' | 'body'>, judge: (exchange: Exchange) => void, detail?: string, sent = send(call)) => {
      const exchange = await sent;
      // Where nothing at all is answered any more, silence says nothing about this request.
      const alive = exchange ?? (await ask('{ __typename }'));
      await check(what, alive, () => {
        expectThat(exchange, `no answer to POST ${path} ${show(call.json ?? call.body)} within ${PATIENCE_MS / 1000} s, while others are answered`);
        judge(exchange);
      }, detail);
    };
    const refusedRequest = (exchange: Exchange) => {
      expectStatus(exchange, 200, 400, 422);
      expectThat(graphqlErrors(exchange).length > 0, `errors: expected a refusal, got ${show(exchange.response.text)}`);
    };
    const executedOrRefused = (exchange: Exchange) => (Array.isArray(exchange.response.json) ? expectStatus(exchange, 200) : refusedRequest(exchange));
    const unusual: Array<[Requirement, unknown, typeof refusedRequest, string]> = [
      [noQuery, {}, refusedRequest, 'an empty object'],
      [noQuery, { variables: {} }, refusedRequest, 'variables alone'],
      [noQuery, { query: '' }, refusedRequest, 'an empty text'],
      [noBatch, [], executedOrRefused, 'of none'],
      [noBatch, [{ query: '{ __typename }' }, { query: '{ __typename }' }], executedOrRefused, 'of two'],
    ];
    // All in flight together, because an instance may leave several without an answer.
    const sent = unusual.map(([, json]) => send({ json }));
    for (const [index, [what, json, judge, detail]] of unusual.entries()) await answers(what, { json }, judge, detail, sent[index]);

    const one = await ask('query { ...A } fragment A on Query { ...A }');
    await check(cycle, one, () => expectRefused(one, /fragment|cycle|itself/i), 'by itself');
    const two = await ask('query { ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }');
    await check(cycle, two, () => expectRefused(two, /fragment|cycle|itself/i), 'by another');
    const operations = 'query A { a: __typename } query B { b: __typename }';
    const open = await ask(operations);
    await check(unnamed, open, () => expectRefused(open, /operation/i));
    const named = await ask(operations, { operationName: 'B' });
    await check(chosen, named, () => { expectStatus(named, 200); expectEqual(at(named.response.json, 'data'), { b: 'Query' }, 'data'); });
    const lost = await ask(operations, { operationName: 'zzNoOperation' });
    await check(unknownName, lost, () => expectRefused(lost, /operation/i));
    const live = await ask('subscription { zzNoSubscription }');
    await check(subscription, live, () => expectRefused(live, /subscription/i));
    const unknown = await ask('{ __typename @zzNoDirective }');
    await check(directive, unknown, () => expectRefused(unknown, /zzNoDirective/));

    const bounded = (what: Requirement, query: string) => answers(what, { json: { query } }, expectClean);
    await bounded(deep, `{ ${'zzDeep { '.repeat(500)}id${' }'.repeat(500)} }`);
    await bounded(wide, `{ ${Array.from({ length: 500 }, (_, index) => `a${index}: __typename`).join(' ')} }`);
    await bounded(directives, `{ __typename ${'@include(if: true) '.repeat(500)} }`);
    // From a type whose fields are scalars: from the whole schema each level would multiply the work of an instance that does not refuse it.
    await bounded(circular, `{ __type(name: "Boolean") { ${'fields { type { '.repeat(3)}${'ofType { '.repeat(40)}name${' }'.repeat(40)}${' } }'.repeat(3)} } }`);
    await bounded(brackets, `{ __type(name: ${'['.repeat(2000)}${']'.repeat(2000)}) { name } }`);
    await bounded(wide, `{ ${'__typename '.repeat(500)} }`);
    // A comment: the same size in fields costs a validator its square, and would stop an instance for everyone.
    await bounded(large, `{ __typename } # ${'conformance '.repeat(85_000)}`);
  },
});
