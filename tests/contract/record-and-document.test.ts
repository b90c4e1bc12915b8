import { describe, expect, it } from 'vitest';
import { operationFor, unresolvedRefs, validateDocument } from '../../src/contract/openapi-document.js';
import { validateRecord } from '../../src/contract/record-schema.js';
import { petDocument, petsAndOwners } from './contract-fixture.js';

const ID = '11111111-1111-4111-8111-111111111111';
const PET = { id: ID, name: 'Rex', bornAt: null, colour: null, ownerId: null };

describe('a record against metadata', () => {
  const [pet] = petsAndOwners();

  it('is right with all its properties, with or without related records', () => {
    expect(validateRecord(pet, PET)).toEqual([]);
    expect(validateRecord(pet, { ...PET, owner: null })).toEqual([]);
  });

  it('names the property, its type and the kind of value, and never the value', () => {
    expect(validateRecord(pet, { ...PET, name: null, bornAt: 'secret' })).toEqual([
      'name (TEXT) is null, metadata says string',
      'bornAt (DATE_TIME) is a text that is no date-time, metadata says date-time',
    ]);
  });

  it('lacks nothing', () => {
    const { ownerId: _ownerId, ...rest } = PET;
    expect(validateRecord(pet, rest)).toEqual(['the pet lacks the property ownerId']);
  });

  it('holds nothing that no field explains', () => {
    expect(validateRecord(pet, { ...PET, password: 'x' })).toEqual(['the pet has the unknown property password']);
  });

  it('is an object', () => {
    expect(validateRecord(pet, null)).toEqual(['the pet is null, metadata says object']);
  });

  it('may hold a field of a type that the suite does not know', () => {
    const newer = { ...pet, fields: [...pet.fields, { ...pet.fields[1]!, id: 'new', name: 'hologram', type: 'HOLOGRAM' }] };
    expect(validateRecord(newer, { ...PET, hologram: { any: 1 } })).toEqual([]);
    expect(validateRecord(newer, PET)).toEqual([]);
  });
});

describe('an OpenAPI document', () => {
  it('is valid as it stands, and invalid without its title', async () => {
    expect(await validateDocument(petDocument())).toEqual([]);
    expect(await validateDocument({ ...petDocument(), info: { version: '1' } })).not.toEqual([]);
    expect(await validateDocument('text')).toEqual(['the document is no JSON object']);
  });

  it('has no reference that leads nowhere, and tells one that does', () => {
    const doc = petDocument();
    expect(unresolvedRefs(doc)).toEqual([]);
    delete doc.components!.schemas!['OwnerForResponse'];
    expect(unresolvedRefs(doc)).toEqual(['#/components/schemas/OwnerForResponse']);
  });

  it.each([
    ['GET', '/pets', '/pets'],
    ['GET', `/pets/${ID}`, '/pets/{id}'],
    ['GET', `/rest/pets/${ID}?depth=1`, '/pets/{id}'],
    ['GET', '/rest//pets', '/pets'],
    ['POST', '/pets/duplicates', '/pets/duplicates'],
    ['PUT', `/pets/${ID}`, undefined],
    ['GET', '/nothing', undefined],
  ])('%s %s falls under %s', (method, path, template) => {
    expect(operationFor(petDocument(), method, path)?.template).toBe(template);
  });
});
