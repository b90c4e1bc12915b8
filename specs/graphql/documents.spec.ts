import {
  SOURCES, at, capitalised, createSample, dataAt, destroySample, expectAnswered, expectEqual, expectRefused, expectThat, graphqlErrors, journey, needs, needsParent, nodesOf,
  notWritable, objectSubjects, requirement, show,
  type Exchange, type Plan,
} from '../../src/suite/index.js';

const language = (id: string, title: string, level: 'MUST' | 'SHOULD' = 'MUST') => requirement({ id: `graphql.${id}`, level, area: 'graphql', title, source: SOURCES.graphql });

const rootAlias = language('alias.root', 'A root field may stand several times in a document, under aliases and with other arguments');
const nestedAlias = language('alias.nested', 'A field of a record may stand several times in a selection, each time under its alias');
const rootTypename = language('document.typename-beside-records', '__typename may stand beside record fields');
const introspectionBeside = language('document.introspection-beside-records', 'Introspection fields may stand beside record fields');
const keyOrder = language('document.key-order', 'The keys of an answer come in the order of the selection', 'SHOULD');
const named = language('fragment.named', 'Named fragments are spread, within one another too');
const inline = language('fragment.inline', 'Inline fragments are spread, with and without a type condition');
const foreignType = language('fragment.wrong-type', 'A fragment on a type that the selection can never be is refused');
const unknownFragment = language('fragment.unknown', 'A spread of a fragment that is not in the document is refused, the fragment named');
const variable = language('variable.used', 'Variables stand for whole arguments and for values within them');
const byDefault = language('variable.default', 'A variable that is not sent takes its default');
const wrongType = language('variable.wrong-type', 'A value that is none of the type of its variable is refused, the variable or value named');
const wrongPlace = language('variable.wrong-place', 'A variable in a place of another type is refused');
const missing = language('variable.missing', 'A variable of a non-null type that is not sent is refused, the variable named');
const undeclared = language('variable.undeclared', 'A variable that the operation does not declare is refused, the variable named');
const include = language('directive.include', '@include and @skip with a variable leave a field in or out');
const literal = language('directive.literal', '@include and @skip with a literal leave a field in or out');
const unknownField = language('validation.unknown-field', 'A field that the type of a record does not have is refused, the field named');
const unknownArgument = language('validation.unknown-argument', 'An argument that a field does not have is refused, the argument named');
const scalarSelection = language('validation.scalar-with-selection', 'A selection below a scalar is refused, the field named');
const bareObject = language('validation.object-without-selection', 'An object without a selection is refused, the field named');
const enumValue = language('validation.unknown-enum-value', 'A value that an enum does not have is refused');
const partial = language('errors.partial', 'Where one root field fails, it is null and the others are answered');
const path = language('errors.path', 'The error of a field has its path');
const code = requirement({ id: 'graphql.errors.code', level: 'MUST', area: 'graphql', title: 'Errors of execution carry extensions.code, a text', source: `${SOURCES.agreement}; clients tell errors by it` });
const serial = language('mutation.serial', 'Root fields of a mutation run one after the other, in their order');

/** One standard and one custom object stand for the rest: a document is executed alike for all. */
function representatives(plan: Plan) {
  const writable = objectSubjects(plan).filter(({ object }) => object.isActive && notWritable(object) === undefined && !needsParent(object));
  const standard = writable.filter(({ object }) => !object.isCustom).sort((a, b) => Number(b.object.nameSingular === 'company') - Number(a.object.nameSingular === 'company'));
  return [...standard.slice(0, 1), ...writable.filter(({ object }) => object.isCustom).slice(0, 1)];
}

journey({
  name: 'Documents over records',
  profiles: ['standard', 'full'],
  tokens: 31,
  subjects: representatives,
  skip: needs('coreGraphql'),
  requirements: [
    rootAlias, nestedAlias, rootTypename, introspectionBeside, keyOrder, named, inline, foreignType, unknownFragment, variable, byDefault, wrongType, wrongPlace, missing, undeclared,
    include, literal, unknownField, unknownArgument, scalarSelection, bareObject, enumValue, partial, path, code, serial,
  ],
  async play(context) {
    const { subject: { object }, coreGraphql, check, unusedId } = context;
    const { nameSingular: one, namePlural: many } = object;
    const type = capitalised(one);
    const samples = [await createSample(context, object), await createSample(context, object)];
    const failed = samples.find(({ exchange }) => exchange.response.status !== 201);
    if (failed) return context.halt(`the records could not be created: ${failed.exchange.response.text.slice(0, 200)}`);
    const [first, second] = samples.map(({ id }) => id) as [string, string];
    const ask = (document: string, variables?: Record<string, unknown>) => coreGraphql.query(document, variables);
    const byId = (id: string) => `filter: { id: { eq: "${id}" } }`;
    const ids = (exchange: Exchange, field: string) => nodesOf(exchange, field).map((node) => node['id']).sort();

    const twice = await ask(`{ a: ${many}(${byId(first)}) { edges { node { id } } } b: ${many}(${byId(second)}) { edges { node { id } } } }`);
    await check(rootAlias, twice, () => { expectAnswered(twice); expectEqual([ids(twice, 'a'), ids(twice, 'b')], [[first], [second]], 'ids under the aliases'); });
    const aliased = await ask(`{ ${many}(${byId(first)}) { edges { node { zzOne: id zzTwo: id createdAt } } } }`);
    await check(nestedAlias, aliased, () => {
      expectAnswered(aliased);
      const { zzOne, zzTwo } = nodesOf(aliased, many)[0] ?? {};
      expectEqual([zzOne, zzTwo], [first, first], 'values under the aliases');
    });
    const typename = await ask(`{ __typename ${many}(${byId(first)}) { totalCount } }`);
    await check(rootTypename, typename, () => { expectAnswered(typename); expectEqual([dataAt(typename, '__typename'), dataAt(typename, many, 'totalCount')], ['Query', 1], '__typename and totalCount'); });
    const described = await ask(`{ __type(name: "${type}") { name } ${many}(${byId(first)}) { totalCount } }`);
    await check(introspectionBeside, described, () => { expectAnswered(described); expectEqual([dataAt(described, '__type', 'name'), dataAt(described, many, 'totalCount')], [type, 1], '__type.name and totalCount'); });
    const turned = await ask(`{ ${many}(${byId(first)}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { updatedAt id createdAt } } } }`);
    await check(keyOrder, turned, () => {
      expectAnswered(turned);
      expectEqual(Object.keys((dataAt(turned, many) ?? {})), ['totalCount', 'pageInfo', 'edges'], 'keys of the connection');
      expectEqual(Object.keys(nodesOf(turned, many)[0] ?? {}), ['updatedAt', 'id', 'createdAt'], 'keys of the record');
    });

    const answersFirst = (what: typeof named, exchange: Exchange) => check(what, exchange, () => { expectAnswered(exchange); expectEqual(ids(exchange, many), [first], 'ids'); });
    await answersFirst(named, await ask(`query { ...Root } fragment Root on Query { ${many}(${byId(first)}) { edges { node { ...Whole } } } } fragment Whole on ${type} { ...Part createdAt } fragment Part on ${type} { id }`));
    await answersFirst(inline, await ask(`{ ${many}(${byId(first)}) { edges { node { ... on ${type} { createdAt } ... { id } } } } }`));
    await answersFirst(variable, await ask(`query Q($id: UUID, $first: Int) { ${many}(filter: { id: { eq: $id } }, first: $first) { edges { node { id } } } }`, { id: first, first: 5 }));
    await answersFirst(byDefault, await ask(`query Q($filter: ${type}FilterInput = { id: { eq: "${first}" } }) { ${many}(filter: $filter) { edges { node { id } } } }`));

    const chosen = 'edges { node { id createdAt @include(if: $yes) updatedAt @include(if: $no) deletedAt @skip(if: $yes) position @skip(if: $no) } }';
    const expectChosen = (exchange: Exchange) => { expectAnswered(exchange); expectEqual(Object.keys(nodesOf(exchange, many)[0] ?? {}).sort(), ['createdAt', 'id', 'position'], 'keys of the record'); };
    const included = await ask(`query Q($yes: Boolean!, $no: Boolean!) { ${many}(${byId(first)}) { ${chosen} } }`, { yes: true, no: false });
    await check(include, included, () => expectChosen(included));
    const written = await ask(`{ ${many}(${byId(first)}) { ${chosen.replaceAll('$yes', 'true').replaceAll('$no', 'false')} } }`);
    await check(literal, written, () => expectChosen(written));

    const refuses = async (what: typeof named, reason: RegExp, document: string, variables?: Record<string, unknown>) => {
      const exchange = await ask(document, variables);
      await check(what, exchange, () => expectRefused(exchange, reason));
    };
    const list = `${many}(${byId(first)}, first: 1)`;
    await refuses(foreignType, /PageInfo/, `{ ${list} { edges { node { id ... on PageInfo { hasNextPage } } } } }`);
    await refuses(unknownFragment, /zzNoFragment/, `{ ${list} { edges { node { id ...zzNoFragment } } } }`);
    await refuses(wrongType, /first|Int|zzNoNumber|number/i, `query Q($first: Int) { ${many}(${byId(first)}, first: $first) { totalCount } }`, { first: 'zzNoNumber' });
    await refuses(wrongPlace, /limit|Float|Int/, `query Q($limit: Float) { ${many}(${byId(first)}, first: $limit) { totalCount } }`, { limit: 1 });
    await refuses(missing, /\$filter/, `query Q($filter: ${type}FilterInput!) { ${many}(filter: $filter, first: 1) { totalCount } }`, {});
    await refuses(undeclared, /\$zzUndeclared/, `{ ${many}(filter: $zzUndeclared, first: 1) { totalCount } }`);
    await refuses(unknownField, /zzNoField/, `{ ${list} { edges { node { id zzNoField } } } }`);
    await refuses(unknownArgument, /zzNoArgument/, `{ ${many}(${byId(first)}, zzNoArgument: 1) { totalCount } }`);
    await refuses(scalarSelection, /totalCount/, `{ ${list} { totalCount { zzPart } } }`);
    await refuses(bareObject, new RegExp(`edges|${many}`), `{ ${list} { edges } }`);
    await refuses(enumValue, /Sideways|direction/, `{ ${many}(${byId(first)}, orderBy: [{ createdAt: Sideways }]) { totalCount } }`);

    const stranger = unusedId();
    const half = await ask(`{ ${many}(${byId(first)}) { totalCount } ${one}(${byId(stranger)}) { id } }`);
    await check(partial, half, () => {
      expectEqual(dataAt(half, many, 'totalCount'), 1, `data.${many}.totalCount`);
      expectEqual(dataAt(half, one), null, `data.${one}`);
      expectThat(graphqlErrors(half).length === 1, `errors: expected one, got ${show(at(half.response.json, 'errors'))}`);
    });
    await check(path, half, () => expectEqual(graphqlErrors(half)[0]?.path, [one], 'errors[0].path'));
    await check(code, half, () => expectEqual(typeof graphqlErrors(half)[0]?.extensions?.code, 'string', 'type of errors[0].extensions.code'));

    const plural = capitalised(many);
    const steps = [[`update${type}`, 7, false], [`delete${type}`, 7, true], [`restore${type}`, 7, false], [`update${plural}`, 8, false], [`delete${plural}`, 8, true]] as const;
    const inTurn = await ask(`mutation { ${steps
      .map(([name, position]) => `${name}(${name.endsWith(plural) ? byId(second) : `id: "${second}"`}${name.startsWith('update') ? `, data: { position: ${position} }` : ''}) { position deletedAt }`)
      .join(' ')} }`);
    await check(serial, inTurn, () => {
      const answered = Object.entries((dataAt(inTurn) ?? {}) as Record<string, unknown>).map(([name, value]) => [name, [value].flat()[0] as { position?: unknown; deletedAt?: unknown } | null | undefined] as const);
      expectEqual(answered.map(([name, record]) => [name, record?.position, record && record.deletedAt !== null]), steps, 'position and being in the trash, root field by root field');
      expectAnswered(inTurn);
    });
    for (const id of [first, second]) await destroySample(context, object, id);
  },
});
