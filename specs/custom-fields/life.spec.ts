import {
  SOURCES, at, capitalised, columnsOf, compareMetadata, compareObjectToGraphql, compareObjectToOpenApi, createTemporaryObject, dataAt, entityOf, expectEqual, expectStatus,
  expectThat, fieldType, instanceSubject, isEmptyValue, journey, makeField, makeObject, needs, recordsIn, removeTemporaryObject, requirement, show, temporaryRecordId, typicalValue, waitForSurfaces,
  type Exchange, type FieldModel, type ObjectModel, type Requirement, type Surfaces, type WorkspaceModel,
} from '../../src/suite/index.js';
import { KINDS, bodyOf, expectedDefault, nameOf, propertyOf, selectionOf, type Kind } from './field-kinds.js';

const life = (id: string, title: string, source: string = SOURCES.metadataDocument, covers?: Requirement['covers']) =>
  requirement({ id: `custom-fields.life.${id}`, level: 'MUST', area: 'custom-fields', title, source, ...(covers ? { covers } : {}) });

const created = life('created', 'Creating a field of each creatable type answers 201 with its name, type and label');
const seenMetadata = life('seen-by-metadata', 'A new field is described alike by Metadata REST and Metadata GraphQL within two seconds', SOURCES.agreement, 'metadata');
const seenOpenApi = life('seen-by-openapi', 'A new field is in the Core OpenAPI document, with its type, within two seconds', SOURCES.docs, 'openapi');
const seenSchema = life('seen-by-schema', 'A new field is in the Core GraphQL schema, with its type, within two seconds', SOURCES.docs, 'graphql-schema');
const defaults = life('default', 'A record made without a value has the default value that metadata states for the field, made through REST and through GraphQL', SOURCES.metadata);
const nulls = life('null-beside-default', 'null for a nullable field is stored as null, though the field has a default value', SOURCES.safety);
const written = life('value-by-rest', 'A value written to a new field through REST comes back equal', SOURCES.safety, 'write');
const sameValue = life('value-on-both', 'The value of a new field is the same through REST and GraphQL', SOURCES.agreement, 'read-graphql');
const changed = life('value-by-graphql', 'A value written to a new field through GraphQL is read through REST', SOURCES.agreement, 'read-rest');
const bothSides = life('both-sides', 'A relation is read from both of its sides, through REST and through GraphQL', SOURCES.agreement);
const filtered = life('filter', 'A filter by a new field finds the records without a value', SOURCES.coreDocument, 'filter');
const ordered = life('order', 'An order by the key of a new relation puts the records without one first where that is asked for', SOURCES.coreDocument, 'order');
const invalid = life('invalid', 'What cannot be a value of the field is refused with 400, the field named, and the record stays as it was', SOURCES.metadata, 'invalid-input');
const updated = life('updated', 'Renaming the label of a field and deactivating it answers 200');
const labelSeen = life('label-seen', 'A new label of a field is read from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const described = life('description-seen', 'A new description and icon of a field are read from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const inactiveSeen = life('inactive-seen', 'A deactivated field is read as inactive from Metadata REST and Metadata GraphQL', SOURCES.agreement);
const inactiveServed = life('inactive-served', 'A deactivated field can still be reached through the API: it is in records with its value, in the OpenAPI document and in the GraphQL schema', `${SOURCES.docs}, Data model FAQ`);
const reactivated = life('reactivated', 'A field that is made active again is read as active, and has the values that it had', SOURCES.safety);
const deleted = life('deleted', 'Deleting a custom field answers 200');
const goneMetadata = life('gone-from-metadata', 'A deleted field is in neither Metadata REST nor Metadata GraphQL', SOURCES.agreement);
const goneOpenApi = life('gone-from-openapi', 'A deleted field is in no schema of its object in the Core OpenAPI document', SOURCES.docs);
const goneSchema = life('gone-from-schema', 'A deleted field is in no type of its object in the Core GraphQL schema', SOURCES.docs);
const goneRecord = life('gone-from-records', 'A deleted field is in no record, and the other values of the record stay', SOURCES.safety);
const goneFilter = life('gone-from-filters', 'A filter by a deleted field is refused with 400, the field named', SOURCES.safety);
const goneInverse = life('gone-on-other-side', 'With a deleted relation goes its field on the other object', SOURCES.safety);
const again = life('made-again', 'A relation, and an object with a field, can be made again under the names of deleted ones', SOURCES.safety);

/** A field that the journey made: of a morph relation one for each target. */
interface Made {
  kind: Kind;
  id: string;
  fields: FieldModel[];
}

type Row = Record<string, unknown>;

/** Kinds that stand for the rest in what does not depend on the type: label, activity. */
const STAND_FOR_ALL = new Set(['TEXT', 'SELECT', 'CURRENCY', 'RELATION', 'RELATION one-to-many', 'MORPH_RELATION']);
/** Types whose invalid values no journey over the workspace's own fields sends. */
const INVALID_HERE = new Set(['ACTOR', 'FILES', 'RELATION', 'MORPH_RELATION', 'POSITION']);

/** Problems that a comparison found in this one field. */
function ofField(departures: Array<{ subject: string; message: string }>, object: ObjectModel, field: FieldModel): string[] {
  const places = [field.name, propertyOf(field) ?? field.name].map((name) => `${object.nameSingular}.${name}`);
  return departures.filter(({ subject }) => places.some((place) => subject === place || subject.startsWith(`${place}.`))).map(({ subject, message }) => `${subject}: ${message}`);
}

journey({
  name: 'Life of a custom field of each type',
  profiles: ['full'],
  tokens: 101,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [
    created, seenMetadata, seenOpenApi, seenSchema, defaults, nulls, written, sameValue, changed, bothSides, filtered, ordered, invalid, updated, labelSeen, described,
    inactiveSeen, inactiveServed, reactivated, deleted, goneMetadata, goneOpenApi, goneSchema, goneRecord, goneFilter, goneInverse, again,
  ],
  async play(context) {
    const { check, rest, http, coreGraphql, metadataGraphql, model, skip, halt } = context;
    const target = await createTemporaryObject(context, 'LT');
    const object = await createTemporaryObject(context, 'LF');
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const made: Made[] = [];
    for (const kind of KINDS) {
      const body = bodyOf(kind, target);
      const { exchange, id } = await makeField(context, object, body);
      const entity = entityOf(exchange, 'createOneField');
      await check(created, exchange, () => {
        expectStatus(exchange, 201);
        expectEqual([entity?.['type'], entity?.['label']], [body.type, body.label], 'type and label');
        const name = String(entity?.['name']);
        // Metadata names the field of a morph relation after the first of its targets.
        expectThat(kind.type === 'MORPH_RELATION' ? name.startsWith(body.name) : name === body.name, `name: expected ${body.name}, got ${name}`);
      }, { label: kind.label, fieldType: kind.type });
      if (id !== undefined) made.push({ kind, id, fields: [] });
    }
    if (made.length === 0) return halt('no field could be created');

    const own = (objects: ObjectModel[]) => objects.find(({ id }) => id === object.id);
    const has = (owner: ObjectModel | undefined, { kind, id }: Made) => owner?.fields.filter((field) => field.id === id || (kind.type === 'MORPH_RELATION' && field.name.startsWith(nameOf(kind)))) ?? [];
    const inDocument = (surfaces: Surfaces) => JSON.stringify(Object.entries(surfaces.openApi.document.components?.schemas ?? {}).filter(([name]) => name.startsWith(singular)));
    const inSchema = (surfaces: Surfaces) => JSON.stringify(surfaces.graphql.schema.__schema.types.filter(({ name }) => name.startsWith(singular)));
    /** Whether each surface has, or lacks, all that was made. */
    const all = (surfaces: Surfaces, wanted: boolean) => {
      const [document, schema] = [inDocument(surfaces), inSchema(surfaces)];
      const everyIs = (test: (each: Made) => boolean) => made.every((each) => test(each) === wanted);
      return {
        metadataRest: everyIs((each) => has(own(surfaces.metadataRest.objects), each).length > 0),
        metadataGraphql: everyIs((each) => has(own(surfaces.metadataGraphql.objects), each).length > 0),
        openApi: everyIs(({ kind }) => document.includes(`"${nameOf(kind)}`)),
        graphql: everyIs(({ kind }) => schema.includes(`"${nameOf(kind)}`)),
      };
    };
    const about = ({ kind }: Made) => ({ label: kind.label, fieldType: kind.type });

    const { surfaces: first, waitedMs } = await waitForSurfaces(context, (surfaces) => all(surfaces, true), 'new field seen');
    const patience = `${waitedMs} ms after the last create was answered`;
    const known = own(first.metadataRest.objects);
    const told = own(first.metadataGraphql.objects);
    if (!known) return halt(`Metadata REST does not list the temporary object ${patience}`);
    const asModel: WorkspaceModel = { ...model, objects: first.metadataRest.objects };
    const openApiProblems = compareObjectToOpenApi(known, first.openApi.document, asModel);
    const graphqlProblems = compareObjectToGraphql(known, first.graphql.schema, asModel);
    const metadataProblems = told ? compareMetadata(known, told) : [];
    for (const each of made) {
      each.fields = has(known, each);
      await check(seenMetadata, [...first.metadataRest.exchanges, ...first.metadataGraphql.exchanges], () => {
        expectThat(each.fields[0], `not in Metadata REST ${patience}`);
        expectThat(has(told, each)[0], `not in Metadata GraphQL ${patience}`);
        expectEqual([...new Set(each.fields.map(({ type }) => type))], [each.kind.type], 'type');
        expectEqual(each.fields.flatMap((field) => ofField(metadataProblems, known, field)), [], 'differences');
      }, about(each));
      await check(seenOpenApi, first.openApi.exchanges, () => {
        expectThat(inDocument(first).includes(`"${nameOf(each.kind)}`), `not in the document ${patience}`);
        expectEqual(each.fields.flatMap((field) => ofField(openApiProblems, known, field)), [], 'differences');
      }, about(each));
      await check(seenSchema, first.graphql.exchanges, () => {
        expectThat(inSchema(first).includes(`"${nameOf(each.kind)}`), `not in the schema ${patience}`);
        expectEqual(each.fields.flatMap((field) => ofField(graphqlProblems, known, field)), [], 'differences');
      }, about(each));
    }

    // A record that others point at; then one without any value, one with null beside the defaults, one with a value in every field.
    const [parentId, bareId, graphqlId, nullId, id] = [0, 1, 2, 3, 4].map(() => temporaryRecordId(context)) as [string, string, string, string, string];
    await rest.create(target.namePlural, { id: parentId, name: 'parent' });
    const writable = made.flatMap((each) => each.fields.flatMap((field) => (propertyOf(field) === undefined ? [] : [{ each, field, property: propertyOf(field)! }])));
    const selection = `id ${writable.map(({ field }) => selectionOf(field)).join(' ')}`;
    const values = (round: 0 | 1) => Object.fromEntries(writable.map(({ field, property }) => {
      // Of an actor the documents let clients write the source alone.
      if (field.type === 'ACTOR' && round === 1) return [property, { source: 'IMPORT' }];
      return [property, field.relation ? parentId : typicalValue(field, context)];
    }));
    const read = async (of: string) => {
      const exchange = await rest.get(namePlural, of);
      return { exchange, value: at(exchange.response.json, 'data', nameSingular) as Row | undefined };
    };
    const bare = await rest.create(namePlural, { id: bareId, name: 'bare' });
    const byGraphql = await coreGraphql.query(`mutation($data: ${singular}CreateInput!) { create${singular}(data: $data) { ${selection} } }`, { data: { id: graphqlId, name: 'by GraphQL' } });
    const defaulted = writable.filter(({ each: { kind } }) => kind.defaultValue !== undefined);
    const nulled = await rest.create(namePlural, { id: nullId, name: 'null', ...Object.fromEntries(defaulted.map(({ property }) => [property, null])) });
    const nullRead = await read(nullId);
    for (const { each, field, property } of defaulted) {
      const expected = (value: unknown, where: string) => expectThat(expectedDefault(each.kind, value), `${property} ${where}: expected the default ${show(field.defaultValue)}, got ${show(value)}`);
      await check(defaults, [bare, byGraphql], () => {
        expectStatus(bare, 201);
        expected(at(bare.response.json, 'data', `create${singular}`, property), 'made through REST');
        expected(at(dataAt(byGraphql, `create${singular}`), property), 'made through GraphQL');
      }, about(each));
      await check(nulls, [nulled, nullRead.exchange], () => {
        expectStatus(nulled, 201);
        expectThat(fieldType(field.type)?.equal(null, nullRead.value?.[property]) ?? true, `${property}: sent null, read ${show(nullRead.value?.[property])}`);
      }, about(each));
    }

    const sent = values(0);
    const create = await rest.create(namePlural, { id, name: 'life', ...sent });
    const stored = await read(id);
    const one = await coreGraphql.query(`query($filter: ${singular}FilterInput!) { ${nameSingular}(filter: $filter) { ${selection} } }`, { filter: { id: { eq: id } } });
    const next = values(1);
    const mutation = await coreGraphql.query(`mutation($id: UUID!, $data: ${singular}UpdateInput!) { update${singular}(id: $id, data: $data) { id } }`, { id, data: next });
    const after = await read(id);
    const expectStored = (field: FieldModel, property: string, value: unknown, record: Row | undefined, evidence: Exchange) => {
      expectThat(record, `no record: ${evidence.response.status} ${show(evidence.response.text)}`);
      expectThat(fieldType(field.type)?.equal(value, record[property]) ?? true, `${property}: sent ${show(value)}, read ${show(record[property])}`);
    };
    for (const { each, field, property } of writable) {
      await check(written, [create, stored.exchange], () => { expectStatus(create, 201); expectStored(field, property, sent[property], stored.value, create); }, about(each));
      await check(sameValue, [stored.exchange, one], () => {
        const node = at(one.response.json, 'data', nameSingular);
        expectThat(node, `no record in ${show(one.response.text)}`);
        expectEqual(at(node, property), stored.value?.[property], `${property} of GraphQL beside REST`);
      }, about(each));
      await check(changed, [mutation, after.exchange], () => {
        expectEqual(at(mutation.response.json, 'errors'), undefined, 'errors');
        // What an update leaves out of a composite stays.
        const expected = field.type === 'ACTOR' ? { ...(stored.value?.[property] as Row | undefined), ...(next[property] as Row) } : next[property];
        expectStored(field, property, expected, after.value, after.exchange);
      }, about(each));
    }

    const records = recordsIn(await rest.list(namePlural), namePlural);
    for (const { each, field, property } of writable) {
      const [column] = columnsOf(field);
      if (!column) continue;
      const exchange = await rest.list(namePlural, { filter: `${column.path}[is]:NULL` });
      await check(filtered, exchange, () => {
        expectStatus(exchange, 200);
        const names = (rows: readonly Row[]) => rows.map((row) => String(row['name'])).sort();
        expectEqual(names(recordsIn(exchange, namePlural)), names(records.filter((record) => isEmptyValue(column.valueIn(record)))), 'records found');
      }, about(each));
      if (!field.relation) continue;
      const inOrder = await rest.list(namePlural, { orderBy: `${property}[AscNullsFirst]` });
      await check(ordered, inOrder, () => {
        expectStatus(inOrder, 200);
        const keys = recordsIn(inOrder, namePlural).map((record) => record[property] === null);
        expectEqual(keys, [...keys].sort((a, b) => Number(b) - Number(a)), 'records without a key first');
      }, about(each));
    }

    const positions = known.fields.filter(({ type }) => type === 'POSITION').map((field) => ({ label: field.type, field, property: field.name }));
    for (const { label, field, property } of [...writable.map(({ each: { kind: { label } }, field, property }) => ({ label, field, property })), ...positions]) {
      if (!INVALID_HERE.has(field.type)) continue;
      // Whether a key leads to a record is no matter of the type.
      for (const { label: what, input } of (fieldType(field.type)?.invalid(field) ?? []).filter(({ label: each }) => each !== 'the id of no record')) {
        const exchange = await rest.update(namePlural, id, { [property]: input });
        const kept = await read(id);
        await check(invalid, [exchange, kept.exchange], () => {
          expectStatus(exchange, 400);
          expectThat(exchange.response.text.includes(field.name), `body: does not name '${field.name}': ${show(exchange.response.text)}`);
          expectEqual(kept.value?.[property], after.value?.[property], `${property} after the refusal`);
        }, { label: `${label} ${what}`, fieldType: field.type });
      }
    }

    await judgeSides();
    await judgeActivity();
    await judgeDeletion();
    await removeTemporaryObject(context, target);

    /** Relations of one record, read from it and from the records at the other ends. */
    async function judgeSides(): Promise<void> {
      for (const each of made.filter(({ kind }) => kind.type === 'RELATION')) {
        const field = each.fields[0];
        const inverse = first.metadataRest.objects.find(({ nameSingular: name }) => name === target.nameSingular)?.fields.find(({ relation, label }) => relation?.targetObject === nameSingular && label === bodyOf(each.kind, target).inverseLabel);
        if (!field || !inverse) {
          await check(bothSides, first.metadataRest.exchanges, () => expectThat(false, `the other object has no field for ${nameOf(each.kind)}`), about(each));
          continue;
        }
        const isMany = field.relation?.type === 'ONE_TO_MANY';
        if (isMany) await rest.update(target.namePlural, parentId, { [`${inverse.name}Id`]: id });
        const [here, there] = [await rest.get(namePlural, id, { depth: 1 }), await rest.get(target.namePlural, parentId, { depth: 1 })];
        const both = await coreGraphql.query(`query {
          ${nameSingular}(filter: { id: { eq: "${id}" } }) { ${field.name} { ${isMany ? 'edges { node { id } }' : 'id'} } }
          ${target.nameSingular}(filter: { id: { eq: "${parentId}" } }) { ${inverse.name} { ${isMany ? 'id' : 'edges { node { id } }'} } }
        }`);
        const idsIn = (value: unknown): unknown[] => {
          const edges = at(value, 'edges');
          if (Array.isArray(edges)) return edges.map((edge) => at(edge, 'node', 'id'));
          return Array.isArray(value) ? value.map((row) => at(row, 'id')) : [at(value, 'id')];
        };
        await check(bothSides, [here, there, both], () => {
          expectEqual(idsIn(at(here.response.json, 'data', nameSingular, field.name)), [parentId], `${field.name} through REST`);
          expectEqual(idsIn(at(there.response.json, 'data', target.nameSingular, inverse.name)), [id], `${inverse.name} through REST`);
          expectEqual(idsIn(dataAt(both, nameSingular, field.name)), [parentId], `${field.name} through GraphQL`);
          expectEqual(idsIn(dataAt(both, target.nameSingular, inverse.name)), [id], `${inverse.name} through GraphQL`);
        }, about(each));
      }
      if (!made.some(({ kind }) => kind.type === 'RELATION')) skip(bothSides, 'no relation could be made');
    }

    /** Label, description, and a rest without activity. */
    async function judgeActivity(): Promise<void> {
      const chosen = made.filter(({ kind }) => STAND_FOR_ALL.has(kind.label));
      const before = await read(id);
      for (const each of chosen) {
        const exchange = await http.call({ method: 'PATCH', path: `/rest/metadata/fields/${each.id}`, json: { label: `${nameOf(each.kind)} renamed`, description: 'zz', icon: 'IconBox', isActive: false } });
        await check(updated, exchange, () => expectStatus(exchange, 200), each.kind.label);
      }
      const inactive = (objects: ObjectModel[]) => chosen.every((each) => has(own(objects), each).every(({ isActive }) => !isActive));
      const { surfaces } = await waitForSurfaces(context, ({ metadataRest, metadataGraphql }) => ({ metadataRest: inactive(metadataRest.objects), metadataGraphql: inactive(metadataGraphql.objects) }));
      const both = [...surfaces.metadataRest.exchanges, ...surfaces.metadataGraphql.exchanges];
      const resting = await read(id);
      for (const each of chosen) {
        const views = [['Metadata REST', has(own(surfaces.metadataRest.objects), each)[0]], ['Metadata GraphQL', has(own(surfaces.metadataGraphql.objects), each)[0]]] as const;
        await check(labelSeen, both, () => { for (const [surface, field] of views) expectEqual(field?.label, `${nameOf(each.kind)} renamed`, `label in ${surface}`); }, each.kind.label);
        await check(inactiveSeen, both, () => { for (const [surface, field] of views) expectEqual(field?.isActive, false, `isActive in ${surface}`); }, each.kind.label);
        await check(inactiveServed, [resting.exchange, ...surfaces.openApi.exchanges, ...surfaces.graphql.exchanges], () => {
          for (const property of each.fields.flatMap((field) => propertyOf(field) ?? [])) expectEqual(resting.value?.[property], before.value?.[property], `${property} of the record`);
          expectThat(inDocument(surfaces).includes(`"${nameOf(each.kind)}`), 'not in the OpenAPI document');
          expectThat(inSchema(surfaces).includes(`"${nameOf(each.kind)}`), 'not in the GraphQL schema');
        }, each.kind.label);
      }
      const [text] = chosen;
      if (text) {
        const byRest = await http.call({ path: `/rest/metadata/fields/${text.id}` });
        const asked = await metadataGraphql.query('query($id: UUID!) { field(id: $id) { description icon } }', { id: text.id });
        await check(described, [byRest, asked], () => {
          for (const [key, value] of Object.entries({ description: 'zz', icon: 'IconBox' })) {
            expectEqual(entityOf(byRest, 'field')?.[key], value, `${key} in Metadata REST`);
            expectEqual(at(dataAt(asked, 'field'), key), value, `${key} in Metadata GraphQL`);
          }
        });
      }
      for (const each of chosen) {
        const exchange = await http.call({ method: 'PATCH', path: `/rest/metadata/fields/${each.id}`, json: { isActive: true } });
        const awake = await read(id);
        await check(reactivated, [exchange, awake.exchange], () => {
          expectStatus(exchange, 200);
          expectEqual(entityOf(exchange, 'updateOneField')?.['isActive'], true, 'isActive');
          for (const property of each.fields.flatMap((field) => propertyOf(field) ?? [])) expectEqual(awake.value?.[property], before.value?.[property], `${property} of the record`);
        }, each.kind.label);
      }
    }

    async function judgeDeletion(): Promise<void> {
      const inverses = (surfaces: Surfaces) => surfaces.metadataRest.objects.flatMap((each) => each.fields.filter((field) => each.nameSingular === target.nameSingular && field.relation?.targetObject === nameSingular));
      for (const { kind, id: fieldId } of made) {
        const exchange = await http.call({ method: 'DELETE', path: `/rest/metadata/fields/${fieldId}` });
        await check(deleted, exchange, () => expectStatus(exchange, 200), kind.label);
      }
      const { surfaces: last } = await waitForSurfaces(context, (surfaces) => all(surfaces, false), 'deleted field gone');
      const left = await read(id);
      for (const each of made) {
        const { label } = each.kind;
        await check(goneMetadata, [...last.metadataRest.exchanges, ...last.metadataGraphql.exchanges], () => {
          expectThat(has(own(last.metadataRest.objects), each).length === 0 && has(own(last.metadataGraphql.objects), each).length === 0, 'still listed');
        }, label);
        await check(goneOpenApi, last.openApi.exchanges, () => expectThat(!inDocument(last).includes(`"${nameOf(each.kind)}`), 'still in the document'), label);
        await check(goneSchema, last.graphql.exchanges, () => expectThat(!inSchema(last).includes(`"${nameOf(each.kind)}`), 'still in the schema'), label);
        await check(goneRecord, left.exchange, () => {
          expectEqual(left.value?.['name'], 'life', 'name');
          expectEqual(Object.keys(left.value ?? {}).filter((key) => key.startsWith(nameOf(each.kind))), [], 'properties left');
        }, label);
        const column = each.fields.flatMap((field) => columnsOf(field))[0];
        if (!column) continue;
        const exchange = await rest.list(namePlural, { filter: `${column.path}[is]:NULL` });
        await check(goneFilter, exchange, () => {
          expectStatus(exchange, 400);
          expectThat(exchange.response.text.includes(nameOf(each.kind)), `body: does not name the field: ${show(exchange.response.text)}`);
        }, label);
      }
      const relations = made.filter(({ fields }) => fields[0]?.relation);
      await check(goneInverse, last.metadataRest.exchanges, () => {
        expectThat(inverses(first).length >= relations.length, `the relations had ${inverses(first).length} fields on the other object`);
        expectEqual(inverses(last).map(({ name }) => name), [], 'fields of the other object that lead to the temporary one');
      });
      const relation = KINDS.find(({ type }) => type === 'RELATION')!;
      const relationAgain = await makeField(context, object, bodyOf(relation, target));
      await check(again, relationAgain.exchange, () => expectStatus(relationAgain.exchange, 201), 'a relation');
      await removeTemporaryObject(context, object);
      const { id: _id, created: _created, ...names } = object;
      const { exchange: objectAgain, id: newId } = await makeObject(context, names);
      const fieldAgain = newId === undefined ? undefined : await makeField(context, { ...object, id: newId }, bodyOf(KINDS[0]!, target));
      await check(again, [objectAgain, ...(fieldAgain ? [fieldAgain.exchange] : [])], () => {
        expectStatus(objectAgain, 201);
        expectStatus(fieldAgain!.exchange, 201);
      }, 'an object with a field');
      if (newId !== undefined) await removeTemporaryObject(context, { ...object, id: newId });
    }
  },
});
