import type { FindManyResult } from '../engine.js';
import type { ObjectMetadata, Workspace } from '../model.js';
import { recordsPointingAt } from './cascade.js';
import { fieldOfJoinColumn } from './columns.js';

/** By object: the records that tie its own to a channel, and their column. */
const ASSOCIATIONS: Record<string, { object: string; column: string }> = {
  message: { object: 'messageChannelMessageAssociation', column: 'messageId' },
  calendarEvent: { object: 'calendarChannelEventAssociation', column: 'calendarEventId' },
};

/** A page without the messages and calendar events that belong to no channel; count and cursors stay as they were. */
export function withoutUnassociated(workspace: Workspace, object: ObjectMetadata, page: FindManyResult): FindManyResult {
  const association = ASSOCIATIONS[object.nameSingular];
  const associated = workspace.objects.find(({ nameSingular }) => nameSingular === association?.object);
  if (!association || !associated) return page;
  const field = fieldOfJoinColumn(associated, association.column);
  if (!field) return page;
  const shown = page.records.map(({ id }) => recordsPointingAt(workspace, { object: associated, field, column: association.column }, id).length > 0);
  return { ...page, records: page.records.filter((_, index) => shown[index]), cursors: page.cursors.filter((_, index) => shown[index]) };
}
