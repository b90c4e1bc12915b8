/** Objects and fields of the metadata schema. */
export const OBJECT_SDL = `
  scalar UUID
  scalar DateTime
  scalar JSON
  scalar ConnectionCursor

  enum FieldMetadataType {
    ACTOR ADDRESS ARRAY BOOLEAN CURRENCY DATE DATE_TIME EMAILS FILES FULL_NAME LINKS MORPH_RELATION MULTI_SELECT NUMBER NUMERIC
    PHONES POSITION RATING RAW_JSON RELATION RICH_TEXT SELECT TEXT TS_VECTOR UUID
  }
  enum RelationType { ONE_TO_MANY MANY_TO_ONE }
  enum IndexType { BTREE GIN }

  type Object {
    id: UUID!
    universalIdentifier: String!
    nameSingular: String!
    namePlural: String!
    labelSingular: String!
    labelPlural: String!
    description: String
    icon: String
    shortcut: String
    color: String
    isRemote: Boolean!
    isActive: Boolean!
    isSystem: Boolean!
    isUIEditable: Boolean!
    isUICreatable: Boolean!
    isUIReadOnly: Boolean! @deprecated(reason: "Use isUIEditable")
    isSearchable: Boolean!
    applicationId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    labelIdentifierFieldMetadataId: UUID
    imageIdentifierFieldMetadataId: UUID
    isLabelSyncedWithName: Boolean!
    duplicateCriteria: [[String!]!]
    fieldsList: [Field!]!
    indexMetadataList: [Index!]!
    searchFieldMetadataList: [SearchField!]!
    fields(paging: CursorPaging! = {first: 10}, filter: FieldFilter! = {}): ObjectFieldsConnection!
  }
  type Field {
    id: UUID!
    universalIdentifier: String!
    type: FieldMetadataType!
    name: String!
    label: String!
    description: String
    icon: String
    isActive: Boolean
    isSystem: Boolean
    isUIEditable: Boolean
    isUIReadOnly: Boolean @deprecated(reason: "Use isUIEditable")
    isNullable: Boolean
    isUnique: Boolean
    defaultValue: JSON
    options: JSON
    settings: JSON
    objectMetadataId: UUID!
    isLabelSyncedWithName: Boolean
    morphId: UUID
    createdAt: DateTime!
    updatedAt: DateTime!
    applicationId: UUID!
    relation: Relation
    morphRelations: [Relation!]
    object: Object
  }
  type Relation {
    type: RelationType!
    sourceObjectMetadata: Object!
    targetObjectMetadata: Object!
    sourceFieldMetadata: Field!
    targetFieldMetadata: Field!
  }
  type Index {
    id: UUID!
    name: String!
    isCustom: Boolean
    isUnique: Boolean!
    indexWhereClause: String
    indexType: IndexType!
    createdAt: DateTime!
    updatedAt: DateTime!
    indexFieldMetadataList: [IndexField!]!
  }
  type IndexField { id: UUID! fieldMetadataId: UUID! order: Float! subFieldName: String createdAt: DateTime! updatedAt: DateTime! }
  type SearchField {
    id: UUID! fieldMetadataId: UUID! tsVectorFieldMetadataId: UUID! position: Float! createdAt: DateTime! updatedAt: DateTime!
  }

  type PageInfo { hasNextPage: Boolean hasPreviousPage: Boolean startCursor: ConnectionCursor endCursor: ConnectionCursor }
  type ObjectEdge { node: Object! cursor: ConnectionCursor! }
  type ObjectConnection { pageInfo: PageInfo! edges: [ObjectEdge!]! }
  type FieldEdge { node: Field! cursor: ConnectionCursor! }
  type FieldConnection { pageInfo: PageInfo! edges: [FieldEdge!]! }
  type ObjectFieldsConnection { pageInfo: PageInfo! edges: [FieldEdge!]! }
  type ObjectRecordCount { objectNamePlural: String! totalCount: Int! }

  input CursorPaging { before: ConnectionCursor after: ConnectionCursor first: Int last: Int }
  input BooleanFieldComparison { is: Boolean isNot: Boolean }
  input UUIDFilterComparison {
    is: Boolean isNot: Boolean eq: UUID neq: UUID gt: UUID gte: UUID lt: UUID lte: UUID
    like: UUID notLike: UUID iLike: UUID notILike: UUID in: [UUID!] notIn: [UUID!]
  }
  input ObjectFilter {
    and: [ObjectFilter!]
    or: [ObjectFilter!]
    id: UUIDFilterComparison
    isRemote: BooleanFieldComparison
    isActive: BooleanFieldComparison
    isSystem: BooleanFieldComparison
    isUIEditable: BooleanFieldComparison
    isUICreatable: BooleanFieldComparison
    isUIReadOnly: BooleanFieldComparison
    isSearchable: BooleanFieldComparison
  }
  input FieldFilter {
    and: [FieldFilter!]
    or: [FieldFilter!]
    id: UUIDFilterComparison
    isActive: BooleanFieldComparison
    isSystem: BooleanFieldComparison
    isUIEditable: BooleanFieldComparison
    isUIReadOnly: BooleanFieldComparison
    objectMetadataId: UUIDFilterComparison
  }

  input CreateObjectInput {
    nameSingular: String!
    namePlural: String!
    labelSingular: String!
    labelPlural: String!
    description: String
    icon: String
    shortcut: String
    color: String
    skipNameField: Boolean
    isRemote: Boolean
    primaryKeyColumnType: String
    primaryKeyFieldMetadataSettings: JSON
    isLabelSyncedWithName: Boolean
  }
  input CreateOneObjectInput { object: CreateObjectInput! }
  input UpdateObjectPayload {
    labelSingular: String
    labelPlural: String
    nameSingular: String
    namePlural: String
    description: String
    icon: String
    shortcut: String
    color: String
    isActive: Boolean
    labelIdentifierFieldMetadataId: UUID
    imageIdentifierFieldMetadataId: UUID
    isLabelSyncedWithName: Boolean
    isSearchable: Boolean
  }
  input UpdateOneObjectInput { update: UpdateObjectPayload! id: UUID! }
  input DeleteOneObjectInput { id: UUID! }
  input CreateFieldInput {
    type: FieldMetadataType!
    name: String!
    label: String!
    description: String
    icon: String
    isActive: Boolean
    isSystem: Boolean
    isUIEditable: Boolean
    isUIReadOnly: Boolean
    isNullable: Boolean
    isUnique: Boolean
    defaultValue: JSON
    options: JSON
    settings: JSON
    objectMetadataId: UUID!
    isLabelSyncedWithName: Boolean
    isRemoteCreation: Boolean
    relationCreationPayload: JSON
    morphRelationsCreationPayload: [JSON!]
  }
  input CreateOneFieldMetadataInput { field: CreateFieldInput! }
  input UpdateFieldInput {
    universalIdentifier: String
    name: String
    label: String
    description: String
    icon: String
    isActive: Boolean
    isSystem: Boolean
    isUIEditable: Boolean
    isUIReadOnly: Boolean
    isNullable: Boolean
    isUnique: Boolean
    defaultValue: JSON
    options: JSON
    settings: JSON
    objectMetadataId: UUID
    isLabelSyncedWithName: Boolean
    morphRelationsUpdatePayload: [JSON!]
  }
  input UpdateOneFieldMetadataInput { id: UUID! update: UpdateFieldInput! }
  input DeleteOneFieldInput { id: UUID! }

  type Query {
    object(id: UUID!): Object!
    objects(paging: CursorPaging! = {first: 10}, filter: ObjectFilter! = {}): ObjectConnection!
    field(id: UUID!): Field!
    fields(paging: CursorPaging! = {first: 10}, filter: FieldFilter! = {}): FieldConnection!
    objectRecordCounts: [ObjectRecordCount!]!
  }
  type Mutation {
    createOneObject(input: CreateOneObjectInput!): Object!
    updateOneObject(input: UpdateOneObjectInput!): Object!
    deleteOneObject(input: DeleteOneObjectInput!): Object!
    createOneField(input: CreateOneFieldMetadataInput!): Field!
    updateOneField(input: UpdateOneFieldMetadataInput!): Field!
    deleteOneField(input: DeleteOneFieldInput!): Field!
  }
  type Subscription { onDbEvent: JSON }
`;
