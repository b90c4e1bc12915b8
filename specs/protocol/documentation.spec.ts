import { at, expectJson, expectStatus, expectThat, instanceSubject, journey, permissionDenied, plainObject, requirement, show } from '../../src/suite/index.js';

const API_PAGE = "Twenty's documentation, https://docs.twenty.com/developers/extend/api";
const OLDER_PAGE = "Twenty's documentation, https://docs.twenty.com/developers/api-and-webhooks/api";
const WEBHOOK_PAGE = "Twenty's documentation, https://docs.twenty.com/developers/extend/webhooks";
const documented = (id: string, title: string, source: string) => requirement({ id: `protocol.documentation.${id}`, level: 'SHOULD', area: 'protocol', title, source });

const bases = documented('bases', 'The Core API is served at /rest/ and /graphql/, the Metadata API at /rest/metadata/ and /metadata/', API_PAGE);
const byName = documented('object-by-name', 'GET /rest/metadata/objects/{objectName} answers the metadata of an object', OLDER_PAGE);
const picklists = documented('picklists', 'GET /rest/metadata/picklists answers the options of select fields', OLDER_PAGE);
const signature = documented('webhook-signature', 'The OpenAPI document describes the headers X-Twenty-Webhook-Signature and X-Twenty-Webhook-Timestamp', WEBHOOK_PAGE);

journey({
  name: "The claims of Twenty's API pages",
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 1,
  subjects: instanceSubject,
  requirements: [bases, byName, picklists, signature],
  async play({ http, model, check, skip }) {
    const object = plainObject({ model }) ?? model.objects[0]!;
    const query = (document: string) => ({ method: 'POST' as const, json: { query: document } });
    const calls = [
      { path: `/rest/${object.namePlural}?limit=1` },
      { path: '/graphql/', ...query('{ __typename }') },
      { path: '/rest/metadata/objects?limit=1' },
      { path: '/metadata/', ...query('{ objects(paging: { first: 1 }) { edges { node { id } } } }') },
    ];
    for (const call of calls) {
      const exchange = await http.call(call);
      if (permissionDenied(exchange)) continue;
      await check(bases, exchange, () => {
        expectStatus(exchange, 200);
        expectJson(exchange);
        expectThat(at(exchange.response.json, 'errors') === undefined, `errors: expected none, got ${show(at(exchange.response.json, 'errors'))}`);
      }, call.path.split('?')[0]!.replace(object.namePlural, '{objects}'));
    }
    const named = await http.call({ path: `/rest/metadata/objects/${object.namePlural}` });
    await check(byName, named, () => {
      expectStatus(named, 200);
      expectThat(named.response.text.includes(object.id), `body: expected the object ${object.nameSingular}`);
    });
    const lists = await http.call({ path: '/rest/metadata/picklists' });
    await check(picklists, lists, () => expectStatus(lists, 200));
    const webhooks = Object.values((at(model.openapi.core, 'webhooks') ?? {}) as Record<string, unknown>);
    if (webhooks.length === 0) return skip(signature, 'the instance serves no Core OpenAPI document with webhooks');
    await check(signature, [], () => {
      const headers = ((at(webhooks[0], 'post', 'parameters') ?? []) as Array<{ name?: string }>).map(({ name }) => name);
      for (const header of ['X-Twenty-Webhook-Signature', 'X-Twenty-Webhook-Timestamp']) expectThat(headers.includes(header), `headers: expected ${header}, got ${headers.join(', ')}`);
    });
  },
});
