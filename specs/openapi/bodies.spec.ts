import {
  SOURCES, at, bodySchema, createSample, destroySample, expectStatus, expectThat, journey, needsParent, notWritable, objectSubjects, permissionDenied, requirement,
  show, typicalValue,
  type Exchange, type JourneyContext, type ObjectModel, type Plan,
} from '../../src/suite/index.js';

const bodies = (id: string, title: string) => requirement({ id: `openapi.bodies.${id}`, level: 'MUST', area: 'openapi', title, source: SOURCES.coreDocument });

const sufficient = bodies('required-suffices', 'A create with exactly the properties that the document requires is accepted');
const necessary = bodies('required-is-required', 'A create without a property that the document requires is refused with 400 and the property named');
const example = bodies('example', "The document's example of a create body is accepted as it is");
const notNull = requirement({
  id: 'rest.create.relation-required', level: 'MUST', area: 'rest', source: SOURCES.metadata,
  title: 'A create without the key of a relation that metadata calls not nullable is refused with 400 and the key named',
});
const createOffers = bodies('create-described', 'What a create stores is a property of the create schema, with the values that it takes');
const updateOffers = bodies('update-described', 'What an update stores is a property of the update schema, with the values that it takes');

/** Properties that many a server sets itself, with a value that only a client would give. */
const CLIENT_GIVEN = { createdAt: '2001-02-03T04:05:06.000Z', updatedAt: '2001-02-03T04:05:06.000Z', position: 'first' } as const;

type Schema = Record<string, unknown> | undefined;
const propertiesOf = (schema: Schema) => (at(schema, 'properties') ?? {}) as Record<string, Record<string, unknown>>;
const requiredOf = (schema: Schema) => (at(schema, 'required') ?? []) as string[];

function subjects(run: Plan) {
  return objectSubjects(run).filter(({ object }) => object.isActive && notWritable(object) === undefined);
}

/** Whether a schema lets this text through. */
function offers(property: Record<string, unknown> | undefined, value: string): boolean {
  if (property === undefined) return false;
  const alternatives = [property, ...((property['anyOf'] ?? property['oneOf'] ?? []) as Array<Record<string, unknown>>)];
  return alternatives.some(({ type, enum: values }) => [type].flat().includes('string') && (!Array.isArray(values) || values.includes(value)));
}

/** A body of exactly the required properties: parents are made for those that are keys of relations. */
async function requiredBody(context: JourneyContext, object: ObjectModel, required: string[]): Promise<Record<string, unknown>> {
  const { payload } = await parentsOf(context, object);
  return Object.fromEntries(required.flatMap((name): Array<[string, unknown]> => {
    if (name in payload) return [[name, payload[name]]];
    const field = object.fields.find((each) => each.name === name);
    const value = field && !field.relation ? typicalValue(field, context) : undefined;
    return value === undefined ? [] : [[name, value]];
  }));
}

/** Keys of the parents that a sample of the object has; the sample itself is removed again. */
async function parentsOf(context: JourneyContext, object: ObjectModel): Promise<{ payload: Record<string, unknown> }> {
  if (!needsParent(object)) return { payload: {} };
  const sample = await createSample(context, object);
  await destroySample(context, object, sample.id);
  return sample;
}

journey({
  name: 'Bodies that the Core OpenAPI document describes',
  profiles: ['standard', 'full'],
  tokens: 5,
  subjects,
  skip: (_subject, { model }) => (model.openapi.core ? undefined : 'the instance serves no Core OpenAPI document'),
  requirements: [sufficient, necessary, example, notNull],
  async play(context) {
    const { subject, model, rest, check, skip } = context;
    const { object } = subject;
    const { namePlural } = object;
    const schema = bodySchema(model.openapi.core, model.openapi.core?.paths?.[`/${namePlural}`]?.post);
    if (schema === undefined) return context.halt(`the document states no body for POST /${namePlural}`);
    const required = requiredOf(schema);
    const body = await requiredBody(context, object, required);
    const create = async (without: string | undefined, sent: Record<string, unknown>): Promise<Exchange> => {
      const id = context.newId(object);
      const exchange = await rest.create(namePlural, { ...Object.fromEntries(Object.entries(sent).filter(([key]) => key !== without)), id });
      if (exchange.response.status === 201) await destroySample(context, object, id);
      else context.gone(object, id);
      return exchange;
    };
    const whole = await create(undefined, body);
    if (permissionDenied(whole)) return context.leave(`the role of the key may not create a '${object.nameSingular}'`);
    await check(sufficient, whole, () => {
      const impossible = required.filter((name) => !(name in propertiesOf(schema)));
      if (whole.response.status !== 201) expectThat(impossible.length === 0, `required, but no property that could be sent: ${impossible.join(', ')}; the create answers ${show(whole.response.text)}`);
      expectStatus(whole, 201);
    });
    const keys = object.fields.flatMap(({ isActive, isNullable, relation }) => (isActive && !isNullable && relation?.joinColumnName ? [relation.joinColumnName] : []));
    const left = keys.filter((key) => !(key in body));
    if (keys.length === 0) skip(notNull, 'no relation of it is called not nullable');
    else if (left.length > 0) {
      await check(notNull, whole, () => {
        expectThat(whole.response.status === 400, `status: expected 400 without ${left.join(', ')}, got ${whole.response.status}`);
        expectThat(left.some((key) => whole.response.text.includes(key)), `body: expected one of ${left.join(', ')} named, got ${show(whole.response.text)}`);
      });
    }
    if (Object.keys(body).length === 0) skip(necessary, 'the document requires no property of it');
    for (const name of Object.keys(body)) {
      const refused = await create(name, body);
      if (keys.includes(name)) await check(notNull, refused, () => { expectStatus(refused, 400); expectThat(refused.response.text.includes(name), `body: expected ${name} named, got ${show(refused.response.text)}`); }, name);
      await check(necessary, refused, () => {
        expectStatus(refused, 400);
        expectThat(refused.response.text.includes(name), `body: expected ${name} named, got ${show(refused.response.text)}`);
      }, name);
    }
    const shown = schema['example'];
    if (shown === null || typeof shown !== 'object') return skip(example, 'the document shows none');
    const sent = await create(undefined, shown as Record<string, unknown>);
    await check(example, sent, () => expectStatus(sent, 201));
  },
});

journey({
  name: 'Properties that bodies take though the document is silent',
  profiles: ['standard', 'full'],
  tokens: 21,
  // What the server sets is the same on every object, so a few stand for all.
  subjects: (run) => subjects(run).filter(({ object }) => !needsParent(object)).filter(({ object }) => object.isCustom || ['company', 'note'].includes(object.nameSingular)).slice(0, 3),
  skip: (_subject, { model }) => (model.openapi.core ? undefined : 'the instance serves no Core OpenAPI document'),
  requirements: [createOffers, updateOffers],
  async play(context) {
    const { subject, model, rest, check } = context;
    const { object } = subject;
    const { namePlural, nameSingular } = object;
    const paths = model.openapi.core?.paths;
    const judge = async (what: typeof createOffers, schema: Schema, sent: Record<string, unknown>, send: (body: Record<string, unknown>) => Promise<Exchange>, id: string, before: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(sent)) {
        const exchange = await send({ [name]: value });
        const read = await rest.get(namePlural, id);
        await check(what, [exchange, read], () => {
          if (exchange.response.status >= 400) return expectStatus(exchange, 400);
          const stored = at(read.response.json, 'data', nameSingular, name);
          const took = name === 'position' ? stored !== before['position'] : stored === value;
          expectThat(!took || offers(propertiesOf(schema)[name], String(value)), `${name}: ${show(value)} is stored, and the schema ${name in propertiesOf(schema) ? 'does not allow it' : 'has no such property'}`);
        }, name);
      }
    };
    const sample = await createSample(context, object);
    if (sample.exchange.response.status !== 201) return context.halt(`a record to try them on could not be created: ${show(sample.exchange.response.text)}`);
    const created: string[] = [sample.id];
    const createSchema = bodySchema(model.openapi.core, paths?.[`/${namePlural}`]?.post);
    for (const [name, value] of Object.entries({ id: '', ...CLIENT_GIVEN })) {
      const id = context.newId(object);
      created.push(id);
      await judge(createOffers, createSchema, { [name]: name === 'id' ? id : value }, (body) => rest.create(namePlural, { id, ...body }), id, {});
    }
    const before = (at((await rest.get(namePlural, sample.id)).response.json, 'data', nameSingular) ?? {}) as Record<string, unknown>;
    await judge(updateOffers, bodySchema(model.openapi.core, paths?.[`/${namePlural}/{id}`]?.patch), CLIENT_GIVEN, (body) => rest.update(namePlural, sample.id, body), sample.id, before);
    for (const id of created.reverse()) await destroySample(context, object, id);
  },
});
