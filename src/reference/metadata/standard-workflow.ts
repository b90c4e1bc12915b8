import { field, many, one, type StandardObject } from './standard-notation.js';

/** Standard objects around workflows and their runs. */
export const WORKFLOW_OBJECTS: readonly StandardObject[] = [
  {
    singular: 'workflow', plural: 'workflows', label: 'Workflow', labelPlural: 'Workflows',
    icon: 'IconSettingsAutomation', shortcut: 'W', identifier: 'name', searchable: true, creatable: true,
    fields: [
      field('name', 'TEXT', 'Name', 'IconSettingsAutomation'),
      field('lastPublishedVersionId', 'TEXT', 'Last published Version Id', 'IconVersions', { readOnly: true }),
      field('statuses', 'MULTI_SELECT', 'Statuses', 'IconStatusChange', { readOnly: true, options: ['DRAFT|Draft|yellow', 'ACTIVE|Active|green', 'DEACTIVATED|Deactivated|gray'] }),
      many('attachments', 'attachment.targetWorkflow', 'Attachments', 'IconFileUpload', { required: true }),
      many('timelineActivities', 'timelineActivity.targetWorkflow', 'Timeline Activities', 'IconTimelineEvent', { required: true }),
      many('versions', 'workflowVersion.workflow', 'Versions', 'IconVersions', { required: true, readOnly: true }),
      many('runs', 'workflowRun.workflow', 'Runs', 'IconRun', { required: true, readOnly: true }),
      many('automatedTriggers', 'workflowAutomatedTrigger.workflow', 'Automated Triggers', 'IconSettingsAutomation', { required: true, readOnly: true }),
    ],
  },
  {
    singular: 'workflowVersion', plural: 'workflowVersions', label: 'Workflow Version', labelPlural: 'Workflow Versions',
    icon: 'IconVersions', identifier: 'name', system: true, readOnlySystemFields: true,
    fields: [
      field('name', 'TEXT', 'Name', 'IconSettingsAutomation', { readOnly: true }),
      field('trigger', 'RAW_JSON', 'Version trigger', 'IconSettingsAutomation', { readOnly: true }),
      field('steps', 'RAW_JSON', 'Version steps', 'IconSettingsAutomation', { readOnly: true }),
      field('status', 'SELECT', 'Version status', 'IconStatusChange', { required: true, readOnly: true, default: "'DRAFT'", options: ['DRAFT|Draft|yellow', 'ACTIVE|Active|green', 'DEACTIVATED|Deactivated|orange', 'ARCHIVED|Archived|gray'] }),
      many('timelineActivities', 'timelineActivity.targetWorkflowVersion', 'Timeline Activities', 'IconTimelineEvent', { required: true, readOnly: true }),
      one('workflow', 'workflow', 'CASCADE', 'Workflow', 'IconSettingsAutomation', { readOnly: true }),
      many('runs', 'workflowRun.workflowVersion', 'Runs', 'IconRun', { readOnly: true }),
    ],
  },
  {
    singular: 'workflowRun', plural: 'workflowRuns', label: 'Workflow Run', labelPlural: 'Workflow Runs',
    icon: 'IconHistoryToggle', identifier: 'name', system: true, readOnlySystemFields: true,
    fields: [
      field('name', 'TEXT', 'Name', 'IconSettingsAutomation', { readOnly: true }),
      field('enqueuedAt', 'DATE_TIME', 'Workflow run enqueued at', 'IconHistory', { readOnly: true }),
      field('startedAt', 'DATE_TIME', 'Workflow run started at', 'IconHistory', { readOnly: true }),
      field('endedAt', 'DATE_TIME', 'Workflow run ended at', 'IconHistory', { readOnly: true }),
      field('status', 'SELECT', 'Workflow run status', 'IconStatusChange', { required: true, readOnly: true, default: "'NOT_STARTED'", options: ['NOT_STARTED|Not started|gray', 'RUNNING|Running|yellow', 'COMPLETED|Completed|green', 'FAILED|Failed|red', 'ENQUEUED|Enqueued|blue', 'STOPPING|Stopping|orange', 'STOPPED|Stopped|gray'] }),
      field('state', 'RAW_JSON', 'State', 'IconHierarchy2', { required: true, readOnly: true }),
      field('stepLogs', 'RAW_JSON', 'Step logs', 'IconTerminal2', { system: true, readOnly: true }),
      many('timelineActivities', 'timelineActivity.targetWorkflowRun', 'Timeline Activities', 'IconTimelineEvent', { required: true, readOnly: true }),
      one('workflow', 'workflow', 'CASCADE', 'Workflow', 'IconSettingsAutomation', { required: true, readOnly: true }),
      one('workflowVersion', 'workflowVersion', 'SET_NULL', 'Workflow version', 'IconVersions', { required: true, readOnly: true }),
    ],
  },
  {
    singular: 'workflowAutomatedTrigger', plural: 'workflowAutomatedTriggers', label: 'Workflow Automated Trigger', labelPlural: 'Workflow Automated Triggers',
    icon: 'IconSettingsAutomation', identifier: 'id', system: true,
    fields: [
      field('type', 'SELECT', 'Automated Trigger Type', 'IconSettingsAutomation', { required: true, readOnly: true, default: "'DATABASE_EVENT'", options: ['DATABASE_EVENT|Database Event|green', 'CRON|Cron|blue'] }),
      field('settings', 'RAW_JSON', 'Settings', 'IconSettings', { required: true, readOnly: true }),
      one('workflow', 'workflow', 'CASCADE', 'Workflow', 'IconSettingsAutomation', { required: true, readOnly: true }),
    ],
  },
];
