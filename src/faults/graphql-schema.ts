import type { Fault } from './fault.js';
import { family, isGraphql, pull, schemaTypes, type IntrospectedType } from './builders.js';
import { graphqlCall, jsonAnswer, type Json } from './wire.js';

const fault = family('graphql-schema');
const NAMES = /^(Company|ConformanceSample)$/;
const kind = (name: RegExp, change: (type: IntrospectedType) => void) => schemaTypes((types) => { for (const type of types) if (name.test(type.name)) change(type); });
const without = (name: RegExp) => schemaTypes((types) => types.filter((type) => !name.test(type.name)));
const own = ({ name }: { name: string }) => !['id', 'createdAt', 'updatedAt', 'deletedAt', 'position', 'createdBy', 'updatedBy', 'searchVector', '__typename', 'and', 'or', 'not'].includes(name);
const loseFirst = <T extends { name: string }>(fields: T[] | null): T[] => { const lost = fields?.find(own); return (fields ?? []).filter((field) => field !== lost); };
const loseOutput = (name: RegExp) => kind(name, (type) => { type.fields = loseFirst(type.fields); });
const loseInput = (name: RegExp) => kind(name, (type) => { type.inputFields = loseFirst(type.inputFields); });
const rootFields = (name: RegExp, change: (field: NonNullable<IntrospectedType['fields']>[number]) => void) =>
  kind(/^(Query|Mutation)$/, (type) => { for (const field of type.fields ?? []) if (name.test(field.name)) change(field); });
const nonNull = (type: Json): Json => (type['kind'] === 'NON_NULL' ? type : { kind: 'NON_NULL', name: null, ofType: type });

export const GRAPHQL_SCHEMA: Fault[] = [
  fault('type-missing', 'generated types', 'incomplete schema', without(NAMES)),
  fault('field-missing', 'a field of records', pull(20848), loseOutput(NAMES)),
  fault('field-type-wrong', 'generated types', 'wrong type', kind(NAMES, (type) => { for (const field of type.fields ?? []) if (field.type['name'] === 'Float' || field.type['name'] === 'String') field.type = { kind: 'SCALAR', name: 'Boolean', ofType: null }; })),
  fault('id-type-wrong', 'generated types', pull(12301), kind(NAMES, (type) => { for (const field of type.fields ?? []) if (field.name === 'id') field.type = { kind: 'NON_NULL', name: null, ofType: { kind: 'SCALAR', name: 'ID', ofType: null } }; })),
  fault('nullable-as-non-null', 'queries of records without a value', pull(20848), kind(NAMES, (type) => { for (const field of type.fields ?? []) if (own(field)) field.type = nonNull(field.type); })),
  fault('enum-loses-value', 'a choice', 'off by one', schemaTypes((types) => { for (const type of types) if (type.kind === 'ENUM' && /Enum$/.test(type.name) && (type.enumValues?.length ?? 0) > 1) type.enumValues!.pop(); })),
  fault('filter-loses-field', 'filters by a field', 'incomplete schema', loseInput(/^(Company|ConformanceSample)FilterInput$/)),
  fault('order-loses-field', 'order by a field', 'incomplete schema', loseInput(/^(Company|ConformanceSample)OrderByInput$/)),
  fault('create-input-loses-field', 'creates with a field', 'incomplete schema', loseInput(/^(Company|ConformanceSample)CreateInput$/)),
  fault('update-input-loses-field', 'updates of a field', 'incomplete schema', loseInput(/^(Company|ConformanceSample)UpdateInput$/)),
  fault('create-input-requires', 'creates that were complete', pull(20848), kind(/^(Company|ConformanceSample)CreateInput$/, (type) => { for (const field of type.inputFields ?? []) if (field.name === 'name') field.type = nonNull(field.type); })),
  fault('root-query-missing', 'lists of an object', 'incomplete schema', kind(/^Query$/, (type) => { type.fields = (type.fields ?? []).filter(({ name }) => !['companies', 'conformanceSamples'].includes(name)); })),
  fault('root-mutation-missing', 'deletions of an object', 'incomplete schema', kind(/^Mutation$/, (type) => { type.fields = (type.fields ?? []).filter(({ name }) => !/^(delete|destroy)(Company|ConformanceSample)$/.test(name)); })),
  fault('introspection-refused', 'generators and explorers', 'wrong guard', { matches: isGraphql('core', /^__schema$/), editResponse: () => jsonAnswer(200, { errors: [{ message: 'GraphQL introspection is not allowed', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }) }),
  fault('metadata-field-types-short', 'field types that are there', 'stale schema', schemaTypes((types) => { for (const type of types) if (type.name === 'FieldMetadataType' && type.enumValues) type.enumValues = type.enumValues.filter(({ name }) => !['TEXT', 'RELATION'].includes(name)); }, 'metadata')),
  fault('typename-wrong', 'caches of clients', 'constant in place of the value', { matches: (request) => graphqlCall(request) !== undefined, editResponse: (response) => (response.body.includes('"__typename":"Query"') ? { ...response, body: response.body.replaceAll('"__typename":"Query"', '"__typename":"query"') } : response) }),
  fault('enum-gains-value', 'choices that can be stored', 'stale schema', schemaTypes((types) => { for (const type of types) if (type.kind === 'ENUM' && /Enum$/.test(type.name) && type.enumValues) type.enumValues.push({ ...type.enumValues[0], name: 'ZZ_NEW' }); })),
  fault('field-invented', 'queries that can be answered', 'stale schema', kind(NAMES, (type) => { if (type.fields?.[0]) type.fields.push({ ...type.fields[0], name: 'zzInvented' }); })),
  fault('list-as-single', 'generated types of lists', 'wrong type', kind(NAMES, (type) => { for (const field of type.fields ?? []) if (field.type['kind'] === 'LIST') field.type = field.type['ofType'] as Json; })),
  fault('metadata-introspection-refused', 'generators and explorers', 'wrong guard', { matches: isGraphql('metadata', /^__schema$/), editResponse: () => jsonAnswer(200, { errors: [{ message: 'GraphQL introspection is not allowed', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }) }),
  fault('argument-missing', 'filters of lists', 'incomplete schema', rootFields(/^(companies|conformanceSamples)$/, (field) => { field.args = field.args.filter(({ name }) => name !== 'filter'); })),
  fault('argument-type-wrong', 'page sizes as clients send them', 'wrong type', rootFields(/^(companies|conformanceSamples)$/, (field) => { for (const argument of field.args) if (argument.name === 'first') argument.type = { kind: 'SCALAR', name: 'String', ofType: null }; })),
  fault('argument-demanded', 'creates without upsert', 'wrong nullability', rootFields(/^create(Company|ConformanceSample)$/, (field) => { for (const argument of field.args) if (argument.name === 'upsert') argument.type = nonNull(argument.type); })),
  fault('root-answers-single', 'lists that a bulk write answers', 'wrong type', rootFields(/^(update|delete)(Companies|ConformanceSamples)$/, (field) => { field.type = field.type['ofType'] as Json; })),
  fault('page-info-missing', 'further pages', 'incomplete schema', kind(/^(Company|ConformanceSample)Connection$/, (type) => { type.fields = (type.fields ?? []).filter(({ name }) => name !== 'pageInfo'); })),
  fault('end-cursor-missing', 'further pages', 'incomplete schema', kind(/^PageInfo$/, (type) => { type.fields = (type.fields ?? []).filter(({ name }) => name !== 'endCursor'); })),
  fault('operator-missing', 'an operator of filters', 'incomplete schema', kind(/^StringFilter$/, (type) => { type.inputFields = (type.inputFields ?? []).filter(({ name }) => name !== 'ilike'); })),
  fault('operator-type-wrong', 'filters by a list of values', 'wrong type', kind(/^UUIDFilter$/, (type) => { for (const field of type.inputFields ?? []) if (field.name === 'in') field.type = field.type['ofType'] as Json; })),
  fault('filter-logic-missing', 'alternatives within a filter', 'incomplete schema', kind(/^(Company|ConformanceSample)FilterInput$/, (type) => { type.inputFields = (type.inputFields ?? []).filter(({ name }) => name !== 'or'); })),
  fault('direction-missing', 'orders with nulls last', 'incomplete schema', kind(/^OrderByDirection$/, (type) => { type.enumValues = (type.enumValues ?? []).filter(({ name }) => name !== 'DescNullsLast'); })),
  fault('composite-part-missing', 'the currency of amounts', 'incomplete schema', kind(/^Currency$/, (type) => { type.fields = (type.fields ?? []).filter(({ name }) => name !== 'currencyCode'); })),
];
