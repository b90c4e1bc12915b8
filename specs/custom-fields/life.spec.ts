import {
  SOURCES, capitalised, at, compareMetadata, compareObjectToGraphql, compareObjectToOpenApi, createSample, createTemporaryObject, destroySample, entityOf, expectEqual,
  expectStatus, expectThat, fieldType, instanceSubject, journey, needs, removeTemporaryObject, requirement, show, temporaryFieldName, temporaryRecordId, waitForSurfaces,
  type Exchange, type FieldModel, type ObjectModel, type Surfaces, type WorkspaceModel,
} from '../../src/suite/index.js';

const life = (id: string, title: string, source: string = SOURCES.metadataDocument) => requirement({ id: `custom-fields.life.${id}`, level: 'MUST', area: 'custom-fields', title, source });

const created = life('created', 'Creating a field of each creatable type answers 201 with its name, type and label');
const seenMetadata = life('seen-by-metadata', 'A new field is described alike by Metadata REST and Metadata GraphQL within two seconds', SOURCES.agreement);
const seenOpenApi = life('seen-by-openapi', 'A new field is in the Core OpenAPI document, with its type, within two seconds', SOURCES.docs);
const seenSchema = life('seen-by-schema', 'A new field is in the Core GraphQL schema, with its type, within two seconds', SOURCES.docs);
const written = life('value-by-rest', 'A value written to a new field through REST comes back equal', SOURCES.safety);
const sameValue = life('value-on-both', 'The value of a new field is the same through REST and GraphQL', SOURCES.agreement);
const changed = life('value-by-graphql', 'A value written to a new field through GraphQL is read through REST', SOURCES.agreement);
const updated = life('updated', 'Renaming the label of a field and deactivating it answers 200');
const labelSeen = life('label-seen', 'A new label of a field is read from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const inactiveSeen = life('inactive-seen', 'A deactivated field is read as inactive from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const deleted = life('deleted', 'Deleting a custom field answers 200');
const goneMetadata = life('gone-from-metadata', 'A deleted field is in neither Metadata REST nor Metadata GraphQL', SOURCES.agreement);
const goneOpenApi = life('gone-from-openapi', 'A deleted field is in no schema of its object in the Core OpenAPI document', SOURCES.docs);
const goneSchema = life('gone-from-schema', 'A deleted field is in no type of its object in the Core GraphQL schema', SOURCES.docs);
const goneRecord = life('gone-from-records', 'A deleted field is in no record, and the other values of the record stay', SOURCES.safety);
const goneInverse = life('gone-on-other-side', 'With a deleted relation goes its field on the other object', SOURCES.safety);

const TYPES = [
  'TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'DATE_TIME', 'SELECT', 'MULTI_SELECT', 'RATING', 'ARRAY', 'RAW_JSON', 'CURRENCY', 'EMAILS', 'PHONES',
  'LINKS', 'ADDRESS', 'FULL_NAME', 'RICH_TEXT', 'UUID', 'RELATION',
];
const OPTIONS = ['ZZ_ONE', 'ZZ_TWO', 'ZZ_THREE'].map((value, position) => ({ value, label: value.slice(3).toLowerCase(), color: 'green', position }));

/** A field that the journey made. */
interface Made {
  type: string;
  name: string;
  id: string;
}

/** The property that is written: the field's own name, or the key of a relation. */
function propertyOf(field: FieldModel): string {
  return fieldType(field.type)?.propertyNames(field)[0] ?? field.name;
}

function selectionOf(field: FieldModel): string {
  const parts = fieldType(field.type)?.openApi(field)?.properties;
  return parts ? `${field.name} { ${parts.join(' ')} }` : propertyOf(field);
}

/** Problems that a comparison found in this one field. */
function ofField(departures: Array<{ subject: string; message: string }>, object: ObjectModel, field: FieldModel): string[] {
  const places = [field.name, propertyOf(field)].map((name) => `${object.nameSingular}.${name}`);
  return departures.filter(({ subject }) => places.some((place) => subject === place || subject.startsWith(`${place}.`))).map(({ subject, message }) => `${subject}: ${message}`);
}

journey({
  name: 'Life of a custom field of each type',
  profiles: ['full'],
  tokens: 10,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [
    created, seenMetadata, seenOpenApi, seenSchema, written, sameValue, changed, updated, labelSeen, inactiveSeen, deleted,
    goneMetadata, goneOpenApi, goneSchema, goneRecord, goneInverse,
  ],
  async play(context) {
    const { check, rest, http, coreGraphql, model, random } = context;
    const object = await createTemporaryObject(context, 'F');
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const company = model.objects.find((each) => each.nameSingular === 'company');
    const parent = company ? await createSample(context, company) : undefined;
    const made: Made[] = [];
    for (const type of TYPES) {
      const target = type === 'RELATION' ? company : undefined;
      if (type === 'RELATION' && !target) continue;
      const name = temporaryFieldName(type);
      const label = `Zz ${type.toLowerCase().replaceAll('_', ' ')}`;
      const exchange = await http.call({
        method: 'POST',
        path: '/rest/metadata/fields',
        json: {
          objectMetadataId: object.id, type, name, label,
          ...(type.endsWith('SELECT') ? { options: OPTIONS } : {}),
          ...(target ? { relationCreationPayload: { type: 'MANY_TO_ONE', targetObjectMetadataId: target.id, targetFieldLabel: object.labelPlural, targetFieldIcon: 'IconList' } } : {}),
        },
      });
      const entity = entityOf(exchange, 'createOneField');
      await check(created, exchange, () => {
        expectStatus(exchange, 201);
        expectEqual([entity?.['name'], entity?.['type'], entity?.['label']], [name, type, label], 'name, type and label');
      }, type);
      if (exchange.response.status === 201 && typeof entity?.['id'] === 'string') made.push({ type, name, id: entity['id'] });
    }
    if (made.length === 0) return context.halt('no field could be created');

    const byRest = (surfaces: Surfaces) => surfaces.metadataRest.objects.find((each) => each.id === object.id);
    const byGraphql = (surfaces: Surfaces) => surfaces.metadataGraphql.objects.find((each) => each.id === object.id);
    const has = (owner: ObjectModel | undefined, { id }: Made) => owner?.fields.find((field) => field.id === id);
    const modelOf = (surfaces: Surfaces): WorkspaceModel => ({ ...model, objects: surfaces.metadataRest.objects });
    const inDocument = (surfaces: Surfaces) => JSON.stringify(Object.entries(surfaces.openApi.document.components?.schemas ?? {}).filter(([name]) => name.startsWith(singular)));
    const inSchema = (surfaces: Surfaces) => JSON.stringify(surfaces.graphql.schema.__schema.types.filter(({ name }) => name.startsWith(singular)));
    const everywhere = (surfaces: Surfaces, each: Made) => [has(byRest(surfaces), each), has(byGraphql(surfaces), each), inDocument(surfaces).includes(`"${each.name}`), inSchema(surfaces).includes(`"${each.name}`)];

    const { surfaces: first, waitedMs } = await waitForSurfaces(context, (surfaces) => made.every((each) => everywhere(surfaces, each).every(Boolean)));
    const patience = `${waitedMs} ms after the last create was answered`;
    const known = byRest(first);
    const told = byGraphql(first);
    if (!known) return context.halt(`Metadata REST does not list the temporary object ${patience}`);
    const openApiProblems = compareObjectToOpenApi(known, first.openApi.document, modelOf(first));
    const graphqlProblems = compareObjectToGraphql(known, first.graphql.schema, modelOf(first));
    const metadataProblems = told ? compareMetadata(known, told) : [];
    const fields = new Map<string, FieldModel>();
    for (const each of made) {
      const field = has(known, each);
      if (field) fields.set(each.type, field);
      await check(seenMetadata, [...first.metadataRest.exchanges, ...first.metadataGraphql.exchanges], () => {
        expectThat(field, `not in Metadata REST ${patience}`);
        expectThat(has(told, each), `not in Metadata GraphQL ${patience}`);
        expectEqual(field.type, each.type, 'type');
        expectEqual(ofField(metadataProblems, known, field), [], 'differences');
      }, each.type);
      await check(seenOpenApi, first.openApi.exchanges, () => {
        expectThat(inDocument(first).includes(`"${each.name}`), `not in the document ${patience}`);
        if (field) expectEqual(ofField(openApiProblems, known, field), [], 'differences');
      }, each.type);
      await check(seenSchema, first.graphql.exchanges, () => {
        expectThat(inSchema(first).includes(`"${each.name}`), `not in the schema ${patience}`);
        if (field) expectEqual(ofField(graphqlProblems, known, field), [], 'differences');
      }, each.type);
    }

    const valueFor = (field: FieldModel) => (field.type === 'RELATION' ? parent?.id : fieldType(field.type)?.valid(field, random));
    const values = () => Object.fromEntries([...fields.values()].map((field) => [propertyOf(field), valueFor(field)] as const));
    const id = temporaryRecordId(context);
    const sent = values();
    const create = await rest.create(namePlural, { id, name: 'life', ...sent });
    const read = async () => {
      const exchange = await rest.get(namePlural, id);
      return { exchange, value: at(exchange.response.json, 'data', nameSingular) as Record<string, unknown> | undefined };
    };
    const stored = await read();
    const one = await coreGraphql.query(`query($filter: ${singular}FilterInput!) { ${nameSingular}(filter: $filter) { id ${[...fields.values()].map(selectionOf).join(' ')} } }`, { filter: { id: { eq: id } } });
    const next = values();
    const mutation = await coreGraphql.query(`mutation($id: UUID!, $data: ${singular}UpdateInput!) { update${singular}(id: $id, data: $data) { id } }`, { id, data: next });
    const after = await read();
    const expectStored = (field: FieldModel, value: unknown, record: Record<string, unknown> | undefined, evidence: Exchange) => {
      const property = propertyOf(field);
      expectThat(record, `no record: ${evidence.response.status} ${show(evidence.response.text)}`);
      expectThat(fieldType(field.type)?.equal(value, record[property]) ?? true, `${property}: sent ${show(value)}, read ${show(record[property])}`);
    };
    for (const [type, field] of fields) {
      await check(written, [create, stored.exchange], () => { expectStatus(create, 201); expectStored(field, sent[propertyOf(field)], stored.value, create); }, type);
      await check(sameValue, [stored.exchange, one], () => {
        const node = at(one.response.json, 'data', nameSingular);
        expectThat(node, `no record in ${show(one.response.text)}`);
        expectEqual(at(node, propertyOf(field)), stored.value?.[propertyOf(field)], `${propertyOf(field)} of GraphQL beside REST`);
      }, type);
      await check(changed, [mutation, after.exchange], () => {
        expectEqual(at(mutation.response.json, 'errors'), undefined, 'errors');
        expectStored(field, next[propertyOf(field)], after.value, after.exchange);
      }, type);
    }

    for (const { type, id: fieldId, name } of made) {
      const exchange = await http.call({ method: 'PATCH', path: `/rest/metadata/fields/${fieldId}`, json: { label: `${name} renamed`, isActive: false } });
      await check(updated, exchange, () => expectStatus(exchange, 200), type);
    }
    const { surfaces: second } = await waitForSurfaces(context, (surfaces) => made.every((each) => has(byRest(surfaces), each)?.isActive === false && has(byGraphql(surfaces), each)?.isActive === false));
    const both = [...second.metadataRest.exchanges, ...second.metadataGraphql.exchanges];
    for (const each of made) {
      const seen = [['Metadata REST', has(byRest(second), each)], ['Metadata GraphQL', has(byGraphql(second), each)]] as const;
      await check(labelSeen, both, () => { for (const [surface, field] of seen) expectEqual(field?.label, `${each.name} renamed`, `label in ${surface}`); }, each.type);
      await check(inactiveSeen, both, () => { for (const [surface, field] of seen) expectEqual(field?.isActive, false, `isActive in ${surface}`); }, each.type);
    }

    const inverse = (surfaces: Surfaces) => surfaces.metadataRest.objects.flatMap((each) => each.fields.filter((field) => each.nameSingular === 'company' && field.relation?.targetObject === nameSingular));
    const inverseBefore = inverse(second).length;
    for (const { type, id: fieldId } of made) {
      const exchange = await http.call({ method: 'DELETE', path: `/rest/metadata/fields/${fieldId}` });
      await check(deleted, exchange, () => expectStatus(exchange, 200), type);
    }
    const { surfaces: last } = await waitForSurfaces(context, (surfaces) => made.every((each) => !everywhere(surfaces, each).some(Boolean)));
    const bare = await read();
    for (const each of made) {
      await check(goneMetadata, [...last.metadataRest.exchanges, ...last.metadataGraphql.exchanges], () => expectThat(!has(byRest(last), each) && !has(byGraphql(last), each), 'still listed'), each.type);
      await check(goneOpenApi, last.openApi.exchanges, () => expectThat(!inDocument(last).includes(`"${each.name}`), 'still in the document'), each.type);
      await check(goneSchema, last.graphql.exchanges, () => expectThat(!inSchema(last).includes(`"${each.name}`), 'still in the schema'), each.type);
      await check(goneRecord, bare.exchange, () => {
        expectEqual(bare.value?.['name'], 'life', 'name');
        expectEqual(Object.keys(bare.value ?? {}).filter((key) => key.startsWith(each.name)), [], 'properties left');
      }, each.type);
    }
    if (made.some(({ type }) => type === 'RELATION')) {
      await check(goneInverse, last.metadataRest.exchanges, () => {
        expectThat(inverseBefore > 0, 'the relation had no field on the company object');
        expectEqual(inverse(last).map(({ name }) => name), [], 'fields of company that lead to the temporary object');
      });
    } else context.skip(goneInverse, 'no relation could be made');
    await removeTemporaryObject(context, object);
    if (parent && company) await destroySample(context, company, parent.id);
  },
});
