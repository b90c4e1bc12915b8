/** Page layouts, and the writes of views and page layouts, in the metadata schema. */
export const LAYOUT_SDL = `
  enum PageLayoutType { RECORD_INDEX RECORD_PAGE DASHBOARD STANDALONE_PAGE }
  enum PageLayoutTabLayoutMode { GRID VERTICAL_LIST CANVAS }
  enum WidgetType {
    VIEW IFRAME FIELD FIELDS GRAPH STANDALONE_RICH_TEXT TIMELINE TASKS NOTES FILES EMAILS CALENDAR FIELD_RICH_TEXT WORKFLOW
    WORKFLOW_VERSION WORKFLOW_RUN FRONT_COMPONENT RECORD_TABLE EMAIL_THREAD
  }
  type GridPosition { row: Float! column: Float! rowSpan: Float! columnSpan: Float! }
  type PageLayout {
    id: UUID!
    name: String!
    type: PageLayoutType!
    objectMetadataId: UUID
    tabs: [PageLayoutTab!]
    universalIdentifier: UUID!
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type PageLayoutTab {
    id: UUID!
    applicationId: UUID!
    title: String!
    position: Float!
    pageLayoutId: UUID!
    widgets: [PageLayoutWidget!]
    icon: String
    layoutMode: PageLayoutTabLayoutMode
    createdAt: DateTime!
    updatedAt: DateTime!
    isActive: Boolean!
    deletedAt: DateTime
    isOverridden: Boolean
  }
  type PageLayoutWidget {
    id: UUID!
    applicationId: UUID!
    pageLayoutTabId: UUID!
    title: String!
    type: WidgetType!
    objectMetadataId: UUID
    gridPosition: GridPosition!
    configuration: JSON!
    conditionalDisplay: JSON
    conditionalAvailabilityExpression: String
    createdAt: DateTime!
    updatedAt: DateTime!
    isActive: Boolean!
    deletedAt: DateTime
    isOverridden: Boolean
  }

  input CreateViewInput {
    id: UUID name: String! objectMetadataId: UUID! type: ViewType key: ViewKey icon: String! position: Float isCompact: Boolean
    shouldHideEmptyGroups: Boolean kanbanColumnWidth: Int openRecordIn: ViewOpenRecordIn kanbanAggregateOperation: AggregateOperations
    kanbanAggregateOperationFieldMetadataId: UUID anyFieldFilterValue: String calendarLayout: ViewCalendarLayout
    calendarFieldMetadataId: UUID mainGroupByFieldMetadataId: UUID visibility: ViewVisibility
  }
  input UpdateViewInput {
    id: UUID name: String type: ViewType icon: String position: Float isCompact: Boolean openRecordIn: ViewOpenRecordIn
    kanbanAggregateOperation: AggregateOperations kanbanAggregateOperationFieldMetadataId: UUID anyFieldFilterValue: String
    calendarLayout: ViewCalendarLayout calendarFieldMetadataId: UUID visibility: ViewVisibility mainGroupByFieldMetadataId: UUID
    shouldHideEmptyGroups: Boolean kanbanColumnWidth: Int
  }
  input CreateViewFieldInput {
    id: UUID fieldMetadataId: UUID! viewId: UUID! isVisible: Boolean size: Float position: Float aggregateOperation: AggregateOperations
    viewFieldGroupId: UUID
  }
  input UpdateViewFieldInput { id: UUID! update: UpdateViewFieldInputUpdates! }
  input UpdateViewFieldInputUpdates { isVisible: Boolean size: Float position: Float aggregateOperation: AggregateOperations viewFieldGroupId: UUID }
  input DeleteViewFieldInput { id: UUID! }
  input DestroyViewFieldInput { id: UUID! }
  input CreateViewFieldGroupInput { id: UUID name: String! viewId: UUID! position: Float isVisible: Boolean }
  input UpdateViewFieldGroupInput { id: UUID! update: UpdateViewFieldGroupInputUpdates! }
  input UpdateViewFieldGroupInputUpdates { name: String position: Float isVisible: Boolean deletedAt: String }
  input DeleteViewFieldGroupInput { id: UUID! }
  input DestroyViewFieldGroupInput { id: UUID! }
  input CreateViewFilterInput {
    id: UUID fieldMetadataId: UUID! operand: ViewFilterOperand value: JSON! viewFilterGroupId: UUID positionInViewFilterGroup: Float
    subFieldName: String relationTargetFieldMetadataId: UUID viewId: UUID!
  }
  input UpdateViewFilterInput { id: UUID! update: UpdateViewFilterInputUpdates! }
  input UpdateViewFilterInputUpdates {
    fieldMetadataId: UUID operand: ViewFilterOperand value: JSON viewFilterGroupId: UUID positionInViewFilterGroup: Float
    subFieldName: String relationTargetFieldMetadataId: UUID
  }
  input DeleteViewFilterInput { id: UUID! }
  input DestroyViewFilterInput { id: UUID! }
  input CreateViewFilterGroupInput {
    id: UUID parentViewFilterGroupId: UUID logicalOperator: ViewFilterGroupLogicalOperator positionInViewFilterGroup: Float viewId: UUID!
  }
  input UpdateViewFilterGroupInput {
    id: UUID parentViewFilterGroupId: UUID logicalOperator: ViewFilterGroupLogicalOperator positionInViewFilterGroup: Float viewId: UUID
  }
  input CreateViewSortInput { id: UUID fieldMetadataId: UUID! direction: ViewSortDirection subFieldName: String viewId: UUID! }
  input UpdateViewSortInput { id: UUID! update: UpdateViewSortInputUpdates! }
  input UpdateViewSortInputUpdates { direction: ViewSortDirection subFieldName: String }
  input DeleteViewSortInput { id: UUID! }
  input DestroyViewSortInput { id: UUID! }
  input CreateViewGroupInput { id: UUID isVisible: Boolean fieldValue: String! position: Float viewId: UUID! }
  input UpdateViewGroupInput { id: UUID! update: UpdateViewGroupInputUpdates! }
  input UpdateViewGroupInputUpdates { fieldMetadataId: UUID isVisible: Boolean fieldValue: String position: Float }
  input DeleteViewGroupInput { id: UUID! }
  input DestroyViewGroupInput { id: UUID! }
  input CreatePageLayoutInput { name: String! type: PageLayoutType objectMetadataId: UUID }
  input UpdatePageLayoutInput { name: String type: PageLayoutType objectMetadataId: UUID }
  input CreatePageLayoutTabInput { title: String! position: Float pageLayoutId: UUID! layoutMode: PageLayoutTabLayoutMode }
  input UpdatePageLayoutTabInput { title: String position: Float icon: String layoutMode: PageLayoutTabLayoutMode }
  input GridPositionInput { row: Float! column: Float! rowSpan: Float! columnSpan: Float! }
  input CreatePageLayoutWidgetInput {
    pageLayoutTabId: UUID! title: String! type: WidgetType! objectMetadataId: UUID gridPosition: GridPositionInput! position: JSON configuration: JSON!
  }
  input UpdatePageLayoutWidgetInput {
    pageLayoutTabId: UUID title: String type: WidgetType objectMetadataId: UUID gridPosition: GridPositionInput position: JSON
    configuration: JSON conditionalDisplay: JSON conditionalAvailabilityExpression: String
  }

  extend type Query {
    getPageLayouts(objectMetadataId: String, pageLayoutType: PageLayoutType): [PageLayout!]!
    getPageLayout(id: String!): PageLayout
    getPageLayoutTabs(pageLayoutId: String!): [PageLayoutTab!]!
    getPageLayoutTab(id: String!): PageLayoutTab!
    getPageLayoutWidgets(pageLayoutTabId: String!): [PageLayoutWidget!]!
    getPageLayoutWidget(id: String!): PageLayoutWidget!
  }
  extend type Mutation {
    createView(input: CreateViewInput!): View!
    updateView(id: String!, input: UpdateViewInput!): View!
    deleteView(id: String!): Boolean!
    destroyView(id: String!): Boolean!
    createViewField(input: CreateViewFieldInput!): ViewField!
    createManyViewFields(inputs: [CreateViewFieldInput!]!): [ViewField!]!
    updateViewField(input: UpdateViewFieldInput!): ViewField!
    deleteViewField(input: DeleteViewFieldInput!): ViewField!
    destroyViewField(input: DestroyViewFieldInput!): ViewField!
    createViewFieldGroup(input: CreateViewFieldGroupInput!): ViewFieldGroup!
    createManyViewFieldGroups(inputs: [CreateViewFieldGroupInput!]!): [ViewFieldGroup!]!
    updateViewFieldGroup(input: UpdateViewFieldGroupInput!): ViewFieldGroup!
    deleteViewFieldGroup(input: DeleteViewFieldGroupInput!): ViewFieldGroup!
    destroyViewFieldGroup(input: DestroyViewFieldGroupInput!): ViewFieldGroup!
    createViewFilter(input: CreateViewFilterInput!): ViewFilter!
    updateViewFilter(input: UpdateViewFilterInput!): ViewFilter!
    deleteViewFilter(input: DeleteViewFilterInput!): ViewFilter!
    destroyViewFilter(input: DestroyViewFilterInput!): ViewFilter!
    createViewFilterGroup(input: CreateViewFilterGroupInput!): ViewFilterGroup!
    updateViewFilterGroup(id: String!, input: UpdateViewFilterGroupInput!): ViewFilterGroup!
    deleteViewFilterGroup(id: String!): Boolean!
    destroyViewFilterGroup(id: String!): Boolean!
    createViewSort(input: CreateViewSortInput!): ViewSort!
    updateViewSort(input: UpdateViewSortInput!): ViewSort!
    deleteViewSort(input: DeleteViewSortInput!): Boolean!
    destroyViewSort(input: DestroyViewSortInput!): Boolean!
    createViewGroup(input: CreateViewGroupInput!): ViewGroup!
    createManyViewGroups(inputs: [CreateViewGroupInput!]!): [ViewGroup!]!
    updateViewGroup(input: UpdateViewGroupInput!): ViewGroup!
    updateManyViewGroups(inputs: [UpdateViewGroupInput!]!): [ViewGroup!]!
    deleteViewGroup(input: DeleteViewGroupInput!): ViewGroup!
    destroyViewGroup(input: DestroyViewGroupInput!): ViewGroup!
    createPageLayout(input: CreatePageLayoutInput!): PageLayout!
    updatePageLayout(id: String!, input: UpdatePageLayoutInput!): PageLayout!
    destroyPageLayout(id: String!): Boolean!
    createPageLayoutTab(input: CreatePageLayoutTabInput!): PageLayoutTab!
    updatePageLayoutTab(id: String!, input: UpdatePageLayoutTabInput!): PageLayoutTab!
    destroyPageLayoutTab(id: String!): Boolean!
    createPageLayoutWidget(input: CreatePageLayoutWidgetInput!): PageLayoutWidget!
    updatePageLayoutWidget(id: String!, input: UpdatePageLayoutWidgetInput!): PageLayoutWidget!
    destroyPageLayoutWidget(id: String!): Boolean!
  }
`;
