import {
  SOURCES, at, createSample, createWebhook, deleteWebhook, deliveryExchange, destroySample, expectEqual, expectStatus, expectThat, expectedSignature, instanceSubject, journey, noListener,
  openWebhookListener, plainObject, requirement, type Delivery, type Webhook,
} from '../../src/suite/index.js';

const hook = (id: string, title: string, source: string = SOURCES.webhookDocs) => requirement({ id: `webhooks.${id}`, level: 'MUST', area: 'webhooks', title, source });

const exact = hook('operations.exact', 'The operation {object}.{action} brings that event of that object', SOURCES.metadataDocument);
const anyAction = hook('operations.object', 'The operation {object}.* brings the events of that object', SOURCES.metadataDocument);
const anyObject = hook('operations.action', 'The operation *.{action} brings that event of every object', SOURCES.metadataDocument);
const all = hook('operations.all', 'The operation *.* brings every event', SOURCES.metadataDocument);
const several = hook('operations.several', 'A webhook of several operations gets what any of them brings, once', SOURCES.metadataDocument);
const others = hook('operations.others', 'A webhook gets nothing that its operations leave out', SOURCES.metadataDocument);
const changed = hook('operations.changed', 'After a change of its operations a webhook gets what the new ones bring', SOURCES.metadataDocument);
const moved = hook('target.changed', 'After a change of its target a webhook is delivered there and no longer where it was', SOURCES.metadataDocument);
const ownSecret = hook('signature.own-secret', 'A webhook made without a secret is given one, under which its deliveries are signed');
const changedSecret = hook('signature.changed-secret', 'After a change of its secret the deliveries of a webhook are signed under the new one');
const afterFailure = hook('delivery.after-failure', 'A webhook whose target answered 500 still gets later events');
const afterDeletion = hook('delivery.after-deletion', 'A deleted webhook gets nothing more');

/** Time for what should not come, after what should has come. */
const GRACE_MS = 1_500;
const NOTHING = 'zzNoSuchObject.created';

journey({
  name: 'What webhooks are told',
  profiles: ['full'],
  tokens: 4,
  subjects: () => instanceSubject(),
  skip: (_subject, plan) => noListener(plan) ?? (plainObject(plan) ? undefined : 'no object can be written without side effects'),
  requirements: [exact, anyAction, anyObject, all, several, others, changed, moved, ownSecret, changedSecret, afterFailure, afterDeletion],
  async play(context) {
    const { check, http, run, random } = context;
    const object = plainObject(context)!;
    const listener = await openWebhookListener(run);
    const creates = `${object.nameSingular}.created`;
    const pathOf = (name: string) => `/${run.marker}/told-${name}`;
    const operationsOf: Record<string, string[]> = {
      exact: [creates], object: [`${object.nameSingular}.*`], action: ['*.created'], all: ['*.*'], several: [NOTHING, creates, `${object.nameSingular}.*`],
      otherAction: [`${object.nameSingular}.updated`], otherObject: [NOTHING], changed: [NOTHING], moved: [creates], secret: [creates], failing: [creates], deleted: [creates],
    };
    listener.failing.add(pathOf('failing'));
    const hooks: Record<string, Webhook> = {};
    for (const [name, operations] of Object.entries(operationsOf)) hooks[name] = await createWebhook(context, { targetUrl: listener.url + pathOf(name), operations });
    const arrived = (path: string, id: string) => listener.deliveries.filter((delivery) => delivery.path === path && at(delivery.body, 'record', 'id') === id);
    const allArrived = (names: string[], id: string) => names.every((name) => arrived(pathOf(name), id).length > 0);

    const first = await createSample(context, object);
    const sawFirst = (delivery: Delivery) => at(delivery.body, 'record', 'id') === first.id;
    const reached = await listener.waitFor(sawFirst, listener.patienceMs('first'));
    const tidy = async (records: string[]) => {
      for (const id of records) await destroySample(context, object, id);
      for (const [name, webhook] of Object.entries(hooks)) if (name !== 'deleted' || !reached) await deleteWebhook(context, webhook);
    };
    if (!reached) {
      await tidy([first.id]);
      if (listener.promised) return context.halt('nothing was delivered');
      return context.leave('no delivery came: the instance does not reach this machine, refuses local targets, or its worker does not run. Give --webhook-listener to have that checked');
    }
    const atOnce = ['exact', 'object', 'action', 'all', 'several', 'moved', 'secret', 'failing', 'deleted'];
    await listener.waitFor(() => allArrived(atOnce, first.id), listener.patienceMs());

    const patch = (name: string, json: object) => http.call({ method: 'PATCH', path: `/rest/metadata/webhooks/${hooks[name]!.id}`, json });
    const newSecret = random.string.alphanumeric(32);
    const patches = {
      changed: await patch('changed', { operations: [creates] }),
      moved: await patch('moved', { targetUrl: listener.url + pathOf('moved-on') }),
      secret: await patch('secret', { secret: newSecret }),
    };
    const removed = await deleteWebhook(context, hooks['deleted']!);
    const second = await createSample(context, object);
    await listener.waitFor(() => allArrived(['exact', 'object', 'action', 'all', 'several', 'secret', 'failing', 'changed', 'moved-on'], second.id), listener.patienceMs());
    await listener.waitFor(() => false, GRACE_MS);

    const shown = (...names: string[]) => names.flatMap((name) => [first, second].flatMap(({ id }) => arrived(pathOf(name), id))).map((delivery) => deliveryExchange(listener, delivery));
    const counts = (name: string) => [first, second].map(({ id }) => arrived(pathOf(name), id).length);
    const once = (requirement: typeof exact, name: string) =>
      check(requirement, [hooks[name]!.created, second.exchange, ...shown(name)], () => expectEqual(counts(name), [1, 1], `deliveries of two creates to ${JSON.stringify(operationsOf[name])}`));
    await once(exact, 'exact');
    await once(anyAction, 'object');
    await once(anyObject, 'action');
    await once(all, 'all');
    await once(several, 'several');
    for (const name of ['otherAction', 'otherObject']) {
      await check(others, [hooks[name]!.created, second.exchange, ...shown(name)], () => expectEqual(counts(name), [0, 0], `deliveries of two creates to ${JSON.stringify(operationsOf[name])}`), operationsOf[name]![0]);
    }
    await check(changed, [patches.changed, second.exchange, ...shown('changed')], () => {
      expectStatus(patches.changed, 200);
      expectEqual(counts('changed'), [0, 1], 'deliveries of a create before the change, and of one after it');
    });
    await check(moved, [patches.moved, second.exchange, ...shown('moved', 'moved-on')], () => {
      expectStatus(patches.moved, 200);
      expectEqual([counts('moved'), counts('moved-on')], [[1, 0], [0, 1]], 'deliveries to the old and to the new target');
    });
    const signedUnder = (id: string, secret: string) => {
      const [delivery] = arrived(pathOf('secret'), id);
      expectThat(delivery, 'nothing was delivered');
      expectEqual(delivery.headers['x-twenty-webhook-signature'], expectedSignature(delivery, secret), 'signature');
    };
    await check(ownSecret, [hooks['secret']!.created, ...shown('secret')], () => {
      expectThat(hooks['secret']!.secret.length >= 16, 'secret: expected one of 16 characters or more in the answer to the create');
      signedUnder(first.id, hooks['secret']!.secret);
    });
    await check(changedSecret, [patches.secret, ...shown('secret')], () => signedUnder(second.id, newSecret));
    await once(afterFailure, 'failing');
    await check(afterDeletion, [removed, second.exchange, ...shown('deleted')], () => {
      expectStatus(removed, 200);
      expectEqual(counts('deleted'), [1, 0], 'deliveries of a create before the deletion, and of one after it');
    });
    await tidy([first.id, second.id]);
  },
});
