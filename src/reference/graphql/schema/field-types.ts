import { GraphQLBoolean, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type { GraphQLEnumType, GraphQLInputObjectType, GraphQLInputType, GraphQLOutputType } from 'graphql';
import type { FieldMetadata, FieldType, ObjectMetadata } from '../../model.js';
import { typeName } from '../core/root-fields.js';
import { compositeTypes } from './composites.js';
import type { CompositeTypes } from './composites.js';
import { enumFilter, enumType, sharedTypes } from './scalars.js';
import type { SharedTypes } from './scalars.js';

/** The GraphQL types of one non-relation field. `groupBy` is null where a field cannot make groups. */
export interface FieldTypes {
  output: GraphQLOutputType;
  create: GraphQLInputType;
  update: GraphQLInputType;
  filter: GraphQLInputType;
  orderBy: GraphQLInputType;
  orderGroupsBy: GraphQLInputType;
  groupBy: GraphQLInputType | null;
}

const SCALAR_NAMES: Partial<Record<FieldType, [type: string, filter: string]>> = {
  UUID: ['UUID', 'UUIDFilter'],
  TEXT: ['String', 'StringFilter'],
  BOOLEAN: ['Boolean', 'BooleanFilter'],
  NUMERIC: ['BigFloat', 'BigFloatFilter'],
  POSITION: ['Position', 'FloatFilter'],
  DATE: ['Date', 'DateFilter'],
  DATE_TIME: ['DateTime', 'DateTimeFilter'],
  RAW_JSON: ['JSON', 'RawJsonFilter'],
  TS_VECTOR: ['TSVector', 'TSVectorFilter'],
};
const NUMBER_NAMES: Record<string, [type: string, filter: string]> = {
  int: ['Int', 'IntFilter'],
  bigint: ['BigInt', 'BigIntFilter'],
  float: ['Float', 'FloatFilter'],
};
const NEVER_GROUPED: ReadonlySet<FieldType> = new Set(['POSITION', 'TS_VECTOR', 'FILES', 'RAW_JSON']);

/** Maps metadata fields to GraphQL types, building each workspace-wide type once. */
export class FieldTypeMap {
  readonly shared: SharedTypes = sharedTypes();
  private readonly composites: Map<FieldType, CompositeTypes> = compositeTypes(this.shared);
  private readonly file = new GraphQLObjectType({
    name: 'FileObject',
    fields: {
      fileId: { type: new GraphQLNonNull(this.shared.get('UUID') as GraphQLOutputType) },
      label: { type: new GraphQLNonNull(GraphQLString) },
      extension: { type: GraphQLString },
      url: { type: GraphQLString },
    },
  });

  /** What composites are grouped by. */
  compositeGroups(): GraphQLInputObjectType[] {
    return [...this.composites.values()].map(({ groupBy }) => groupBy);
  }

  /** The types of a field that is no relation. Enums and their filters are named after object and field. */
  typesOf(object: ObjectMetadata, field: FieldMetadata): FieldTypes {
    const direction = this.shared.input('OrderByDirection');
    const composite = this.composites.get(field.type);
    const groupable = !NEVER_GROUPED.has(field.type) && (!field.isSystem || field.name === 'createdAt' || field.name === 'updatedAt');
    if (composite !== undefined) {
      return {
        ...composite,
        output: this.nullable(field, composite.output),
        orderGroupsBy: composite.orderBy,
        groupBy: groupable ? composite.groupBy : null,
      };
    }
    const [type, filter] = this.scalarOf(object, field);
    const isDate = field.type === 'DATE' || field.type === 'DATE_TIME';
    return {
      output: this.nullable(field, field.type === 'FILES' ? new GraphQLList(this.file) : (type as GraphQLOutputType)),
      create: type,
      update: type,
      filter,
      orderBy: direction,
      orderGroupsBy: isDate ? this.shared.input('OrderByDateGranularityInput') : direction,
      groupBy: groupable ? (isDate ? this.shared.input('GroupByDateGranularityInput') : GraphQLBoolean) : null,
    };
  }

  private scalarOf(object: ObjectMetadata, field: FieldMetadata): [type: GraphQLInputType, filter: GraphQLInputType] {
    const { shared } = this;
    if (field.type === 'SELECT' || field.type === 'RATING' || field.type === 'MULTI_SELECT') {
      const type = this.enumOf(object, field);
      if (type === undefined) return [GraphQLString, shared.input('StringFilter')];
      const filter = enumFilter(`${type.name}Filter`, type, shared.input('FilterIs'));
      return [field.type === 'MULTI_SELECT' ? new GraphQLList(type) : type, filter];
    }
    if (field.type === 'ARRAY') return [new GraphQLList(GraphQLString), shared.input('ArrayFilter')];
    if (field.type === 'FILES') return [new GraphQLList(shared.input('FileItemInput')), shared.input('RawJsonFilter')];
    // The id of a new record is documented as `ID`, every other UUID as `UUID`.
    const names = field.type === 'NUMBER' ? NUMBER_NAMES[String(field.settings?.['dataType'] ?? 'float')] : SCALAR_NAMES[field.type];
    const [type, filter] = names ?? ['Float', 'FloatFilter'];
    return [shared.input(type), shared.input(filter)];
  }

  private enumOf(object: ObjectMetadata, field: FieldMetadata): GraphQLEnumType | undefined {
    const values = (field.options ?? []).map((option) => option.value).filter((value) => /^[A-Za-z_]\w*$/.test(value));
    return values.length === 0 ? undefined : enumType(`${typeName(object.nameSingular)}${typeName(field.name)}Enum`, values);
  }

  private nullable(field: FieldMetadata, type: GraphQLOutputType): GraphQLOutputType {
    return field.isNullable ? type : new GraphQLNonNull(type as never);
  }
}
