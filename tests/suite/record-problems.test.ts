import { expect, test } from 'vitest';
import { recordProblems } from '../../src/suite/record-problems.js';
import type { ObjectModel } from '../../src/workspace/model.js';
import { fieldOfType } from '../field-types/field-fixture.js';

const object: ObjectModel = {
  id: 'o', nameSingular: 'noteTarget', namePlural: 'noteTargets', labelSingular: 'Note target', isActive: true, isSystem: true, isCustom: false, isSearchable: false,
  labelIdentifierFieldId: null, fields: [fieldOfType('TEXT')],
};

test('keys of the temporary objects of a run are no departure, other unknown keys are', () => {
  expect(recordProblems(object, { value: 'x', targetZzConformanceKbkapjdbAId: null, targetZzConformanceKbkapjdbA: null })).toEqual([]);
  expect(recordProblems(object, { value: 'x', targetZebraId: null })).not.toEqual([]);
  expect(recordProblems(object, undefined)).not.toEqual([]);
});
