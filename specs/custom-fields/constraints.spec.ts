import {
  SOURCES, at, capitalised, compareObjectToGraphql, compareObjectToOpenApi, createTemporaryObject, expectEqual, expectStatus, expectThat, graphqlErrors, instanceSubject, journey,
  makeField, needs, recordsIn, removeTemporaryObject, requirement, show, temporaryFieldName, temporaryRecordId, viewSurfaces,
  type Exchange, type FieldBody,
} from '../../src/suite/index.js';

const constraint = (id: string, title: string, source: string, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `custom-fields.${id}`, level, area: 'custom-fields', title, source });

const requiredMade = constraint('required.default', 'A record made without a value for a field that may not be empty gets its default value', SOURCES.metadata);
const requiredMissing = constraint('required.missing', 'A record without a value for a field that may not be empty and has no default value is refused with 400, the field named, and is not made', SOURCES.metadata);
const requiredNull = constraint('required.null', 'null for a field that may not be empty is refused with 400, the field named, or gives way to the default value', SOURCES.metadata);
const requiredWords = constraint('required.no-internals', 'The refusal of an empty value shows no text of the database', SOURCES.safety);
const requiredDescribed = constraint('required.described', 'The OpenAPI document and the GraphQL schema tell which new fields may not be empty', `${SOURCES.agreement}; ${SOURCES.metadata}`);
const uniqueRefused = constraint('unique.refused', 'A value that another record has in a unique field is refused with 400 or 409, through REST and through GraphQL, by create and by update, and is not stored', `${SOURCES.docs}, Data model FAQ`);
const uniqueNamed = constraint('unique.named', 'The refusal of a value that another record has names the field', SOURCES.safety, 'SHOULD');
const uniqueEmpty = constraint('unique.empty', 'Any number of records may have no value in a unique field', SOURCES.metadata);
const uniqueOwn = constraint('unique.own-value', 'A record may be sent its own value of a unique field again', SOURCES.safety);
const uniqueLifted = constraint('unique.lifted', 'A field that is no longer unique takes a value that another record has', SOURCES.metadata);
const uniqueRaised = constraint('unique.raised', 'To make a field unique whose values are not is refused with a client error and the reason, and changes neither the field nor a record', SOURCES.safety);

/** Fields that may not be empty. Only the first has no default value. */
const REQUIRED: ReadonlyArray<FieldBody & { shows?: unknown }> = [
  { type: 'TEXT', name: 'zzTextNeeded', isNullable: false },
  { type: 'TEXT', name: 'zzTextFilled', isNullable: false, defaultValue: "'filled'", shows: 'filled' },
  { type: 'NUMBER', name: 'zzNumberFilled', isNullable: false, defaultValue: 7, shows: 7 },
  { type: 'SELECT', name: 'zzSelectFilled', isNullable: false, options: ['ZZ_ONE', 'ZZ_TWO'], defaultValue: "'ZZ_TWO'", shows: 'ZZ_TWO' },
];
/** Unique fields with a value and another; of a composite the part that is unique. */
const UNIQUE: ReadonlyArray<{ type: string; value: unknown; other: unknown; empty: unknown }> = [
  { type: 'TEXT', value: 'same', other: 'another', empty: '' },
  { type: 'NUMBER', value: 42, other: 43, empty: null },
  { type: 'EMAILS', value: { primaryEmail: 'same@example.com' }, other: { primaryEmail: 'another@example.com' }, empty: { primaryEmail: '' } },
];
const DATABASE = /violates|constraint|relation \\?"|null value in column/i;

journey({
  name: 'Fields that may not be empty, and fields that are unique',
  profiles: ['full'],
  tokens: 36,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [requiredMade, requiredMissing, requiredNull, requiredWords, requiredDescribed, uniqueRefused, uniqueNamed, uniqueEmpty, uniqueOwn, uniqueLifted, uniqueRaised],
  async play(context) {
    const { rest, http, coreGraphql, model, check, halt } = context;
    const object = await createTemporaryObject(context, 'CN');
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const name = (type: string) => temporaryFieldName(type, 'Unique');
    const ids = new Map<string, string>();
    for (const { shows: _shows, ...body } of [...REQUIRED, ...UNIQUE.map(({ type }): FieldBody & { shows?: unknown } => ({ type, name: name(type), isUnique: true }))]) {
      const { exchange, id } = await makeField(context, object, body);
      if (id === undefined) return halt(`the field '${body.name}' could not be made: ${show(exchange.response.text, 300)}`);
      ids.set(body.name, id);
    }
    const { metadataRest, openApi, graphql } = await viewSurfaces(context);
    const described = metadataRest.objects.find(({ id }) => id === object.id);
    if (!described) return halt('Metadata REST does not list the temporary object');
    const asModel = { ...model, objects: metadataRest.objects };
    const problems = [...compareObjectToOpenApi(described, openApi.document, asModel), ...compareObjectToGraphql(described, graphql.schema, asModel)].filter(({ rule }) => ['required', 'nullability'].includes(rule));
    await check(requiredDescribed, [...openApi.exchanges, ...graphql.exchanges], () => {
      expectEqual(described.fields.filter(({ id, isNullable }) => [...ids.values()].includes(id) && !isNullable).map((field) => field.name).sort(), REQUIRED.map((field) => field.name).sort(), 'fields that Metadata REST calls not nullable');
      expectEqual(problems.map(({ subject, message }) => `${subject.replace(nameSingular, '{object}')}: ${message}`), [], 'differences');
    });

    const needed = REQUIRED[0]!.name;
    const make = (data: Record<string, unknown>) => rest.create(namePlural, { id: temporaryRecordId(context), name: 'made', [needed]: 'here', ...data });
    const made = await make({});
    for (const { type, name: field, shows } of REQUIRED.filter((each) => each.shows !== undefined)) {
      await check(requiredMade, made, () => { expectStatus(made, 201); expectEqual(at(made.response.json, 'data', `create${singular}`, field), shows, field); }, `${type} ${field}`);
    }
    const lacking = await rest.create(namePlural, { id: temporaryRecordId(context), name: 'lacking' });
    const names = async () => {
      const exchange = await rest.list(namePlural);
      return { exchange, all: recordsIn(exchange, namePlural).map((record) => String(record['name'])) };
    };
    const listed = await names();
    await check(requiredMissing, [lacking, listed.exchange], () => {
      expectStatus(lacking, 400);
      expectThat(lacking.response.text.includes(needed), `body: does not name '${needed}': ${show(lacking.response.text)}`);
      expectThat(!listed.all.includes('lacking'), 'the refused record is there');
    });
    const refusals: Array<[string, Exchange]> = [['left out', lacking]];
    for (const { name: field, shows } of REQUIRED) {
      const nulled = await make({ name: 'null', [field]: null });
      if (nulled.response.status === 400) refusals.push([field, nulled]);
      await check(requiredNull, nulled, () => {
        if (shows !== undefined && nulled.response.status === 201) return expectEqual(at(nulled.response.json, 'data', `create${singular}`, field), shows, `${field}, accepted`);
        expectStatus(nulled, 400);
        expectThat(nulled.response.text.includes(field), `body: does not name '${field}': ${show(nulled.response.text)}`);
      }, field);
    }
    for (const [what, exchange] of refusals) await check(requiredWords, exchange, () => expectThat(!DATABASE.test(exchange.response.text), `body: ${show(exchange.response.text, 300)}`), what);

    for (const { type, value, other, empty } of UNIQUE) {
      const field = name(type);
      const mine = temporaryRecordId(context);
      const holder = await rest.create(namePlural, { id: mine, name: 'holder', [needed]: 'x', [field]: value });
      const second = temporaryRecordId(context);
      await rest.create(namePlural, { id: second, name: 'second', [needed]: 'x', [field]: other });
      const byCreate = await make({ name: 'twin', [field]: value });
      const byUpdate = await rest.update(namePlural, second, { [field]: value });
      const byGraphql = await coreGraphql.query(`mutation($data: ${singular}CreateInput!) { create${singular}(data: $data) { id } }`, { data: { id: temporaryRecordId(context), name: 'twin', [needed]: 'x', [field]: value } });
      const afterwards = await names();
      const twins = [byCreate, byUpdate, byGraphql];
      await check(uniqueRefused, [holder, ...twins, afterwards.exchange], () => {
        expectStatus(holder, 201);
        for (const exchange of [byCreate, byUpdate]) {
          expectStatus(exchange, 400, 409);
          expectThat(/duplicate|unique|already/i.test(exchange.response.text), `body: expected the reason, got ${show(exchange.response.text)}`);
        }
        const errors = graphqlErrors(byGraphql);
        expectThat(errors.length > 0 && /duplicate|unique|already/i.test(JSON.stringify(errors)), `GraphQL: expected a refusal with its reason, got ${show(byGraphql.response.text)}`);
        expectThat(!afterwards.all.includes('twin'), 'a refused record is there');
      }, type);
      await check(uniqueNamed, twins, () => {
        for (const exchange of twins) expectThat(exchange.response.text.includes(field), `${exchange.request.method} ${new URL(exchange.request.url).pathname.replace(namePlural, '{objects}').replace(second, '{id}')}: does not name the field: ${show(exchange.response.text)}`);
      }, type);
      const again = await rest.update(namePlural, mine, { [field]: value, position: 9 });
      await check(uniqueOwn, again, () => expectStatus(again, 200), type);
      const empties = [await make({ [field]: empty }), await make({ [field]: empty })];
      await check(uniqueEmpty, [made, ...empties], () => { for (const exchange of empties) expectStatus(exchange, 201); }, type);
    }

    const field = name('TEXT');
    const path = `/rest/metadata/fields/${ids.get(field)!}`;
    const lifted = await http.call({ method: 'PATCH', path, json: { isUnique: false } });
    const twin = await make({ name: 'lawful twin', [field]: 'same' });
    await check(uniqueLifted, [lifted, twin], () => { expectStatus(lifted, 200); expectStatus(twin, 201); });
    const raised = await http.call({ method: 'PATCH', path, json: { isUnique: true } });
    const fieldAfter = await http.call({ path });
    const kept = await rest.list(namePlural, { filter: `${field}[eq]:"same"` });
    await check(uniqueRaised, [raised, fieldAfter, kept], () => {
      expectThat(raised.response.status >= 400 && raised.response.status < 500, `status: expected a client error, got ${raised.response.status} ${show(raised.response.text)}`);
      expectThat(/unique|duplicate/i.test(raised.response.text), `body: expected the reason, got ${show(raised.response.text)}`);
      expectThat(fieldAfter.response.text.includes('"isUnique":false'), 'the field is unique now');
      expectEqual(recordsIn(kept, namePlural).length, 2, 'records with the value');
    });
    await removeTemporaryObject(context, object);
  },
});
