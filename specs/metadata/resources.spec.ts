import {
  SOURCES, at, capitalised, documentedResources, entitiesIn, expectEqual, expectJson, expectStatus, expectThat, introspectedType, journey, leafFields, permissionDenied, requirement, rootField, show,
  type DocumentedResource, type Exchange, type JourneyContext, type Plan, type Subject,
} from '../../src/suite/index.js';

const resource = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string = SOURCES.metadataDocument) => requirement({ id: `metadata.resource.${id}`, level, area: 'metadata', title, source });

const list = resource('list', 'MUST', 'A collection of the document, asked for as the document says, answers 200 and a JSON list');
const one = resource('one', 'MUST', 'An entity read by its id is the one that the list shows, key by key', SOURCES.agreement);
const unknownRead = resource('unknown-id', 'MUST', 'Reading an id that no entity has answers 404 and JSON', SOURCES.http);
const unknownWrite = resource('unknown-id-write', 'MUST', 'Changing or deleting an id that no entity has answers 404 and JSON', SOURCES.http);
const malformed = resource('malformed-id', 'MUST', 'Reading an id that is no UUID is refused with 400 or 404 and JSON', SOURCES.http);
const open = resource('open-to-keys', 'MUST', 'A write that the document offers is not closed to API keys as such');
const noSecret = resource('no-secret', 'MUST', 'No answer holds a secret that the document does not promise', SOURCES.safety);
const documented = resource('keys-documented', 'SHOULD', 'Every key of an entity stands in the document');
const served = resource('keys-served', 'MUST', 'Every property that the document promises of an entity is served');
const sameAsGraphql = resource('same-as-graphql', 'MUST', 'Metadata GraphQL answers the entities that REST lists, with the same values', SOURCES.agreement);

interface ResourceSubject extends Subject {
  resource: DocumentedResource;
}

/** Keys under which instances hold what must not be shown, as a whole or as their last word: `inviteHash`, `accessToken`. */
const SECRET_KEY = /^(password|secret|token|hash|jwt)$|(Password|Secret|Token|Hash|Jwt)$|^databaseSchema$/;

type Entity = Record<string, unknown>;

function secretsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return secretsIn(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return SECRET_KEY.test(key) && typeof inner === 'string' && inner !== '' ? [here] : secretsIn(inner, here);
  });
}

/** Values for the query parameters that a list needs: ids of parents, each the first of its own list. */
async function neededParameters(context: JourneyContext<ResourceSubject>, { parameters }: DocumentedResource): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name } of parameters.filter(({ required }) => required)) {
    const parent = documentedResources(context.model).find(({ singular }) => `${singular}Id` === name);
    if (!parent) return context.halt(`the document requires ${name}, and no collection tells what it is the id of`);
    const above = await neededParameters(context, parent);
    const first = entitiesIn(await context.http.call({ path: `/rest/metadata/${parent.plural}${query(above)}` }), parent.plural)?.[0]?.['id'];
    if (typeof first !== 'string') return context.leave(`there are no ${parent.plural}, so nothing is under one`);
    values[name] = first;
  }
  return values;
}

function query(values: Record<string, string>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function resources({ model }: Plan): ResourceSubject[] {
  return documentedResources(model).map((each) => ({ name: each.plural, resource: each }));
}

/** An update and a delete of an id that nothing has change nothing; what they answer tells whether the operation is there. */
async function judgeUnknownWrites({ http, run, check, skip, subject }: JourneyContext<ResourceSubject>, path: string): Promise<void> {
  const { offers, body } = subject.resource;
  const offered = (['PATCH', 'DELETE'] as const).filter((method) => offers(method, 'entity'));
  if (offered.length === 0 || !['standard', 'full'].includes(run.config.profile)) {
    for (const each of [unknownWrite, open]) skip(each, offered.length === 0 ? 'the document offers no writes' : `profile ${run.config.profile} sends no writes`);
    return;
  }
  const text = Object.entries(body('PATCH')?.properties ?? {}).find(([, schema]) => schema['type'] === 'string' && !schema['enum'] && !schema['format'])?.[0];
  for (const method of offered) {
    const exchange = await http.call({ method, path, ...(method === 'PATCH' ? { json: text === undefined ? {} : { [text]: 'zz conformance' } } : {}) });
    const closedToKeys = /session|access token/i.test(exchange.response.text);
    await check(open, exchange, () => expectThat(!closedToKeys, `refused to a key: ${show(exchange.response.text, 300)}`), method);
    if (closedToKeys || permissionDenied(exchange)) skip(unknownWrite, `${method} is not open to the key`);
    else await check(unknownWrite, exchange, () => { expectStatus(exchange, 404); expectJson(exchange); }, method);
  }
}

journey<ResourceSubject>({
  name: 'Collections of Metadata REST',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: resources,
  requirements: [list, one, unknownRead, unknownWrite, malformed, open, noSecret, documented, served, sameAsGraphql],
  async play(context) {
    const { subject: { resource: { plural, singular, answer } }, http, model, unusedId, check, skip } = context;
    const path = `/rest/metadata/${plural}`;
    const needed = await neededParameters(context, context.subject.resource);
    const listed = await http.call({ path: `${path}${query(needed)}` });
    if (permissionDenied(listed)) return context.leave(`the role of the key may not read ${plural}`);
    const found = entitiesIn(listed, plural) ?? [];
    await check(list, listed, () => {
      expectStatus(listed, 200);
      expectJson(listed);
      expectThat(entitiesIn(listed, plural), `body: expected a list, got ${show(listed.response.text)}`);
    });

    const first = found[0];
    const single = typeof first?.['id'] === 'string' ? await http.call({ path: `${path}/${first['id']}` }) : undefined;
    const alone = (at(single?.response.json, 'data', singular) ?? single?.response.json) as Entity | undefined;
    if (first && single) {
      await check(one, [listed, single], () => {
        expectStatus(single, 200);
        expectThat(alone, 'body: expected an entity, got none');
        for (const [key, value] of Object.entries(first)) expectEqual(alone[key], value, key);
      });
    } else skip(one, `there are no ${plural}`);
    const seen = [...found, ...(alone && single?.response.status === 200 ? [alone] : [])];

    const none = unusedId();
    const lost = await http.call({ path: `${path}/${none}` });
    await check(unknownRead, lost, () => { expectStatus(lost, 404); expectJson(lost); });
    const crooked = await http.call({ path: `${path}/no-uuid` });
    await check(malformed, crooked, () => { expectStatus(crooked, 400, 404); expectJson(crooked); });
    await judgeUnknownWrites(context, `${path}/${none}`);

    const shown: Exchange[] = [listed, ...(single ? [single] : [])];
    await check(noSecret, shown.map((exchange) => ({ ...exchange, response: { ...exchange.response, text: '(left out)' } })), () => {
      const secrets = seen.flatMap((entity) => secretsIn(entity)).filter((key) => !(key in (answer ?? {})));
      expectEqual([...new Set(secrets)], [], 'keys that hold secrets');
      expectThat(!/eyJ[\w-]+\.[\w-]+\./.test(shown.map(({ response }) => response.text).join()), 'body: holds a token');
    });
    const schema = model.introspection.metadata;
    const graphql = rootField(schema, 'Query', `get${capitalised(plural)}`) ?? rootField(schema, 'Query', plural);
    if (!answer || seen.length === 0) {
      for (const each of [documented, served]) skip(each, answer ? `there are no ${plural}` : 'the document does not describe the entity');
    } else {
      const keys = new Set(seen.flatMap((entity) => Object.keys(entity)));
      const type = schema ? introspectedType(schema, capitalised(singular)) : undefined;
      const known = type?.kind === 'OBJECT' ? type.fields.map(({ name }) => name) : [];
      await check(documented, shown, () => expectEqual([...keys].filter((key) => !(key in answer)).sort(), [], 'keys that the document lacks'));
      // REST leaves out what is null, so a property that no entity shows counts as served where GraphQL knows it.
      await check(served, shown, () => expectEqual(Object.keys(answer).filter((key) => !keys.has(key) && !known.includes(key)).sort(), [], 'properties that no entity has'));
    }

    // Objects and fields are compared whole by metadata.surfaces.same-fields.
    const argument = graphql?.args.find(({ type }) => type.kind === 'NON_NULL')?.name;
    const parent = argument === undefined ? undefined : first?.[argument];
    if (!graphql || plural === 'objects' || plural === 'fields') skip(sameAsGraphql, graphql ? 'compared with the whole data model' : 'Metadata GraphQL has no query for it');
    else if (!first || (argument !== undefined && typeof parent !== 'string')) skip(sameAsGraphql, `there are no ${plural}`);
    else {
      const wanted = leafFields(schema!, graphql).filter((name) => name in first && !SECRET_KEY.test(name));
      const told = await context.metadataGraphql.query(`query { ${graphql.name}${argument === undefined ? '' : `(${argument}: ${JSON.stringify(parent)})`} { ${wanted.join(' ')} } }`);
      await check(sameAsGraphql, [listed, told], () => {
        const twins = at(told.response.json, 'data', graphql.name);
        expectThat(Array.isArray(twins), `Metadata GraphQL: ${show(told.response.text)}`);
        const ours = argument === undefined ? found : found.filter((entity) => entity[argument] === parent);
        const byId = (all: Entity[]) => all.map((entity) => String(entity['id'])).sort();
        expectEqual(byId(twins as Entity[]), byId(ours), 'ids');
        for (const entity of ours) {
          const twin = (twins as Entity[]).find(({ id }) => id === entity['id']);
          for (const name of wanted) expectEqual(twin?.[name] ?? null, entity[name] ?? null, `${name} of GraphQL beside REST`);
        }
      });
    }
  },
});
