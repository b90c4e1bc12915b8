import { GraphQLBoolean, GraphQLID, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type {
  GraphQLFieldConfigArgumentMap, GraphQLFieldConfigMap, GraphQLInputFieldConfigMap, GraphQLInputType, GraphQLObjectTypeConfig, GraphQLOutputType,
} from 'graphql';
import type { FieldMetadata, ObjectMetadata, Workspace } from '../../model.js';
import { isRelation, isToMany, joinColumn, targetObject } from '../core/relations.js';
import { typeName } from '../core/root-fields.js';
import { aggregatesOf } from './aggregates.js';
import { FieldTypeMap } from './field-types.js';
import type { FieldTypes } from './field-types.js';

/** All types of one object. */
export interface ObjectTypes {
  record: GraphQLObjectType;
  connection: GraphQLObjectType;
  groupByConnection: GraphQLObjectType;
  create: GraphQLInputObjectType;
  update: GraphQLInputObjectType;
  filter: GraphQLInputObjectType;
  orderBy: GraphQLInputObjectType;
  orderGroupsBy: GraphQLInputObjectType;
  groupBy: GraphQLInputObjectType;
  relation: GraphQLInputObjectType;
}

type InputKind = 'create' | 'update' | 'filter' | 'orderBy' | 'orderGroupsBy' | 'groupBy';

/** Builds the types of all objects; fields are thunks, so objects may point to each other. */
export class ObjectTypeMap {
  readonly map = new FieldTypeMap();
  private readonly types = new Map<string, ObjectTypes>();
  private readonly fieldTypes = new Map<string, FieldTypes>();
  private readonly outputs = new Map<string, GraphQLObjectType>();
  private readonly pageInfo: GraphQLObjectType;

  constructor(private readonly workspace: Workspace) {
    const cursor = { type: this.map.shared.get('ConnectionCursor') as GraphQLOutputType };
    const flag = { type: new GraphQLNonNull(GraphQLBoolean) };
    this.pageInfo = new GraphQLObjectType({
      name: 'PageInfo',
      fields: { startCursor: cursor, endCursor: cursor, hasNextPage: flag, hasPreviousPage: flag },
    });
    for (const object of workspace.objects) this.types.set(object.id, this.build(object));
  }

  /** Types that are served even where nothing refers to them. */
  loose(): GraphQLInputObjectType[] {
    const filters = ['DateFilter', 'ArrayFilter'].map((name) => this.map.shared.get(name) as GraphQLInputObjectType);
    return [...this.map.compositeGroups(), ...[...this.types.values()].map(({ relation }) => relation), ...filters];
  }

  /** The types of an object of the workspace. */
  of(object: ObjectMetadata): ObjectTypes {
    const types = this.types.get(object.id);
    if (types === undefined) throw new Error(`No GraphQL types for object ${object.nameSingular}`);
    return types;
  }

  /** Arguments of a query or relation that answers a connection. */
  pageArguments(object: ObjectMetadata): GraphQLFieldConfigArgumentMap {
    const { filter, orderBy } = this.of(object);
    const int = { type: GraphQLInt };
    const text = { type: GraphQLString };
    return { first: int, last: int, offset: int, before: text, after: text, filter: { type: filter }, orderBy: { type: new GraphQLList(orderBy) } };
  }

  private build(object: ObjectMetadata): ObjectTypes {
    const name = typeName(object.nameSingular);
    const description = object.description ?? '';
    const record = this.output({ name, description, fields: () => this.recordFields(object) });
    const edge = this.output({
      name: `${name}Edge`,
      description,
      fields: { node: { type: new GraphQLNonNull(record) }, cursor: { type: new GraphQLNonNull(this.map.shared.get('Cursor') as GraphQLOutputType) } },
    });
    const page = {
      edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edge))) },
      pageInfo: { type: new GraphQLNonNull(this.pageInfo) },
    };
    const json = { type: new GraphQLNonNull(this.map.shared.get('JSON') as GraphQLOutputType) };
    const input = (suffix: string, kind: InputKind): GraphQLInputObjectType =>
      new GraphQLInputObjectType({ name: `${name}${suffix}`, description, fields: () => this.inputFields(object, kind) });
    return {
      record,
      connection: this.output({ name: `${name}Connection`, description, fields: { ...this.aggregateFields(object), ...page } }),
      groupByConnection: this.output({
        name: `${name}GroupByConnection`,
        description,
        fields: { ...this.aggregateFields(object), ...page, groupByDimensionValues: json },
      }),
      create: input('CreateInput', 'create'),
      update: input('UpdateInput', 'update'),
      filter: input('FilterInput', 'filter'),
      orderBy: input('OrderByInput', 'orderBy'),
      orderGroupsBy: input('OrderByWithGroupByInput', 'orderGroupsBy'),
      groupBy: input('GroupByInput', 'groupBy'),
      relation: this.relationInput(object, name),
    };
  }

  /** Generated types share a registry by name: an object called `companyConnection` finds a type of its name there and takes it. */
  private output(config: GraphQLObjectTypeConfig<unknown, unknown>): GraphQLObjectType {
    const known = this.outputs.get(config.name);
    if (known) return known;
    const type = new GraphQLObjectType(config);
    this.outputs.set(config.name, type);
    return type;
  }

  private recordFields(object: ObjectMetadata): GraphQLFieldConfigMap<unknown, unknown> {
    const scalars: GraphQLFieldConfigMap<unknown, unknown> = {};
    const relations: GraphQLFieldConfigMap<unknown, unknown> = {};
    for (const field of object.fields) {
      const description = field.description ?? '';
      if (!isRelation(field)) {
        scalars[field.name] = { type: this.fieldTypesOf(object, field).output, description };
        continue;
      }
      const target = targetObject(this.workspace, field);
      if (!isToMany(field)) scalars[joinColumn(field)] = { type: field.isNullable ? GraphQLID : new GraphQLNonNull(GraphQLID), description };
      if (target === undefined) continue;
      relations[field.name] = isToMany(field)
        ? { type: this.of(target).connection, args: this.pageArguments(target), description }
        : { type: this.of(target).record, description };
    }
    return { ...scalars, ...relations };
  }

  private inputFields(object: ObjectMetadata, kind: InputKind): GraphQLInputFieldConfigMap {
    const fields: GraphQLInputFieldConfigMap = {};
    if (kind === 'orderGroupsBy') fields['aggregate'] = { type: this.aggregateOrder(object), description: 'Order by aggregate values' };
    for (const field of object.fields) {
      const description = field.description ?? '';
      if (isRelation(field)) {
        Object.assign(fields, this.relationInputs(field, kind));
      } else {
        const writesId = field.name === 'id' && (kind === 'create' || kind === 'update');
        const type = writesId ? GraphQLID : this.fieldTypesOf(object, field)[kind];
        const required = kind === 'create' && !field.isNullable && field.defaultValue === null;
        if (type !== null) fields[field.name] = { type: required ? new GraphQLNonNull(type as never) : type, description };
      }
    }
    if (kind === 'filter') {
      const self = this.of(object).filter;
      Object.assign(fields, { and: { type: new GraphQLList(self) }, or: { type: new GraphQLList(self) }, not: { type: self } });
    }
    return fields;
  }

  private relationInputs(field: FieldMetadata, kind: InputKind): GraphQLInputFieldConfigMap {
    const target = targetObject(this.workspace, field);
    if (isToMany(field) || target === undefined) return {};
    const description = field.description ?? '';
    const types = this.of(target);
    const traversal = { filter: 'Filter on', orderBy: 'Order by', orderGroupsBy: 'Order by', groupBy: 'Group by' } as const;
    if (kind === 'create' || kind === 'update') {
      return { [joinColumn(field)]: { type: GraphQLID, description }, [field.name]: { type: types.relation, description } };
    }
    const nested = { type: types[kind], description: `${traversal[kind]} fields of the related ${target.nameSingular}` };
    if (kind === 'groupBy') return { [field.name]: nested };
    const column = this.map.shared.input(kind === 'filter' ? 'UUIDFilter' : 'OrderByDirection');
    return { [joinColumn(field)]: { type: column, description }, [field.name]: nested };
  }

  private relationInput(object: ObjectMetadata, name: string): GraphQLInputObjectType {
    const together = UNIQUE_TOGETHER[object.nameSingular] ?? [];
    const unique = object.fields.filter((field) => (field.isUnique && field.name !== 'id' && !isRelation(field)) || together.includes(field.name));
    const where = new GraphQLInputObjectType({
      name: `${name}WhereUniqueInput`,
      fields: () => ({
        id: { type: GraphQLID, description: 'Connect by Id' },
        ...Object.fromEntries(unique.map((field) => [field.name, { type: this.uniqueInput(object, field, name), description: `Connect by ${field.label}` }])),
      }),
    });
    const names = ['id', ...unique.map((field) => field.name)].join(' or ');
    const connect = new GraphQLInputObjectType({
      name: `${name}ConnectInput`,
      fields: { where: { type: where, description: `Find a ${object.nameSingular} record based on its unique fields: ${names}` } },
    });
    return new GraphQLInputObjectType({
      name: `${name}RelationInput`,
      fields: {
        connect: { type: connect, description: `Connect to a ${object.nameSingular} record` },
        disconnect: { type: GraphQLBoolean, description: `Disconnect from a ${object.nameSingular} record` },
      },
    });
  }

  private uniqueInput(object: ObjectMetadata, field: FieldMetadata, name: string): GraphQLInputType {
    if (isRelation(field)) return GraphQLID;
    const keys = UNIQUE_SUB_FIELDS[field.type];
    if (keys === undefined) return this.fieldTypesOf(object, field).create;
    return new GraphQLInputObjectType({
      name: `${name}${typeName(field.name)}WhereInput`,
      fields: Object.fromEntries(keys.map((key) => [key, { type: GraphQLString, description: `Connect by ${key}` }])),
    });
  }

  private aggregateFields(object: ObjectMetadata): GraphQLFieldConfigMap<unknown, unknown> {
    return Object.fromEntries(
      aggregatesOf(object).map(({ name, type, description }) => [name, { type: this.map.shared.get(type) as GraphQLOutputType, description }]),
    );
  }

  private aggregateOrder(object: ObjectMetadata): GraphQLInputObjectType {
    const type = this.map.shared.input('OrderByDirection');
    return new GraphQLInputObjectType({
      name: `${typeName(object.nameSingular)}OrderByWithGroupByAggregateInput`,
      description: 'Aggregate-based ordering',
      fields: () => ({
        ...Object.fromEntries(aggregatesOf(object, 'ordered by').map(({ name, description }) => [name, { type, description }])),
        ...Object.assign({}, ...object.fields.filter(isRelation).map((field) => this.relationInputs(field, 'orderBy'))) as GraphQLInputFieldConfigMap,
      }),
    });
  }

  private fieldTypesOf(object: ObjectMetadata, field: FieldMetadata): FieldTypes {
    const known = this.fieldTypes.get(field.id);
    if (known !== undefined) return known;
    const types = this.map.typesOf(object, field);
    this.fieldTypes.set(field.id, types);
    return types;
  }
}

const UNIQUE_SUB_FIELDS: Partial<Record<string, readonly string[]>> = {
  EMAILS: ['primaryEmail'],
  LINKS: ['primaryLinkUrl'],
  PHONES: ['primaryPhoneNumber', 'primaryPhoneCountryCode', 'primaryPhoneCallingCode'],
};

/** Fields of unique indexes over several columns, which are connected by like unique fields. */
const UNIQUE_TOGETHER: Partial<Record<string, readonly string[]>> = {
  messageListMember: ['person', 'list'],
  messageChannelMessageAssociation: ['messageChannelId', 'message'],
  messageChannelMessageAssociationMessageFolder: ['messageChannelMessageAssociation', 'messageFolderId'],
};
