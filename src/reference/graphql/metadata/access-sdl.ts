/** API keys, roles, webhooks, views and the workspace in the metadata schema. */
export const ACCESS_SDL = `
  enum WorkspaceActivationStatus { ONGOING_CREATION PENDING_CREATION ACTIVE INACTIVE SUSPENDED }
  enum ViewType { TABLE KANBAN CALENDAR FIELDS_WIDGET TABLE_WIDGET }
  enum ViewKey { INDEX }
  enum ViewOpenRecordIn { SIDE_PANEL RECORD_PAGE }
  enum ViewVisibility { WORKSPACE UNLISTED }
  enum ViewCalendarLayout { DAY WEEK MONTH }
  enum ViewSortDirection { ASC DESC }
  enum ViewFilterGroupLogicalOperator { AND OR NOT }
  enum ViewFilterOperand {
    IS IS_NOT_NULL IS_NOT LESS_THAN_OR_EQUAL GREATER_THAN_OR_EQUAL IS_BEFORE IS_AFTER CONTAINS DOES_NOT_CONTAIN IS_EMPTY
    IS_NOT_EMPTY IS_RELATIVE IS_IN_PAST IS_IN_FUTURE IS_TODAY VECTOR_SEARCH
  }
  enum AggregateOperations {
    MIN MAX AVG SUM COUNT COUNT_UNIQUE_VALUES COUNT_EMPTY COUNT_NOT_EMPTY COUNT_TRUE COUNT_FALSE PERCENTAGE_EMPTY PERCENTAGE_NOT_EMPTY
  }

  type ApiKey {
    id: UUID! name: String! expiresAt: DateTime! revokedAt: DateTime createdAt: DateTime! updatedAt: DateTime! role: Role!
  }
  type ApiKeyForRole { id: UUID! name: String! expiresAt: DateTime! revokedAt: DateTime }
  type ApiKeyToken { token: String! }
  type Role {
    id: UUID!
    universalIdentifier: UUID
    label: String!
    description: String
    icon: String
    isEditable: Boolean!
    canBeAssignedToUsers: Boolean!
    canBeAssignedToAgents: Boolean!
    canBeAssignedToApiKeys: Boolean!
    apiKeys: [ApiKeyForRole!]!
    canUpdateAllSettings: Boolean!
    canAccessAllTools: Boolean!
    canReadAllObjectRecords: Boolean!
    canUpdateAllObjectRecords: Boolean!
    canSoftDeleteAllObjectRecords: Boolean!
    canDestroyAllObjectRecords: Boolean!
  }
  type Webhook {
    id: UUID!
    targetUrl: String!
    operations: [String!]!
    description: String
    secret: String!
    applicationId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type View {
    id: UUID!
    name: String!
    objectMetadataId: UUID!
    type: ViewType!
    key: ViewKey
    icon: String!
    position: Float!
    isCompact: Boolean!
    isCustom: Boolean!
    openRecordIn: ViewOpenRecordIn!
    kanbanAggregateOperation: AggregateOperations
    kanbanAggregateOperationFieldMetadataId: UUID
    mainGroupByFieldMetadataId: UUID
    shouldHideEmptyGroups: Boolean!
    kanbanColumnWidth: Int
    calendarFieldMetadataId: UUID
    workspaceId: UUID!
    anyFieldFilterValue: String
    calendarLayout: ViewCalendarLayout
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
    viewFields: [ViewField!]!
    viewFilters: [ViewFilter!]!
    viewFilterGroups: [ViewFilterGroup!]!
    viewSorts: [ViewSort!]!
    viewGroups: [ViewGroup!]!
    viewFieldGroups: [ViewFieldGroup!]!
    visibility: ViewVisibility!
    createdByUserWorkspaceId: UUID
    isActive: Boolean!
  }
  type ViewField {
    id: UUID!
    fieldMetadataId: UUID!
    isVisible: Boolean!
    size: Float!
    position: Float!
    aggregateOperation: AggregateOperations
    viewId: UUID!
    viewFieldGroupId: UUID
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    isActive: Boolean!
    deletedAt: DateTime
  }
  type ViewFilter {
    id: UUID!
    fieldMetadataId: UUID!
    operand: ViewFilterOperand!
    value: JSON!
    viewFilterGroupId: UUID
    positionInViewFilterGroup: Float
    subFieldName: String
    relationTargetFieldMetadataId: UUID
    viewId: UUID!
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type ViewFilterGroup {
    id: UUID!
    parentViewFilterGroupId: UUID
    logicalOperator: ViewFilterGroupLogicalOperator!
    positionInViewFilterGroup: Float
    viewId: UUID!
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type ViewSort {
    id: UUID!
    fieldMetadataId: UUID!
    direction: ViewSortDirection!
    subFieldName: String
    viewId: UUID!
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type ViewGroup {
    id: UUID!
    isVisible: Boolean!
    fieldValue: String!
    position: Float!
    viewId: UUID!
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type ViewFieldGroup {
    id: UUID!
    name: String!
    position: Float!
    isVisible: Boolean!
    viewId: UUID!
    workspaceId: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    isActive: Boolean!
    deletedAt: DateTime
    viewFields: [ViewField!]!
  }
  type MinimalObjectMetadata {
    id: UUID!
    nameSingular: String!
    namePlural: String!
    labelSingular: String!
    labelPlural: String!
    icon: String
    color: String
    isActive: Boolean!
    isSystem: Boolean!
    isRemote: Boolean!
  }
  type MinimalView { id: UUID! type: ViewType! key: ViewKey objectMetadataId: UUID! }
  type MinimalMetadata { objectMetadataItems: [MinimalObjectMetadata!]! views: [MinimalView!]! }
  type WorkspaceUrls { customUrl: String subdomainUrl: String! }
  type Workspace {
    id: UUID!
    displayName: String
    activationStatus: WorkspaceActivationStatus!
    metadataVersion: Float!
    views: [View!]
    workspaceUrls: WorkspaceUrls!
    workspaceCustomApplicationId: String!
  }
  type User { id: UUID! email: String! }

  input GetApiKeyInput { id: UUID! }
  input CreateApiKeyInput { name: String! expiresAt: String! revokedAt: String roleId: UUID! }
  input UpdateApiKeyInput { id: UUID! name: String expiresAt: String revokedAt: String }
  input RevokeApiKeyInput { id: UUID! }
  input CreateWebhookInput { id: UUID targetUrl: String! operations: [String!]! description: String secret: String }
  input UpdateWebhookInput { id: UUID! update: UpdateWebhookInputUpdates! }
  input UpdateWebhookInputUpdates { targetUrl: String operations: [String!] description: String secret: String }

  extend type Query {
    apiKeys: [ApiKey!]!
    apiKey(input: GetApiKeyInput!): ApiKey
    webhooks: [Webhook!]!
    webhook(id: UUID!): Webhook
    getRoles: [Role!]!
    getViews(objectMetadataId: String, viewTypes: [ViewType!]): [View!]!
    getView(id: String!): View
    getViewFields(viewId: String!): [ViewField!]!
    getViewField(id: String!): ViewField
    getViewFilters(viewId: String): [ViewFilter!]!
    getViewFilter(id: String!): ViewFilter
    getViewSorts(viewId: String): [ViewSort!]!
    getViewSort(id: String!): ViewSort
    getViewGroups(viewId: String): [ViewGroup!]!
    getViewGroup(id: String!): ViewGroup
    getViewFilterGroups(viewId: String): [ViewFilterGroup!]!
    getViewFilterGroup(id: String!): ViewFilterGroup
    getViewFieldGroups(viewId: String!): [ViewFieldGroup!]!
    getViewFieldGroup(id: String!): ViewFieldGroup
    minimalMetadata: MinimalMetadata!
    currentWorkspace: Workspace!
    currentUser: User!
  }
  extend type Mutation {
    createApiKey(input: CreateApiKeyInput!): ApiKey!
    updateApiKey(input: UpdateApiKeyInput!): ApiKey
    revokeApiKey(input: RevokeApiKeyInput!): ApiKey
    assignRoleToApiKey(apiKeyId: UUID!, roleId: UUID!): Boolean!
    generateApiKeyToken(apiKeyId: UUID!, expiresAt: String!): ApiKeyToken!
    createWebhook(input: CreateWebhookInput!): Webhook!
    updateWebhook(input: UpdateWebhookInput!): Webhook!
    deleteWebhook(id: UUID!): Webhook!
    deleteCurrentWorkspace: Workspace!
  }
`;
