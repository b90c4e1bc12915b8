import {
  SOURCES, at, bodySchema, capitalised, createTemporaryObject, expectEqual, expectStatus, expectThat, instanceSubject, journey, needs, removeTemporaryObject, requirement, show,
  temporaryRecordId,
  type Exchange,
} from '../../src/suite/index.js';

const bulk = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string) => requirement({ id: `rest.${id}`, level, area: 'rest', title, source });

const batchStatus = bulk('batch-create.status', 'MUST', 'A batch of records answers 201 with all of them under data.create{Plural}', SOURCES.coreDocument);
const batchOrder = bulk('batch-create.order', 'SHOULD', 'The answer to a batch has the records in the order in which they were sent', SOURCES.safety);
const batchLimit = bulk('batch-create.above-maximum', 'MUST', 'A batch of 201 records is refused with 400, the maximum named, and none of them is made', SOURCES.safety);
const batchStated = bulk('batch-create.maximum-documented', 'SHOULD', 'How many records a batch may hold at most is stated by the document as maxItems', SOURCES.coreDocument);
const batchAtomic = bulk('batch-create.atomic', 'MUST', 'A batch with an id that a record has is refused with a client error, and none of it is made', SOURCES.safety);
const batchTwin = bulk('batch-create.repeated-id', 'MUST', 'A batch with one id twice is refused with a client error, and none of it is made', SOURCES.safety);
const upsertOne = bulk('upsert.by-id', 'MUST', 'An upsert of an id that a record has changes what it names, leaves the rest and makes no second record', SOURCES.coreDocument);
const upsertNew = bulk('upsert.new-id', 'MUST', 'An upsert of an id that no record has makes the record', SOURCES.coreDocument);
const listLimit = bulk('list.above-maximum', 'MUST', 'A limit above the documented maximum is answered with that many records at most, or refused with 400', SOURCES.coreDocument);
const listDefault = bulk('list.default-limit', 'MUST', 'A list without a limit holds as many records as the document says by default', SOURCES.coreDocument);
const updateStatus = bulk('update-many.envelope', 'MUST', 'Updating by filter answers 200 with the changed records under data.update{Plural}', SOURCES.coreDocument);
const updateOnly = bulk('update-many.only-matching', 'MUST', 'Updating by filter changes what the filter matches and nothing else', SOURCES.safety);
const updateAll = bulk('update-many.all-or-none', 'MUST', 'An update of more records than the instance changes at once changes all of them, or is refused and changes none', SOURCES.safety);
const updateNone = bulk('update-many.no-match', 'MUST', 'An update whose filter matches nothing answers 200 with no record and changes none', SOURCES.coreDocument);
const updateUnknown = bulk('update-many.unknown-field', 'MUST', 'An update by filter with an unknown property is refused with 400, the property named, and changes no record', SOURCES.safety);
const updateNull = bulk('update-many.null-clears', 'MUST', 'null in an update by filter clears the field of each matching record, and of no other', SOURCES.safety);
const updateAlone = bulk('update.others-stay', 'MUST', 'A PATCH of one record changes no other', SOURCES.safety);
const deleteEnvelope = bulk('delete-many.envelope', 'MUST', 'Deleting by filter answers the ids of what it deleted under data.delete{Plural}', SOURCES.coreDocument);
const destroyTrashed = bulk('destroy.trashed', 'MUST', 'DELETE of a record in the trash destroys it, and nothing else', SOURCES.safety);
const deleteMandatory = bulk('delete-many.filter-mandatory', 'MUST', 'Deleting many records without a filter is refused with 400, the filter named, and deletes none', SOURCES.safety);
const deleteEmpty = bulk('delete-many.empty-filter', 'MUST', 'Deleting many records with an empty filter is refused with 400 and deletes none', SOURCES.safety);
const softOnly = bulk('soft-delete-many.only-matching', 'MUST', 'Soft-deleting by filter puts what the filter matches into the trash and nothing else', SOURCES.safety);
const restoreOnly = bulk('restore-many.only-matching', 'MUST', 'Restoring by filter brings back what the filter matches and nothing else', SOURCES.safety);
const destroyOnly = bulk('delete-many.only-matching', 'MUST', 'Deleting by filter destroys what the filter matches and nothing else', SOURCES.safety);


/** Records of the population: more than a page may hold. */
const POPULATION = 205;
const BATCH_MAXIMUM = 200;

/** `documented(document, 'limit')`: a number that the list operation states of its limit parameter. */
function limitParameter(document: unknown, path: string): Record<string, unknown> | undefined {
  const parameters = at(document, 'paths', path, 'get', 'parameters');
  if (!Array.isArray(parameters)) return undefined;
  const resolved = (parameters as unknown[]).map((parameter) => {
    const ref = at(parameter, '$ref');
    return typeof ref === 'string' ? at(document, ...ref.replace(/^#\//, '').split('/')) : parameter;
  });
  return at(resolved.find((parameter) => at(parameter, 'name') === 'limit'), 'schema') as Record<string, unknown> | undefined;
}

journey({
  name: 'Bulk calls on a temporary object',
  profiles: ['full'],
  tokens: 55,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [
    batchStatus, batchOrder, batchLimit, batchStated, batchAtomic, batchTwin, upsertOne, upsertNew, listLimit, listDefault, updateStatus, updateOnly,
    updateAll, updateNone, updateUnknown, updateNull, updateAlone, deleteEnvelope, destroyTrashed, deleteMandatory, deleteEmpty, softOnly, restoreOnly, destroyOnly,
  ],
  async play(context) {
    const { check, rest, http, model, skip } = context;
    const object = await createTemporaryObject(context, 'C');
    const { namePlural, nameSingular } = object;
    const singular = capitalised(nameSingular);
    const plural = capitalised(namePlural);
    const newRecord = (name: string) => ({ id: temporaryRecordId(context), name });
    const total = async (filter: string) => {
      const exchange = await rest.list(namePlural, { filter, limit: 1 });
      const count = at(exchange.response.json, 'totalCount');
      if (exchange.response.status !== 200 || typeof count !== 'number') return context.halt(`the records could not be counted: ${exchange.response.status} ${exchange.response.text.slice(0, 200)}`);
      return { exchange, count };
    };
    const listed = (exchange: Exchange, key: string) => (at(exchange.response.json, 'data', key) as Array<{ id: string }> | undefined)?.map(({ id }) => id);

    const records = Array.from({ length: POPULATION }, (_, index) => newRecord(`${['red', 'green', 'blue'][index % 3] ?? 'red'} ${String(index).padStart(3, '0')}`));
    const firstBatch = records.slice(0, BATCH_MAXIMUM);
    const batch = await rest.createMany(namePlural, firstBatch);
    await check(batchStatus, batch, () => {
      expectStatus(batch, 201);
      expectEqual(listed(batch, `create${plural}`)?.length, firstBatch.length, `records under data.create${plural}`);
    });
    await check(batchOrder, batch, () => expectEqual(listed(batch, `create${plural}`), firstBatch.map(({ id }) => id), 'ids in their order'));
    const rest2 = await rest.createMany(namePlural, records.slice(BATCH_MAXIMUM));
    if (batch.response.status !== 201 || rest2.response.status !== 201) return context.halt(`the population could not be made: ${rest2.response.status} ${rest2.response.text.slice(0, 200)}`);

    const refusedWhole = async (what: typeof batchLimit, body: Array<{ id: string; name: string }>, reason: RegExp) => {
      const refused = await rest.createMany(namePlural, body);
      const after = await total('name[startsWith]:"stray"');
      await check(what, [refused, after.exchange], () => {
        expectStatus(refused, 400, 409);
        expectThat(reason.test(refused.response.text), `body: expected the reason (${reason.source}), got ${show(refused.response.text, 300)}`);
        expectEqual(after.count, 0, 'records of the batch that were made');
      });
      if (after.count > 0) await rest.destroyMany(namePlural, 'name[startsWith]:"stray"');
      return refused;
    };
    const document = model.openapi.core;
    const known = model.objects.find(({ isActive }) => isActive)!;
    const tooMany = await refusedWhole(batchLimit, Array.from({ length: BATCH_MAXIMUM + 1 }, () => newRecord('stray')), /200/);
    const batchBody = bodySchema(document, document?.paths?.[`/batch/${known.namePlural}`]?.post);
    if (tooMany.response.status === 400 && batchBody) await check(batchStated, tooMany, () => expectEqual(batchBody['maxItems'], BATCH_MAXIMUM, 'maxItems of the body'));
    else skip(batchStated, batchBody ? 'no batch was refused for its size' : 'the document describes no batch', 'subject');
    await refusedWhole(batchAtomic, [newRecord('stray'), { ...records[0]!, name: 'stray' }, newRecord('stray')], /duplicate|exists|unique/i);
    const twin = newRecord('stray');
    await refusedWhole(batchTwin, [newRecord('stray'), twin, twin], /duplicate|exists|unique/i);

    const target = records[1]!;
    const before = at((await rest.get(namePlural, target.id)).response.json, 'data', nameSingular);
    const upserted = await rest.create(namePlural, { id: target.id, name: 'upserted' }, { upsert: true });
    const afterUpsert = await rest.get(namePlural, target.id);
    const whole = await total('id[is]:NOT_NULL');
    await check(upsertOne, [upserted, afterUpsert, whole.exchange], () => {
      expectStatus(upserted, 200, 201);
      const value = at(afterUpsert.response.json, 'data', nameSingular);
      expectEqual(at(value, 'name'), 'upserted', 'name');
      for (const key of ['id', 'createdAt', 'createdBy', 'deletedAt', 'position']) expectEqual(at(value, key), at(before, key), key);
      expectEqual(whole.count, POPULATION, 'records in all');
    });
    const extra = newRecord('extra');
    const upsertedNew = await rest.create(namePlural, extra, { upsert: true });
    const extraRead = await rest.get(namePlural, extra.id);
    await check(upsertNew, [upsertedNew, extraRead], () => {
      expectStatus(upsertedNew, 200, 201);
      expectEqual(at(upsertedNew.response.json, 'data', `create${singular}`, 'id'), extra.id, `data.create${singular}.id`);
      expectEqual(at(extraRead.response.json, 'data', nameSingular, 'name'), 'extra', 'name');
    });

    const stated = limitParameter(document, `/${known.namePlural}`);
    if (typeof stated?.['maximum'] === 'number') {
      const maximum = stated['maximum'];
      const page = await rest.list(namePlural, { limit: 1000 });
      await check(listLimit, page, () => {
        expectStatus(page, 200, 400);
        if (page.response.status === 200) expectEqual(listed(page, namePlural)?.length, Math.min(maximum, POPULATION + 1), `records, where the document says at most ${maximum}`);
      });
    } else skip(listLimit, 'the document states no maximum');
    if (typeof stated?.['default'] === 'number') {
      const byDefault = stated['default'];
      const page = await rest.list(namePlural);
      await check(listDefault, page, () => expectEqual(listed(page, namePlural)?.length, Math.min(byDefault, POPULATION + 1), 'records'));
    } else skip(listDefault, 'the document states no default');

    const marked = await total('position[eq]:9999');
    const everything = await rest.updateMany(namePlural, 'id[is]:NOT_NULL', { position: 9999 });
    const moved = await total('position[eq]:9999');
    await check(updateAll, [everything, marked.exchange, moved.exchange], () => {
      expectThat(everything.response.status < 500, `status: expected no failure of the server, got ${everything.response.status}`);
      expectEqual(moved.count, everything.response.status < 300 ? POPULATION + 1 : 0, `records changed, the answer being ${everything.response.status}`);
    });
    const nobody = await rest.updateMany(namePlural, 'name[eq]:"nobody"', { name: 'ghost' });
    const strange = await rest.updateMany(namePlural, 'name[startsWith]:"blue"', { name: 'ghost', zzUnknownProperty: 1 });
    const ghosts = await total('name[eq]:"ghost"');
    await check(updateNone, [nobody, ghosts.exchange], () => { expectStatus(nobody, 200); expectEqual(listed(nobody, `update${plural}`), [], `data.update${plural}`); expectEqual(ghosts.count, 0, 'records changed'); });
    await check(updateUnknown, [strange, ghosts.exchange], () => {
      expectStatus(strange, 400);
      expectThat(strange.response.text.includes('zzUnknownProperty'), `body: expected the property named, got ${show(strange.response.text)}`);
      expectEqual(ghosts.count, 0, 'records changed');
    });
    const [red, otherRed] = [records[0]!, records[3]!];
    const single = await rest.update(namePlural, red.id, { name: 'single' });
    const singles = await rest.list(namePlural, { filter: 'name[eq]:"single"', limit: 60 });
    await check(updateAlone, [single, singles], () => { expectStatus(single, 200); expectEqual(listed(singles, namePlural), [red.id], 'ids of the changed records'); });

    const blue = records.filter(({ name }) => name.startsWith('blue'));
    const ids = (some: Array<{ id: string }>) => some.map(({ id }) => id).sort();
    const updated = await rest.updateMany(namePlural, 'name[startsWith]:"blue"', { name: 'painted' });
    const painted = await rest.list(namePlural, { filter: 'name[eq]:"painted"', limit: 200 });
    await check(updateStatus, updated, () => {
      expectStatus(updated, 200);
      expectEqual(listed(updated, `update${plural}`)?.sort(), ids(blue), `ids under data.update${plural}`);
    });
    const others = await total('not(name[eq]:"painted")');
    await check(updateOnly, [updated, painted, others.exchange], () => {
      expectEqual(listed(painted, namePlural)?.sort(), ids(blue), 'ids of the changed records');
      expectEqual(others.count, POPULATION + 1 - blue.length, 'records left as they were');
    });

    const bare = [`/rest/${namePlural}`, `/rest/${namePlural}?soft_delete=true`];
    const empty = [`/rest/${namePlural}?filter=`, `/rest/${namePlural}?filter=&soft_delete=true`];
    for (const [what, paths] of [[deleteMandatory, bare], [deleteEmpty, empty]] as const) {
      for (const path of paths) {
        const refused = await http.call({ method: 'DELETE', path });
        const left = await total('id[is]:NOT_NULL');
        const harmless = await check(what, [refused, left.exchange], () => {
          expectStatus(refused, 400);
          expectThat(/filter/i.test(refused.response.text), `body: expected the filter named, got ${show(refused.response.text)}`);
          expectEqual(left.count, POPULATION + 1, 'records in all');
        }, path.includes('soft') ? 'soft' : 'hard');
        if (!harmless && left.count === 0) return context.halt('a delete without a filter removed the population');
      }
    }

    const trashed = await rest.softDeleteMany(namePlural, 'name[eq]:"painted"');
    const trash = await rest.list(namePlural, { filter: 'deletedAt[is]:NOT_NULL', limit: 200 });
    const alive = await total('id[is]:NOT_NULL');
    await check(softOnly, [trashed, trash, alive.exchange], () => {
      expectStatus(trashed, 200);
      expectEqual(listed(trash, namePlural)?.sort(), ids(blue), 'ids in the trash');
      expectEqual(alive.count, POPULATION + 1 - blue.length, 'records outside the trash');
    });
    const some = blue.slice(0, 7);
    const restored = await rest.restoreMany(namePlural, `id[in]:[${some.map(({ id }) => `"${id}"`).join(',')}]`);
    const back = await rest.list(namePlural, { filter: 'name[eq]:"painted"', limit: 200 });
    const stillTrash = await total('deletedAt[is]:NOT_NULL');
    await check(restoreOnly, [restored, back, stillTrash.exchange], () => {
      expectStatus(restored, 200);
      expectEqual(listed(back, namePlural)?.sort(), ids(some), 'ids of the restored records');
      expectEqual(stillTrash.count, blue.length - some.length, 'records left in the trash');
    });
    const condemned = blue[10]!;
    const ended = await rest.destroy(namePlural, condemned.id);
    const trashAfter = await total('deletedAt[is]:NOT_NULL');
    await check(destroyTrashed, [ended, trashAfter.exchange], () => { expectStatus(ended, 200); expectEqual(trashAfter.count, blue.length - some.length - 1, 'records left in the trash'); });
    const destroyed = await rest.destroyMany(namePlural, 'name[eq]:"painted"');
    const after = await total('id[is]:NOT_NULL');
    const gone = await rest.get(namePlural, some[0]!.id);
    await check(destroyOnly, [destroyed, after.exchange, gone], () => {
      expectStatus(destroyed, 200);
      expectStatus(gone, 404);
      expectEqual(after.count, POPULATION + 1 - blue.length, 'records left');
    });
    await check(deleteEnvelope, destroyed, () => {
      // Whether a delete by filter reaches into the trash is not documented; what it answers must be what matches.
      const answered = listed(destroyed, `delete${plural}`) ?? [];
      expectEqual(some.filter(({ id }) => !answered.includes(id)), [], `records that are missing under data.delete${plural}`);
      expectEqual(answered.filter((id) => !blue.some((record) => record.id === id)), [], 'ids that the filter does not match');
    });
    const cleared = await rest.updateMany(namePlural, `id[in]:["${red.id}","${otherRed.id}"]`, { name: null });
    const nameless = await total('name[is]:NULL');
    const reread = await rest.get(namePlural, red.id);
    await check(updateNull, [cleared, nameless.exchange, reread], () => {
      expectStatus(cleared, 200);
      expectEqual([nameless.count, at(reread.response.json, 'data', nameSingular, 'name') || null], [2, null], 'records without a name, and the name of one of them');
    });
    await removeTemporaryObject(context, object);
  },
});
