import { GraphQLBoolean, GraphQLEnumType, GraphQLFloat, GraphQLID, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLScalarType, GraphQLString } from 'graphql';
import type { GraphQLInputType, GraphQLNamedType } from 'graphql';

/** The types that every workspace's schema has, by name. */
export interface SharedTypes {
  get(name: string): GraphQLNamedType;
  input(name: string): GraphQLInputType;
}

const SCALARS: Record<string, string> = {
  UUID: 'A UUID scalar type',
  DateTime: 'A date-time string at UTC, such as 2019-12-03T09:54:33Z, compliant with the date-time format.',
  Date: 'A date string, such as 2007-12-03, compliant with the full-date format.',
  BigFloat: 'A custom scalar type for representing big floating point numbers',
  BigInt: 'A whole number beyond 32 bits',
  JSON: 'The `JSON` scalar type represents JSON values as specified by ECMA-404.',
  Position: 'A custom scalar type for representing record position in a list',
  TSVector: 'A custom scalar type for PostgreSQL tsvector fields',
  Cursor: 'A custom scalar that represents a cursor for pagination',
  ConnectionCursor: 'Cursor for paging through collections',
};

const ENUMS: Record<string, readonly string[]> = {
  FilterIs: ['NULL', 'NOT_NULL'],
  OrderByDirection: ['AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'],
  DateGranularityEnum: ['DAY', 'MONTH', 'QUARTER', 'YEAR', 'WEEK', 'DAY_OF_THE_WEEK', 'MONTH_OF_THE_YEAR', 'QUARTER_OF_THE_YEAR', 'NONE'],
  FirstDayOfTheWeek: ['MONDAY', 'SUNDAY', 'SATURDAY'],
  ActorSourceEnum: ['EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION'],
};

/** `in` takes nullable items for UUIDs only. */
const COMPARABLE: Record<string, string> = {
  UUIDFilter: 'UUID',
  FloatFilter: 'Float',
  IntFilter: 'Int',
  BigIntFilter: 'BigInt',
  BigFloatFilter: 'BigFloat',
  DateTimeFilter: 'DateTime',
  DateFilter: 'Date',
};

/** Builds scalars, enums and filters that do not depend on the workspace. */
export function sharedTypes(): SharedTypes {
  const types = new Map<string, GraphQLNamedType>(
    [GraphQLString, GraphQLBoolean, GraphQLInt, GraphQLFloat, GraphQLID].map((type) => [type.name, type]),
  );
  for (const [name, description] of Object.entries(SCALARS)) types.set(name, new GraphQLScalarType({ name, description }));
  for (const [name, values] of Object.entries(ENUMS)) types.set(name, enumType(name, values));
  const get = (name: string): GraphQLNamedType => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`No shared GraphQL type ${name}`);
    return type;
  };
  const input = (name: string): GraphQLInputType => get(name) as GraphQLInputType;
  addFilters(types, input);
  return { get, input };
}

function addFilters(types: Map<string, GraphQLNamedType>, input: (name: string) => GraphQLInputType): void {
  const is = { type: input('FilterIs') };
  const text = { type: GraphQLString };
  for (const [name, scalar] of Object.entries(COMPARABLE)) {
    const type = input(scalar);
    const items = name === 'UUIDFilter' ? type : new GraphQLNonNull(type);
    types.set(name, inputType(name, {
      eq: { type }, gt: { type }, gte: { type }, in: { type: new GraphQLList(items) }, lt: { type }, lte: { type }, neq: { type }, is,
    }));
  }
  types.set('StringFilter', inputType('StringFilter', {
    eq: text, gt: text, gte: text, in: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) }, lt: text, lte: text, neq: text,
    startsWith: text, endsWith: text,
    like: { type: GraphQLString, description: 'Pattern match with % wildcard (e.g. %value%)' },
    ilike: { type: GraphQLString, description: 'Case-insensitive match with % wildcard (e.g. %value%)' },
    regex: text, iregex: text, is,
  }));
  types.set('BooleanFilter', inputType('BooleanFilter', { eq: { type: GraphQLBoolean }, is }));
  types.set('RawJsonFilter', inputType('RawJsonFilter', { is, like: { type: GraphQLString, description: 'Pattern match with % wildcard (e.g. %value%)' } }));
  types.set('ArrayFilter', inputType('ArrayFilter', {
    containsIlike: { type: GraphQLString, description: 'Case-insensitive match with % wildcard (e.g. %value%)' }, is, isEmptyArray: { type: GraphQLBoolean },
  }));
  types.set('TSVectorFilter', inputType('TSVectorFilter', { search: text }));
  types.set('ActorSourceEnumFilter', enumFilter('ActorSourceEnumFilter', input('ActorSourceEnum'), input('FilterIs')));
  types.set('GroupByDateGranularityInput', inputType('GroupByDateGranularityInput', {
    granularity: { type: input('DateGranularityEnum'), description: 'Length of the period, or the part of the date, that makes a group' },
    weekStartDay: { type: input('FirstDayOfTheWeek'), description: 'First day of a WEEK; MONDAY unless given' },
    timeZone: { type: GraphQLString, description: 'Time zone in which the periods are cut' },
  }));
  types.set('OrderByDateGranularityInput', inputType('OrderByDateGranularityInput', {
    orderBy: { type: input('OrderByDirection') }, granularity: { type: input('DateGranularityEnum') },
  }));
  types.set('FileItemInput', inputType('FileItemInput', {
    fileId: { type: new GraphQLNonNull(input('UUID')) }, label: { type: new GraphQLNonNull(GraphQLString) },
  }));
}

/** The filter of a select-like field. */
export function enumFilter(name: string, type: GraphQLInputType, filterIs: GraphQLInputType): GraphQLInputObjectType {
  const list = { type: new GraphQLList(type) };
  return inputType(name, { eq: { type }, neq: { type }, in: list, containsAny: list, is: { type: filterIs }, isEmptyArray: { type: GraphQLBoolean } });
}

/** An enum whose values stand for themselves. */
export function enumType(name: string, values: readonly string[]): GraphQLEnumType {
  return new GraphQLEnumType({ name, values: Object.fromEntries(values.map((value) => [value, { value }])) });
}

function inputType(name: string, fields: Record<string, { type: GraphQLInputType; description?: string }>): GraphQLInputObjectType {
  return new GraphQLInputObjectType({ name, fields });
}
