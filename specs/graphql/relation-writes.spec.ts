import {
  SOURCES, at, capitalised, createSample, dataAt, destroySample, expectAnswered, expectEqual, expectRefused, expectThat, introspectedType, journey, linksOf, needs, notWritable, objectSubjects,
  requirement, show, where,
  type Exchange, type Link, type ObjectSubject, type Plan,
} from '../../src/suite/index.js';

const relation = (id: string, title: string, source: string = SOURCES.schema) => requirement({ id: `graphql.relation.${id}`, level: 'MUST', area: 'graphql', title, source });

const createConnect = relation('create-connect', 'A create with connect makes a record that belongs to the connected one');
const byId = relation('by-id', 'An update of the key changes to whom a record belongs, and the answer nests that record');
const disconnect = relation('disconnect', 'disconnect clears a relation, and the other record lists the record no more');
const connect = relation('connect', 'connect relates the records, and the other record lists and counts the record');
const nullClears = relation('null-clears', 'null for the key of a relation clears it');
const unknown = relation('connect-unknown', 'A connect to no record is refused, the relation named, and nothing is written', SOURCES.safety);
const unknownId = relation('unknown-id', 'The id of no record as key is refused as a client error, and nothing is written', SOURCES.safety);
const bothForms = relation('both-forms', 'The key and a connect of one relation together are refused, the relation named', SOURCES.safety);
const noneOfBoth = relation('neither-form', 'A relation with neither connect nor disconnect is refused, the relation named', SOURCES.safety);
const trashedKey = relation('trashed-parent-key', 'The key of a relation is the same whether its record is selected beside it or not, in the trash too', SOURCES.safety);

const NO_RECORD = '00000000-0000-4000-8000-00000000c0de';

interface LinkSubject extends ObjectSubject {
  link: Link;
}

/** One plain relation, one morph relation and one of a custom object stand for the rest: rest.relation.* goes through all. */
function subjects(plan: Plan): LinkSubject[] {
  const { core } = plan.model.introspection;
  const found = objectSubjects(plan).flatMap(({ object }) => {
    if (!object.isActive || notWritable(object) !== undefined || !core) return [];
    const input = introspectedType(core, `${capitalised(object.nameSingular)}UpdateInput`);
    const offered = linksOf(plan.model, object).filter(({ field, inverse }) => field.isNullable && inverse.length === 1 && input?.kind === 'INPUT_OBJECT' && input.inputFields.some(({ name }) => name === field.name));
    return offered.map((link) => ({ name: `${object.nameSingular}.${link.field.name}`, object, link }));
  });
  const kinds = [
    found.find(({ object, link }) => !object.isCustom && !object.isSystem && link.field.type === 'RELATION'),
    found.find(({ object }) => object.isCustom),
    ...(plan.config.profile === 'full' ? [found.find(({ link }) => link.field.type === 'MORPH_RELATION')] : []),
  ];
  return [...new Set(kinds.filter((subject) => subject !== undefined))];
}

journey({
  name: 'Relations written through GraphQL',
  profiles: ['standard', 'full'],
  tokens: 39,
  subjects,
  skip: needs('coreGraphql'),
  requirements: [createConnect, byId, disconnect, connect, nullClears, unknown, unknownId, bothForms, noneOfBoth, trashedKey],
  async play(context) {
    const { check, coreGraphql, rest, subject: { object, link: { field, column, parent, inverse } } } = context;
    const type = capitalised(object.nameSingular);
    const [list] = inverse as [typeof field];
    const made = [await createSample(context, parent), await createSample(context, parent)];
    const [first, second] = made.map(({ id }) => id) as [string, string];
    const refused = made.find(({ exchange }) => exchange.response.status !== 201);
    if (refused) return context.halt(`the '${parent.nameSingular}' could not be made: ${refused.exchange.response.text.slice(0, 200)}`);
    const connecting = (id: string) => ({ [field.name]: { connect: { where: { id } } } });
    const { id } = await createSample(context, object);
    const selection = `id ${column} ${field.name} { id }`;
    const write = (data: object) => coreGraphql.query(`mutation($id: UUID!, $data: ${type}UpdateInput!) { update${type}(id: $id, data: $data) { ${selection} } }`, { id, data });
    /** The record, and which of the two others lists it. */
    const look = async () => {
      const seen = await coreGraphql.query(`query { ${object.nameSingular}(filter: { id: { eq: "${id}" } }) { ${selection} } ${parent.namePlural}(filter: { id: { in: ["${first}", "${second}"] } }) { edges { node { id ${list.name} { totalCount edges { node { id } } } } } } }`);
      const holders = (dataAt(seen, parent.namePlural, 'edges') as unknown[] | undefined ?? []).map((edge) => at(edge, 'node')).filter((node) => at(node, list.name, 'totalCount') === 1 && at(node, list.name, 'edges', 0, 'node', 'id') === id);
      return { seen, record: dataAt(seen, object.nameSingular), holders: holders.map((node) => at(node, 'id')) };
    };
    const belongsTo = (requirement: typeof byId, written: Exchange, after: Awaited<ReturnType<typeof look>>, owner: string | null) =>
      check(requirement, [written, after.seen], () => {
        expectAnswered(written);
        const expected = { id, [column]: owner, [field.name]: owner === null ? null : { id: owner } };
        expectEqual(dataAt(written, `update${type}`), expected, 'answer');
        expectEqual(after.record, expected, 'record');
        expectEqual(after.holders, owner === null ? [] : [owner], `${parent.namePlural} that list and count the record`);
      });

    await belongsTo(byId, await write({ [column]: first }), await look(), first);
    await belongsTo(disconnect, await write({ [field.name]: { disconnect: true } }), await look(), null);
    const connected = await write(connecting(second));
    let current = await look();
    await belongsTo(connect, connected, current, second);
    const refuses = async (requirement: typeof byId, data: object, reason: RegExp) => {
      const attempt = await write(data);
      const after = await look();
      await check(requirement, [attempt, after.seen], () => { expectRefused(attempt, reason); expectEqual([after.record, after.holders], [current.record, current.holders], 'record and who lists it'); });
    };
    await refuses(unknown, connecting(NO_RECORD), new RegExp(field.name));
    await refuses(unknownId, { [column]: NO_RECORD }, /./);
    await refuses(bothForms, { [column]: first, ...connecting(first) }, new RegExp(field.name));
    await refuses(noneOfBoth, { [field.name]: {} }, new RegExp(field.name));

    await rest.softDelete(parent.namePlural, second);
    const [beside, alone] = [await look(), await coreGraphql.query(`query { ${object.nameSingular}(filter: { id: { eq: "${id}" } }) { id ${column} } }`)];
    await check(trashedKey, [beside.seen, alone], () => {
      expectThat(beside.record, `the record is not found: ${show(beside.seen.response.text, 300)}`);
      expectEqual(at(beside.record, column), dataAt(alone, object.nameSingular, column), `${column} beside ${field.name}, and alone`);
    });
    await rest.restoreMany(parent.namePlural, where('id', 'eq', second));
    current = await look();
    await belongsTo(nullClears, await write({ [column]: null }), await look(), null);

    const bornId = context.newId(object);
    const born = await coreGraphql.query(`mutation($data: ${type}CreateInput!) { create${type}(data: $data) { ${selection} } }`, { data: { id: bornId, ...connecting(first) } });
    await check(createConnect, born, () => { expectAnswered(born); expectEqual(dataAt(born, `create${type}`), { id: bornId, [column]: first, [field.name]: { id: first } }, 'answer'); });
    for (const each of [id, bornId]) await destroySample(context, object, each);
    for (const each of [first, second]) await destroySample(context, parent, each);
  },
});
