import {
  SOURCES, at, capitalised, createTemporaryObject, documentedResources, entityOf, expectEqual, expectStatus, expectThat, instanceSubject, journey, needs, removeTemporaryObject,
  requirement, show, temporaryRecordId, viewSurfaces,
} from '../../src/suite/index.js';

const field = (id: string, title: string, source: string = SOURCES.metadataDocument, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `metadata.${id}`, level, area: 'metadata', title, source });

const refusedName = field('field-refused.name', 'A field with a name that is taken, malformed, too long or clashes with a column is refused with 400 and the reason');
const refusedOption = field('field-refused.options', 'A select field with missing, repeated, malformed or too long options is refused with 400 and the reason');
const refusedDefault = field('field-refused.default', 'A field with a default value that its type or options do not allow is refused with 400');
const refusedType = field('field-refused.type', 'A field of a type that is not for clients is refused with 400');
const refusedUnmade = field('field-refused.nothing-made', 'A refused field is not made, and the schema of the workspace stays readable', SOURCES.safety);
const boundary = field('field-create.boundary-names', 'Names, labels and options of the greatest length are accepted');
const refusedGraphql = field('field-refused.by-graphql', 'Metadata GraphQL refuses the fields that Metadata REST refuses', SOURCES.agreement);
const offered = field('field-update.offered-works', 'A property that the document offers for the update of a field changes it, or is refused');
const immutable = field('field-update.immutable-refused', 'An update of what cannot be changed in a field, its type and its object, is refused and changes nothing', SOURCES.safety);
const objectOffered = field('object-update.documented', 'Every property by which a custom object can be changed stands in the document');
const renamed = field('object-update.renamed', 'A custom object with a new plural name is served under it, and not under its old one', SOURCES.agreement);
const recordKept = field('object-update.records-kept', 'The records of a renamed and deactivated custom object stay as they were', SOURCES.safety);
const inactiveDeleted = field('object-delete.inactive', 'A custom object that is not active can be deleted', SOURCES.safety);
const byGraphql = field('graphql-update.seen', 'A change of an object and of a field through Metadata GraphQL is read through Metadata REST', SOURCES.agreement);
const objectByGraphql = field('object-refused.by-graphql', 'Metadata GraphQL refuses an object whose name is taken, as Metadata REST does', SOURCES.agreement);
const keyRefused = field('api-keys.create-open', 'The document offers the making of API keys only where a key may make them');

/** 63 characters, the most that a name may have. */
const LONGEST = `zz${'l'.repeat(61)}`;
const option = (value: string, position = 0, label = value.toLowerCase()) => ({ value, label, color: 'red', position });

journey({
  name: 'Fields and updates that the data model allows and refuses',
  profiles: ['full'],
  tokens: 4,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [refusedName, refusedOption, refusedDefault, refusedType, refusedUnmade, boundary, refusedGraphql, offered, immutable, objectOffered, renamed, recordKept, keyRefused, inactiveDeleted, byGraphql, objectByGraphql],
  async play(context) {
    const { http, rest, model, metadataGraphql, run, check, skip, halt } = context;
    const object = await createTemporaryObject(context, 'F');
    const create = (body: Record<string, unknown>) => http.call({ method: 'POST', path: '/rest/metadata/fields', json: { objectMetadataId: object.id, label: 'Zz', ...body } });
    const plain = await create({ type: 'TEXT', name: 'zzPlain' });
    const plainId = entityOf(plain, 'createOneField')?.['id'];
    await create({ type: 'LINKS', name: 'zzSite' });
    await create({ type: 'RELATION', name: 'zzFirm', relationCreationPayload: { type: 'MANY_TO_ONE', targetObjectMetadataId: object.id, targetFieldLabel: 'Zz firms', targetFieldIcon: 'IconList' } });
    if (typeof plainId !== 'string') return halt(`no field could be made: ${show(plain.response.text, 300)}`);

    const text = (name: unknown) => ({ type: 'TEXT', name });
    const select = (options: unknown, more: Record<string, unknown> = {}) => ({ type: 'SELECT', name: 'zzRefused', options, ...more });
    const refusals: Array<[typeof refusedName, string, Record<string, unknown>, RegExp]> = [
      [refusedName, 'a taken name', text('zzPlain'), /not available|already|taken|exist/i],
      [refusedName, 'the name of a system field', text('createdAt'), /not available|already|taken|reserved|exist/i],
      [refusedName, 'a name with a blank', text('zz refused'), /valid|alphanumeric|camel|format/i],
      [refusedName, 'a name with a capital first', text('ZzRefused'), /valid|lowercase|camel|format/i],
      [refusedName, 'a name with a digit first', text('1zzRefused'), /valid|lowercase|camel|format/i],
      [refusedName, 'a name with a dash', text('zz-refused'), /valid|alphanumeric|camel|format/i],
      [refusedName, 'a name with a letter that is not plain', text('zzRefusé'), /valid|alphanumeric|camel|format|character/i],
      [refusedName, 'a name with a semicolon', text('zz;drop'), /valid|alphanumeric|camel|format/i],
      [refusedName, 'the empty name', text(''), /empty|short|valid/i],
      [refusedName, 'no name', text(undefined), /name/i],
      [refusedName, 'a name of 64 characters', text(`${LONGEST}x`), /long|63/i],
      [refusedName, 'a reserved word', text('type'), /reserved/i],
      [refusedName, 'the column of a composite', text('zzSitePrimaryLinkUrl'), /reserved|available|clash|conflict|taken/i],
      [refusedName, 'the column of a relation', text('zzFirmId'), /reserved|available|clash|conflict|taken|exist/i],
      [refusedOption, 'no options', select([]), /option/i],
      [refusedOption, 'a value twice', select([option('A'), option('A', 1, 'b')]), /duplicat|unique|twice/i],
      [refusedOption, 'a value in lower case', select([option('lower')]), /value|upper|format|valid/i],
      [refusedOption, 'a value with a digit first', select([option('1A')]), /value|format|valid/i],
      [refusedOption, 'a value with a blank', select([option('A B')]), /value|format|valid/i],
      [refusedOption, 'the empty value', select([option('', 0, 'a')]), /value|empty|short|required/i],
      [refusedOption, 'a value of 64 characters', select([option('A'.repeat(64), 0, 'a')]), /long|63|length|exceed/i],
      [refusedOption, 'a label with a comma', select([option('A', 0, 'a, b')]), /comma|label/i],
      [refusedDefault, 'an option that is none', select([option('A')], { defaultValue: "'B'" }), /default|option|value/i],
      [refusedDefault, 'an option without quotes', select([option('A')], { defaultValue: 'A' }), /default|quote/i],
      [refusedDefault, 'a text for a number', { type: 'NUMBER', name: 'zzRefused', defaultValue: 'abc' }, /default|number/i],
      [refusedDefault, 'a text for a boolean', { type: 'BOOLEAN', name: 'zzRefused', defaultValue: 'yes' }, /default|boolean/i],
      [refusedDefault, 'an option twice', { ...select([option('A')]), type: 'MULTI_SELECT', defaultValue: ["'A'", "'A'"] }, /default|unique|twice/i],
      [refusedDefault, 'one option that is none', { ...select([option('A')]), type: 'MULTI_SELECT', defaultValue: ["'A'", "'B'"] }, /default|option/i],
      [refusedDefault, 'one option of several without a list', { ...select([option('A')]), type: 'MULTI_SELECT', defaultValue: "'A'" }, /default|array|list/i],
      [refusedType, 'NUMERIC', { type: 'NUMERIC', name: 'zzRefused' }, /not supported|type/i],
      [refusedType, 'TS_VECTOR', { type: 'TS_VECTOR', name: 'zzRefused' }, /not supported|type/i],
      [refusedType, 'a type that there is not', { type: 'ZZ_TYPE', name: 'zzRefused' }, /type/i],
    ];
    for (const [refused, what, body, reason] of refusals) {
      const exchange = await create(body);
      await check(refused, exchange, () => {
        expectStatus(exchange, 400);
        expectThat(reason.test(exchange.response.text), `body: expected the reason (${reason.source}), got ${show(exchange.response.text, 400)}`);
      }, what);
      const stray = exchange.response.status < 300 ? entityOf(exchange, 'createOneField')?.['id'] : undefined;
      if (typeof stray === 'string') await http.call({ method: 'DELETE', path: `/rest/metadata/fields/${stray}` });
    }
    const mutation = 'mutation($input: CreateOneFieldMetadataInput!) { createOneField(input: $input) { id } }';
    for (const [, what, body, reason] of refusals.filter(([, what]) => ['a taken name', 'a name with a blank', 'a name of 64 characters', 'the column of a composite', 'a value twice', 'an option that is none', 'NUMERIC'].includes(what))) {
      const exchange = await metadataGraphql.query(mutation, { input: { field: { objectMetadataId: object.id, label: 'Zz', ...body } } });
      await check(refusedGraphql, exchange, () => {
        const errors = JSON.stringify(at(exchange.response.json, 'errors') ?? null);
        expectThat(errors !== 'null' && reason.test(errors), `errors: expected the reason (${reason.source}), got ${show(exchange.response.text, 400)}`);
      }, what);
      const stray = at(exchange.response.json, 'data', 'createOneField', 'id');
      if (typeof stray === 'string') await http.call({ method: 'DELETE', path: `/rest/metadata/fields/${stray}` });
    }
    const accepted: Array<[string, Record<string, unknown>]> = [
      ['a name of 63 characters', { type: 'TEXT', name: LONGEST }],
      ['an option value of 63 characters', { type: 'SELECT', name: 'zzWide', options: [option('A'.repeat(63), 0, 'a')] }],
      ['an option value with underscores', { type: 'SELECT', name: 'zzLined', options: [option('A_1_B')] }],
    ];
    for (const [what, body] of accepted) {
      const exchange = await create(body);
      await check(boundary, exchange, () => { expectStatus(exchange, 201); expectEqual(entityOf(exchange, 'createOneField')?.['name'], body['name'], 'name'); }, what);
    }

    const fieldResource = documentedResources(model).find(({ plural }) => plural === 'fields');
    const samples: Record<string, unknown> = { name: 'zzPlainNew', label: 'Zz plain new', description: 'zz', icon: 'IconList', defaultValue: "'zz'", isNullable: false, isActive: false };
    const properties = Object.keys(fieldResource?.body('PATCH')?.properties ?? {}).filter((name) => name in samples);
    for (const name of properties) {
      const exchange = await http.call({ method: 'PATCH', path: `/rest/metadata/fields/${plainId}`, json: { [name]: samples[name] } });
      await check(offered, exchange, () => {
        expectThat(exchange.response.status < 500, `status: ${exchange.response.status}`);
        if (exchange.response.status === 200) expectEqual(entityOf(exchange, 'updateOneField')?.[name], samples[name], `${name}, after the update was answered with 200`);
      }, name);
    }
    if (properties.length === 0) skip(offered, 'the document does not describe the update of a field');
    const other = model.objects.find(({ id }) => id !== object.id);
    for (const [name, value] of Object.entries({ type: 'NUMBER', ...(other ? { objectMetadataId: other.id } : {}) })) {
      const exchange = await http.call({ method: 'PATCH', path: `/rest/metadata/fields/${plainId}`, json: { [name]: value } });
      const after = await http.call({ path: `/rest/metadata/fields/${plainId}` });
      await check(immutable, [exchange, after], () => {
        const kept = entityOf(after, 'field')?.[name];
        expectThat(kept !== value, `${name}: was changed to ${show(value)}`);
        expectThat([400, 403].includes(exchange.response.status), `${name}: answered with ${exchange.response.status} and passed over`);
      }, name);
    }

    const id = temporaryRecordId(context);
    await rest.create(object.namePlural, { id, name: 'kept' });
    const update: Record<string, unknown> = {
      namePlural: `${object.namePlural}New`, labelPlural: `${object.labelPlural} new`, labelSingular: `${object.labelSingular} new`, description: 'zz', icon: 'IconBox', isSearchable: false, isActive: false,
    };
    const updating = await http.call({ method: 'PATCH', path: `/rest/metadata/objects/${object.id}`, json: update });
    const changed = Object.keys(update).filter((name) => entityOf(updating, 'updateOneObject')?.[name] === update[name]);
    const documented = Object.keys(documentedResources(model).find(({ plural }) => plural === 'objects')?.body('PATCH')?.properties ?? {});
    await check(objectOffered, updating, () => {
      expectStatus(updating, 200);
      expectEqual(changed.filter((name) => name !== 'isSearchable' && !documented.includes(name)), [], 'properties that the document lacks');
    });
    const change = (mutation: string, id: string) => metadataGraphql.query(`mutation { ${mutation}(input: { id: "${id}", update: { description: "by GraphQL" } }) { id } }`);
    for (const [what, mutation, path, id] of [['an object', 'updateOneObject', `objects/${object.id}`, object.id], ['a field', 'updateOneField', `fields/${plainId}`, plainId]] as const) {
      const exchange = await change(mutation, id);
      const after = await http.call({ path: `/rest/metadata/${path}` });
      await check(byGraphql, [exchange, after], () => {
        expectEqual(at(exchange.response.json, 'errors'), undefined, 'errors');
        expectEqual(entityOf(after, 'object', 'field')?.['description'], 'by GraphQL', 'description through REST');
      }, what);
    }
    const taken = await metadataGraphql.query(`mutation { createOneObject(input: { object: { nameSingular: "${object.nameSingular}", namePlural: "${object.namePlural}Other", labelSingular: "Zz other", labelPlural: "Zz others" } }) { id } }`);
    await check(objectByGraphql, taken, () => {
      const errors = JSON.stringify(at(taken.response.json, 'errors') ?? null);
      expectThat(/exist|taken|not available/i.test(errors), `errors: expected the reason, got ${show(taken.response.text, 300)}`);
    });
    const strayObject = at(taken.response.json, 'data', 'createOneObject', 'id');
    if (typeof strayObject === 'string') await http.call({ method: 'DELETE', path: `/rest/metadata/objects/${strayObject}` });
    const surfaces = await viewSurfaces(context);
    const [under, old] = [await rest.get(String(update['namePlural']), id), await rest.list(object.namePlural)];
    await check(renamed, [updating, under, old], () => {
      expectStatus(under, 200);
      expectStatus(old, 400, 404);
      const paths = Object.keys(surfaces.openApi.document.paths ?? {});
      expectThat(paths.includes(`/${String(update['namePlural'])}`) && !paths.includes(`/${object.namePlural}`), 'Core OpenAPI document: the paths are not those of the new name');
    });
    await check(recordKept, under, () => expectEqual(at(under.response.json, 'data', object.nameSingular, 'name'), 'kept', 'name of the record'));
    await check(refusedUnmade, surfaces.metadataRest.exchanges, () => {
      const names = surfaces.metadataRest.objects.find((each) => each.id === object.id)?.fields.map(({ name }) => name) ?? [];
      const sent = refusals.filter(([, what]) => !['a taken name', 'the name of a system field'].includes(what)).map(([, , { name }]) => name);
      expectEqual(names.filter((name) => sent.includes(name)), [], 'fields that were refused and are there');
      expectThat(surfaces.graphql.schema.__schema.types.some(({ name }) => name === capitalised(object.nameSingular)), 'Core GraphQL schema: has no type of the object');
    });

    const keys = documentedResources(model).find(({ plural }) => plural === 'apiKeys');
    if (!keys?.offers('POST', 'collection')) await check(keyRefused, [], () => {});
    else {
      // The role does not exist, so nothing can come of it.
      const exchange = await http.call({ method: 'POST', path: '/rest/metadata/apiKeys', json: { name: run.marker, expiresAt: '2000-01-01T00:00:00.000Z', roleId: context.unusedId() } });
      await check(keyRefused, exchange, () => expectThat(!/session|access token/i.test(exchange.response.text), `refused to a key: ${show(exchange.response.text, 300)}`));
    }
    const removed = await removeTemporaryObject(context, object);
    await check(inactiveDeleted, removed, () => expectStatus(removed, 200));
  },
});
