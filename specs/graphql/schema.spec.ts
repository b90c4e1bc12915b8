import { SOURCES, compareObjectToGraphql, expectEqual, expectJson, expectStatus, expectThat, at, capitalised, fieldType, instanceSubject, introspectedType, journey, objectSubjects, requirement, rootField, show } from '../../src/suite/index.js';

const graphql = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string) => requirement({ id: `graphql.${id}`, level, area: 'graphql', title, source });

const RULES = [
  ['object-type', 'Every object has a type in the Core GraphQL schema'],
  ['field', 'Every field of an object is a field of its GraphQL type'],
  ['field-type', 'A GraphQL field has the type of its metadata field'],
  ['nullability', 'A GraphQL field is non-null only where metadata says so'],
  ['enum', 'A GraphQL enum has exactly the options of its field'],
  ['filter-type', 'The filter input of an object has its filterable fields'],
  ['filter-operators', 'The filter of a field, and of each part of a composite, has the operators of its type, all for the same values; and, or and not join filters of the object'],
  ['composite-parts', 'A composite has all its parts, where it is answered and where it is given'],
  ['create-input', 'The create input of an object has its writable fields'],
  ['update-input', 'The update input of an object has its writable fields'],
  ['queries', 'Every active object has its queries: for one record, for many, for groups'],
  ['mutations', 'Every active object has its mutations: create, update, delete, destroy and restore, of one record and of many'],
  ['arguments', 'The queries and mutations of an object take the documented arguments, demand no others, and answer its types'],
  ['connection', 'A page of an object has edges of node and cursor, a pageInfo and a count; a group has its values too'],
  ['order-type', 'The order input of an object has its sortable fields, in all four directions'],
] as const;
const SCHEMA = RULES.map(([rule, title]) => [rule, requirement({ id: `graphql.schema.${rule}`, level: 'MUST', area: 'graphql', title, source: `${SOURCES.metadata}; ${SOURCES.schema}`, covers: 'graphql-schema' })] as const);

const idType = graphql('schema.id-type', 'MUST', 'Every operation on an object takes ids as the scalar of its id field', SOURCES.schema);
const typename = graphql('protocol.typename', 'MUST', 'Both endpoints answer { __typename } with data', SOURCES.graphqlHttp);
const syntax = graphql('protocol.syntax-error', 'MUST', 'A document that does not parse is answered with errors and without data', SOURCES.graphql);
const unknownField = graphql('protocol.unknown-root-field', 'MUST', 'An unknown root field is refused with an error that names it', SOURCES.graphql);
const errorForm = graphql('protocol.error-form', 'MUST', 'Every error has a message, and extensions where they are there are an object', SOURCES.graphql);

/** Name of a type without lists and non-null. */
function innerName(type: unknown): string {
  const inner = at(type, 'ofType');
  return inner ? innerName(inner) : String(at(type, 'name'));
}

journey({
  name: 'Each object in the Core GraphQL schema',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: objectSubjects,
  skip: (_subject, { model }) => (model.introspection.core ? undefined : 'Core GraphQL does not answer introspection'),
  requirements: [...SCHEMA.map(([, ruleRequirement]) => ruleRequirement), idType],
  async play({ subject, model, check }) {
    const problems = compareObjectToGraphql(subject.object, model.introspection.core!, model);
    const described = subject.object.fields.filter((field) => fieldType(field.type)?.graphql(field, subject.object.nameSingular)).map(({ type }) => type);
    for (const [rule, ruleRequirement] of SCHEMA) {
      const found = problems.filter((problem) => problem.rule === rule);
      await check(ruleRequirement, [], () => expectThat(found.length === 0, found.slice(0, 8).map(({ subject: where, message }) => `${where}: ${message}`).join('; ')), { fieldType: ['field', 'field-type'].includes(rule) ? described : [] });
    }
    const { nameSingular, namePlural } = subject.object;
    const schema = model.introspection.core!;
    const names = [capitalised(nameSingular), capitalised(namePlural)].flatMap((name) => ['update', 'delete', 'destroy', 'restore', 'merge'].map((verb) => `${verb}${name}`));
    const fields = [rootField(schema, 'Query', `${nameSingular}Duplicates`), ...names.map((name) => rootField(schema, 'Mutation', name))].filter((field) => field !== undefined);
    const own = introspectedType(schema, capitalised(nameSingular));
    const scalar = own?.kind === 'OBJECT' ? innerName(own.fields.find(({ name }) => name === 'id')?.type) : undefined;
    await check(idType, [], () => {
      const others = fields.flatMap((field) => field.args.filter(({ name, type }) => ['id', 'ids'].includes(name) && innerName(type) !== scalar).map(({ name, type }) => `${field.name}(${name}: ${innerName(type)})`));
      expectEqual(others, [], `arguments that are no ${scalar ?? 'id'}`);
    });
  },
});

journey({
  name: 'GraphQL protocol',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 1,
  subjects: () => [{ name: '/graphql' }, { name: '/metadata' }],
  requirements: [typename, syntax, unknownField, errorForm],
  async play({ subject, http, check }) {
    const ask = (query: string) => http.call({ method: 'POST', path: subject.name, json: { query } });
    const hello = await ask('{ __typename }');
    await check(typename, hello, () => { expectStatus(hello, 200); expectJson(hello); expectEqual(at(hello.response.json, 'data', '__typename'), 'Query', 'data.__typename'); });
    const broken = await ask('{ __typename');
    await check(syntax, broken, () => {
      expectStatus(broken, 200, 400);
      expectThat(typeof at(broken.response.json, 'errors', 0, 'message') === 'string', `errors[0].message: expected text, got ${show(broken.response.text)}`);
      expectThat((at(broken.response.json, 'data') ?? null) === null, 'data: expected none');
    });
    const unknown = await ask('{ zzUnknownRootField }');
    await check(unknownField, unknown, () => {
      expectStatus(unknown, 200, 400);
      expectThat(String(at(unknown.response.json, 'errors', 0, 'message')).includes('zzUnknownRootField'), `errors[0].message: expected the field named, got ${show(unknown.response.text)}`);
    });
    await check(errorForm, [broken, unknown], () => {
      for (const exchange of [broken, unknown]) {
        for (const error of (at(exchange.response.json, 'errors') ?? []) as unknown[]) {
          expectThat(typeof at(error, 'message') === 'string', 'message: expected text');
          const extensions = at(error, 'extensions');
          expectThat(extensions === undefined || (typeof extensions === 'object' && extensions !== null), `extensions: expected an object in ${show(error)}`);
        }
      }
    });
  },
});

const plain = graphql('introspection.available', 'MUST', 'An authenticated client may introspect both GraphQL endpoints', SOURCES.graphql);

journey({
  name: 'GraphQL introspection',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: instanceSubject,
  requirements: [plain],
  async play({ model, check }) {
    await check(plain, [], () => {
      expectThat(model.introspection.core, '/graphql: no introspection');
      expectThat(model.introspection.metadata, '/metadata: no introspection');
    });
  },
});
