import { describe, expect, it } from 'vitest';
import { relationTargetsOf, splitMorphFields, toObjectModels, withRelationTargets } from '../../src/workspace/metadata-model.js';

const STANDARD = 'app-standard';
const CUSTOM = 'app-custom';
const object = (nameSingular: string, applicationId: string, fields: Array<Record<string, unknown>>) => ({ id: `id-${nameSingular}`, nameSingular, namePlural: `${nameSingular}s`, labelSingular: nameSingular, applicationId, fields });

describe('objects from metadata', () => {
  it('are sorted, and custom where their application is not that of the standard objects', () => {
    const models = toObjectModels([object('pet', CUSTOM, []), object('rocket', CUSTOM, []), object('company', STANDARD, [])]);
    expect(models.map(({ nameSingular, isCustom }) => [nameSingular, isCustom])).toEqual([['company', false], ['pet', true], ['rocket', true]]);
  });

  it('take isCustom from the instance where it tells', () => {
    expect(toObjectModels([{ ...object('pet', STANDARD, []), isCustom: true }])[0]?.isCustom).toBe(true);
  });

  it('have relations from the settings of a field', () => {
    const [person] = toObjectModels([object('person', STANDARD, [
      { id: 'f1', type: 'RELATION', name: 'company', settings: { relationType: 'MANY_TO_ONE', joinColumnName: 'companyId' } },
      { id: 'f2', type: 'RELATION', name: 'notes', settings: { relationType: 'ONE_TO_MANY' } },
      { id: 'f3', type: 'TEXT', name: 'city', settings: null, options: null },
    ])]);
    expect(person?.fields.map((field) => field.relation)).toEqual([{ type: 'MANY_TO_ONE', joinColumnName: 'companyId' }, { type: 'ONE_TO_MANY' }, undefined]);
  });
});

describe('a polymorphic relation of Metadata GraphQL', () => {
  const relation = (id: string, target: string) => ({ type: 'MANY_TO_ONE', sourceFieldMetadata: { id }, targetObjectMetadata: { nameSingular: target } });
  const raw = [
    { ...object('noteTarget', STANDARD, []), fields: undefined, fieldsList: [
      { id: 'f1', type: 'MORPH_RELATION', name: 'target', applicationId: STANDARD, settings: { relationType: 'MANY_TO_ONE', joinColumnName: 'targetCompanyId' }, morphRelations: [relation('f1', 'company'), relation('f2', 'pet')] },
    ] },
    object('company', STANDARD, []),
    object('pet', CUSTOM, []),
  ];

  it('tells the target of each of its siblings', () => {
    expect([...relationTargetsOf(raw)]).toEqual([['f1', 'company'], ['f2', 'pet']]);
  });

  it('is split into the fields that records have', () => {
    const noteTarget = toObjectModels(splitMorphFields(raw)).find((model) => model.nameSingular === 'noteTarget');
    expect(noteTarget?.fields.map(({ id, name, isCustom, relation: own }) => ({ id, name, isCustom, own }))).toEqual([
      { id: 'f1', name: 'targetCompany', isCustom: false, own: { type: 'MANY_TO_ONE', joinColumnName: 'targetCompanyId', targetObject: 'company' } },
      { id: 'f2', name: 'targetPet', isCustom: true, own: { type: 'MANY_TO_ONE', joinColumnName: 'targetPetId', targetObject: 'pet' } },
    ]);
  });

  it('stays as it is where the instance lists the siblings by themselves', () => {
    const relations = [relation('f1', 'company'), relation('f2', 'pet')];
    const fields = [['f1', 'targetCompany'], ['f2', 'targetPet']].map(([id, name]) => ({ id, name, type: 'MORPH_RELATION', settings: { relationType: 'MANY_TO_ONE', joinColumnName: `${name}Id` }, morphRelations: relations }));
    const [noteTarget] = toObjectModels(splitMorphFields([object('noteTarget', STANDARD, fields)]));
    expect(noteTarget?.fields.map((field) => [field.name, field.relation?.targetObject])).toEqual([['targetCompany', 'company'], ['targetPet', 'pet']]);
  });

  it('lends its targets to the fields of Metadata REST', () => {
    const [rest] = toObjectModels([object('noteTarget', STANDARD, [{ id: 'f2', type: 'MORPH_RELATION', name: 'targetPet', settings: { relationType: 'MANY_TO_ONE', joinColumnName: 'targetPetId' } }])]);
    expect(withRelationTargets([rest!], relationTargetsOf(raw))[0]?.fields[0]?.relation?.targetObject).toBe('pet');
  });
});
