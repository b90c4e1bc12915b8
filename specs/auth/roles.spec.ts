import {
  SOURCES, at, createSample, dataAt, destroySample, expectDenied, expectEqual, expectThat, graphqlCall, joinColumn, journey, labelField, permissionDenied, plainObject, recordRoutes,
  requirement, rightsOfKey, show,
  type CallOptions, type Exchange, type JourneyContext, type KeyRights, type ObjectModel, type Plan, type RecordRoute, type Subject,
} from '../../src/suite/index.js';

const auth = (id: string, title: string, source: string = SOURCES.safety, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `auth.${id}`, level, area: 'auth', title, source });

const refused = auth('route.restricted-refused', 'No operation on any surface does for a key what its role does not allow: each is refused for want of permission and shows nothing');
const unchanged = auth('route.restricted-unchanged', 'After every operation that the role of a key does not allow, the record is as it was and no other one was made');
const allowed = auth('permission.allowed', 'What the role of a key allows is not refused for want of permission, on any surface', SOURCES.docs);
const status = auth('permission.status', 'A refusal of Core REST for want of permission has status 403', SOURCES.http, 'SHOULD');
const oracle = auth('permission.no-oracle', 'A key that may not read an object is answered alike for a record that is there and for one that is not');
const nested = auth('permission.no-nested', 'A record that a key may not read is not shown through the relations of a record that it may read');
const relationFilter = auth('permission.no-relation-filter', 'A filter over a relation does not tell of a record that the key may not read');
const relationOrder = auth('permission.no-relation-order', 'An order or group over a relation does not tell of a record that the key may not read');

interface KeySubject extends Subject {
  credential: 'restricted' | 'no-read' | 'no-destroy';
  setting: 'restricted' | 'noRead' | 'noDestroy';
  variable: string;
  /** Where the instance does not tell the role. */
  assumed: KeyRights['may'];
}

const keys = (): KeySubject[] => [
  { name: 'read-only key', credential: 'restricted', setting: 'restricted', variable: 'TWENTY_RESTRICTED_API_KEY', assumed: { read: true, update: false, softDelete: false, destroy: false } },
  { name: 'no-read key', credential: 'no-read', setting: 'noRead', variable: 'TWENTY_NO_READ_API_KEY', assumed: { read: false, update: false, softDelete: false, destroy: false } },
  { name: 'no-destroy key', credential: 'no-destroy', setting: 'noDestroy', variable: 'TWENTY_NO_DESTROY_API_KEY', assumed: { read: true, update: true, softDelete: true, destroy: false } },
];

/** A merge does more than its name says, and a single restore is judged by rest.restore. */
const JUDGED_WHEN_ALLOWED = ({ name }: RecordRoute) => !/merge|PATCH restore$/.test(name);

journey<KeySubject>({
  name: 'Every record operation of a key with few rights',
  profiles: ['standard', 'full'],
  tokens: 60,
  subjects: keys,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [refused, unchanged, allowed, status, oracle],
  async play(context) {
    const { http, rest, run, unusedId, check, skip, subject } = context;
    const token = run.config.extraKeys[subject.setting];
    if (token === undefined) {
      for (const each of [refused, unchanged, allowed, status, oracle]) skip(each, `no ${subject.variable} given`, 'credential');
      return;
    }
    const object = plainObject(context)!;
    const made = [await createSample(context, object), await createSample(context, object)];
    const [record, other] = made;
    if (made.some(({ exchange }) => exchange.response.status !== 201) || !record || !other) return context.halt('the records to try them on could not be created');
    const may = (await rightsOfKey(context, token, object))?.may ?? subject.assumed;
    const extra: string[] = [];
    const newId = () => {
      extra.push(context.newId(object));
      return extra.at(-1)!;
    };
    const label = labelField(object)!.name;
    const words = { sought: String(record.payload[label]), written: `${run.marker} changed` };
    const routes = recordRoutes({ object, id: record.id, other: other.id, words, newId });
    const original = await rest.get(object.namePlural, record.id);
    const send = (call: CallOptions) => http.call({ ...call, credential: subject.credential });
    for (const { name, needs, call } of routes.filter((route) => !may[route.needs])) {
      const exchange = await send(call);
      await check(refused, exchange, () => {
        expectDenied(exchange);
        for (const text of [record.id, words.sought]) expectThat(needs !== 'read' || !exchange.response.text.includes(text), `body: tells of the record: ${show(exchange.response.text)}`);
      }, name);
      if (call.path.startsWith('/rest/')) await check(status, exchange, () => expectEqual(exchange.response.status, 403, 'status'), name);
    }
    const now = await rest.get(object.namePlural, record.id);
    const others = await rest.list(object.namePlural, { filter: `id[in]:[${[other.id, ...extra].map((id) => `"${id}"`).join(',')}]` });
    await check(unchanged, [original, now, others], () => {
      expectEqual(now.response.json, original.response.json, 'the record afterwards');
      expectEqual(at(others.response.json, 'totalCount'), 1, 'records there, of the second one and those that creates named');
    });
    const stranger = unusedId();
    const unknown = recordRoutes({ object, id: stranger, other: unusedId(), words: { ...words, sought: stranger }, newId: () => stranger });
    for (const [index, { name, call, needs }] of routes.entries()) {
      if (may.read || needs !== 'read') continue;
      const [there, missing] = [await send(call), await send(unknown[index]!.call)];
      await check(oracle, [there, missing], () => expectEqual([there.response.status, there.response.text.replaceAll(record.id, 'ID')], [missing.response.status, missing.response.text.replaceAll(stranger, 'ID')], 'the answer for the record, beside that for none'), name);
    }
    if (may.read) skip(oracle, 'the role of the key may read', 'subject');
    const granted = routes.filter((route) => may[route.needs] && JUDGED_WHEN_ALLOWED(route));
    for (const { name, call } of granted) {
      const exchange = await send(call);
      await check(allowed, exchange, () => expectThat(!permissionDenied(exchange), `expected no refusal for want of permission, got ${exchange.response.status} ${show(exchange.response.text)}`), name);
    }
    if (granted.length === 0) skip(allowed, 'the role allows nothing of it', 'subject');
    for (const id of [...extra.reverse(), other.id, record.id]) await destroySample(context, object, id);
  },
});

/** System objects that point to the object, of which a record can be made without a parent: what a key reads whatever its role. */
function carriers({ model }: Pick<Plan, 'model'>, object: ObjectModel): Array<{ carrier: ObjectModel; field: ObjectModel['fields'][number] }> {
  return model.objects.filter(({ isActive }) => isActive).flatMap((carrier) => {
    const field = carrier.fields.find((each) => each.relation?.type === 'MANY_TO_ONE' && each.relation.targetObject === object.nameSingular && each.isActive);
    return field && carrier.nameSingular !== object.nameSingular ? [{ carrier, field }] : [];
  });
}

journey<KeySubject>({
  name: 'What a key may not read, through what it may',
  profiles: ['standard', 'full'],
  tokens: 6,
  subjects: keys,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [nested, relationFilter, relationOrder],
  async play(context) {
    const { http, run, check, skip, subject } = context;
    const object = plainObject(context)!;
    const token = run.config.extraKeys[subject.setting];
    const leave = (reason: string, missing?: 'credential' | 'subject') => {
      for (const each of [nested, relationFilter, relationOrder]) skip(each, reason, missing);
    };
    if (token === undefined) return leave(`no ${subject.variable} given`, 'credential');
    if (((await rightsOfKey(context, token, object))?.may ?? subject.assumed).read) return leave('the role of the key may read', 'subject');
    const send = (call: CallOptions) => http.call({ ...call, credential: subject.credential });
    const found = await readableCarrier(context, object, send);
    if (found === undefined) return leave('the key reads no object that points to one that it may not read');
    const { carrier, field } = found;
    const label = labelField(object)!.name;
    const secret = `${run.marker} hidden`;
    const record = await createSample(context, object, { [label]: secret });
    const join = joinColumn(field);
    const pointer = await createSample(context, carrier, { [join]: record.id, ...(labelField(carrier)?.type === 'TEXT' ? { [labelField(carrier)!.name]: 'points to what is hidden' } : {}) });
    if (record.exchange.response.status !== 201 || pointer.exchange.response.status !== 201) return context.halt(`the records to try it on could not be created: ${show(pointer.exchange.response.text)}`);
    const { namePlural, nameSingular } = carrier;
    const where = `filter: { id: { eq: "${pointer.id}" } }`;
    const gql = (query: string) => send(graphqlCall('/graphql', `{ ${query} }`));
    const rest = (query: Record<string, string>, suffix = '') => send({ path: `/rest/${namePlural}${suffix}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}` });
    const hides = (exchange: Exchange) => expectThat(exchange.response.status < 500 && !exchange.response.text.includes(secret), `body: tells of the record: ${exchange.response.status} ${show(exchange.response.text, 300)}`);
    const shown: Array<[string, Exchange]> = [
      ['REST depth=1', await rest({ filter: `id[eq]:"${pointer.id}"`, depth: '1' })],
      ['REST one depth=1', await send({ path: `/rest/${namePlural}/${pointer.id}?depth=1` })],
      ['GraphQL one', await gql(`${nameSingular}(${where}) { id ${field.name} { id ${label} } }`)],
      ['GraphQL list', await gql(`${namePlural}(${where}) { edges { node { id ${field.name} { id ${label} } } } }`)],
    ];
    for (const [name, exchange] of shown) await check(nested, exchange, () => hides(exchange), name);
    const right = { rest: await rest({ filter: `and(id[eq]:"${pointer.id}",${field.name}.${label}[eq]:"${secret}")` }), graphql: await gql(`${namePlural}(filter: { id: { eq: "${pointer.id}" }, ${field.name}: { ${label}: { eq: ${JSON.stringify(secret)} } } }) { totalCount }`) };
    const wrong = { rest: await rest({ filter: `and(id[eq]:"${pointer.id}",${field.name}.${label}[eq]:"${secret} not")` }), graphql: await gql(`${namePlural}(filter: { id: { eq: "${pointer.id}" }, ${field.name}: { ${label}: { eq: ${JSON.stringify(`${secret} not`)} } } }) { totalCount }`) };
    const counted = { rest: (exchange: Exchange) => at(exchange.response.json, 'totalCount'), graphql: (exchange: Exchange) => dataAt(exchange, namePlural, 'totalCount') };
    for (const surface of ['rest', 'graphql'] as const) {
      const [one, another] = [right[surface], wrong[surface]];
      await check(relationFilter, [one, another], () => {
        expectThat(one.response.status < 500, `status: ${one.response.status}`);
        expectEqual([one.response.status, counted[surface](one)], [another.response.status, counted[surface](another)], 'status and count where the value is right, beside those where it is wrong');
      }, surface === 'rest' ? 'REST' : 'GraphQL');
    }
    const told: Array<[string, Exchange]> = [
      ['REST order', await rest({ order_by: `${field.name}.${label}[AscNullsLast]`, limit: '1' })],
      ['REST groupBy', await rest({ group_by: JSON.stringify([{ [field.name]: { [label]: true } }]) }, '/groupBy')],
      ['GraphQL order', await gql(`${namePlural}(first: 1, orderBy: [{ ${field.name}: { ${label}: AscNullsLast } }]) { edges { node { id } } }`)],
      ['GraphQL groupBy', await gql(`${namePlural}GroupBy(groupBy: [{ ${field.name}: { ${label}: true } }]) { groupByDimensionValues }`)],
    ];
    for (const [name, exchange] of told) await check(relationOrder, exchange, () => { hides(exchange); expectDenied(exchange); }, name);
    await destroySample(context, carrier, pointer.id);
    await destroySample(context, object, record.id);
  },
});

async function readableCarrier(context: JourneyContext<KeySubject>, object: ObjectModel, send: (call: CallOptions) => Promise<Exchange>): Promise<ReturnType<typeof carriers>[number] | undefined> {
  for (const candidate of carriers(context, object).filter(({ carrier }) => carrier.isSystem).sort((a, b) => Number(b.carrier.nameSingular === 'noteTarget') - Number(a.carrier.nameSingular === 'noteTarget'))) {
    if ((await send({ path: `/rest/${candidate.carrier.namePlural}?limit=1` })).response.status === 200) return candidate;
  }
  return undefined;
}
