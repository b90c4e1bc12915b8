import {
  SOURCES, at, capitalised, createSample, createTemporaryObject, createWebhook, deleteWebhook, deliveryExchange, expectEqual, expectStatus, expectThat, expectedSignature,
  instanceSubject, journey, noListener, openWebhookListener, plainObject, plainWritableFields, recordProblems, removeTemporaryObject, requirement, show, temporaryRecordId, textLabel, typicalValue, where,
  type Delivery, type Exchange, type JourneyContext, type ObjectModel, type Subject, type WebhookListener,
} from '../../src/suite/index.js';

const hook = (id: string, title: string, source: string = SOURCES.webhookDocs, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `webhooks.${id}`, level, area: 'webhooks', title, source });

const created = hook('event.created', 'A new record is delivered as {singular}.created, as a read answers it');
const updated = hook('event.updated', 'A changed record is delivered as {singular}.updated, as a read answers it after the change');
const byGraphql = hook('event.updated-by-graphql', 'A change made through GraphQL is delivered as one made through REST', SOURCES.agreement);
const trashed = hook('event.deleted', 'A soft-deleted record is delivered as {singular}.deleted, with its deletedAt');
const restored = hook('event.restored', 'A restored record is delivered as restored or updated, without deletedAt');
const destroyed = hook('event.destroyed', 'A destroyed record is delivered as deleted or destroyed, as it was last');
const changedFields = hook('payload.updated-fields', 'updatedFields names the fields that a change touched, and no other', SOURCES.coreDocument);
const once = hook('delivery.once', 'Each change is delivered once to each webhook');
const unchanged = hook('delivery.unchanged', 'An update with the values that a record has is not delivered as a change', SOURCES.webhookDocs, 'SHOULD');
const refused = hook('delivery.refused', 'A write that was refused is not delivered', SOURCES.safety);
const form = hook('delivery.form', 'A delivery is a POST to the target, of JSON that says so');
const about = hook('payload.about', 'A delivery tells the ids of its webhook and object, its target and the time of the event', SOURCES.coreDocument);
const record = hook('payload.record', 'The record of a delivery has exactly the properties and types that metadata describes', SOURCES.metadata);
const documentedEvent = hook('payload.documented-event', 'Every event that is delivered is one that the document lists', SOURCES.coreDocument);
const documentedKeys = hook('payload.documented-keys', 'Every key of a delivery stands in the document', SOURCES.coreDocument);
const pageKeys = hook('payload.page-keys', 'A delivery has the keys event, data and timestamp that the page on webhooks shows');
const signed = hook('signature.valid', 'The signature is the hex HMAC SHA256 of timestamp, colon and body as sent, under the secret of the webhook');
const stamped = hook('signature.timestamp', 'The timestamp is the time of the delivery in milliseconds', SOURCES.coreDocument);
const nonce = hook('signature.nonce', 'No two deliveries have the same nonce', SOURCES.coreDocument);
const secrecy = hook('signature.secret-hidden', 'No delivery holds the secret of its webhook', SOURCES.safety);

const many = {
  created: hook('event.created-many', 'Each record of a batch is delivered as created'),
  updated: hook('event.updated-many', 'Each record that an update by filter changes is delivered as updated'),
  destroyed: hook('event.destroyed-many', 'Each record that a delete by filter destroys is delivered'),
  custom: hook('event.custom-object', 'Records of a custom object are delivered like those of any other'),
};

/** Time for what should not come, after what should has come. */
const GRACE_MS = 1_500;
const NEAR_MS = 5 * 60_000;
const PAGE_KEYS = ['event', 'data', 'timestamp'];

const eventOf = ({ body }: Delivery) => String(body?.['eventName'] ?? body?.['event']);
const idOf = ({ body }: Delivery) => at(body, 'record', 'id');

/** Tells deliveries of an event of one record on one webhook. */
function isAbout(path: string, event: string | RegExp, id: string) {
  return (delivery: Delivery) => delivery.path === path && idOf(delivery) === id && (typeof event === 'string' ? eventOf(delivery) === event : event.test(eventOf(delivery)));
}

/** Ends a journey on which nothing was delivered: told by the user to reach this machine, the instance should have. */
async function leaveUnreached(context: JourneyContext, listener: WebhookListener, tidy: () => Promise<unknown>): Promise<never> {
  await tidy();
  if (listener.promised) return context.halt('nothing was delivered');
  return context.leave('no delivery came: the instance does not reach this machine, refuses local targets, or its worker does not run. Give --webhook-listener to have that checked');
}

/** Where the document describes deliveries of an event of an object. */
function documentedDelivery({ model }: JourneyContext, object: ObjectModel, action: string): object | undefined {
  const names = [object.labelSingular, capitalised(object.nameSingular)].map((name) => `${name} ${capitalised(action)}`);
  const webhooks = (model.openapi.core?.webhooks ?? {}) as Record<string, object>;
  return names.map((name) => webhooks[name]).find((each) => each !== undefined);
}

const withoutObject = (_subject: Subject, plan: Parameters<typeof noListener>[0] & { model: JourneyContext['model'] }) => noListener(plan) ?? (plainObject(plan) ? undefined : 'no object can be written without side effects');

journey({
  name: 'Deliveries of the life of a record',
  profiles: ['full'],
  tokens: 11,
  subjects: () => instanceSubject(),
  skip: withoutObject,
  requirements: [
    created, updated, byGraphql, trashed, restored, destroyed, changedFields, once, unchanged, refused, form, about, record, documentedEvent, documentedKeys, pageKeys, signed, stamped, nonce, secrecy,
  ],
  async play(context) {
    const { check, rest, coreGraphql, run, random, model } = context;
    const object = plainObject(context)!;
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const label = textLabel(object)!.name;
    const listener = await openWebhookListener(run);
    const path = `/${run.marker}/life`;
    const webhook = await createWebhook(context, { targetUrl: listener.url + path, operations: [`${nameSingular}.*`], secret: random.string.alphanumeric(32) });
    const told = (event: string | RegExp, recordId: string, patienceMs = listener.patienceMs()) => listener.waitFor(isAbout(path, event, recordId), patienceMs);
    const sample = await createSample(context, object);
    const { id } = sample;
    const evidence = (call: Exchange, delivery: Delivery | undefined) => [call, ...(delivery ? [deliveryExchange(listener, delivery)] : [])];
    const judge = (requirement: typeof created, call: Exchange, delivery: Delivery | undefined, expected: Record<string, unknown> | undefined) =>
      check(requirement, evidence(call, delivery), () => {
        expectThat(call.response.status < 300, `the write was refused: ${call.response.status}`);
        expectThat(delivery, `nothing was delivered within ${Math.round(listener.patienceMs() / 1000)} s`);
        expectEqual(at(delivery.body, 'record'), expected, 'record');
      });
    const read = async () => at((await rest.get(namePlural, id)).response.json, 'data', nameSingular) as Record<string, unknown> | undefined;

    const first = await told(`${nameSingular}.created`, id, listener.patienceMs('first'));
    if (!first) {
      if (listener.promised) await judge(created, sample.exchange, first, undefined);
      return leaveUnreached(context, listener, async () => { await rest.destroy(namePlural, id); context.gone(object, id); await deleteWebhook(context, webhook); });
    }
    await judge(created, sample.exchange, first, await read());

    const other = plainWritableFields(object).find((field) => field.name !== label && ['TEXT', 'NUMBER', 'BOOLEAN'].includes(field.type));
    const name = `${run.marker} changed`;
    const change = { [label]: name, ...(other ? { [other.name]: otherThan(sample.payload[other.name], () => typicalValue(other, context)) } : {}) };
    const patched = await rest.update(namePlural, id, change);
    const second = await told(`${nameSingular}.updated`, id);
    const afterPatch = await read();
    await judge(updated, patched, second, afterPatch);
    await check(changedFields, evidence(patched, second), () => expectEqual([...((second?.body?.['updatedFields'] ?? []) as string[])].sort(), Object.keys(change).sort(), 'updatedFields'));
    const same = await rest.update(namePlural, id, change);
    const graphql = await coreGraphql.query(`mutation($id: UUID!, $data: ${singular}UpdateInput!) { update${singular}(id: $id, data: $data) { id } }`, { id, data: { [label]: `${name} again` } });
    const isSecondChange = (delivery: Delivery) => delivery.path === path && eventOf(delivery) === `${nameSingular}.updated` && at(delivery.body, 'record', label) === `${name} again`;
    const third = await listener.waitFor(isSecondChange, listener.patienceMs());
    await judge(byGraphql, graphql, third, await read());
    const strangeId = context.newId(object);
    const strange = await rest.create(namePlural, { ...sample.payload, id: strangeId, zzUnknownProperty: 1 });
    if (strange.response.status >= 400) context.gone(object, strangeId);

    const softDeleted = await rest.softDelete(namePlural, id);
    const fourth = await told(`${nameSingular}.deleted`, id);
    const inTrash = at((await rest.list(namePlural, { filter: `id[eq]:"${id}",deletedAt[is]:NOT_NULL` })).response.json, 'data', namePlural, 0) as Record<string, unknown> | undefined;
    await judge(trashed, softDeleted, fourth, inTrash);
    const back = await rest.restoreMany(namePlural, where('id', 'eq', id));
    const fifth = await listener.waitFor((delivery) => delivery.path === path && /\.(restored|updated)$/.test(eventOf(delivery)) && idOf(delivery) === id && Date.parse(String(at(delivery.body, 'record', 'updatedAt'))) > Date.parse(String(inTrash?.['updatedAt'])), listener.patienceMs());
    const last = await read();
    await judge(restored, back, fifth, last);
    const gone = await rest.destroy(namePlural, id);
    if (gone.response.status === 200) context.gone(object, id);
    const sixth = await listener.waitFor((delivery) => delivery.path === path && /\.(destroyed|deleted)$/.test(eventOf(delivery)) && idOf(delivery) === id && delivery !== fourth, listener.patienceMs());
    await judge(destroyed, gone, sixth, last);
    await listener.waitFor(() => false, GRACE_MS);

    const own = listener.deliveries.filter((delivery) => delivery.path === path && (idOf(delivery) === id || idOf(delivery) === strangeId));
    const mine = own.filter((delivery) => idOf(delivery) === id);
    const shown = own.map((delivery) => deliveryExchange(listener, delivery));
    const events = mine.map(eventOf);
    const count = (event: string) => events.filter((each) => each === event).length;
    await check(once, shown, () => {
      for (const event of ['created', 'deleted', 'restored', 'destroyed'].map((action) => `${nameSingular}.${action}`)) expectThat(count(event) <= 1, `${event}: delivered ${count(event)} times`);
      const distinct = new Set(mine.map((delivery) => `${eventOf(delivery)} ${String(at(delivery.body, 'record', 'updatedAt'))}`));
      expectEqual(mine.length, distinct.size, 'deliveries beside changes');
    });
    await check(unchanged, [same, ...shown], () => expectEqual(count(`${nameSingular}.updated`), 2, 'deliveries of two changes and one update without change'));
    await check(refused, [strange, ...shown], () => {
      expectThat(strange.response.status >= 400, `status: expected a refusal, got ${strange.response.status}`);
      expectEqual(own.filter((delivery) => idOf(delivery) === strangeId).map(eventOf), [], 'deliveries of a refused create');
    });
    await check(form, shown, () => {
      for (const { method, headers, body } of mine) {
        expectEqual(method, 'POST', 'method');
        expectThat(/^application\/json\b/.test(headers['content-type'] ?? ''), `media type: expected application/json, got ${show(headers['content-type'])}`);
        expectThat(body, 'body: expected a JSON object');
      }
    });
    await check(about, shown, () => {
      const now = Date.now();
      for (const { body } of mine) {
        expectEqual([body?.['webhookId'], body?.['targetUrl']], [webhook.id, webhook.targetUrl], 'webhookId and targetUrl');
        expectEqual(body?.['objectMetadata'], { id: object.id, nameSingular }, 'objectMetadata');
        expectThat(typeof body?.['workspaceId'] === 'string', `workspaceId: expected text, got ${show(body?.['workspaceId'])}`);
        expectThat(Math.abs(now - Date.parse(String(body?.['eventDate']))) < NEAR_MS, `eventDate: expected the present, got ${show(body?.['eventDate'])}`);
      }
    });
    await check(record, shown, () => expectEqual(mine.flatMap(({ body }) => recordProblems(object, body?.['record'])).slice(0, 5), [], 'problems'));
    for (const [event, delivery] of new Map(mine.map((each) => [eventOf(each), each]))) {
      const [, action = ''] = event.split('.');
      const description = documentedDelivery(context, object, action);
      if (!model.openapi.core) continue;
      await check(documentedEvent, deliveryExchange(listener, delivery), () => expectThat(description, `${event}: the document lists no such event`), action);
      if (!description) continue;
      const known = Object.keys((at(description, 'post', 'requestBody', 'content', 'application/json', 'schema', 'properties') as object | undefined) ?? {});
      await check(documentedKeys, deliveryExchange(listener, delivery), () => {
        expectEqual(Object.keys(delivery.body ?? {}).filter((key) => !known.includes(key) && !PAGE_KEYS.includes(key)), [], 'keys that the document lacks');
      }, action);
    }
    if (!model.openapi.core) for (const each of [documentedEvent, documentedKeys]) context.skip(each, 'the instance serves no Core document');
    await check(pageKeys, shown.slice(0, 1), () => expectEqual(PAGE_KEYS.filter((key) => !(key in (mine[0]?.body ?? {}))), [], 'keys that are missing'));
    await check(signed, shown, () => {
      for (const delivery of mine) expectEqual(delivery.headers['x-twenty-webhook-signature'], expectedSignature(delivery, webhook.secret), `signature of ${eventOf(delivery)}`);
    });
    await check(stamped, shown, () => {
      for (const { headers, receivedAt } of mine) {
        const stamp = headers['x-twenty-webhook-timestamp'] ?? '';
        expectThat(/^\d{13}$/.test(stamp) && Math.abs(receivedAt - Number(stamp)) < NEAR_MS, `X-Twenty-Webhook-Timestamp: expected the present in ms, got ${show(stamp)}`);
      }
    });
    await check(nonce, shown, () => {
      const nonces = mine.map(({ headers }) => headers['x-twenty-webhook-nonce'] ?? '');
      expectThat(nonces.every((each) => each.length >= 16), `X-Twenty-Webhook-Nonce: expected 16 characters or more, got ${show(nonces)}`);
      expectEqual(new Set(nonces).size, nonces.length, 'different nonces');
    });
    await check(secrecy, shown, () => expectThat(mine.every(({ text, headers }) => !(text + JSON.stringify(headers)).includes(webhook.secret)), 'a delivery holds the secret'));
    expectStatus(await deleteWebhook(context, webhook), 200);
  },
});

/** A value that is not the one given. */
function otherThan(value: unknown, another: () => unknown): unknown {
  for (let tries = 0; tries < 20; tries++) {
    const next = another();
    if (next !== value) return next;
  }
  return value;
}

journey({
  name: 'Deliveries of bulk writes to a custom object',
  profiles: ['full'],
  tokens: 3,
  subjects: () => instanceSubject(),
  skip: withoutObject,
  requirements: Object.values(many),
  async play(context) {
    const { check, rest, run } = context;
    const listener = await openWebhookListener(run);
    const object = await createTemporaryObject(context, 'W');
    const { nameSingular, namePlural } = object;
    const path = `/${run.marker}/many`;
    const webhook = await createWebhook(context, { targetUrl: listener.url + path, operations: [`${nameSingular}.*`] });
    const ids = Array.from({ length: 3 }, () => temporaryRecordId(context));
    const batch = await rest.createMany(namePlural, ids.map((id) => ({ id, name: 'batch' })));
    const deliveriesOf = async (event: string | RegExp) => {
      const found = () => ids.flatMap((id) => listener.deliveries.find(isAbout(path, event, id)) ?? []);
      await listener.waitFor(() => found().length > 0, listener.patienceMs('first'));
      // They come together: after the first the others are not far.
      await listener.waitFor(() => found().length === ids.length, 2 * GRACE_MS);
      return found();
    };
    const tidy = async () => { await deleteWebhook(context, webhook); await removeTemporaryObject(context, object); };
    const judge = (requirement: typeof created, call: Exchange, found: Delivery[]) =>
      check(requirement, [call, ...found.map((delivery) => deliveryExchange(listener, delivery))], () => {
        expectThat(call.response.status < 300, `the write was refused: ${call.response.status}`);
        expectEqual(found.map(idOf), ids, 'ids that were delivered');
      });
    const first = await deliveriesOf(`${nameSingular}.created`);
    if (first.length === 0 && !listener.promised) return leaveUnreached(context, listener, tidy);
    await judge(many.created, batch, first);
    await check(many.custom, [batch, ...first.map((delivery) => deliveryExchange(listener, delivery))], () => {
      expectThat(first[0], 'nothing was delivered');
      expectEqual(first[0].body?.['objectMetadata'], { id: object.id, nameSingular }, 'objectMetadata');
    });
    if (first.length === 0) return leaveUnreached(context, listener, tidy);
    const update = await rest.updateMany(namePlural, where('name', 'eq', 'batch'), { name: 'changed' });
    await judge(many.updated, update, await deliveriesOf(`${nameSingular}.updated`));
    const destroy = await rest.destroyMany(namePlural, where('name', 'eq', 'changed'));
    await judge(many.destroyed, destroy, await deliveriesOf(/\.(destroyed|deleted)$/));
    await tidy();
  },
});
