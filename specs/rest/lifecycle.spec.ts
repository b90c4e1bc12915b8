import {
  SOURCES, capitalised, at, createSample, expectClientError, expectEqual, expectJson, expectStatus, expectThat, fieldType, journey, notWritable, objectSubjects,
  plainWritableFields, requirement, show, recordProblems, typicalValue, type Exchange, type JourneyContext, type ObjectModel,
} from '../../src/suite/index.js';

const rest = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string, covers?: 'write' | 'read-rest') =>
  requirement({ id: `rest.${id}`, level, area: 'rest', title, source, ...(covers ? { covers } : {}) });

const createStatus = rest('create.status', 'MUST', 'Creating a record answers 201', SOURCES.coreDocument);
const createJson = rest('create.media-type', 'MUST', 'A create answers JSON and says so', SOURCES.http);
const createEnvelope = rest('create.envelope', 'MUST', 'A create answers the record under data.create{Singular} and nothing else in data', SOURCES.coreDocument);
const createId = rest('create.client-id', 'MUST', 'The id that the client chose is the id of the record', SOURCES.safety);
const createSchema = rest('create.record-schema', 'MUST', 'A created record has exactly the properties and types that metadata describes', SOURCES.metadata);
const createValues = rest('create.values', 'MUST', 'Every value sent in a create comes back equal', SOURCES.safety, 'write');
const createTimes = rest('create.timestamps', 'MUST', 'A new record has equal ISO 8601 createdAt and updatedAt near the present and no deletedAt', SOURCES.metadata);
const createActor = rest('create.actor', 'MUST', 'A record made with an API key has createdBy.source API', SOURCES.metadata);
const duplicateId = rest('create.duplicate-id', 'MUST', 'A second create with the same id is refused with a client error and changes nothing', SOURCES.safety);
const unknownField = rest('create.unknown-field', 'MUST', 'A create with an unknown property is refused with 400 and the property named', SOURCES.safety);
const readStatus = rest('read.status', 'MUST', 'Reading a record by id answers 200 and JSON', SOURCES.coreDocument);
const readEnvelope = rest('read.envelope', 'MUST', 'A read answers the record under data.{singular}', SOURCES.coreDocument);
const readSame = rest('read.same-as-created', 'MUST', 'A read answers the record as the create answered it', SOURCES.safety);
const readSchema = rest('read.record-schema', 'MUST', 'A read record has exactly the properties and types that metadata describes', SOURCES.metadata, 'read-rest');
const readRepeat = rest('read.repeatable', 'MUST', 'Two reads with no write between answer the same record', SOURCES.http);
const readUnknown = rest('read.unknown-id', 'MUST', 'Reading an id that no record has answers 404', SOURCES.http);
const readMalformed = rest('read.malformed-id', 'MUST', 'Reading an id that is no UUID answers 400 with the value named', SOURCES.coreDocument);
const listStatus = rest('list.status', 'MUST', 'A list answers 200 and JSON', SOURCES.coreDocument);
const listEnvelope = rest('list.envelope', 'MUST', 'A list answers data.{plural} as an array, pageInfo and totalCount', SOURCES.coreDocument);
const listFilter = rest('list.filter-id', 'MUST', 'A list filtered by id holds exactly that record', SOURCES.coreDocument);
const listTotal = rest('list.total-count', 'MUST', 'totalCount counts what the filter matches', SOURCES.coreDocument);
const listPageInfo = rest('list.page-info', 'MUST', 'pageInfo of a single-record page has equal non-empty cursors and no next page', SOURCES.coreDocument);
const listSame = rest('list.same-as-read', 'MUST', 'A listed record equals the record read by id', SOURCES.agreement);
const patchStatus = rest('update.patch-status', 'MUST', 'PATCH of a record answers 200 and JSON', SOURCES.coreDocument);
const patchEnvelope = rest('update.patch-envelope', 'MUST', 'PATCH answers the whole record under data.update{Singular}', SOURCES.coreDocument);
const patchValues = rest('update.values', 'MUST', 'Every value sent in a PATCH is read back equal', SOURCES.safety, 'write');
const patchUntouched = rest('update.untouched', 'MUST', 'A PATCH leaves the properties it does not name as they were', SOURCES.safety);
const patchTime = rest('update.timestamp', 'MUST', 'A PATCH moves updatedAt forward and leaves createdAt', SOURCES.metadata);
const patchEmpty = rest('update.empty-body', 'SHOULD', 'PATCH with an empty object changes no field value', SOURCES.http);
const patchUnknownField = rest('update.unknown-field', 'MUST', 'A PATCH with an unknown property is refused with 400, the property named, and changes nothing', SOURCES.safety);
const patchUnknownId = rest('update.unknown-id', 'MUST', 'PATCH of an id that no record has answers 404 and creates none', SOURCES.http);
const putWorks = rest('update.put', 'MUST', 'PUT of a record, where the instance serves it, changes what it names and leaves the rest, as PATCH does', SOURCES.safety, 'write');
const softStatus = rest('soft-delete.status', 'MUST', 'DELETE with soft_delete=true answers 200 and JSON', SOURCES.coreDocument);
const softEnvelope = rest('soft-delete.envelope', 'MUST', 'A soft delete answers the id under data.delete{Singular}', SOURCES.coreDocument);
const softHiddenRead = rest('soft-delete.hidden-from-read', 'MUST', 'A soft-deleted record answers 404 when read by id', SOURCES.docs);
const softHiddenList = rest('soft-delete.hidden-from-list', 'MUST', 'A soft-deleted record is neither listed nor counted', SOURCES.docs);
const softTrash = rest('soft-delete.in-trash', 'MUST', 'A filter on deletedAt finds a soft-deleted record with its deletedAt set', SOURCES.docs);
const restoreManyStatus = rest('restore-many.envelope', 'MUST', 'Restoring by filter answers 200 with the records under data.restore{Plural}', SOURCES.coreDocument);
const restoreManyEffect = rest('restore-many.effect', 'MUST', 'A record restored by filter is read as it was, with deletedAt null', SOURCES.safety);
const restoreOne = rest('restore-one.works', 'MUST', 'PATCH /restore/{objects}/{id} answers 200 with the record under data.restore{Singular}', SOURCES.coreDocument);
const destroyStatus = rest('destroy.status', 'MUST', 'DELETE of a record answers 200 and JSON', SOURCES.coreDocument);
const destroyEnvelope = rest('destroy.envelope', 'MUST', 'A delete answers the id under data.delete{Singular}', SOURCES.coreDocument);
const destroyGone = rest('destroy.gone', 'MUST', 'A destroyed record is found neither by id nor in the trash', SOURCES.coreDocument);
const destroyAgain = rest('destroy.again', 'MUST', 'DELETE of an id that no record has answers 404', SOURCES.http);

const record = (exchange: Exchange, key: string) => at(exchange.response.json, 'data', key) as Record<string, unknown> | undefined;

/** The record without what the server changes on each write. */
function lasting(value: Record<string, unknown> | undefined): Record<string, unknown> {
  const { updatedAt: _updatedAt, updatedBy: _updatedBy, ...rest } = value ?? {};
  return rest;
}

/** Throws on the first sent property that came back otherwise. */
function expectSent(object: ObjectModel, sent: Record<string, unknown>, received: Record<string, unknown> | undefined): void {
  for (const field of plainWritableFields(object)) {
    if (!(field.name in sent)) continue;
    const same = fieldType(field.type)?.equal(sent[field.name], received?.[field.name]) ?? true;
    expectThat(same, `${field.name} (${field.type}): sent ${show(sent[field.name])}, got ${show(received?.[field.name])}`);
  }
}

function expectRecord(object: ObjectModel, value: unknown): void {
  const problems = recordProblems(object, value);
  expectThat(problems.length === 0, problems.slice(0, 5).join('; '));
}

/** Types of the fields of which a record or a body holds a value. */
function typesIn(object: ObjectModel, record: Record<string, unknown> | undefined): string[] {
  return object.fields.filter((field) => fieldType(field.type)?.propertyNames(field).some((name) => name in (record ?? {}))).map(({ type }) => type);
}

journey({
  name: 'REST lifecycle of a record',
  profiles: ['smoke', 'standard', 'full'],
  tokens: 28,
  subjects: objectSubjects,
  skip: ({ object }) => notWritable(object),
  requirements: [
    createStatus, createJson, createEnvelope, createId, createSchema, createValues, createTimes, createActor, duplicateId, unknownField,
    readStatus, readEnvelope, readSame, readSchema, readRepeat, readUnknown, readMalformed,
    listStatus, listEnvelope, listFilter, listTotal, listPageInfo, listSame,
    patchStatus, patchEnvelope, patchValues, patchUntouched, patchTime, patchEmpty, patchUnknownField, patchUnknownId, putWorks,
    softStatus, softEnvelope, softHiddenRead, softHiddenList, softTrash, restoreManyStatus, restoreManyEffect, restoreOne,
    destroyStatus, destroyEnvelope, destroyGone, destroyAgain,
  ],
  async play(context) {
    const { check, rest, subject, unusedId } = context;
    const { object } = subject;
    const { nameSingular, namePlural } = object;
    const singular = capitalised(nameSingular);
    const plural = capitalised(namePlural);
    const before = Date.now();
    const sample = await createSample(context, object);
    const { id, payload, exchange: created } = sample;
    const made = record(created, `create${singular}`);
    await check(createStatus, created, () => expectStatus(created, 201));
    await check(createJson, created, () => expectJson(created));
    await check(createEnvelope, created, () => {
      expectEqual(Object.keys((at(created.response.json, 'data') as object | undefined) ?? {}), [`create${singular}`], 'keys of data');
    });
    if (!made) return context.halt(`the record could not be created: ${created.response.status} ${created.response.text.slice(0, 300)}`);
    await check(createId, created, () => expectEqual(made.id, id, 'id'));
    await check(createSchema, created, () => expectRecord(object, made));
    await check(createValues, created, () => expectSent(object, payload, made), { fieldType: typesIn(object, payload) });
    await check(createTimes, created, () => {
      expectEqual(made.createdAt, made.updatedAt, 'updatedAt beside createdAt');
      expectEqual(made.deletedAt, null, 'deletedAt');
      const time = Date.parse(String(made.createdAt));
      expectThat(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(made.createdAt)), `createdAt: expected ISO 8601 with ms in UTC, got ${show(made.createdAt)}`);
      expectThat(Math.abs(time - before) < 5 * 60_000, `createdAt: expected about ${new Date(before).toISOString()}, got ${show(made.createdAt)}`);
    });
    await check(createActor, created, () => expectEqual(at(made, 'createdBy', 'source'), 'API', 'createdBy.source'));

    const read = await rest.get(namePlural, id);
    const found = record(read, nameSingular);
    await check(readStatus, read, () => { expectStatus(read, 200); expectJson(read); });
    await check(readEnvelope, read, () => expectEqual(Object.keys((at(read.response.json, 'data') as object | undefined) ?? {}), [nameSingular], 'keys of data'));
    await check(readSame, [created, read], () => expectEqual(found, made, 'record'));
    await check(readSchema, read, () => expectRecord(object, found), { fieldType: typesIn(object, found) });
    const unknownId = unusedId();
    const unknown = await rest.get(namePlural, unknownId);
    await check(readUnknown, unknown, () => { expectStatus(unknown, 404); expectJson(unknown); });
    const malformed = await rest.get(namePlural, 'not-a-uuid');
    await check(readMalformed, malformed, () => {
      expectStatus(malformed, 400);
      expectThat(malformed.response.text.includes('not-a-uuid'), `body: expected the value named, got ${show(malformed.response.text)}`);
    });

    const listed = await rest.list(namePlural, { filter: `id[eq]:"${id}"` });
    const records = at(listed.response.json, 'data', namePlural) as Array<Record<string, unknown>> | undefined;
    await check(listStatus, listed, () => { expectStatus(listed, 200); expectJson(listed); });
    await check(listEnvelope, listed, () => {
      expectThat(Array.isArray(records), `data.${namePlural}: expected an array, got ${show(records)}`);
      for (const key of ['pageInfo', 'totalCount']) expectThat(at(listed.response.json, key) !== undefined, `${key}: missing`);
    });
    await check(listFilter, listed, () => expectEqual(records?.map((item) => item.id), [id], 'ids'));
    await check(listTotal, listed, () => expectEqual(at(listed.response.json, 'totalCount'), 1, 'totalCount'));
    await check(listPageInfo, listed, () => {
      const page = at(listed.response.json, 'pageInfo') as Record<string, unknown> | undefined;
      expectThat(typeof page?.startCursor === 'string' && page.startCursor !== '', `startCursor: expected text, got ${show(page?.startCursor)}`);
      expectEqual(page?.endCursor, page?.startCursor, 'endCursor');
      expectEqual(page?.hasNextPage, false, 'hasNextPage');
    });
    await check(listSame, [read, listed], () => expectEqual(records?.[0], found, 'listed record'));

    const twin = await rest.create(namePlural, { ...payload });
    const afterTwin = await rest.get(namePlural, id);
    await check(readRepeat, [read, afterTwin], () => expectEqual(afterTwin.response.json, read.response.json, 'second read'));
    await check(duplicateId, [twin, afterTwin], () => {
      expectClientError(twin);
      expectEqual(record(afterTwin, nameSingular), found, 'the first record');
    });
    const strangeId = context.newId(object);
    const strange = await rest.create(namePlural, { ...payload, id: strangeId, zzUnknownProperty: 1 });
    if (strange.response.status >= 400) context.gone(object, strangeId);
    await check(unknownField, strange, () => {
      expectStatus(strange, 400);
      expectThat(strange.response.text.includes('zzUnknownProperty'), `body: expected the property named, got ${show(strange.response.text)}`);
    });

    const change = updatePayload(context, object, payload);
    const patched = await rest.update(namePlural, id, change);
    const updated = record(patched, `update${singular}`);
    const afterPatch = record(await rest.get(namePlural, id), nameSingular);
    await check(patchStatus, patched, () => { expectStatus(patched, 200); expectJson(patched); });
    await check(patchEnvelope, patched, () => {
      expectEqual(Object.keys((at(patched.response.json, 'data') as object | undefined) ?? {}), [`update${singular}`], 'keys of data');
      expectRecord(object, updated);
    });
    await check(patchValues, patched, () => { expectSent(object, change, updated); expectSent(object, change, afterPatch); }, { fieldType: typesIn(object, change) });
    await check(patchUntouched, patched, () => {
      for (const name of Object.keys(found ?? {})) {
        if (name in change || ['updatedAt', 'updatedBy', 'searchVector'].includes(name)) continue;
        expectEqual(afterPatch?.[name], found?.[name], name);
      }
    });
    await check(patchTime, patched, () => {
      expectEqual(updated?.createdAt, found?.createdAt, 'createdAt');
      expectThat(String(updated?.updatedAt) > String(found?.updatedAt), `updatedAt: expected after ${show(found?.updatedAt)}, got ${show(updated?.updatedAt)}`);
    });
    const emptied = await rest.update(namePlural, id, {});
    const afterEmpty = await rest.get(namePlural, id);
    await check(patchEmpty, [emptied, afterEmpty], () => expectEqual(lasting(record(afterEmpty, nameSingular)), lasting(afterPatch), 'record'));
    const refused = await rest.update(namePlural, id, { zzUnknownProperty: 1 });
    await check(patchUnknownField, refused, () => {
      expectStatus(refused, 400);
      expectThat(refused.response.text.includes('zzUnknownProperty'), `body: expected the property named, got ${show(refused.response.text)}`);
    });
    const nowhere = await rest.update(namePlural, unknownId, change);
    await check(patchUnknownId, nowhere, () => { expectStatus(nowhere, 404); expectJson(nowhere); });

    const put = await rest.put(namePlural, id, { position: 1234 });
    const readAfterPut = await rest.get(namePlural, id);
    const afterPut = record(readAfterPut, nameSingular);
    if ([404, 405].includes(put.response.status)) context.skip(putWorks, `PUT is not served (${put.response.status})`);
    else {
      await check(putWorks, [put, readAfterPut], () => {
        expectStatus(put, 200);
        expectEqual(lasting(afterPut), { ...lasting(record(afterEmpty, nameSingular)), position: 1234 }, 'record');
      }, { fieldType: 'POSITION' });
    }
    const current = afterPut ?? afterPatch;

    const trashed = await rest.softDelete(namePlural, id);
    await check(softStatus, trashed, () => { expectStatus(trashed, 200); expectJson(trashed); });
    await check(softEnvelope, trashed, () => expectEqual(at(trashed.response.json, 'data', `delete${singular}`, 'id'), id, `data.delete${singular}.id`));
    const hidden = await rest.get(namePlural, id);
    await check(softHiddenRead, hidden, () => expectStatus(hidden, 404));
    const unlisted = await rest.list(namePlural, { filter: `id[eq]:"${id}"` });
    await check(softHiddenList, unlisted, () => {
      expectEqual(at(unlisted.response.json, 'data', namePlural), [], `data.${namePlural}`);
      expectEqual(at(unlisted.response.json, 'totalCount'), 0, 'totalCount');
    });
    const trash = await rest.list(namePlural, { filter: `and(id[eq]:"${id}",deletedAt[is]:NOT_NULL)` });
    await check(softTrash, trash, () => {
      expectEqual(at(trash.response.json, 'data', namePlural, 0, 'id'), id, 'first id');
      expectThat(typeof at(trash.response.json, 'data', namePlural, 0, 'deletedAt') === 'string', 'deletedAt: expected a time');
    });
    const restored = await rest.restoreMany(namePlural, `id[eq]:"${id}"`);
    await check(restoreManyStatus, restored, () => {
      expectStatus(restored, 200);
      expectEqual((at(restored.response.json, 'data', `restore${plural}`) as Array<{ id: string }> | undefined)?.map((item) => item.id), [id], `data.restore${plural}`);
    });
    const back = await rest.get(namePlural, id);
    await check(restoreManyEffect, [restored, back], () => expectEqual(lasting(record(back, nameSingular)), lasting(current), 'record'));
    await rest.softDelete(namePlural, id);
    const restoredOne = await rest.restoreOne(namePlural, id);
    await check(restoreOne, restoredOne, () => {
      expectStatus(restoredOne, 200);
      expectEqual(at(restoredOne.response.json, 'data', `restore${singular}`, 'id'), id, `data.restore${singular}.id`);
    });

    const destroyed = await rest.destroy(namePlural, id);
    if (destroyed.response.status === 200) context.gone(object, id);
    await check(destroyStatus, destroyed, () => { expectStatus(destroyed, 200); expectJson(destroyed); });
    await check(destroyEnvelope, destroyed, () => expectEqual(at(destroyed.response.json, 'data', `delete${singular}`, 'id'), id, `data.delete${singular}.id`));
    const lost = await rest.get(namePlural, id);
    const emptyTrash = await rest.list(namePlural, { filter: `and(id[eq]:"${id}",deletedAt[is]:NOT_NULL)` });
    await check(destroyGone, [lost, emptyTrash], () => {
      expectStatus(lost, 404);
      expectEqual(at(emptyTrash.response.json, 'totalCount'), 0, 'totalCount of the trash');
    });
    const secondDestroy = await rest.destroy(namePlural, id);
    await check(destroyAgain, secondDestroy, () => expectStatus(secondDestroy, 404));
  },
});

/** New values for about half of the plain fields, so that the other half shows whether an update leaves it alone. */
function updatePayload(context: JourneyContext, object: ObjectModel, created: Record<string, unknown>): Record<string, unknown> {
  const fields = plainWritableFields(object).filter(({ name, id }) => name in created && id !== object.labelIdentifierFieldId);
  const chosen = fields.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(chosen.map((field) => [field.name, typicalValue(field, context)]));
}
