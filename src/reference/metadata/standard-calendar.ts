import { field, many, one, type StandardObject } from './standard-notation.js';

/** Standard objects around calendar events and call recordings. */
export const CALENDAR_OBJECTS: readonly StandardObject[] = [
  {
    singular: 'calendarEvent', plural: 'calendarEvents', label: 'Calendar event', labelPlural: 'Calendar events',
    icon: 'IconCalendar', identifier: 'title', system: true,
    fields: [
      field('title', 'TEXT', 'Title', 'IconH1', { readOnly: true }),
      field('isCanceled', 'BOOLEAN', 'Is canceled', 'IconCalendarCancel', { required: true, readOnly: true, default: false }),
      field('isFullDay', 'BOOLEAN', 'Is Full Day', 'IconHours24', { required: true, readOnly: true, default: false }),
      field('startsAt', 'DATE_TIME', 'Start Date', 'IconCalendarClock', { readOnly: true }),
      field('endsAt', 'DATE_TIME', 'End Date', 'IconCalendarClock', { readOnly: true }),
      field('externalCreatedAt', 'DATE_TIME', 'Creation DateTime', 'IconCalendarPlus', { readOnly: true }),
      field('externalUpdatedAt', 'DATE_TIME', 'Update DateTime', 'IconCalendarCog', { readOnly: true }),
      field('description', 'TEXT', 'Description', 'IconFileDescription', { readOnly: true, settings: { displayedMaxRows: 99 } }),
      field('location', 'TEXT', 'Location', 'IconMapPin', { readOnly: true }),
      field('iCalUid', 'TEXT', 'iCal UID', 'IconKey', { readOnly: true }),
      field('conferenceSolution', 'TEXT', 'Conference Solution', 'IconScreenShare', { readOnly: true }),
      field('conferenceLink', 'LINKS', 'Meet Link', 'IconLink', { readOnly: true }),
      many('calendarChannelEventAssociations', 'calendarChannelEventAssociation.calendarEvent', 'Calendar Channel Event Associations', 'IconCalendar', { required: true, readOnly: true }),
      many('calendarEventParticipants', 'calendarEventParticipant.calendarEvent', 'Event Participants', 'IconUserCircle', { required: true, readOnly: true }),
      many('callRecordings', 'callRecording.calendarEvent', 'Call Recordings', 'IconPhone', { required: true, readOnly: true }),
    ],
  },
  {
    singular: 'calendarEventParticipant', plural: 'calendarEventParticipants', label: 'Calendar event participant', labelPlural: 'Calendar event participants',
    icon: 'IconCalendar', identifier: 'handle', system: true,
    fields: [
      field('handle', 'TEXT', 'Handle', 'IconMail', { readOnly: true }),
      field('displayName', 'TEXT', 'Display Name', 'IconUser', { readOnly: true }),
      field('isOrganizer', 'BOOLEAN', 'Is Organizer', 'IconUser', { required: true, readOnly: true, default: false }),
      field('responseStatus', 'SELECT', 'Response Status', 'IconUser', { required: true, readOnly: true, default: "'NEEDS_ACTION'", options: ['NEEDS_ACTION|Needs Action|orange', 'DECLINED|Declined|red', 'TENTATIVE|Tentative|yellow', 'ACCEPTED|Accepted|green'] }),
      one('calendarEvent', 'calendarEvent', 'CASCADE', 'Event ID', 'IconCalendar', { required: true, readOnly: true }),
      one('person', 'person', 'SET_NULL', 'Person', 'IconUser', { readOnly: true }),
      one('workspaceMember', 'workspaceMember', 'SET_NULL', 'Workspace Member', 'IconUser', { readOnly: true }),
    ],
  },
  {
    singular: 'calendarChannelEventAssociation', plural: 'calendarChannelEventAssociations', label: 'Calendar Channel Event Association', labelPlural: 'Calendar Channel Event Associations',
    icon: 'IconCalendar', identifier: 'id', system: true,
    fields: [
      field('eventExternalId', 'TEXT', 'Event external ID', 'IconCalendar', { readOnly: true }),
      field('recurringEventExternalId', 'TEXT', 'Recurring Event ID', 'IconHistory', { readOnly: true }),
      field('calendarChannelId', 'UUID', 'Channel ID', 'IconCalendar', { required: true, readOnly: true }),
      one('calendarEvent', 'calendarEvent', 'CASCADE', 'Event ID', 'IconCalendar', { required: true, readOnly: true }),
    ],
  },
  {
    singular: 'callRecording', plural: 'callRecordings', label: 'Call Recording', labelPlural: 'Call Recordings',
    icon: 'IconVideo', identifier: 'title', system: true,
    fields: [
      field('title', 'TEXT', 'Title', 'IconNotes', { readOnly: true }),
      field('status', 'SELECT', 'Status', 'IconProgress', { required: true, readOnly: true, default: "'SCHEDULED'", options: ['SCHEDULED|Scheduled|sky', 'JOINING|Joining|blue', 'RECORDING|Recording|red', 'PROCESSING|Processing|orange', 'COMPLETED|Completed|green', 'FAILED|Failed|gray'] }),
      field('recordingRequestStatus', 'SELECT', 'Request Status', 'IconCircleCheck', { required: true, readOnly: true, default: "'REQUESTED'", options: ['REQUESTED|Requested|sky', 'CANCELED|Canceled|gray'] }),
      field('applicationId', 'UUID', 'Application ID', 'IconApps', { readOnly: true }),
      field('externalBotId', 'TEXT', 'External Bot ID', 'IconRobot', { readOnly: true }),
      field('externalRecordingId', 'TEXT', 'External Recording ID', 'IconId', { readOnly: true }),
      field('startedAt', 'DATE_TIME', 'Started At', 'IconCalendarClock', { readOnly: true }),
      field('endedAt', 'DATE_TIME', 'Ended At', 'IconCalendarClock', { readOnly: true }),
      field('video', 'FILES', 'Video', 'IconVideo', { readOnly: true, settings: { maxNumberOfValues: 1 } }),
      field('audio', 'FILES', 'Audio', 'IconHeadphones', { readOnly: true, settings: { maxNumberOfValues: 1 } }),
      field('transcript', 'RAW_JSON', 'Transcript', 'IconFileText', { readOnly: true }),
      field('summary', 'RICH_TEXT', 'Summary', 'IconFileText', { readOnly: true }),
      one('calendarEvent', 'calendarEvent', 'SET_NULL', 'Calendar Event', 'IconCalendar', { readOnly: true }),
    ],
  },
  {
    singular: 'blocklist', plural: 'blocklists', label: 'Blocklist', labelPlural: 'Blocklists',
    icon: 'IconForbid2', identifier: 'handle', system: true,
    fields: [
      field('handle', 'TEXT', 'Handle', 'IconAt', { readOnly: true }),
      one('workspaceMember', 'workspaceMember', 'SET_NULL', 'WorkspaceMember', 'IconCircleUser', { required: true, readOnly: true }),
    ],
  },
];
