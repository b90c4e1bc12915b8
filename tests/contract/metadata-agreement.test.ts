import { describe, expect, it } from 'vitest';
import { compareMetadata, compareObjectToGraphql, compareObjectToOpenApi } from '../../src/contract/metadata-agreement.js';
import { fieldOfType } from '../field-types/field-fixture.js';
import { introspectionOf, petDocument, petModel, PET_SCHEMA, petsAndOwners } from './contract-fixture.js';

type Loose = Record<string, Record<string, Record<string, Record<string, unknown>>>>;

const found = (departures: Array<{ rule: string; subject: string }>) => departures.map(({ rule, subject }) => `${rule} ${subject}`);

describe('metadata and the OpenAPI document', () => {
  const [pet, owner] = petsAndOwners();
  const compare = (change: (doc: ReturnType<typeof petDocument>, schemas: Loose) => void = () => undefined) => {
    const doc = petDocument();
    change(doc, doc.components!.schemas as unknown as Loose);
    return found(compareObjectToOpenApi(pet, doc, petModel(doc)));
  };

  it('agree on objects that are documented as they are', () => {
    expect(compare()).toEqual([]);
    expect(compareObjectToOpenApi(owner, petDocument(), petModel())).toEqual([]);
  });

  it.each<[string, (doc: ReturnType<typeof petDocument>, schemas: Loose) => void, string]>([
    ['a path that is missing', (doc) => void delete doc.paths!['/batch/pets'], 'paths pet'],
    ['a property that the answer lacks', (_doc, schemas) => void delete schemas['PetForResponse']!['properties']!['bornAt'], 'property pet.bornAt'],
    ['a property that no field explains', (_doc, schemas) => void (schemas['Pet']!['properties']!['tail'] = { type: 'string' }), 'property pet.tail'],
    ['a property of another type', (_doc, schemas) => void (schemas['PetForResponse']!['properties']!['name'] = { type: 'number' }), 'property-type pet.name'],
    ['a format that is missing', (_doc, schemas) => void (schemas['PetForUpdate']!['properties']!['bornAt'] = { type: 'string' }), 'property-type pet.bornAt'],
    ['an option that is missing', (_doc, schemas) => void (schemas['Pet']!['properties']!['colour'] = { type: 'string', enum: ['RED'] }), 'enum pet.colour'],
    ['a required property that there is not', (_doc, schemas) => void ((schemas['Pet'] as Record<string, unknown>)['required'] = ['owner']), 'required pet.owner'],
    ['a relation to another object', (_doc, schemas) => void (schemas['PetForResponse']!['properties']!['owner'] = { $ref: '#/components/schemas/PetForResponse' }), 'relation pet.owner'],
  ])('disagree on %s', (_name, change, expected) => {
    expect(compare(change)).toContain(expected);
  });

  it('take a property that is marked nullable as what it is besides', () => {
    expect(compare((_doc, schemas) => void (schemas['PetForResponse']!['properties']!['name'] = { type: ['string', 'null'] }))).toEqual([]);
  });
});

describe('metadata and the GraphQL schema', () => {
  const [plain] = petsAndOwners();
  const pet = { ...plain, fields: [...plain.fields, fieldOfType('CURRENCY', { id: 'field-price', name: 'price', label: 'price' })] };
  const compare = (from = '', to = '') => found(compareObjectToGraphql(pet, introspectionOf(PET_SCHEMA.replace(from, to)), petModel()));

  it('agree on an object that is typed as it is', () => {
    expect(compare()).toEqual([]);
  });

  it.each([
    ['a field that is missing', 'name: String bornAt: DateTime colour', 'bornAt: DateTime colour', 'field pet.name'],
    ['a field that metadata does not have', 'type Pet { id: UUID!', 'type Pet { id: UUID! tail: String', 'field pet.tail'],
    ['another type', 'name: String bornAt', 'name: Int bornAt', 'field-type pet.name'],
    ['a list instead of one value', 'name: String bornAt', 'name: [String] bornAt', 'field-type pet.name'],
    ['a field that is never null though it may be empty', 'name: String bornAt', 'name: String! bornAt', 'nullability pet.name'],
    ['a field that may be null though it is never empty', 'type Pet { id: UUID!', 'type Pet { id: UUID', 'nullability pet.id'],
    ['an option that is missing', 'enum PetColourEnum { RED BLUE }', 'enum PetColourEnum { RED }', 'enum pet.colour'],
    ['a filter that is missing', 'input PetFilterInput {\n  id: UUIDFilter', 'input PetFilterInput {', 'filter-type pet.id'],
    ['a create input that lacks a field', 'input PetCreateInput { id: ID name: String', 'input PetCreateInput { id: ID', 'create-input pet.name'],
    ['an update input that demands a field', 'input PetUpdateInput { id: ID name: String', 'input PetUpdateInput { id: ID name: String!', 'update-input pet.name'],
    ['a create input that demands what may be empty', 'input PetCreateInput { id: ID name: String', 'input PetCreateInput { id: ID name: String!', 'create-input pet.name'],
    ['a query that is missing', 'pets(first', 'animals(first', 'queries pet'],
    ['a mutation that is missing', 'destroyPets(', 'destroyAnimals(', 'mutations pet'],
    ['an argument that is missing', 'first: Int last', 'last', 'arguments pet'],
    ['an argument of another type', 'first: Int last', 'first: String last', 'arguments pet'],
    ['an argument that is demanded', 'first: Int last', 'first: Int! last', 'arguments pet'],
    ['an unknown argument that is demanded', 'first: Int last', 'first: Int size: Int! last', 'arguments pet'],
    ['another answer', 'restorePets(filter: PetFilterInput!): [Pet!]', 'restorePets(filter: PetFilterInput!): Pet', 'arguments pet'],
    ['a page without a cursor', 'type PetEdge { node: Pet! cursor: Cursor! }', 'type PetEdge { node: Pet! }', 'connection pet'],
    ['a page of other nodes', 'type PetEdge { node: Pet!', 'type PetEdge { node: Owner!', 'connection pet'],
    ['an operator that is missing', 'ilike: String', '', 'filter-operators pet.name'],
    ['an operator for other values', 'neq: UUID', 'neq: String', 'filter-operators pet.ownerId'],
    ['a list operator for one value', 'in: [UUID]', 'in: UUID', 'filter-operators pet.id'],
    ['a filter of a part that is missing', 'BigFloatFilter currencyCode', 'BigFloatFilter code', 'filter-operators pet.price.currencyCode'],
    ['a filter without or', 'or: [PetFilterInput]', '', 'filter-operators pet.or'],
    ['a part that is missing', 'type Currency { amountMicros: String', 'type Currency {', 'composite-parts pet.price'],
    ['a part that cannot be given', 'CurrencyUpdateInput { amountMicros: String', 'CurrencyUpdateInput {', 'composite-parts pet.price'],
    ['a direction that is missing', ' DescNullsLast }', ' }', 'order-type pet'],
    ['an order that lacks a field', 'input PetOrderByInput { id: OrderByDirection', 'input PetOrderByInput {', 'order-type pet.id'],
  ])('disagree on %s', (_name, from, to, expected) => {
    expect(compare(from, to)).toContain(expected);
  });

  it('disagree on an object without a type', () => {
    const [, owner] = petsAndOwners();
    expect(found(compareObjectToGraphql({ ...owner, nameSingular: 'ghost' }, introspectionOf(PET_SCHEMA), petModel()))).toContain('object-type ghost');
  });
});

describe('the two views of metadata', () => {
  const [pet] = petsAndOwners();
  const changed = (index: number, change: object) => ({ ...pet, fields: pet.fields.map((field, at) => (at === index ? { ...field, ...change } : field)) });

  it('agree with themselves', () => {
    expect(compareMetadata(pet, pet)).toEqual([]);
  });

  it.each([
    ['the plural name', { ...pet, namePlural: 'petz' }, 'object pet'],
    ['a field that one lacks', { ...pet, fields: pet.fields.slice(1) }, 'field pet.id'],
    ['a type', changed(1, { type: 'NUMBER' }), 'field-type pet.name'],
    ['whether a field may be empty', changed(1, { isNullable: false }), 'nullability pet.name'],
    ['the options', changed(3, { options: [] }), 'enum pet.colour'],
    ['a default', changed(1, { defaultValue: "'x'" }), 'default pet.name'],
  ])('disagree on %s', (_name, other, expected) => {
    expect(found(compareMetadata(pet, other))).toEqual([expected]);
  });
});
