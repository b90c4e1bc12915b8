import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { objectSubjects, unsampledObjects } from '../../src/suite/subjects.js';
import type { ObjectModel, WorkspaceModel } from '../../src/workspace/model.js';

const object = (nameSingular: string, types: string[], more: Partial<ObjectModel> = {}) => ({
  nameSingular, namePlural: `${nameSingular}s`, isActive: true, isCustom: true, isSystem: false, labelIdentifierFieldId: `${nameSingular} 0`,
  fields: types.map((type, index) => ({ id: `${nameSingular} ${index}`, name: `field${index}`, type })), ...more,
}) as unknown as ObjectModel;

const MODEL = {
  objects: [
    ...Array.from({ length: 20 }, (_, index) => object(`plain${index}`, ['TEXT'])),
    object('company', ['TEXT', 'LINKS'], { isCustom: false }),
    object('rich', ['TEXT', 'NUMBER', 'CURRENCY', 'RATING']),
    object('log', ['TEXT', 'RAW_JSON'], { isCustom: false, isSystem: true }),
  ],
} as unknown as WorkspaceModel;

async function plan(flags: Record<string, unknown>) {
  const { config } = await loadConfig({ url: 'http://127.0.0.1:1', apiKey: 'a-key', ...flags }, {}, '/');
  return { config: { ...config, url: 'http://127.0.0.1:1', apiKey: 'a-key' }, model: MODEL };
}
const names = (of: Awaited<ReturnType<typeof plan>>) => objectSubjects(of).map(({ name }) => name);

test('a sample takes the object of most journeys and those that bring new field types, the same for the same seed, and tells the rest', async () => {
  const few = await plan({ sample: '4', seed: '7' });
  const taken = names(few);
  expect(taken).toHaveLength(4);
  expect(taken).toEqual(expect.arrayContaining(['company', 'rich', 'log']));
  expect(names(await plan({ sample: '4', seed: '7' }))).toEqual(taken);
  expect([...taken, ...unsampledObjects(few)].sort()).toEqual(MODEL.objects.map(({ nameSingular }) => nameSingular).sort());
  expect(names(await plan({ sample: '1' }))).toEqual(['company']);
});

test('a sample that is as large as the workspace leaves nothing out, and one of chosen objects stays among them', async () => {
  expect(unsampledObjects(await plan({ sample: '23' }))).toEqual([]);
  expect(unsampledObjects(await plan({}))).toEqual([]);
  const chosen = await plan({ sample: '1', object: ['plain3', 'rich'] });
  expect(names(chosen)).toEqual(['rich']);
  expect(unsampledObjects(chosen)).toEqual(['plain3']);
});
