import {
  SOURCES, at, capitalised, createTemporaryObject, dataAt, entityOf, expectEqual, expectStatus, expectThat, instanceSubject, introspectedType, journey, makeField, needs, optionsFrom,
  recordsIn, removeTemporaryObject, requirement, show, temporaryFieldName, temporaryRecordId, viewSurfaces,
  type Exchange,
} from '../../src/suite/index.js';

const options = (id: string, title: string, source: string = SOURCES.safety) => requirement({ id: `custom-fields.options.${id}`, level: 'MUST', area: 'custom-fields', title, source });

const added = options('added', 'An option that is added to a field can be written to records, through REST and through GraphQL', SOURCES.metadata);
const relabelled = options('relabelled', 'New labels, colours and places of options are read back from metadata');
const kept = options('values-kept', 'New labels, colours and places of options leave the values of records as they are');
const renamed = options('value-renamed', 'An option with a new value, sent with its id, takes the records that have it along');
const removed = options('removed-not-served', 'A removed option is neither in metadata nor in the OpenAPI document nor in the GraphQL schema', SOURCES.agreement);
const refused = options('removed-refused', 'A removed option is refused with 400, the options that there are named, through REST and through GraphQL', SOURCES.metadata);
const readable = options('removed-in-use', 'Records that had a removed option are still read by REST and GraphQL alike, and show none that is no option');
const others = options('others-kept', 'When an option is removed, records with other options keep theirs');
const bad = options('update-refused', 'An update that leaves no option, or a default value that is no option, is refused with 400 and the reason, and changes nothing', SOURCES.metadata);

type Option = { id?: string; value: string; label: string; color: string; position: number };

/** Both types hold the same options; only one of them has several of them at once. */
const TYPES = ['SELECT', 'MULTI_SELECT'] as const;

journey({
  name: 'Options of a choice change while records have them',
  profiles: ['full'],
  tokens: 17,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [added, relabelled, kept, renamed, removed, refused, readable, others, bad],
  async play(context) {
    const { rest, http, coreGraphql, check, halt } = context;
    const object = await createTemporaryObject(context, 'OP');
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const name = (type: string) => temporaryFieldName(type);
    const ids = new Map<string, string>();
    for (const type of TYPES) {
      const { exchange, id } = await makeField(context, object, { type, name: name(type), options: ['ZZ_ONE', 'ZZ_TWO', 'ZZ_THREE'], ...(type === 'SELECT' ? { defaultValue: "'ZZ_THREE'" } : {}) });
      if (id === undefined) return halt(`the ${type} could not be made: ${show(exchange.response.text, 300)}`);
      ids.set(type, id);
    }
    const value = (type: string, ...values: string[]) => (type === 'SELECT' ? values[0] : values);
    const both = (...values: string[]) => Object.fromEntries(TYPES.map((type) => [name(type), value(type, ...values)]));
    const [one, two, three] = [temporaryRecordId(context), temporaryRecordId(context), temporaryRecordId(context)];
    await rest.createMany(namePlural, [{ id: one, name: 'one', ...both('ZZ_ONE') }, { id: two, name: 'two', ...both('ZZ_TWO') }, { id: three, name: 'three', ...both('ZZ_THREE') }]);

    /** Values by the record's name, through REST; each type in its own shape. */
    const values = async (type: string) => {
      const exchange = await rest.list(namePlural);
      return { exchange, byName: Object.fromEntries(recordsIn(exchange, namePlural).map((record) => [String(record['name']), record[name(type)]])) };
    };
    const update = (type: string, json: Record<string, unknown>) => http.call({ method: 'PATCH', path: `/rest/metadata/fields/${ids.get(type)!}`, json });
    const optionsOf = (exchange: Exchange) => ([...((entityOf(exchange, 'updateOneField', 'field')?.['options'] ?? []) as Option[])]).sort((a, b) => a.position - b.position);
    const plain = (all: Option[]) => all.map(({ value: word, label, color, position }) => ({ value: word, label, color, position }));

    for (const type of TYPES) {
      const before = await http.call({ path: `/rest/metadata/fields/${ids.get(type)!}` });
      const first = optionsOf(before);
      // A fourth option, new labels, and the first three the other way round.
      const wanted: Option[] = [
        ...first.map((option) => ({ ...option, label: `${option.label} new`, color: 'red', position: 2 - option.position })),
        { value: 'ZZ_FOUR', label: 'four', color: 'blue', position: 3 },
      ];
      const changed = await update(type, { options: wanted });
      const told = await http.call({ path: `/rest/metadata/fields/${ids.get(type)!}` });
      await check(relabelled, [changed, told], () => {
        expectStatus(changed, 200);
        expectEqual(plain(optionsOf(told)), plain([...wanted].sort((a, b) => a.position - b.position)), 'options');
      }, type);
      const after = await values(type);
      await check(kept, [changed, after.exchange], () => expectEqual(after.byName, { one: value(type, 'ZZ_ONE'), two: value(type, 'ZZ_TWO'), three: value(type, 'ZZ_THREE') }, 'values'), type);
      const byRest = await rest.update(namePlural, one, { [name(type)]: value(type, 'ZZ_FOUR') });
      const byGraphql = await coreGraphql.query(`mutation($id: UUID!, $data: ${singular}UpdateInput!) { update${singular}(id: $id, data: $data) { ${name(type)} } }`, { id: three, data: { [name(type)]: value(type, 'ZZ_FOUR') } });
      await check(added, [byRest, byGraphql], () => {
        expectStatus(byRest, 200);
        expectEqual(at(byRest.response.json, 'data', `update${singular}`, name(type)), value(type, 'ZZ_FOUR'), 'value through REST');
        expectEqual(at(dataAt(byGraphql, `update${singular}`), name(type)), value(type, 'ZZ_FOUR'), 'value through GraphQL');
      }, type);

      const moved = await update(type, { options: optionsOf(told).map((option) => (option.value === 'ZZ_FOUR' ? { ...option, value: 'ZZ_QUATTRO' } : option)) });
      const taken = await values(type);
      await check(renamed, [moved, taken.exchange], () => {
        expectStatus(moved, 200);
        expectEqual(taken.byName, { one: value(type, 'ZZ_QUATTRO'), two: value(type, 'ZZ_TWO'), three: value(type, 'ZZ_QUATTRO') }, 'values');
      }, type);
      const now = optionsOf(moved);
      const nothing = await update(type, { options: [] });
      const noDefault = type === 'SELECT' ? await update(type, { options: now.filter(({ value: word }) => word !== 'ZZ_THREE') }) : undefined;
      const unchanged = await http.call({ path: `/rest/metadata/fields/${ids.get(type)!}` });
      await check(bad, [nothing, ...(noDefault ? [noDefault] : []), unchanged], () => {
        for (const [exchange, reason] of [[nothing, /option/i], [noDefault, /default/i]] as const) {
          if (!exchange) continue;
          expectStatus(exchange, 400);
          expectThat(reason.test(exchange.response.text), `body: expected the reason (${reason.source}), got ${show(exchange.response.text, 300)}`);
        }
        expectEqual(plain(optionsOf(unchanged)), plain(now), 'options after the refusals');
      }, type);
      const removing = await update(type, { options: now.filter(({ value: word }) => word !== 'ZZ_TWO') });
      const left = await values(type);
      await check(others, [removing, left.exchange], () => {
        expectStatus(removing, 200);
        for (const record of ['one', 'three']) expectEqual(left.byName[record], value(type, 'ZZ_QUATTRO'), `value of '${record}'`);
      }, type);
      const byList = await coreGraphql.query(`query { ${namePlural} { edges { node { name ${name(type)} } } } }`);
      await check(readable, [left.exchange, byList], () => {
        expectStatus(left.exchange, 200);
        const nodes = (dataAt(byList, namePlural, 'edges') as unknown[] | undefined)?.map((edge) => at(edge, 'node')) ?? [];
        expectEqual(Object.fromEntries(nodes.map((node) => [String(at(node, 'name')), at(node, name(type))])), left.byName, 'values of GraphQL beside REST');
        expectThat(!JSON.stringify(left.byName['two']).includes('ZZ_TWO'), `shows the removed option: ${show(left.byName['two'])}`);
      }, type);
      const badRest = await rest.update(namePlural, two, { [name(type)]: value(type, 'ZZ_TWO') });
      const badGraphql = await coreGraphql.query(`mutation($id: UUID!, $data: ${singular}UpdateInput!) { update${singular}(id: $id, data: $data) { id } }`, { id: two, data: { [name(type)]: value(type, 'ZZ_TWO') } });
      await check(refused, [badRest, badGraphql], () => {
        expectStatus(badRest, 400);
        const errors = at(badGraphql.response.json, 'errors');
        expectThat(Array.isArray(errors) && JSON.stringify(errors).includes('ZZ_TWO'), `GraphQL: expected a refusal that names the value, got ${show(badGraphql.response.text)}`);
        expectThat(badRest.response.text.includes('ZZ_TWO') && badRest.response.text.includes(name(type)), `body: does not name the value and the field: ${show(badRest.response.text)}`);
      }, type);
    }

    const surfaces = await viewSurfaces(context);
    for (const type of TYPES) {
      await check(removed, [...surfaces.metadataRest.exchanges, ...surfaces.openApi.exchanges, ...surfaces.graphql.exchanges], () => {
        const wanted = optionsFrom(['ZZ_ONE', 'ZZ_THREE', 'ZZ_QUATTRO']).map(({ value: word }) => word).sort();
        const field = surfaces.metadataRest.objects.find(({ id }) => id === object.id)?.fields.find((each) => each.name === name(type));
        expectEqual(field?.options.map((option) => option.value).sort(), wanted, 'options in Metadata REST');
        const property = at(surfaces.openApi.document.components?.schemas, singular, 'properties', name(type));
        expectEqual(((at(property, 'enum') ?? at(property, 'items', 'enum')) as string[] | undefined)?.filter((word) => (word as unknown) !== null).sort(), wanted, 'enum in the OpenAPI document');
        const kind = introspectedType(surfaces.graphql.schema, `${singular}${capitalised(name(type))}Enum`);
        expectEqual(kind?.kind === 'ENUM' ? kind.enumValues.map((each) => each.name).sort() : undefined, wanted, 'enum in the GraphQL schema');
      }, type);
    }
    await removeTemporaryObject(context, object);
  },
});
