import type { IntrospectionQuery } from 'graphql';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Exchange } from '../../src/http/exchange.js';
import type { FieldModel, ObjectModel, WorkspaceModel } from '../../src/workspace/model.js';
import { fieldOfType } from '../field-types/field-fixture.js';

function field(type: string, name: string, change: Partial<FieldModel> = {}): FieldModel {
  return fieldOfType(type, { id: `field-${name}`, name, label: name, ...change });
}

function object(nameSingular: string, namePlural: string, fields: FieldModel[]): ObjectModel {
  return {
    id: `object-${nameSingular}`, nameSingular, namePlural, labelSingular: nameSingular,
    isActive: true, isSystem: false, isCustom: false, isSearchable: true, labelIdentifierFieldId: null, fields,
  };
}

/** Two objects that are related: a pet has an owner, an owner has pets. */
export function petsAndOwners(): [ObjectModel, ObjectModel] {
  const pet = object('pet', 'pets', [
    field('UUID', 'id', { isNullable: false, defaultValue: 'uuid' }),
    field('TEXT', 'name'),
    field('DATE_TIME', 'bornAt'),
    field('SELECT', 'colour', { options: ['RED', 'BLUE'].map((value) => ({ value, label: value })) }),
    field('RELATION', 'owner', { relation: { type: 'MANY_TO_ONE', joinColumnName: 'ownerId', targetObject: 'owner' } }),
  ]);
  const owner = object('owner', 'owners', [
    field('UUID', 'id', { isNullable: false, defaultValue: 'uuid' }),
    field('DATE_TIME', 'movedAt'),
    field('RELATION', 'pets', { relation: { type: 'ONE_TO_MANY', targetObject: 'pet' } }),
  ]);
  return [pet, owner];
}

const UUID = { type: 'string', format: 'uuid' } as const;
const INSTANT = { type: 'string', format: 'date-time' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });
const data = (key: string, schema: object) => json({ type: 'object', properties: { data: { type: 'object', properties: { [key]: schema } } } });

function pathsOf(singular: string, plural: string): Record<string, unknown> {
  const name = singular.charAt(0).toUpperCase() + singular.slice(1);
  const names = plural.charAt(0).toUpperCase() + plural.slice(1);
  const refused = { 400: { $ref: '#/components/responses/400' } };
  const body = (schema: string) => ({ requestBody: { content: { 'application/json': { schema: ref(schema) } } } });
  const record = ref(`${name}ForResponse`);
  const id = { parameters: [{ name: 'id', in: 'path', required: true, schema: UUID }] };
  return {
    [`/${plural}`]: {
      get: { operationId: `findMany${names}`, responses: { 200: data(plural, { type: 'array', items: record }), ...refused } },
      post: { operationId: `createOne${name}`, ...body(name), responses: { 201: data(`create${name}`, record), ...refused } },
    },
    [`/batch/${plural}`]: { post: { operationId: `createMany${names}`, ...body(name), responses: { 201: data(`create${names}`, { type: 'array', items: record }) } } },
    [`/${plural}/{id}`]: {
      ...id,
      get: { operationId: `findOne${name}`, responses: { 200: data(singular, record), ...refused } },
      patch: { operationId: `UpdateOne${name}`, ...body(`${name}ForUpdate`), responses: { 200: data(`update${name}`, record) } },
      delete: { operationId: `deleteOne${name}`, responses: { 200: data(`delete${name}`, { type: 'object', properties: { id: UUID } }) } },
    },
    [`/${plural}/duplicates`]: { post: { operationId: `find${name}Duplicates`, responses: { 200: json({ type: 'object' }) } } },
  };
}

/** An OpenAPI document that agrees with `petsAndOwners`. */
export function petDocument(): OpenAPIV3_1.Document {
  const pet = { name: { type: 'string' }, bornAt: INSTANT, colour: { type: 'string', enum: ['RED', 'BLUE'] }, ownerId: UUID };
  const owner = { movedAt: INSTANT };
  const shape = (properties: object) => ({ type: 'object', properties });
  return {
    openapi: '3.1.1',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'http://crm.test/rest/' }],
    paths: { ...pathsOf('pet', 'pets'), ...pathsOf('owner', 'owners') },
    components: {
      responses: { 400: json({ type: 'object', properties: { messages: { type: 'array', items: { type: 'string' } } } }) },
      schemas: {
        Pet: shape(pet), PetForUpdate: shape(pet), PetForResponse: shape({ id: UUID, ...pet, owner: { type: 'object', oneOf: [ref('OwnerForResponse')] } }),
        Owner: shape(owner), OwnerForUpdate: shape(owner), OwnerForResponse: shape({ id: UUID, ...owner, pets: { type: 'array', items: ref('PetForResponse') } }),
      },
    },
  } as unknown as OpenAPIV3_1.Document;
}

/** SDL of a GraphQL schema that agrees with `petsAndOwners`. */
const ORDERED = (type: string) => `eq: ${type} neq: ${type} gt: ${type} gte: ${type} lt: ${type} lte: ${type} in: [${type}] is: FilterIs`;
export const PET_SCHEMA = `
scalar UUID scalar DateTime scalar Cursor scalar ConnectionCursor scalar JSON
enum PetColourEnum { RED BLUE } enum OrderByDirection { AscNullsFirst AscNullsLast DescNullsFirst DescNullsLast } enum FilterIs { NULL NOT_NULL }
type Query {
  pet(filter: PetFilterInput!): Pet
  pets(first: Int last: Int offset: Int before: String after: String filter: PetFilterInput orderBy: [PetOrderByInput]): PetConnection
  petsGroupBy(groupBy: [PetGroupByInput!]! filter: PetFilterInput orderBy: [PetOrderByWithGroupByInput] orderByForRecords: [PetOrderByInput] limit: Int offsetForRecords: Int): [PetGroupByConnection!]
  owner: Owner
}
type Mutation {
  createPet(data: PetCreateInput! upsert: Boolean): Pet createPets(data: [PetCreateInput!]! upsert: Boolean): [Pet!]
  updatePet(id: UUID! data: PetUpdateInput!): Pet updatePets(data: PetUpdateInput! filter: PetFilterInput!): [Pet!]
  deletePet(id: UUID!): Pet deletePets(filter: PetFilterInput!): [Pet!]
  destroyPet(id: UUID!): Pet destroyPets(filter: PetFilterInput!): [Pet!]
  restorePet(id: UUID!): Pet restorePets(filter: PetFilterInput!): [Pet!]
}
type PageInfo { startCursor: ConnectionCursor endCursor: ConnectionCursor hasNextPage: Boolean! hasPreviousPage: Boolean! }
type PetEdge { node: Pet! cursor: Cursor! }
type PetConnection { totalCount: Int edges: [PetEdge!]! pageInfo: PageInfo! }
type PetGroupByConnection { totalCount: Int edges: [PetEdge!]! pageInfo: PageInfo! groupByDimensionValues: JSON! }
type Pet { id: UUID! name: String bornAt: DateTime colour: PetColourEnum price: Currency ownerId: ID owner: Owner }
type Owner { id: UUID! movedAt: DateTime pets: PetConnection }
type Currency { amountMicros: String currencyCode: String }
input CurrencyCreateInput { amountMicros: String currencyCode: String } input CurrencyUpdateInput { amountMicros: String currencyCode: String }
input UUIDFilter { ${ORDERED('UUID')} } input DateTimeFilter { ${ORDERED('DateTime')} } input BigFloatFilter { ${ORDERED('Float')} }
input StringFilter { ${ORDERED('String')} like: String ilike: String startsWith: String endsWith: String }
input PetColourEnumFilter { eq: PetColourEnum neq: PetColourEnum in: [PetColourEnum] containsAny: [PetColourEnum] is: FilterIs }
input CurrencyFilterInput { amountMicros: BigFloatFilter currencyCode: StringFilter }
input PetFilterInput {
  id: UUIDFilter name: StringFilter bornAt: DateTimeFilter colour: PetColourEnumFilter price: CurrencyFilterInput ownerId: UUIDFilter
  and: [PetFilterInput] or: [PetFilterInput] not: PetFilterInput
}
input PetCreateInput { id: ID name: String bornAt: DateTime colour: PetColourEnum price: CurrencyCreateInput ownerId: ID }
input PetUpdateInput { id: ID name: String bornAt: DateTime colour: PetColourEnum price: CurrencyUpdateInput ownerId: ID }
input PetOrderByInput { id: OrderByDirection name: OrderByDirection bornAt: OrderByDirection colour: OrderByDirection price: CurrencyOrderByInput ownerId: OrderByDirection }
input CurrencyOrderByInput { amountMicros: OrderByDirection } input PetOrderByWithGroupByInput { name: OrderByDirection } input PetGroupByInput { name: Boolean }
`;

/** Introspection of a schema given as SDL; types that no query reaches are kept. */
export function introspectionOf(sdl: string): IntrospectionQuery {
  return introspectionFromSchema(buildSchema(sdl, { assumeValid: true }));
}

/** A workspace model around `petsAndOwners`. */
export function petModel(doc: OpenAPIV3_1.Document = petDocument()): WorkspaceModel {
  const there = { available: true } as const;
  return {
    baseUrl: 'http://crm.test', version: null, objects: petsAndOwners(), metadataEnvelope: 'direct', graphqlObjects: null,
    openapi: { core: doc, metadata: null }, introspection: { core: null, metadata: null },
    capabilities: { metadataRest: there, metadataGraphql: there, coreGraphql: there, coreOpenApi: there, metadataOpenApi: there },
  };
}

/** An exchange with a JSON answer. */
export function answered(method: string, path: string, status: number, body: unknown, contentType = 'application/json; charset=utf-8'): Exchange {
  return {
    id: 1, startedAt: 0, durationMs: 1, tokens: 1,
    request: { method, url: `http://crm.test${path}`, headers: {} },
    response: { status, headers: { 'content-type': contentType }, text: JSON.stringify(body), json: body },
  };
}
