import {
  SOURCES, at, capitalised, createTemporaryObject, dataAt, expectAnswered, expectEqual, expectRefused, graphqlErrors, instanceSubject, journey, needs, nodesOf,
  removeTemporaryObject, requirement, temporaryRecordId,
  type Exchange, type Requirement,
} from '../../src/suite/index.js';

const bulk = (id: string, title: string, source: string = SOURCES.safety) => requirement({ id: `graphql.${id}`, level: 'MUST', area: 'graphql', title, source });

const createOrder = bulk('create-many.order', 'createMany answers the records in the order in which they were sent', SOURCES.schema);
const createAtomic = bulk('create-many.atomic', 'createMany with an id that a record has is refused, and none of it is made');
const createTwin = bulk('create-many.repeated-id', 'createMany with one id twice is refused, and none of it is made');
const createAbove = bulk('create-many.above-maximum', 'createMany of 201 records is refused with the maximum named, and none of them is made');
const upsert = bulk('upsert.by-id', 'An upsert changes the record that has the id, leaves what it does not name, and makes no second one', SOURCES.schema);
const updateOnly = bulk('update-many.only-matching', 'updateMany changes what the filter matches, and nothing else');
const untouched = bulk('update-one.untouched', 'updateOne changes the fields that it names, of the record that it names');
const nullClears = bulk('update-one.null-clears', 'null in updateOne clears a field', SOURCES.schema);
const emptyUpdate = bulk('update-one.empty', 'updateOne without any field changes none');
const updateTrashed = bulk('find-one.trashed', 'findOne does not find a record of the trash', SOURCES.agreement);
const deleteOnly = bulk('delete-many.only-matching', 'deleteMany puts what the filter matches into the trash, and nothing else');
const restoreOnly = bulk('restore-many.only-matching', 'restoreMany brings back what the filter matches, and nothing else');
const destroyOnly = bulk('destroy-many.only-matching', 'destroyMany destroys what the filter matches, and nothing else');
const unknownId = bulk('write-one.unknown-id', 'A write on an id that no record has is refused as not found', SOURCES.agreement);
const duplicateCode = bulk('errors.duplicate', 'A create with an id that a record has is refused as a client error that says so', SOURCES.agreement);
const emptyFilter = bulk('bulk.empty-filter', 'A bulk write with an empty filter is refused, as REST refuses it, and touches no record');
const unsentFilter = bulk('bulk.unsent-filter', 'A bulk write whose non-null filter variable is not sent is refused, and touches no record', `${SOURCES.graphql}; ${SOURCES.safety}`);
const undeclaredFilter = bulk('bulk.undeclared-filter', 'A bulk write whose filter variable is not declared is refused, and touches no record', `${SOURCES.graphql}; ${SOURCES.safety}`);
const misspelt = bulk('bulk.misspelt-argument', 'A bulk write with a misspelt filter argument is refused, the argument named, and touches no record');
const groups = bulk('group-by.counts', 'The counts of the groups are those of the records, and add up to totalCount', SOURCES.schema);
const ungrouped = bulk('group-by.unknown-field', 'groupBy by an unknown field is refused and the field named');

journey({
  name: 'GraphQL bulk operations on a temporary object',
  profiles: ['full'],
  tokens: 137,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest', 'coreGraphql'),
  requirements: [
    createOrder, createAtomic, createTwin, createAbove, upsert, updateOnly, untouched, nullClears, emptyUpdate, updateTrashed, deleteOnly, restoreOnly, destroyOnly, unknownId, duplicateCode,
    emptyFilter, unsentFilter, undeclaredFilter, misspelt, groups, ungrouped,
  ],
  async play(context) {
    const { check, coreGraphql, unusedId } = context;
    const object = await createTemporaryObject(context, 'G');
    const { namePlural: many, nameSingular: one } = object;
    const [type, types] = [capitalised(one), capitalised(many)];
    const ask = (query: string, variables?: Record<string, unknown>) => coreGraphql.query(query, variables);
    const record = (name: string) => ({ id: temporaryRecordId(context), name });
    const create = (data: unknown[], more = '') => ask(`mutation($data: [${type}CreateInput!]!) { create${types}(data: $data${more}) { id name } }`, { data });
    /** All records by name: alive, and in the trash. */
    const all = async () => {
      const alive = await ask(`{ ${many}(first: 60) { edges { node { id name position createdAt } } } }`);
      const trash = await ask(`{ ${many}(first: 60, filter: { deletedAt: { is: NOT_NULL } }) { edges { node { id name } } } }`);
      const list = (exchange: Exchange) => nodesOf(exchange, many).map(({ name }) => String(name)).sort();
      return { exchanges: [alive, trash], alive: list(alive), trash: list(trash), nodes: nodesOf(alive, many) };
    };

    const records = ['a', 'b', 'c', 'd', 'e'].map(record);
    const [a, b, c] = records as [{ id: string; name: string }, { id: string; name: string }, { id: string; name: string }];
    const made = await create(records);
    const complete = await check(createOrder, made, () => { expectAnswered(made); expectEqual(dataAt(made, `create${types}`), records, 'records in their order'); });
    const start = await all();
    if (!complete && start.alive.length !== records.length) return context.halt(`the population could not be made: ${made.response.text.slice(0, 300)}`);

    const refusedWhole = async (what: Requirement, data: unknown[], reason: RegExp) => {
      const refused = await create(data);
      const after = await all();
      await check(what, [refused, ...after.exchanges], () => { expectRefused(refused, reason); expectEqual(after.alive, start.alive, 'records afterwards'); });
    };
    await refusedWhole(createAtomic, [record('stray'), { id: a.id, name: 'stray' }], /duplicate|exists|unique/i);
    const twin = record('stray');
    await refusedWhole(createTwin, [twin, twin], /duplicate|exists|unique/i);
    await refusedWhole(createAbove, Array.from({ length: 201 }, () => record('stray')), /200/);
    const again = await ask(`mutation($data: ${type}CreateInput!) { create${type}(data: $data) { id } }`, { data: a });
    await check(duplicateCode, again, () => { expectRefused(again, /duplicate|exists|unique/i); expectEqual(graphqlErrors(again)[0]?.extensions?.code, 'BAD_USER_INPUT', 'errors[0].extensions.code'); });

    const node = (state: Awaited<ReturnType<typeof all>>, id: string) => state.nodes.find((candidate) => candidate['id'] === id);
    const put = await create([{ id: a.id, name: 'a2' }], ', upsert: true');
    const afterUpsert = await all();
    await check(upsert, [put, ...afterUpsert.exchanges], () => { expectAnswered(put); expectEqual(afterUpsert.alive, ['a2', 'b', 'c', 'd', 'e'], 'names'); expectEqual({ ...node(afterUpsert, a.id), name: 'a' }, node(start, a.id), 'the record but for its name'); });
    const update = (id: string, data: unknown) => ask(`mutation($id: UUID!, $data: ${type}UpdateInput!) { update${type}(id: $id, data: $data) { id name } }`, { id, data });
    const changed = await update(b.id, { name: 'b2' });
    const afterUpdate = await all();
    await check(untouched, [changed, ...afterUpdate.exchanges], () => {
      expectAnswered(changed);
      expectEqual(afterUpdate.alive, ['a2', 'b2', 'c', 'd', 'e'], 'names');
      expectEqual({ ...node(afterUpdate, b.id), name: 'b' }, node(start, b.id), 'the record but for its name');
    });
    const nothing = await update(b.id, {});
    const afterNothing = await all();
    await check(emptyUpdate, [nothing, ...afterNothing.exchanges], () => { expectEqual(afterNothing.nodes, afterUpdate.nodes, 'records'); });
    const cleared = await update(b.id, { name: null });
    const afterClear = await all();
    await check(nullClears, [cleared, ...afterClear.exchanges], () => { expectAnswered(cleared); expectEqual(node(afterClear, b.id)?.['name'] || null, null, 'name'); });
    await update(b.id, { name: 'b' });
    await update(a.id, { name: 'a' });

    const stranger = unusedId();
    for (const operation of ['update', 'delete', 'restore', 'destroy']) {
      const lost = await ask(`mutation { ${operation}${type}(id: "${stranger}"${operation === 'update' ? ', data: { name: "lost" }' : ''}) { id } }`);
      await check(unknownId, lost, () => { expectRefused(lost, /not found/i); expectEqual(graphqlErrors(lost)[0]?.extensions?.code, 'NOT_FOUND', 'errors[0].extensions.code'); }, operation);
    }

    const matching = `filter: { id: { in: ["${a.id}", "${b.id}"] } }`;
    const ids = (exchange: Exchange, operation: string) => (dataAt(exchange, `${operation}${types}`) as Array<{ id: string }> | null | undefined)?.map(({ id }) => id).sort();
    const only = async (what: Requirement, operation: string, data: string, alive: string[], trash: string[]) => {
      const exchange = await ask(`mutation { ${operation}${types}(${matching}${data}) { id } }`);
      const after = await all();
      await check(what, [exchange, ...after.exchanges], () => { expectAnswered(exchange); expectEqual(ids(exchange, operation), [a.id, b.id].sort(), 'ids of the answer'); expectEqual([after.alive, after.trash], [alive, trash], 'records, and records in the trash'); });
    };
    await only(updateOnly, 'update', ', data: { name: "ab" }', ['ab', 'ab', 'c', 'd', 'e'], []);
    const grouped = await ask(`{ ${many}GroupBy(groupBy: [{ name: true }]) { groupByDimensionValues totalCount } }`);
    await check(groups, grouped, () => {
      expectAnswered(grouped);
      const rows = ((dataAt(grouped, `${many}GroupBy`) ?? []) as unknown[]).map((row) => `${String(at(row, 'groupByDimensionValues', 0))} ${Number(at(row, 'totalCount'))}`);
      expectEqual(rows.sort(), ['ab 2', 'c 1', 'd 1', 'e 1'], 'groups with their counts');
    });
    const strange = await ask(`{ ${many}GroupBy(groupBy: [{ zzNoField: true }]) { totalCount } }`);
    await check(ungrouped, strange, () => expectRefused(strange, /zzNoField/));
    await only(deleteOnly, 'delete', '', ['c', 'd', 'e'], ['ab', 'ab']);
    const trashed = await ask(`{ ${one}(filter: { id: { eq: "${a.id}" } }) { id } }`);
    await check(updateTrashed, trashed, () => { expectRefused(trashed, /not found/i); expectEqual(graphqlErrors(trashed)[0]?.extensions?.code, 'NOT_FOUND', 'errors[0].extensions.code'); });
    await only(restoreOnly, 'restore', '', ['ab', 'ab', 'c', 'd', 'e'], []);

    // What each of these would do to every record of a shared object is why they are sent here alone.
    const untouchedBy = async (what: Requirement, operation: string, document: string, reason: RegExp) => {
      const before = await all();
      const exchange = await ask(document, {});
      const after = await all();
      await check(what, [exchange, ...after.exchanges], () => {
        expectEqual([after.alive, after.trash], [before.alive, before.trash], `records, and records in the trash, after ${operation}${types}`);
        expectRefused(exchange, reason);
      }, operation);
      // What a call did that reached too far is made good for the next one.
      if (after.alive.length < records.length) {
        await ask(`mutation { restore${types}(filter: { id: { in: [${records.map(({ id }) => `"${id}"`).join(', ')}] } }) { id } }`);
        const left = new Set((await all()).nodes.map(({ id }) => id));
        const lost = records.filter(({ id }) => !left.has(id));
        if (lost.length > 0) await create(lost);
      }
    };
    for (const operation of ['update', 'delete', 'restore', 'destroy']) {
      const data = operation === 'update' ? ', data: { name: "swept" }' : '';
      if (operation === 'restore') await ask(`mutation { delete${type}(id: "${c.id}") { id } }`);
      const call = (argument: string) => `${operation}${types}(${argument}${data}) { id }`;
      await untouchedBy(emptyFilter, operation, `mutation { ${call('filter: {}')} }`, /filter/i);
      await untouchedBy(unsentFilter, operation, `mutation($filter: ${type}FilterInput!) { ${call('filter: $filter')} }`, /filter/i);
      await untouchedBy(undeclaredFilter, operation, `mutation { ${call('filter: $zzUndeclared')} }`, /zzUndeclared|filter/i);
      await untouchedBy(misspelt, operation, `mutation { ${call(`filters: { id: { eq: "${a.id}" } }`)} }`, /filters/);
    }
    const target = records[4]!;
    await ask(`mutation { update${type}(id: "${target.id}", data: { name: "last" }) { id } }`);
    const beforeDestroy = await all();
    const destroyed = await ask(`mutation { destroy${types}(filter: { id: { eq: "${target.id}" } }) { id } }`);
    const end = await all();
    await check(destroyOnly, [destroyed, ...end.exchanges], () => {
      expectAnswered(destroyed);
      expectEqual([end.alive.length, end.nodes.some(({ id }) => id === target.id), end.trash], [beforeDestroy.alive.length - 1, false, beforeDestroy.trash], 'records left, the destroyed one among them, and the trash');
    });
    await removeTemporaryObject(context, object);
  },
});
