import {
  SOURCES, at, capitalised, createTemporaryObject, destroySample, expectEqual, expectStatus, expectThat, instanceSubject, journey, needs, recordsIn, removeTemporaryObject,
  requirement, show, temporaryFields, temporaryRecordId,
  type Exchange,
} from '../../src/suite/index.js';

const merge = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.merge.${id}`, level: 'MUST', area: 'rest', title, source });

const served = merge('served', 'Records of every object whose document offers a merge can be merged');
const answerKey = merge('answer-key', 'A merge answers the merged record under the key that the document gives');
const dryRun = merge('dry-run', 'A dry run answers a preview and changes no record', SOURCES.safety);
const priority = merge('priority', 'The record of the priority stays under its id, and its values win over those of the others');
const fills = merge('fills-empty', 'What the record of the priority lacks is taken from the others', SOURCES.safety);
const losers = merge('others-gone', 'The records that were merged into another are found neither by id nor in a list');
const relations = merge('relations-move', 'What belonged to a merged record belongs to the one that stays', SOURCES.safety);
const targets = merge('targets-move', 'Notes on a merged record are on the one that stays', SOURCES.safety);
const bystanders = merge('bystanders', 'Records that the merge does not name stay as they were', SOURCES.safety);
const badIndex = merge('bad-index', 'A priority that is no index of the ids is refused with 400, the priority named, and nothing changes', SOURCES.safety);
const tooFew = merge('too-few', 'A merge of fewer than two records is refused with 400', SOURCES.safety);
const unknownId = merge('unknown-id', 'A merge with an id that no record has is refused with a client error, and nothing changes', SOURCES.safety);

journey({
  name: 'Merge on a temporary object',
  profiles: ['full'],
  tokens: 26,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [served, answerKey, dryRun, priority, fills, losers, relations, targets, bystanders, badIndex, tooFew, unknownId],
  async play(context) {
    const { check, rest, run, model } = context;
    const object = await createTemporaryObject(context, 'M');
    const child = await createTemporaryObject(context, 'N');
    await temporaryFields(context, object, [{ type: 'TEXT', name: 'zzText' }, { type: 'NUMBER', name: 'zzNumber' }]);
    await temporaryFields(context, child, [{ type: 'RELATION', name: 'zzParent', targets: [object] }]);
    const { namePlural, nameSingular } = object;
    const [keptId, lostId, thirdId, childId] = Array.from({ length: 4 }, () => temporaryRecordId(context)) as [string, string, string, string];
    const made = await rest.createMany(namePlural, [
      { id: keptId, name: 'kept', zzText: '', zzNumber: 1 }, { id: lostId, name: 'lost', zzText: 'from the lost', zzNumber: 2 }, { id: thirdId, name: 'third', zzText: 'third', zzNumber: 3 },
    ]);
    const belonging = await rest.create(child.namePlural, { id: childId, name: 'belongs', zzParentId: lostId });
    if (made.response.status !== 201 || belonging.response.status !== 201) return context.halt(`the records could not be made: ${belonging.response.status} ${belonging.response.text.slice(0, 200)}`);
    const all = async () => {
      const exchange = await rest.list(namePlural, { orderBy: 'name', limit: 60 });
      return { exchange, records: recordsIn(exchange, namePlural) };
    };
    const merged = (exchange: Exchange) => (at(exchange.response.json, 'data', `merge${capitalised(namePlural)}`) ?? at(exchange.response.json, 'data', `merge${capitalised(nameSingular)}`)) as Record<string, unknown> | undefined;
    const finish = async () => {
      await removeTemporaryObject(context, child);
      await removeTemporaryObject(context, object);
    };

    const before = await all();
    const preview = await rest.merge(namePlural, { ids: [keptId, lostId], conflictPriorityIndex: 0, dryRun: true });
    const possible = await check(served, preview, () => expectStatus(preview, 200));
    if (!possible) {
      await finish();
      for (const each of [answerKey, dryRun, priority, fills, losers, relations, targets, bystanders, badIndex, tooFew, unknownId]) {
        context.skip(each, 'records of the temporary object cannot be merged, and a merge is sent to no other; rest.merge.served tells of it');
      }
      return;
    }
    const afterPreview = await all();
    await check(dryRun, [preview, afterPreview.exchange], () => {
      expectEqual([merged(preview)?.['name'], merged(preview)?.['zzText']], ['kept', 'from the lost'], 'name and text of the preview');
      expectEqual(afterPreview.records, before.records, 'records');
    });
    const refuses = async (what: typeof served, body: object, statuses: number[], named?: string) => {
      const exchange = await rest.merge(namePlural, body);
      const after = await all();
      await check(what, [exchange, after.exchange], () => {
        expectStatus(exchange, ...statuses);
        if (named) expectThat(exchange.response.text.includes(named), `body: expected '${named}' named, got ${show(exchange.response.text)}`);
        expectEqual(after.records, before.records, 'records');
      });
    };
    await refuses(badIndex, { ids: [keptId, lostId], conflictPriorityIndex: 7 }, [400], '7');
    await refuses(tooFew, { ids: [keptId], conflictPriorityIndex: 0 }, [400]);
    await refuses(unknownId, { ids: [keptId, '00000000-0000-4000-8000-00000000c0de'], conflictPriorityIndex: 0 }, [400, 404]);

    const note = model.objects.find((each) => each.nameSingular === 'note');
    const noteTarget = model.objects.find((each) => each.nameSingular === 'noteTarget');
    const key = `target${capitalised(nameSingular)}Id`;
    let targetId: string | undefined;
    let noteId: string | undefined;
    if (note && noteTarget) {
      noteId = context.newId(note);
      await rest.create(note.namePlural, { id: noteId, title: `${run.marker} merge` });
      targetId = context.newId(noteTarget);
      const on = await rest.create(noteTarget.namePlural, { id: targetId, noteId, [key]: lostId });
      if (on.response.status !== 201) {
        context.gone(noteTarget, targetId);
        targetId = undefined;
      }
    }

    const done = await rest.merge(namePlural, { ids: [keptId, lostId], conflictPriorityIndex: 0 });
    const after = await all();
    const kept = after.records.find(({ id }) => id === keptId);
    await check(answerKey, done, () => expectEqual(Object.keys((at(done.response.json, 'data') as object | undefined) ?? {}), [`merge${capitalised(namePlural)}`], 'keys of data'));
    await check(priority, [done, after.exchange], () => { expectStatus(done, 200); expectEqual([kept?.['name'], kept?.['zzNumber']], ['kept', 1], 'name and number of the record that stays'); });
    await check(fills, [done, after.exchange], () => expectEqual(kept?.['zzText'], 'from the lost', 'the text that it lacked'));
    const gone = await rest.get(namePlural, lostId);
    await check(losers, [done, gone, after.exchange], () => { expectStatus(gone, 404); expectThat(after.records.every(({ id }) => id !== lostId), 'the merged record is listed'); });
    await check(bystanders, [done, after.exchange], () => expectEqual(after.records.find(({ id }) => id === thirdId), before.records.find(({ id }) => id === thirdId), 'the third record'));
    const moved = await rest.get(child.namePlural, childId);
    await check(relations, [done, moved], () => { expectStatus(moved, 200); expectEqual(at(moved.response.json, 'data', child.nameSingular, 'zzParentId'), keptId, 'zzParentId'); });
    if (noteTarget && targetId !== undefined) {
      const target = await rest.get(noteTarget.namePlural, targetId);
      await check(targets, [done, target], () => { expectStatus(target, 200); expectEqual(at(target.response.json, 'data', noteTarget.nameSingular, key), keptId, key); });
      await destroySample(context, noteTarget, targetId);
    } else context.skip(targets, 'no note could be put on the temporary object');
    if (note && noteId !== undefined) await destroySample(context, note, noteId);
    await finish();
  },
});
