import {
  SOURCES, at, createWebhook, dataAt, deleteWebhook, entitiesIn, entityOf, expectAnswered, expectEqual, expectStatus, expectThat, instanceSubject, journey, needs, requirement, show, type Exchange,
} from '../../src/suite/index.js';

const manage = (id: string, title: string, source: string = SOURCES.metadataDocument) => requirement({ id: `webhooks.manage.${id}`, level: 'MUST', area: 'webhooks', title, source });

const created = manage('created', 'Creating a webhook answers 201 with the target, operations, description and secret that were sent');
const read = manage('read', 'A webhook is read by its id as the create answered it');
const listed = manage('listed', 'A new webhook is in the list', SOURCES.agreement);
const updated = manage('updated', 'An update changes the properties that it names and leaves the others', SOURCES.safety);
const defaults = manage('default-operations', 'A webhook made without operations has those that the document gives by default');
const invalid = manage('invalid-target', 'A target that is missing or no http URL is refused with 400, and no webhook is made', SOURCES.safety);
const invalidNamed = manage('invalid-target-named', 'The refusal of a target names the target');
const deleted = manage('deleted', 'A deleted webhook is in the list no more');
const seenByGraphql = manage('seen-by-graphql', 'Metadata GraphQL shows a webhook that was made through REST with the same values', SOURCES.agreement);
const byGraphql = manage('by-graphql', 'A webhook that is made, changed and deleted through Metadata GraphQL is seen so through REST', SOURCES.agreement);

/** Brings nothing, so nothing is ever sent to the target. */
const OPERATIONS = ['zzNoSuchObject.created'];

journey({
  name: 'Webhooks as entities',
  profiles: ['full'],
  tokens: 0,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [created, read, listed, updated, defaults, invalid, invalidNamed, deleted, seenByGraphql, byGraphql],
  async play(context) {
    const { check, skip, http, metadataGraphql, model, random, run } = context;
    const targetOf = (name: string) => `https://${run.marker}.example.com/${name}`;
    const call = (method: 'GET' | 'PATCH' | 'POST', path = '', json?: object) => http.call({ method, path: `/rest/metadata/webhooks${path}`, ...(json ? { json } : {}) });
    const entity = (exchange: Exchange) => entityOf(exchange, 'webhook', 'updateOneWebhook', 'createOneWebhook');
    // Those of this journey alone: another one may not have been able to remove its own.
    const own = (exchange: Exchange) => (entitiesIn(exchange, 'webhooks') ?? []).filter((each) => String(each['targetUrl']).startsWith(targetOf('')));

    const sent = { targetUrl: targetOf('managed'), operations: OPERATIONS, description: 'Made by a conformance run', secret: random.string.alphanumeric(32) };
    const webhook = await createWebhook(context, sent);
    const { id } = webhook;
    const made = entity(webhook.created);
    await check(created, webhook.created, () => {
      expectStatus(webhook.created, 201);
      for (const [key, value] of Object.entries(sent)) expectThat(key === 'secret' ? made?.[key] === value : JSON.stringify(made?.[key]) === JSON.stringify(value), `${key}: not as it was sent`);
    });
    const single = await call('GET', `/${id}`);
    await check(read, [webhook.created, single], () => { expectStatus(single, 200); expectEqual(entity(single), made, 'webhook'); });
    const list = await call('GET');
    await check(listed, list, () => expectEqual(own(list).map((each) => each['id']), [id], 'own webhooks in the list'));

    const change = { description: 'Changed by a conformance run' };
    const patched = await call('PATCH', `/${id}`, change);
    const after = await call('GET', `/${id}`);
    await check(updated, [patched, after], () => {
      expectStatus(patched, 200);
      const { updatedAt: _now, ...now } = entity(after) ?? {};
      const { updatedAt: _then, ...then } = made ?? {};
      expectEqual(now, { ...then, ...change }, 'webhook');
    });

    const documented = at(model.openapi.metadata, 'components', 'schemas', 'Webhook', 'properties', 'operations', 'default');
    if (Array.isArray(documented)) {
      // It may listen to everything, so its target is one that no host has.
      const bare = await createWebhook(context, { targetUrl: 'https://zz-conformance.invalid/' + run.marker });
      await deleteWebhook(context, bare);
      await check(defaults, bare.created, () => expectEqual(entity(bare.created)?.['operations'], documented, 'operations'));
    } else skip(defaults, 'the document gives no default');

    const before = await call('GET');
    const wrong = { 'no URL': 'zz-conformance', 'another scheme': `ftp://${run.marker}.example.com/`, missing: undefined };
    for (const [label, targetUrl] of Object.entries(wrong)) {
      const exchange = await call('POST', '', { ...(targetUrl === undefined ? {} : { targetUrl }), operations: OPERATIONS, description: run.marker });
      const accepted = entity(exchange)?.['id'];
      if (exchange.response.status < 300 && typeof accepted === 'string') await deleteWebhook(context, { id: accepted, targetUrl: targetUrl ?? '' });
      await check(invalid, exchange, () => expectStatus(exchange, 400), label);
      await check(invalidNamed, exchange, () => expectThat(/target/i.test(exchange.response.text), `body: expected the target named, got ${show(exchange.response.text)}`), label);
    }
    const afterwards = await call('GET');
    await check(invalid, [before, afterwards], () => expectEqual(entitiesIn(afterwards, 'webhooks')?.length, entitiesIn(before, 'webhooks')?.length, 'webhooks in the list'), 'list');

    if (model.capabilities.metadataGraphql.available) {
      const seen = await metadataGraphql.query('query($id: UUID!) { webhook(id: $id) { id targetUrl operations description createdAt updatedAt } }', { id });
      await check(seenByGraphql, [after, seen], () => {
        expectAnswered(seen);
        const twin = dataAt(seen, 'webhook') as Record<string, unknown>;
        for (const [key, value] of Object.entries(twin)) expectEqual(value, entity(after)?.[key], `${key} of GraphQL beside REST`);
      });
      const target = targetOf('graphql');
      const entry = { kind: 'webhook' as const, object: '', id: target };
      run.ledger.willCreate(entry);
      const create = await metadataGraphql.query('mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { id } }', { input: { targetUrl: target, operations: OPERATIONS } });
      const otherId = dataAt(create, 'createWebhook', 'id') as string | undefined;
      const update = await metadataGraphql.query('mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { id } }', { input: { id: otherId ?? id, update: change } });
      const shown = await call('GET', `/${otherId ?? id}`);
      const remove = await metadataGraphql.query('mutation($id: UUID!) { deleteWebhook(id: $id) { id } }', { id: otherId ?? id });
      const left = await call('GET');
      if (!own(left).some(({ targetUrl }) => targetUrl === target)) run.ledger.removed(entry);
      await check(byGraphql, [create, update, shown, remove, left], () => {
        for (const exchange of [create, update, remove]) expectAnswered(exchange);
        expectEqual([entity(shown)?.['targetUrl'], entity(shown)?.['description']], [target, change.description], 'target and description through REST');
        expectEqual(own(left).map(({ targetUrl }) => targetUrl), [sent.targetUrl], 'own webhooks in the list after the deletion');
      });
    } else for (const each of [seenByGraphql, byGraphql]) skip(each, model.capabilities.metadataGraphql.reason);

    const removed = await deleteWebhook(context, webhook);
    const end = await call('GET');
    await check(deleted, [removed, end], () => { expectStatus(removed, 200); expectEqual(own(end), [], 'own webhooks in the list'); });
  },
});
