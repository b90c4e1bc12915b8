import {
  SOURCES, at, compareMetadata, expectEqual, expectJson, expectStatus, expectThat, fieldType, instanceSubject, isTemporaryName, journey, needs, objectSubjects, requirement, show, walkPages,
  type Exchange,
} from '../../src/suite/index.js';

const metadata = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string = SOURCES.metadataDocument) => requirement({ id: `metadata.${id}`, level, area: 'metadata', title, source });

const listStatus = metadata('objects.list-status', 'MUST', 'GET /rest/metadata/objects answers 200 and JSON', SOURCES.docs);
const listDefault = metadata('objects.list-page', 'MUST', 'Pages of one object each, walked by cursor, hold every object exactly once');
const listLimit = metadata('objects.list-limit', 'MUST', 'A page of the object list holds at most limit objects');
const oneById = metadata('objects.one-by-id', 'MUST', 'GET /rest/metadata/objects/{id} answers the object that the list shows');
const unknownId = metadata('objects.unknown-id', 'MUST', 'GET /rest/metadata/objects/{id} of an id that no object has answers 404', SOURCES.http);
const fieldsList = metadata('fields.list-status', 'MUST', 'GET /rest/metadata/fields answers 200 and JSON');
const unknownParameter = metadata('parameter.unknown', 'MUST', 'A query parameter that a metadata list does not have is refused with 400 and named, not passed over', SOURCES.safety);
const noTokens = metadata('api-keys.no-token', 'MUST', 'The list of API keys shows no token', SOURCES.safety);
const sameObjects = metadata('surfaces.same-objects', 'MUST', 'Metadata REST and Metadata GraphQL list the same objects', SOURCES.agreement);
const sameFields = metadata('surfaces.same-fields', 'MUST', 'Metadata REST and Metadata GraphQL describe an object and its fields alike', SOURCES.agreement);
const systemFields = metadata('object.system-fields', 'MUST', 'Every object has id, createdAt, updatedAt and deletedAt fields', SOURCES.docs);
const uniqueNames = metadata('object.unique-field-names', 'MUST', 'No two fields of an object have one name', SOURCES.safety);
const labelIdentifier = metadata('object.label-identifier', 'SHOULD', 'The label identifier of an object is one of its fields');
const knownTypes = metadata('object.known-field-types', 'SHOULD', 'Every field has a type that the Metadata GraphQL schema lists', SOURCES.schema);
const options = metadata('object.select-options', 'MUST', 'Every select field has at least one option and no value twice');
const relationTarget = metadata('object.relation-target', 'MUST', 'Every relation points at an object of the workspace', SOURCES.safety);

/** The items of a metadata list in either envelope. */
function items(json: unknown, resource: string): Array<Record<string, unknown>> | undefined {
  const data = at(json, 'data');
  const list = Array.isArray(data) ? data : at(data, resource);
  return Array.isArray(list) ? (list as Array<Record<string, unknown>>) : undefined;
}

/** A metadata entity, bare or in its envelope. */
function entity(json: unknown, name: string): Record<string, unknown> | undefined {
  return (at(json, 'data', name) ?? json) as Record<string, unknown> | undefined;
}

journey({
  name: 'Metadata REST',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [listStatus, listDefault, listLimit, oneById, unknownId, fieldsList, unknownParameter, noTokens],
  async play({ http, model, random, check }) {
    const list = await http.call({ path: '/rest/metadata/objects' });
    await check(listStatus, list, () => { expectStatus(list, 200); expectJson(list); expectThat(items(list.response.json, 'objects'), 'data: expected a list of objects'); });
    const limited = await http.call({ path: '/rest/metadata/objects?limit=3' });
    await check(listLimit, limited, () => expectEqual(items(limited.response.json, 'objects')?.length, Math.min(3, model.objects.length), 'objects on the page'));
    const size = Math.max(1, Math.ceil(model.objects.length / 5));
    const pages: Exchange[] = [];
    const fetchPage = (after: string | undefined) => http.call({ path: `/rest/metadata/objects?limit=${size}${after === undefined ? '' : `&starting_after=${encodeURIComponent(after)}`}` });
    for await (const page of walkPages(fetchPage, { maxPages: 12 })) pages.push(page);
    // Objects that journeys make and remove meanwhile are on some pages and not in the model.
    const seen = pages.flatMap((page) => items(page.response.json, 'objects') ?? []).map(({ nameSingular }) => String(nameSingular)).filter((name) => !isTemporaryName(name));
    await check(listDefault, pages, () => expectEqual([...seen].sort(), model.objects.map(({ nameSingular }) => nameSingular).filter((name) => !isTemporaryName(name)).sort(), 'objects on all pages'));
    const filtered = await http.call({ path: `/rest/metadata/objects?limit=1&filter=${encodeURIComponent('nameSingular[eq]:"zzNoSuchObject"')}` });
    await check(unknownParameter, filtered, () => {
      expectStatus(filtered, 400);
      expectThat(filtered.response.text.includes('filter'), `body: does not name the parameter: ${show(filtered.response.text)}`);
    });
    const known = model.objects[0]!;
    const one = await http.call({ path: `/rest/metadata/objects/${known.id}` });
    await check(oneById, one, () => { expectStatus(one, 200); expectEqual(entity(one.response.json, 'object')?.nameSingular, known.nameSingular, 'nameSingular'); });
    const none = await http.call({ path: `/rest/metadata/objects/${random.string.uuid()}` });
    await check(unknownId, none, () => { expectStatus(none, 404); expectJson(none); });
    const fields = await http.call({ path: '/rest/metadata/fields' });
    await check(fieldsList, fields, () => { expectStatus(fields, 200); expectJson(fields); expectThat(items(fields.response.json, 'fields'), 'data: expected a list of fields'); });
    const keys = await http.call({ path: '/rest/metadata/apiKeys' });
    await check(noTokens, { ...keys, response: { ...keys.response, text: '(left out)' } }, () => {
      expectStatus(keys, 200);
      expectThat(!/"(token|secret)"|eyJ[\w-]+\.[\w-]+\./.test(keys.response.text), 'body: holds a token');
    });
  },
});

journey({
  name: 'Metadata of the workspace',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  requirements: [sameObjects],
  async play({ model, check, skip }) {
    if (!model.graphqlObjects || !model.capabilities.metadataRest.available) return skip(sameObjects, 'the instance lists its metadata on one surface only');
    const names = (objects: Array<{ nameSingular: string }>) => objects.map(({ nameSingular }) => nameSingular).sort();
    await check(sameObjects, [], () => expectEqual(names(model.graphqlObjects!), names(model.objects), 'objects of Metadata GraphQL'));
  },
});

journey({
  name: 'Metadata of each object',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: objectSubjects,
  requirements: [sameFields, systemFields, uniqueNames, labelIdentifier, knownTypes, options, relationTarget],
  async play({ subject: { object }, model, check, skip }) {
    const { fields } = object;
    const twin = model.graphqlObjects?.find(({ id }) => id === object.id);
    if (twin) {
      await check(sameFields, [], () => {
        const problems = compareMetadata(object, twin);
        expectThat(problems.length === 0, problems.slice(0, 8).map(({ subject, message }) => `${subject}: ${message}`).join('; '));
      });
    } else skip(sameFields, 'Metadata GraphQL does not show the object');
    await check(systemFields, [], () => {
      for (const name of ['id', 'createdAt', 'updatedAt', 'deletedAt']) expectThat(fields.some((field) => field.name === name), `${name}: missing`);
    });
    await check(uniqueNames, [], () => {
      const names = fields.map(({ name }) => name);
      expectEqual(names.filter((name, index) => names.indexOf(name) !== index), [], 'repeated names');
    });
    await check(labelIdentifier, [], () => {
      expectThat(object.labelIdentifierFieldId === null || fields.some(({ id }) => id === object.labelIdentifierFieldId), `labelIdentifierFieldMetadataId ${show(object.labelIdentifierFieldId)} is no field of the object`);
    });
    await check(knownTypes, [], () => {
      const served = model.introspection.metadata?.__schema.types.find(({ name }) => name === 'FieldMetadataType');
      const listed = served?.kind === 'ENUM' ? served.enumValues.map(({ name }) => name) : undefined;
      for (const field of fields) expectThat(listed ? listed.includes(field.type) : fieldType(field.type), `${field.name}: type ${show(field.type)} is not listed`);
    });
    await check(options, [], () => {
      for (const field of fields.filter(({ type }) => ['SELECT', 'MULTI_SELECT'].includes(type))) {
        const values = field.options.map(({ value }) => value);
        expectThat(values.length > 0, `${field.name}: no options`);
        expectEqual(values.filter((value, index) => values.indexOf(value) !== index), [], `${field.name}: repeated values`);
      }
    });
    await check(relationTarget, [], () => {
      for (const { name, relation } of fields) {
        if (relation?.targetObject === undefined) continue;
        expectThat(model.objects.some(({ nameSingular }) => nameSingular === relation.targetObject), `${name}: points at ${show(relation.targetObject)}, which is no object`);
      }
    });
  },
});
