import {
  SOURCES, capitalised, at, compareMetadata, createTemporaryObject, entityOf, expectEqual, expectJson, expectStatus, expectThat, instanceSubject, journey, makeObject, needs,
  removeTemporaryObject, requirement, show, temporaryNames, viewSurfaces, waitForSurfaces,
  type Surfaces,
} from '../../src/suite/index.js';

const metadata = (id: string, title: string, source: string = SOURCES.metadataDocument) => requirement({ id: `metadata.${id}`, level: 'MUST', area: 'metadata', title, source });

const createStatus = metadata('object-create.status', 'Creating a custom object answers 201 and JSON');
const createValues = metadata('object-create.values', 'Creating a custom object answers its id and the names and labels that were sent');
const createFields = metadata('object-create.fields', 'A new custom object has id, createdAt, updatedAt and deletedAt fields and a label identifier', SOURCES.docs);
const seenRest = metadata('object-create.seen-by-rest', 'A new custom object is in Metadata REST within two seconds', SOURCES.agreement);
const seenGraphql = metadata('object-create.seen-by-graphql', 'A new custom object is in Metadata GraphQL within two seconds', SOURCES.agreement);
const seenOpenApi = metadata('object-create.seen-by-openapi', 'A new custom object has its paths in the Core OpenAPI document within two seconds', SOURCES.docs);
const seenSchema = metadata('object-create.seen-by-schema', 'A new custom object has its type in the Core GraphQL schema within two seconds', SOURCES.docs);
const alike = metadata('object-create.described-alike', 'Metadata REST and Metadata GraphQL describe a new custom object alike', SOURCES.agreement);
const servedRest = metadata('object-create.served-by-rest', 'A new custom object is listed by Core REST under its plural name, without records', SOURCES.docs);
const servedGraphql = metadata('object-create.served-by-graphql', 'A new custom object is listed by Core GraphQL under its plural name, without records', SOURCES.docs);
const duplicate = metadata('object-refused.duplicate-name', 'A custom object with the name of another is refused with 400 and the reason');
const reserved = metadata('object-refused.reserved-name', 'A custom object with a reserved name is refused with 400 and the reason');
const malformed = metadata('object-refused.malformed-name', 'A custom object whose name is no identifier is refused with 400 and the reason');
const tooLong = metadata('object-refused.long-name', 'A custom object whose name is longer than 63 characters is refused with 400 and the reason');
const equalNames = metadata('object-refused.equal-names', 'A custom object with one name for singular and plural is refused with 400 and the reason');
const missingKey = metadata('object-refused.missing-key', 'A custom object without its required keys is refused with 400 and each key named');
const refusedUnmade = metadata('object-refused.nothing-made', 'A refused custom object is not made', SOURCES.safety);
const renameStatus = metadata('object-update.status', 'Changing the labels of a custom object answers 200 and JSON');
const renameSeen = metadata('object-update.labels-seen', 'Changed labels of a custom object are read from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const renameKeeps = metadata('object-update.names-kept', 'Changed labels leave the names of a custom object and its paths as they were', SOURCES.safety);
const systemRename = metadata('system-field.rename-refused', 'Renaming a system field is refused with a client error and changes nothing', SOURCES.safety);
const systemDelete = metadata('system-field.delete-refused', 'Deleting a system field is refused with a client error and changes nothing', SOURCES.safety);
const labelDelete = metadata('label-field.delete-refused', 'Deleting the label identifier of an object is refused with a client error and changes nothing', SOURCES.safety);
const deleteStatus = metadata('object-delete.status', 'Deleting a custom object answers 200 and JSON');
const goneRest = metadata('object-delete.gone-from-rest', 'A deleted custom object answers 404 in Metadata REST and is not listed', SOURCES.http);
const goneGraphql = metadata('object-delete.gone-from-graphql', 'A deleted custom object is not in Metadata GraphQL', SOURCES.agreement);
const goneOpenApi = metadata('object-delete.gone-from-openapi', 'A deleted custom object has no path in the Core OpenAPI document', SOURCES.docs);
const goneSchema = metadata('object-delete.gone-from-schema', 'A deleted custom object has no type in the Core GraphQL schema', SOURCES.docs);
const goneRecords = metadata('object-delete.not-served', 'A deleted custom object is served neither by Core REST nor by Core GraphQL', SOURCES.safety);
const goneRelations = metadata('object-delete.no-relation-left', 'No field of another object leads to a deleted custom object', SOURCES.safety);
const deleteAgain = metadata('object-delete.again', 'Deleting a custom object that is no more answers 404', SOURCES.http);


journey({
  name: 'Life of a custom object',
  profiles: ['full'],
  tokens: 6,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [
    createStatus, createValues, createFields, seenRest, seenGraphql, seenOpenApi, seenSchema, alike, servedRest, servedGraphql,
    duplicate, reserved, malformed, tooLong, equalNames, missingKey, refusedUnmade, renameStatus, renameSeen, renameKeeps,
    systemRename, systemDelete, labelDelete, deleteStatus, goneRest, goneGraphql, goneOpenApi, goneSchema, goneRecords, goneRelations, deleteAgain,
  ],
  async play(context) {
    const { check, rest, http, coreGraphql } = context;
    const object = await createTemporaryObject(context, 'A');
    const { id, nameSingular, namePlural, created } = object;
    const made = entityOf(created, 'createOneObject');
    await check(createStatus, created, () => { expectStatus(created, 201); expectJson(created); });
    await check(createValues, created, () => {
      for (const key of ['nameSingular', 'namePlural', 'labelSingular', 'labelPlural', 'description'] as const) expectEqual(made?.[key], object[key], key);
    });

    const inRest = (surfaces: Surfaces) => surfaces.metadataRest.objects.find((each) => each.nameSingular === nameSingular);
    const inGraphql = (surfaces: Surfaces) => surfaces.metadataGraphql.objects.find((each) => each.nameSingular === nameSingular);
    const inOpenApi = (surfaces: Surfaces) => Object.keys(surfaces.openApi.document.paths ?? {}).filter((path) => path.split('/').includes(namePlural));
    const inSchema = (surfaces: Surfaces) => surfaces.graphql.schema.__schema.types.find(({ name }) => name === capitalised(nameSingular));
    const { surfaces: first, waitedMs } = await waitForSurfaces(context, (each) => ({
      metadataRest: Boolean(inRest(each)), metadataGraphql: Boolean(inGraphql(each)), openApi: inOpenApi(each).length > 0, graphql: Boolean(inSchema(each)),
    }), 'new object seen');
    const patience = `${waitedMs} ms after the create was answered`;
    await check(seenRest, first.metadataRest.exchanges, () => expectThat(inRest(first), `not listed ${patience}`));
    await check(seenGraphql, first.metadataGraphql.exchanges, () => expectThat(inGraphql(first), `not listed ${patience}`));
    await check(seenOpenApi, first.openApi.exchanges, () => expectThat(inOpenApi(first).includes(`/${namePlural}`) && inOpenApi(first).includes(`/${namePlural}/{id}`), `no paths ${patience}`));
    await check(seenSchema, first.graphql.exchanges, () => expectThat(inSchema(first), `no type ${patience}`));
    await check(createFields, first.metadataRest.exchanges, () => {
      const fields = inRest(first)?.fields ?? [];
      for (const name of ['id', 'createdAt', 'updatedAt', 'deletedAt']) expectThat(fields.some((field) => field.name === name), `${name}: missing`);
      expectThat(fields.some((field) => field.id === inRest(first)?.labelIdentifierFieldId), 'labelIdentifierFieldMetadataId: no field of the object');
    });
    await check(alike, [...first.metadataRest.exchanges, ...first.metadataGraphql.exchanges], () => {
      const [byRest, byGraphql] = [inRest(first), inGraphql(first)];
      expectThat(byRest && byGraphql, 'not on both surfaces');
      expectEqual(compareMetadata(byRest, byGraphql).map(({ subject, message }) => `${subject}: ${message}`), [], 'differences');
    });
    const list = await rest.list(namePlural);
    await check(servedRest, list, () => { expectStatus(list, 200); expectEqual(at(list.response.json, 'data', namePlural), [], `data.${namePlural}`); });
    const connection = await coreGraphql.query(`query { ${namePlural} { totalCount edges { node { id } } } }`);
    await check(servedGraphql, connection, () => {
      expectEqual(at(connection.response.json, 'errors'), undefined, 'errors');
      expectEqual(at(connection.response.json, 'data', namePlural, 'edges'), [], `data.${namePlural}.edges`);
    });

    const other = temporaryNames(context, 'B');
    const attempts = [
      { requirement: duplicate, what: 'a taken name', body: { ...other, nameSingular }, reason: /already exists|not available|taken/i },
      { requirement: reserved, what: 'the plural events', body: { ...other, namePlural: 'events' }, reason: /reserved/i },
      { requirement: malformed, what: 'a plural with a blank', body: { ...other, namePlural: 'zz conformance plural' }, reason: /lowercase|alphanumeric|camel|not valid/i },
      { requirement: malformed, what: 'a plural that begins with a digit', body: { ...other, namePlural: '1zzConformancePlural' }, reason: /lowercase|alphanumeric|camel|not valid/i },
      { requirement: tooLong, what: 'a plural of 64 characters', body: { ...other, namePlural: `zzConformance${'p'.repeat(51)}` }, reason: /too long|63/i },
      { requirement: equalNames, what: 'equal names', body: { ...other, namePlural: other.nameSingular }, reason: /same|differ/i },
      { requirement: missingKey, what: 'no plural name and no labels', body: { nameSingular: other.nameSingular }, reason: /(?=.*namePlural)(?=.*labelSingular)(?=.*labelPlural)/s },
    ];
    // A name that is taken stands in the ledger already, and its entry may not be closed before the object is gone.
    for (const { requirement: refused, what, body, reason } of attempts) {
      const taken = refused === duplicate;
      const exchange = taken ? await http.call({ method: 'POST', path: '/rest/metadata/objects', json: body }) : (await makeObject(context, body)).exchange;
      await check(refused, exchange, () => {
        expectStatus(exchange, 400);
        expectThat(reason.test(exchange.response.text), `body: expected the reason (${reason.source}), got ${show(exchange.response.text, 400)}`);
      }, what);
      const strayId = exchange.response.status < 300 ? entityOf(exchange, 'createOneObject')?.['id'] : undefined;
      if (typeof strayId === 'string' && strayId !== id) await http.call({ method: 'DELETE', path: `/rest/metadata/objects/${strayId}` });
    }

    const newLabels = { labelSingular: `${object.labelSingular} renamed`, labelPlural: `${object.labelPlural} renamed` };
    const renamed = await http.call({ method: 'PATCH', path: `/rest/metadata/objects/${id}`, json: newLabels });
    await check(renameStatus, renamed, () => { expectStatus(renamed, 200); expectJson(renamed); });
    const fieldId = (name: string | undefined) => inRest(first)?.fields.find((field) => field.name === name)?.id ?? '';
    const label = inRest(first)?.fields.find((field) => field.id === inRest(first)?.labelIdentifierFieldId)?.name;
    const sendField = (method: 'PATCH' | 'DELETE', name: string | undefined, json?: unknown) => http.call({ method, path: `/rest/metadata/fields/${fieldId(name) || 'missing'}`, ...(json === undefined ? {} : { json }) });
    const systemRenamed = await sendField('PATCH', 'createdAt', { name: 'zzRenamed' });
    const systemDeleted = await sendField('DELETE', 'createdAt');
    const labelDeleted = await sendField('DELETE', label);

    const second = await viewSurfaces(context);
    const oneById = await http.call({ path: `/rest/metadata/objects/${id}` });
    await check(renameSeen, [renamed, oneById, ...second.metadataGraphql.exchanges], () => {
      const entity = entityOf(oneById, 'object');
      for (const key of ['labelSingular', 'labelPlural'] as const) expectEqual(entity?.[key], newLabels[key], `${key} of Metadata REST`);
      expectEqual(inGraphql(second)?.labelSingular, newLabels.labelSingular, 'labelSingular of Metadata GraphQL');
    });
    await check(renameKeeps, [renamed, oneById], () => {
      const entity = entityOf(oneById, 'object');
      for (const key of ['nameSingular', 'namePlural'] as const) expectEqual(entity?.[key], object[key], key);
      expectEqual(inOpenApi(second).sort(), inOpenApi(first).sort(), 'paths of the Core OpenAPI document');
    });
    await check(refusedUnmade, second.metadataRest.exchanges, () => {
      expectThat(!second.metadataRest.objects.some((each) => each.nameSingular === other.nameSingular), `${other.nameSingular}: listed`);
      expectEqual(second.metadataRest.objects.filter((each) => each.nameSingular === nameSingular).length, 1, 'objects of the taken name');
    });
    const kept = (name: string | undefined) => expectThat(inRest(second)?.fields.some((field) => field.id === fieldId(name) && field.name === name), `${name ?? 'the field'}: is there no more`);
    await check(systemRename, [systemRenamed, ...second.metadataRest.exchanges], () => { expectStatus(systemRenamed, 400, 403); kept('createdAt'); });
    await check(systemDelete, [systemDeleted, ...second.metadataRest.exchanges], () => { expectStatus(systemDeleted, 400, 403); kept('createdAt'); });
    await check(labelDelete, [labelDeleted, ...second.metadataRest.exchanges], () => { expectStatus(labelDeleted, 400, 403); kept(label); });

    const deleted = await removeTemporaryObject(context, object);
    await check(deleteStatus, deleted, () => { expectStatus(deleted, 200); expectJson(deleted); });
    const { surfaces: last } = await waitForSurfaces(context, (each) => ({
      metadataRest: !inRest(each), metadataGraphql: !inGraphql(each), openApi: inOpenApi(each).length === 0, graphql: !inSchema(each),
    }), 'deleted object gone');
    const lost = await http.call({ path: `/rest/metadata/objects/${id}` });
    await check(goneRest, [lost, ...last.metadataRest.exchanges], () => { expectStatus(lost, 404); expectThat(!inRest(last), 'still listed'); });
    await check(goneGraphql, last.metadataGraphql.exchanges, () => expectThat(!inGraphql(last), 'still listed'));
    await check(goneOpenApi, last.openApi.exchanges, () => expectEqual(inOpenApi(last), [], 'paths'));
    await check(goneSchema, last.graphql.exchanges, () => expectEqual(last.graphql.schema.__schema.types.map(({ name }) => name).filter((name) => name.startsWith(capitalised(nameSingular))), [], 'types'));
    const unlisted = await rest.list(namePlural);
    const unanswered = await coreGraphql.query(`query { ${namePlural} { totalCount } }`);
    await check(goneRecords, [unlisted, unanswered], () => {
      expectStatus(unlisted, 400, 404);
      expectThat(at(unanswered.response.json, 'errors', 0, 'message'), `Core GraphQL: expected an error, got ${show(unanswered.response.text)}`);
    });
    await check(goneRelations, last.metadataRest.exchanges, () => {
      const left = last.metadataRest.objects.flatMap((each) => each.fields.filter((field) => field.name.includes(capitalised(nameSingular)) || field.relation?.targetObject === nameSingular).map((field) => `${each.nameSingular}.${field.name}`));
      expectEqual(left, [], 'fields left');
    });
    const again = await http.call({ method: 'DELETE', path: `/rest/metadata/objects/${id}` });
    await check(deleteAgain, again, () => { expectStatus(again, 404); expectJson(again); });
  },
});
