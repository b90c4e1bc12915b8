import {
  SOURCES, at, capitalised, createTemporaryObject, documentedResources, entityOf, expectEqual, expectJson, expectStatus, expectThat, instanceSubject, journey, leafFields, needs,
  removeTemporaryObject, requirement, rootField, show, viewSurfaces,
  type DocumentedResource, type Exchange, type JourneyContext,
} from '../../src/suite/index.js';

const layout = (id: string, title: string, source: string = SOURCES.metadataDocument, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `metadata.layout.${id}`, level, area: 'metadata', title, source });

const created = layout('created', 'A part of a view or page layout is created with 201, and the answer holds what was sent');
const required = layout('required-is-required', 'A create without a property that the document requires is refused with 400 or 404', SOURCES.metadataDocument, 'SHOULD');
const orphan = layout('unknown-parent', 'A part of a view whose view does not exist is refused with 400 or 404 and the reason');
const read = layout('read', 'A part of a view or page layout that was made is read by its id and in the list of its parent, with the values sent');
const onGraphql = layout('on-graphql', 'Metadata GraphQL answers a part that REST made with the same values', SOURCES.agreement);
const noSecret = layout('no-secret', 'A part of a view shows nothing of the workspace that holds it', SOURCES.safety);
const changed = layout('changed', 'A change of a part is answered with 200 and read afterwards');
const twice = layout('twice', 'A field put on a view a second time is refused with a client error, without a word of the database, or shown once', SOURCES.safety);
const deleted = layout('deleted', 'Deleting a part answers 200 and JSON');
const gone = layout('gone', 'A deleted part answers 404 and is not listed', SOURCES.http);
const graphqlMade = layout('graphql-made', 'A part made through Metadata GraphQL is read through REST with the same values', SOURCES.agreement);
const graphqlChanged = layout('graphql-changed', 'A change made through Metadata GraphQL is read through REST', SOURCES.agreement);
const graphqlGone = layout('graphql-gone', 'A part removed through Metadata GraphQL is not read through REST any more', SOURCES.agreement);

type Entity = Record<string, unknown>;

interface Part {
  plural: string;
  /** What it is made from; parents are those made before it. */
  make(made: Record<string, string>): Entity;
  change: Entity;
  /** The property that leads to its parent, and the collection of that. */
  parent: [string, string];
}

const GRID = { row: 0, column: 0, rowSpan: 1, columnSpan: 1 };

/** Parents before children; they are deleted in reverse order. */
const PARTS: Part[] = [
  { plural: 'views', make: ({ objects, select }) => ({ name: 'zz', objectMetadataId: objects, icon: 'IconList', type: 'KANBAN', mainGroupByFieldMetadataId: select }), change: { name: 'zz changed' }, parent: ['objectMetadataId', 'objects'] },
  { plural: 'viewFields', make: ({ views, select }) => ({ fieldMetadataId: select, viewId: views, size: 120 }), change: { isVisible: false, size: 200 }, parent: ['viewId', 'views'] },
  { plural: 'viewFilterGroups', make: ({ views }) => ({ viewId: views, logicalOperator: 'AND' }), change: { logicalOperator: 'OR' }, parent: ['viewId', 'views'] },
  { plural: 'viewFilters', make: ({ views, text }) => ({ fieldMetadataId: text, viewId: views, operand: 'CONTAINS', value: 'zz' }), change: { value: 'zz changed' }, parent: ['viewId', 'views'] },
  { plural: 'viewSorts', make: ({ views, text }) => ({ fieldMetadataId: text, viewId: views, direction: 'DESC' }), change: { direction: 'ASC' }, parent: ['viewId', 'views'] },
  { plural: 'viewGroups', make: ({ views }) => ({ viewId: views, fieldValue: 'EXTRA', position: 9 }), change: { isVisible: false }, parent: ['viewId', 'views'] },
  { plural: 'pageLayouts', make: ({ objects }) => ({ name: 'zz', objectMetadataId: objects }), change: { name: 'zz changed' }, parent: ['objectMetadataId', 'objects'] },
  { plural: 'pageLayoutTabs', make: ({ pageLayouts }) => ({ title: 'zz', pageLayoutId: pageLayouts, position: 1 }), change: { title: 'zz changed' }, parent: ['pageLayoutId', 'pageLayouts'] },
  {
    plural: 'pageLayoutWidgets',
    make: ({ pageLayoutTabs }) => ({ pageLayoutTabId: pageLayoutTabs, title: 'zz', type: 'IFRAME', gridPosition: GRID, configuration: { configurationType: 'IFRAME', url: 'https://example.com' } }),
    change: { title: 'zz changed' },
    parent: ['pageLayoutTabId', 'pageLayoutTabs'],
  },
];

/** Subsets by key: what was sent against what is answered, which may hold more. */
function expectHolds(entity: Entity | undefined, wanted: Entity, where: string): void {
  for (const [key, value] of Object.entries(wanted)) expectEqual(entity?.[key], value, `${key} ${where}`);
}

journey({
  name: 'Views and page layouts of a temporary object',
  profiles: ['full'],
  tokens: 0,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [created, required, orphan, read, onGraphql, noSecret, changed, twice, deleted, gone, graphqlMade, graphqlChanged, graphqlGone],
  async play(context) {
    const { http, model, check, skip, halt } = context;
    const object = await createTemporaryObject(context, 'V');
    const select = entityOf(await http.call({
      method: 'POST', path: '/rest/metadata/fields', json: { objectMetadataId: object.id, type: 'SELECT', name: 'zzStage', label: 'Zz stage', options: [{ value: 'RED', label: 'Red', color: 'red', position: 0 }] },
    }), 'createOneField')?.['id'];
    const described = (await viewSurfaces(context)).metadataRest.objects.find(({ id }) => id === object.id);
    const text = described?.labelIdentifierFieldId;
    const day = described?.fields.find(({ name }) => name === 'createdAt')?.id;
    if (typeof select !== 'string' || !text || !day) return halt('the temporary object got no fields to make views of');
    const made: Record<string, string> = { objects: object.id, select, text, day };
    const resources = documentedResources(model);

    for (const part of PARTS) {
      const { plural, parent: [parentKey, parentPlural] } = part;
      const documented = resources.find((each) => each.plural === plural);
      const base = `/rest/metadata/${plural}`;
      const sent = withRequired(part.make(made), documented, select);
      if (documented) await judgeRequired(context, documented, sent);
      if (parentKey === 'viewId') {
        const exchange = await http.call({ method: 'POST', path: base, json: { ...sent, viewId: context.unusedId() } });
        await check(orphan, exchange, () => { expectStatus(exchange, 400, 404); expectThat(/view/i.test(exchange.response.text), `body: does not name the view: ${show(exchange.response.text)}`); }, plural);
      }
      const create = await http.call({ method: 'POST', path: base, json: sent });
      const answer = entityOf(create, `createOne${capitalised(plural.replace(/s$/, ''))}`);
      await check(created, create, () => { expectStatus(create, 201); expectJson(create); expectHolds(answer, sent, 'of the answer'); }, plural);
      const id = answer?.['id'];
      if (create.response.status !== 201 || typeof id !== 'string') continue;
      made[plural] = id;
      const kept = Object.fromEntries(Object.entries(sent).filter(([key]) => key in part.make(made)));
      const one = await http.call({ path: `${base}/${id}` });
      const list = await http.call({ path: `${base}?${parentKey}=${made[parentPlural]}` });
      const listed = (json: unknown) => ((Array.isArray(json) ? json : at(json, 'data', plural)) as Entity[] | undefined)?.find((each) => each['id'] === id);
      await check(read, [one, list], () => {
        expectStatus(one, 200);
        expectHolds(entityOf(one, plural.replace(/s$/, '')), kept, 'by id');
        expectStatus(list, 200);
        expectHolds(listed(list.response.json), kept, 'in the list');
      }, plural);
      if (parentKey === 'viewId') {
        const hidden = [one, list].map((exchange) => ({ ...exchange, response: { ...exchange.response, text: '(left out)', json: undefined } }));
        await check(noSecret, hidden, () => {
          for (const key of ['inviteHash', 'databaseSchema', 'workspace']) expectThat(!new RegExp(`"${key}":`).test(one.response.text + list.response.text), `${key}: shown`);
        }, plural);
      }
      if (plural === 'viewFields') {
        const again = await http.call({ method: 'POST', path: base, json: sent });
        const after = await http.call({ path: `${base}?${parentKey}=${made[parentPlural]}` });
        await check(twice, [again, after], () => {
          expectThat(again.response.status < 500 && !/violates|constraint|IDX_/i.test(again.response.text), `answered with ${again.response.status} ${show(again.response.text, 300)}`);
          const shown = ((Array.isArray(after.response.json) ? after.response.json : at(after.response.json, 'data', plural)) as Entity[] | undefined) ?? [];
          expectEqual(shown.filter((each) => each['fieldMetadataId'] === select).length, 1, 'times that the view shows the field');
        });
        const stray = again.response.status === 201 ? entityOf(again, 'createOneViewField')?.['id'] : undefined;
        if (typeof stray === 'string' && stray !== id) await http.call({ method: 'DELETE', path: `${base}/${stray}` });
      }
      await judgeGraphqlRead(context, plural, id, entityOf(one, plural.replace(/s$/, '')), one, [parentKey, made[parentPlural] ?? '']);
      const patch = await http.call({ method: 'PATCH', path: `${base}/${id}`, json: part.change });
      const after = await http.call({ path: `${base}/${id}` });
      await check(changed, [patch, after], () => { expectStatus(patch, 200); expectHolds(entityOf(after, plural.replace(/s$/, '')), part.change, 'after the change'); }, plural);
    }

    for (const part of [...PARTS].reverse()) {
      await judgeGraphqlLife(context, part, made);
      const id = made[part.plural];
      if (id === undefined) continue;
      const path = `/rest/metadata/${part.plural}/${id}`;
      const remove = await http.call({ method: 'DELETE', path });
      await check(deleted, remove, () => { expectStatus(remove, 200); expectJson(remove); }, part.plural);
      const lost = await http.call({ path });
      const list = await http.call({ path: `/rest/metadata/${part.plural}?${part.parent[0]}=${made[part.parent[1]]}` });
      await check(gone, [lost, list], () => { expectStatus(lost, 404); expectThat(!list.response.text.includes(`"id":"${id}"`), 'still listed'); }, part.plural);
    }
    if (!made['views']) skip(gone, 'nothing could be made');
    await removeTemporaryObject(context, object);
  },
});

/** What the document requires beside what is sent, as far as it is the id of a field. */
function withRequired(sent: Entity, documented: DocumentedResource | undefined, fieldId: string): Entity {
  const missing = (documented?.body('POST')?.required ?? []).filter((key) => !(key in sent) && key === 'fieldMetadataId');
  return { ...sent, ...Object.fromEntries(missing.map((key) => [key, fieldId])) };
}

async function judgeRequired({ http, check }: JourneyContext, { plural, singular, body }: DocumentedResource, sent: Entity): Promise<void> {
  for (const key of body('POST')?.required ?? []) {
    const { [key]: _left, ...rest } = sent;
    const exchange = await http.call({ method: 'POST', path: `/rest/metadata/${plural}`, json: rest });
    await check(required, exchange, () => expectStatus(exchange, 400, 404), `${plural} without ${key}`);
    const stray = exchange.response.status === 201 ? entityOf(exchange, `createOne${capitalised(singular)}`)?.['id'] : undefined;
    if (typeof stray === 'string') await http.call({ method: 'DELETE', path: `/rest/metadata/${plural}/${stray}` });
  }
}

async function judgeGraphqlRead({ model, metadataGraphql, check, skip }: JourneyContext, plural: string, id: string, entity: Entity | undefined, one: Exchange, [parentKey, parentId]: [string, string]): Promise<void> {
  const schema = model.introspection.metadata;
  const field = rootField(schema, 'Query', `get${capitalised(plural.replace(/s$/, ''))}`);
  if (!schema || !field || !entity) return skip(onGraphql, `Metadata GraphQL has no query for one of the ${plural}`);
  const wanted = leafFields(schema, field).filter((name) => name in entity);
  const exchange = await metadataGraphql.query(`query($id: String!) { ${field.name}(id: $id) { ${wanted.join(' ')} } }`, { id });
  await check(onGraphql, [one, exchange], () => {
    const twin = at(exchange.response.json, 'data', field.name) as Entity | undefined;
    expectThat(twin, `no answer: ${show(exchange.response.text, 300)}`);
    for (const name of wanted) expectEqual(twin[name] ?? null, entity[name] ?? null, `${name} of GraphQL beside REST`);
  }, plural);
  const many = rootField(schema, 'Query', `get${capitalised(plural)}`);
  if (!many?.args.some(({ name }) => name === parentKey)) return;
  const list = await metadataGraphql.query(`query { ${many.name}(${parentKey}: ${JSON.stringify(parentId)}) { ${wanted.join(' ')} } }`);
  await check(onGraphql, [one, list], () => {
    const twin = (at(list.response.json, 'data', many.name) as Entity[] | undefined)?.find((each) => each['id'] === id);
    expectThat(twin, `not listed: ${show(list.response.text, 300)}`);
    for (const name of wanted) expectEqual(twin[name] ?? null, entity[name] ?? null, `${name} of GraphQL beside REST`);
  }, `${plural} in a list`);
}

/** Makes, changes and removes a second part through GraphQL, read through REST each time. Arguments follow the schema: the id beside the input, or in it. */
async function judgeGraphqlLife({ model, http, metadataGraphql, check, skip }: JourneyContext, { plural, make, change }: Part, made: Record<string, string>): Promise<void> {
  const schema = model.introspection.metadata;
  const name = capitalised(plural.replace(/s$/, ''));
  const mutation = (verb: string) => rootField(schema, 'Mutation', `${verb}${name}`);
  const [create, update, destroy] = [mutation('create'), mutation('update'), mutation('destroy') ?? mutation('delete')];
  if (!create || !update || !destroy || made[plural] === undefined) {
    for (const each of [graphqlMade, graphqlChanged, graphqlGone]) skip(each, `Metadata GraphQL has no writes for ${plural}`);
    return;
  }
  const read = async (id: string) => {
    const exchange = await http.call({ path: `/rest/metadata/${plural}/${id}` });
    return { exchange, entity: entityOf(exchange, plural.replace(/s$/, '')) };
  };
  // A view sorts by a field and shows it once only.
  if (plural === 'viewSorts') await http.call({ method: 'DELETE', path: `/rest/metadata/${plural}/${made[plural]}` });
  const sent = make(plural === 'viewFields' ? { ...made, select: made['day']! } : made);
  const making = await metadataGraphql.query(`mutation($input: Create${name}Input!) { ${create.name}(input: $input) { id } }`, { input: sent });
  const id = at(making.response.json, 'data', create.name, 'id');
  const first = typeof id === 'string' ? await read(id) : undefined;
  await check(graphqlMade, [making, ...(first ? [first.exchange] : [])], () => {
    expectThat(first, `not made: ${show(making.response.text, 300)}`);
    expectHolds(first.entity, sent, 'through REST');
  }, plural);
  if (typeof id !== 'string') return;
  const idOutside = update.args.some((argument) => argument.name === 'id');
  const updating = idOutside
    ? await metadataGraphql.query(`mutation($id: String!, $input: Update${name}Input!) { ${update.name}(id: $id, input: $input) { id } }`, { id, input: change })
    : await metadataGraphql.query(`mutation($input: Update${name}Input!) { ${update.name}(input: $input) { id } }`, { input: { id, update: change } });
  const second = await read(id);
  await check(graphqlChanged, [updating, second.exchange], () => {
    expectEqual(at(updating.response.json, 'errors'), undefined, 'errors');
    expectHolds(second.entity, change, 'through REST');
  }, plural);
  const direct = destroy.args.some((argument) => argument.name === 'id');
  const kind = destroy.type.kind === 'NON_NULL' ? destroy.type.ofType : destroy.type;
  const selection = kind.kind === 'SCALAR' ? '' : ' { id }';
  const destroying = direct
    ? await metadataGraphql.query(`mutation($id: String!) { ${destroy.name}(id: $id)${selection} }`, { id })
    : await metadataGraphql.query(`mutation($input: ${capitalised(destroy.name)}Input!) { ${destroy.name}(input: $input)${selection} }`, { input: { id } });
  const last = await read(id);
  await check(graphqlGone, [destroying, last.exchange], () => {
    expectEqual(at(destroying.response.json, 'errors'), undefined, 'errors');
    expectStatus(last.exchange, 404);
  }, plural);
}
