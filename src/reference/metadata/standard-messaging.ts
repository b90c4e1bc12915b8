import { field, many, one, type StandardObject } from './standard-notation.js';

/** Standard objects around messages, campaigns and lists. */
export const MESSAGING_OBJECTS: readonly StandardObject[] = [
  {
    singular: 'message', plural: 'messages', label: 'Message', labelPlural: 'Messages',
    icon: 'IconMessage', identifier: 'subject', system: true,
    fields: [
      field('headerMessageId', 'TEXT', 'Header message Id', 'IconHash', { readOnly: true }),
      field('subject', 'TEXT', 'Subject', 'IconMessage', { readOnly: true }),
      field('text', 'TEXT', 'Text', 'IconMessage', { readOnly: true }),
      field('receivedAt', 'DATE_TIME', 'Received At', 'IconCalendar', { readOnly: true }),
      field('deliveryStatus', 'SELECT', 'Delivery status', 'IconMailFast', { readOnly: true, options: ['QUEUED|Queued|gray', 'SENT|Sent|green', 'FAILED|Failed|red', 'BOUNCED|Bounced|orange', 'COMPLAINED|Complained|purple', 'SKIPPED|Skipped|yellow'] }),
      field('isDraft', 'BOOLEAN', 'Is draft', 'IconPencil', { required: true, readOnly: true, default: false }),
      one('messageCampaign', 'messageCampaign', 'SET_NULL', 'Campaign', 'IconSend', { readOnly: true }),
      one('messageThread', 'messageThread', 'CASCADE', 'Message Thread Id', 'IconHash', { readOnly: true }),
      many('messageParticipants', 'messageParticipant.message', 'Message Participants', 'IconUserCircle', { readOnly: true }),
      many('messageChannelMessageAssociations', 'messageChannelMessageAssociation.message', 'Message Channel Association', 'IconMessage', { readOnly: true }),
    ],
  },
  {
    singular: 'messageThread', plural: 'messageThreads', label: 'Message Thread', labelPlural: 'Message Threads',
    icon: 'IconMessage', identifier: 'subject', system: true,
    fields: [
      field('subject', 'TEXT', 'Subject', 'IconMessage', { readOnly: true }),
      many('messages', 'message.messageThread', 'Messages', 'IconMessage', { readOnly: true }),
      many('messageChannelMessageAssociations', 'messageChannelMessageAssociation.messageThread', 'Message Channel Association', 'IconMessage', { readOnly: true }),
    ],
  },
  {
    singular: 'messageParticipant', plural: 'messageParticipants', label: 'Message Participant', labelPlural: 'Message Participants',
    icon: 'IconUserCircle', identifier: 'handle', system: true,
    fields: [
      field('role', 'SELECT', 'Role', 'IconAt', { required: true, readOnly: true, default: "'FROM'", options: ['FROM|From|green', 'TO|To|blue', 'CC|Cc|orange', 'BCC|Bcc|red', 'REPLY_TO|Reply To|purple'] }),
      field('handle', 'TEXT', 'Handle', 'IconAt', { readOnly: true }),
      field('displayName', 'TEXT', 'Display Name', 'IconUser', { readOnly: true }),
      one('messageCampaign', 'messageCampaign', 'SET_NULL', 'Campaign', 'IconSend', { readOnly: true }),
      one('message', 'message', 'CASCADE', 'Message', 'IconMessage', { required: true, readOnly: true }),
      one('person', 'person', 'SET_NULL', 'Person', 'IconUser', { readOnly: true }),
      one('workspaceMember', 'workspaceMember', 'SET_NULL', 'Workspace Member', 'IconCircleUser', { readOnly: true }),
    ],
  },
  {
    singular: 'messageChannelMessageAssociation', plural: 'messageChannelMessageAssociations', label: 'Message Channel Message Association', labelPlural: 'Message Channel Message Associations',
    icon: 'IconMessage', identifier: 'id', system: true,
    fields: [
      field('messageExternalId', 'TEXT', 'Message External Id', 'IconHash', { readOnly: true }),
      field('messageThreadExternalId', 'TEXT', 'Thread External Id', 'IconHash', { readOnly: true }),
      field('direction', 'SELECT', 'Direction', 'IconDirection', { required: true, readOnly: true, default: "'INCOMING'", options: ['INCOMING|Incoming|green', 'OUTGOING|Outgoing|blue'] }),
      field('messageChannelId', 'UUID', 'Message Channel Id', 'IconHash', { readOnly: true }),
      one('message', 'message', 'CASCADE', 'Message Id', 'IconHash', { readOnly: true }),
      one('messageThread', 'messageThread', 'CASCADE', 'Message Thread Id', 'IconHash', { readOnly: true }),
      many('messageFolders', 'messageChannelMessageAssociationMessageFolder.messageChannelMessageAssociation', 'Message Folders', 'IconFolders', { readOnly: true }),
    ],
  },
  {
    singular: 'messageChannelMessageAssociationMessageFolder', plural: 'messageChannelMessageAssociationMessageFolders', label: 'Message Channel Message Association Message Folder', labelPlural: 'Message Channel Message Association Message Folders',
    icon: 'IconFolder', identifier: 'id', system: true,
    fields: [
      field('messageFolderId', 'UUID', 'Message Folder', 'IconFolder', { required: true, readOnly: true }),
      one('messageChannelMessageAssociation', 'messageChannelMessageAssociation', 'CASCADE', 'Message Channel Message Association', 'IconMessage', { required: true, readOnly: true }),
    ],
  },
  {
    singular: 'messageCampaign', plural: 'messageCampaigns', label: 'Campaign', labelPlural: 'Campaigns',
    icon: 'IconSend', identifier: 'subject', system: true,
    fields: [
      field('subject', 'TEXT', 'Subject', 'IconMail', { readOnly: true }),
      field('bodyTemplate', 'TEXT', 'Body', 'IconFileText', { readOnly: true }),
      field('fromAddress', 'EMAILS', 'From address', 'IconAt', { readOnly: true, settings: { maxNumberOfValues: 1 } }),
      field('status', 'SELECT', 'Status', 'IconProgress', { required: true, readOnly: true, default: "'DRAFT'", options: ['DRAFT|Draft|gray', 'SCHEDULED|Scheduled|blue', 'SENDING|Sending|yellow', 'SENT|Sent|green', 'SENT_WITH_ERRORS|Sent with errors|orange'] }),
      field('sentAt', 'DATE_TIME', 'Sent at', 'IconSend', { readOnly: true, settings: { displayFormat: 'RELATIVE' } }),
      field('sentCount', 'NUMBER', 'Sent count', 'IconMailFast', { required: true, readOnly: true, default: 0 }),
      field('failedCount', 'NUMBER', 'Failed count', 'IconMailX', { required: true, readOnly: true, default: 0 }),
      field('bouncedCount', 'NUMBER', 'Bounced count', 'IconMailOff', { required: true, readOnly: true, default: 0 }),
      field('complainedCount', 'NUMBER', 'Complained count', 'IconMoodSad', { required: true, readOnly: true, default: 0 }),
      field('unsubscribeTopicId', 'UUID', 'Unsubscribe topic id', 'IconMailbox', { readOnly: true }),
      one('list', 'messageList', 'SET_NULL', 'List', 'IconUsersGroup', { readOnly: true }),
      many('timelineActivities', 'timelineActivity.targetMessageCampaign', 'Events', 'IconTimelineEvent'),
      many('messages', 'message.messageCampaign', 'Messages', 'IconMessage', { readOnly: true }),
      many('recipients', 'messageParticipant.messageCampaign', 'Recipients', 'IconUsers', { readOnly: true }),
    ],
  },
  {
    singular: 'messageList', plural: 'messageLists', label: 'List', labelPlural: 'Lists',
    icon: 'IconUsersGroup', identifier: 'name', system: true, searchable: true, creatable: true,
    fields: [
      field('name', 'TEXT', 'Name', 'IconUsersGroup'),
      many('campaigns', 'messageCampaign.list', 'Campaigns', 'IconSend', { readOnly: true }),
      many('members', 'messageListMember.list', 'Members', 'IconUser', { junction: 'person' }),
      many('timelineActivities', 'timelineActivity.targetMessageList', 'Events', 'IconTimelineEvent'),
    ],
  },
  {
    singular: 'messageListMember', plural: 'messageListMembers', label: 'List Member', labelPlural: 'List Members',
    icon: 'IconUser', identifier: 'id', system: true, creatable: true,
    fields: [
      one('list', 'messageList', 'CASCADE', 'List', 'IconUsersGroup', { required: true }),
      one('person', 'person', 'CASCADE', 'Person', 'IconUser', { required: true }),
    ],
  },
];
