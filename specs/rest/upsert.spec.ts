import {
  SOURCES, at, capitalised, createTemporaryObject, expectClientError, expectEqual, expectStatus, expectThat, instanceSubject, journey, needs, recordsIn, removeTemporaryObject, requirement, show,
  temporaryFields, temporaryRecordId,
  type Exchange,
} from '../../src/suite/index.js';

const write = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.${id}`, level: 'MUST', area: 'rest', title, source });

const byKey = write('upsert.by-unique-key', 'An upsert with the value of a unique field that a record has changes that record and makes no second one');
const untouched = write('upsert.untouched', 'An upsert leaves what it does not name as it was', SOURCES.safety);
const trashed = write('upsert.trashed-match', 'An upsert that matches a record in the trash brings it back instead of making a second one', SOURCES.safety);
const conflict = write('upsert.two-matches', 'An upsert whose id is one record and whose unique value is another is refused with a client error, and both stay', SOURCES.safety);
const batch = write('upsert.batch', 'A batch with upsert changes the records that are there, makes the others, and answers them all');
const taken = write('create.taken-unique-value', 'A create with the value of a unique field that a record has, in the trash too, is refused with a client error and makes none', SOURCES.safety);
const takenUpdate = write('update.taken-unique-value', 'A PATCH to the value of a unique field that another record has is refused with a client error and changes nothing', SOURCES.safety);
const invalidBatch = write('batch-create.invalid-value', 'A batch with one value that is refused makes none of its records, the field named', SOURCES.safety);
const emptyBatch = write('batch-create.empty', 'An empty batch makes no record and is answered without a server error', SOURCES.safety);
const noArray = write('batch-create.no-array', 'A batch that is no array is refused with 400', SOURCES.coreDocument);
const cursorInsert = write('page.insert-between', 'A record made between two pages neither repeats nor hides one that was there', SOURCES.safety);
const twins = write('batch-create.repeated-unique-value', 'A batch with one unique value twice is refused with a client error, and none of it is made', SOURCES.safety);
const twice = write('upsert.repeated-in-batch', 'An upsert batch with one key twice leaves one record of that key', SOURCES.safety);
const cursorDelete = write('page.delete-between', 'Where the record that a cursor stands for is gone, the next page goes on behind it', SOURCES.safety);
const trashedPatch = requirement({ id: 'rest.update.trashed', level: 'SHOULD', area: 'rest', title: 'A PATCH of a record in the trash is answered with 404, as a read is, and changes nothing', source: SOURCES.http });
const fraction = write('create.documented-number', 'A number that the document rules out is refused, or the document allows it', SOURCES.coreDocument);

journey({
  name: 'Upsert and unique values on a temporary object',
  profiles: ['full'],
  tokens: 39,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [byKey, untouched, trashed, conflict, batch, taken, takenUpdate, invalidBatch, emptyBatch, noArray, cursorInsert, twins, twice, cursorDelete, trashedPatch, fraction],
  async play(context) {
    const { check, rest, http } = context;
    const object = await createTemporaryObject(context, 'U');
    const { namePlural, nameSingular } = object;
    await temporaryFields(context, object, [{ type: 'TEXT', name: 'zzKey', isUnique: true }, { type: 'NUMBER', name: 'zzNumber' }]);
    const singular = capitalised(nameSingular);
    // The records go with the object, which is in the ledger.
    const newId = () => temporaryRecordId(context);
    const [first, second, third] = [newId(), newId(), newId()];
    const made = await rest.createMany(namePlural, [{ id: first, name: 'first', zzKey: 'key-1', zzNumber: 1 }, { id: second, name: 'second', zzKey: 'key-2', zzNumber: 2 }]);
    if (made.response.status !== 201) return context.halt(`the records could not be made: ${made.response.status} ${made.response.text.slice(0, 200)}`);
    const record = async (id: string) => {
      const exchange = await rest.get(namePlural, id);
      return { exchange, value: at(exchange.response.json, 'data', nameSingular) as Record<string, unknown> | undefined };
    };
    const all = async () => {
      const exchange = await rest.list(namePlural, { orderBy: 'name', limit: 60, filter: 'or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)' });
      return { exchange, records: recordsIn(exchange, namePlural) };
    };

    const before = await record(first);
    const upserted = await rest.create(namePlural, { zzKey: 'key-1', zzNumber: 10 }, { upsert: true });
    const after = await all();
    await check(byKey, [upserted, after.exchange], () => {
      expectStatus(upserted, 200, 201);
      expectEqual(at(upserted.response.json, 'data', `create${singular}`, 'id'), first, `data.create${singular}.id`);
      expectEqual(after.records.map(({ zzKey, zzNumber }) => [zzKey, zzNumber]), [['key-1', 10], ['key-2', 2]], 'key and number of the records');
    });
    await check(untouched, [upserted, after.exchange], () => {
      const value = after.records.find(({ id }) => id === first);
      for (const key of ['name', 'createdAt', 'createdBy', 'position']) expectEqual(value?.[key], before.value?.[key], key);
    });
    const unchanged = async (what: typeof byKey, exchange: Exchange, named?: RegExp, detail?: string) => {
      const now = await all();
      await check(what, [exchange, now.exchange], () => {
        expectClientError(exchange);
        if (named) expectThat(named.test(exchange.response.text), `body: expected ${String(named)}, got ${show(exchange.response.text)}`);
        expectEqual(now.records, current.records, 'records');
      }, detail);
    };
    let current = after;
    await unchanged(conflict, await rest.create(namePlural, { id: second, zzKey: 'key-1', zzNumber: 99 }, { upsert: true }), /unique|multiple|conflict|duplicate/i);
    await unchanged(taken, await rest.create(namePlural, { id: newId(), name: 'thief', zzKey: 'key-1' }), /duplicate|unique|exists/i, 'of a record');
    await unchanged(takenUpdate, await rest.update(namePlural, second, { zzKey: 'key-1' }), /duplicate|unique|exists/i);
    await unchanged(invalidBatch, await rest.createMany(namePlural, [{ id: newId(), name: 'stray' }, { id: newId(), name: 'stray', zzNumber: 'zz-no-number' }, { id: newId(), name: 'stray' }]), /zzNumber/);
    await unchanged(twins, await rest.createMany(namePlural, [{ id: newId(), name: 'stray', zzKey: 'key-9' }, { id: newId(), name: 'stray', zzKey: 'key-9' }]), /duplicate|unique|exists/i);
    await unchanged(noArray, await rest.createMany(namePlural, { name: 'stray' }));
    const nothing = await rest.createMany(namePlural, []);
    const afterNothing = await all();
    await check(emptyBatch, [nothing, afterNothing.exchange], () => {
      expectThat(nothing.response.status < 500, `status: expected no server error, got ${nothing.response.status}`);
      expectEqual(afterNothing.records.length, current.records.length, 'records');
    });

    const mixed = await rest.createMany(namePlural, [{ zzKey: 'key-2', zzNumber: 20 }, { id: third, name: 'third', zzKey: 'key-3', zzNumber: 3 }], { upsert: true });
    current = await all();
    await check(batch, [mixed, current.exchange], () => {
      expectStatus(mixed, 200, 201);
      expectEqual((at(mixed.response.json, 'data', `create${capitalised(namePlural)}`) as Array<{ id: string }> | undefined)?.map(({ id }) => id).sort(), [second, third].sort(), 'ids in the answer');
      expectEqual(current.records.map(({ zzKey, zzNumber }) => [zzKey, zzNumber]), [['key-1', 10], ['key-2', 20], ['key-3', 3]], 'key and number of the records');
    });
    await rest.softDelete(namePlural, third);
    current = await all();
    const patched = await rest.update(namePlural, third, { name: 'patched' });
    const afterPatch = await all();
    await check(trashedPatch, [patched, afterPatch.exchange], () => {
      expectStatus(patched, 404);
      expectEqual(afterPatch.records, current.records, 'records');
    });
    current = afterPatch;
    await unchanged(taken, await rest.create(namePlural, { id: newId(), name: 'thief', zzKey: 'key-3' }), /duplicate|unique|exists/i, 'of a record in the trash');
    const back = await rest.create(namePlural, { zzKey: 'key-3', zzNumber: 30 }, { upsert: true });
    const restored = await record(third);
    await check(trashed, [back, restored.exchange], () => {
      expectStatus(back, 200, 201);
      expectStatus(restored.exchange, 200);
      expectEqual([restored.value?.['zzNumber'], restored.value?.['deletedAt']], [30, null], 'number and deletedAt');
    });

    const page = (more: object) => rest.list(namePlural, { orderBy: 'zzNumber[AscNullsLast]', limit: 1, ...more });
    const seen: unknown[] = [];
    const pages: Exchange[] = [];
    for (let cursor: unknown; pages.length < 8;) {
      const exchange = await page(typeof cursor === 'string' ? { startingAfter: cursor } : {});
      pages.push(exchange);
      seen.push(at(exchange.response.json, 'data', namePlural, 0, 'zzNumber'));
      // One before the first page and one behind the second.
      if (pages.length === 1) await rest.createMany(namePlural, [{ id: newId(), name: 'early', zzNumber: 0 }, { id: newId(), name: 'late', zzNumber: 25 }]);
      cursor = at(exchange.response.json, 'pageInfo', 'endCursor');
      if (at(exchange.response.json, 'pageInfo', 'hasNextPage') !== true) break;
    }
    await check(cursorInsert, pages, () => expectEqual(seen, [10, 20, 25, 30], 'numbers on the pages'));

    const start = await page({});
    await rest.destroy(namePlural, String(at(start.response.json, 'data', namePlural, 0, 'id')));
    const onward = await page({ startingAfter: String(at(start.response.json, 'pageInfo', 'endCursor')) });
    await check(cursorDelete, [start, onward], () => expectEqual([start, onward].map((exchange) => at(exchange.response.json, 'data', namePlural, 0, 'zzNumber')), [0, 10], 'numbers on the pages'));

    const doubled = await rest.createMany(namePlural, [{ zzKey: 'key-1', zzNumber: 11 }, { zzKey: 'key-1', zzNumber: 12 }], { upsert: true });
    const afterDoubled = await all();
    await check(twice, [doubled, afterDoubled.exchange], () => {
      expectThat(doubled.response.status < 500, `status: expected no failure of the server, got ${doubled.response.status}`);
      const numbers = afterDoubled.records.filter(({ zzKey }) => zzKey === 'key-1').map(({ zzNumber }) => zzNumber);
      expectEqual(numbers.length, 1, 'records of the key');
      expectThat((doubled.response.status < 300 ? [11, 12] : [10]).includes(Number(numbers[0])), `zzNumber: ${show(numbers[0])}, the answer being ${doubled.response.status}`);
    });

    const document = await http.call({ path: '/rest/open-api/core' });
    const type = at(document.response.json, 'components', 'schemas', singular, 'properties', 'zzNumber', 'type');
    const half = await rest.create(namePlural, { id: newId(), name: 'half', zzNumber: 1.5 });
    await check(fraction, [half], () => {
      if (![type].flat().includes('number')) return expectThat(half.response.status === 400, `zzNumber: the document says ${show(type)}, 1.5 is answered ${half.response.status}`);
      expectStatus(half, 201);
      expectEqual(at(half.response.json, 'data', `create${singular}`, 'zzNumber'), 1.5, 'zzNumber');
    });
    await removeTemporaryObject(context, object);
  },
});
