import type { FieldMetadata, ObjectMetadata, Workspace } from '../model.js';
import { recordsOf } from '../records/columns.js';
import { newUuid } from './identifiers.js';
import { buildField, systemFields } from './system-fields.js';

/** What creates an object, already checked. */
export interface ObjectInput {
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  labelPlural: string;
  description?: string | null;
  icon?: string | null;
  color?: string | null;
  shortcut?: string | null;
  skipNameField?: boolean;
  isLabelSyncedWithName?: boolean;
}

/** First letter upper-cased. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Objects to which every custom object is tied: name of the one-to-many field, its label, icon and the words for the join. */
const TIES = [
  { name: 'timelineActivities', target: 'timelineActivity', label: 'Timeline Activities', icon: 'IconTimelineEvent', words: 'Timeline Activity' },
  { name: 'attachments', target: 'attachment', label: 'Attachments', icon: 'IconFileImport', words: 'Attachment' },
  { name: 'noteTargets', target: 'noteTarget', label: 'Notes', icon: 'IconNotes', words: 'Note Target' },
  { name: 'taskTargets', target: 'taskTarget', label: 'Tasks', icon: 'IconCheckbox', words: 'Task Target' },
] as const;

/** Icon of the morph field on the other side, where it differs from that of the one-to-many field. */
const MORPH_ICONS: Readonly<Record<string, string>> = { noteTarget: 'IconCheckbox' };

const BY_NOBODY = { name: "''", source: "'MANUAL'" };

/** System fields of custom objects differ a little from those of standard ones. */
function adjustSystemField(name: string): Partial<FieldMetadata> {
  if (name === 'createdBy' || name === 'updatedBy') return { defaultValue: { ...BY_NOBODY } };
  if (name === 'deletedAt') return { description: 'Deletion date', icon: 'IconCalendarClock', settings: null };
  if (name === 'searchVector') return { description: 'Search vector', icon: 'IconSearch', isUIEditable: false };
  if (name === 'position') return { isUIEditable: false };
  return { settings: null };
}

function tie(workspace: Workspace, object: ObjectMetadata, row: (typeof TIES)[number]): void {
  const other = workspace.objects.find((each) => each.nameSingular === row.target && !each.isRemote);
  if (!other) return;
  const name = `target${capitalise(object.nameSingular)}`;
  const here = buildField(object, {
    name: row.name, type: 'RELATION', label: row.label, icon: row.icon, settings: { relationType: 'ONE_TO_MANY' },
    description: `${capitalise(object.namePlural)} tied to the ${row.words}`,
  });
  const there = buildField({ ...object, id: other.id }, {
    name, type: 'MORPH_RELATION', label: object.labelSingular, icon: MORPH_ICONS[row.target] ?? row.icon,
    description: `${capitalise(other.namePlural)} ${object.labelSingular}`,
    settings: { onDelete: 'SET_NULL', relationType: 'MANY_TO_ONE', joinColumnName: `${name}Id` },
    morphId: other.fields.find((each) => each.type === 'MORPH_RELATION' && each.name.startsWith('target'))?.morphId ?? newUuid(),
    relation: { targetObjectId: object.id, targetFieldId: here.id },
  });
  here.relation = { targetObjectId: other.id, targetFieldId: there.id };
  object.fields.push(here);
  other.fields.push(there);
  recordsOf(workspace, other).rewrite((record) => void (record[`${name}Id`] = null));
}

/** Adds a custom object with everything that it gets by itself to a workspace. */
export function addCustomObject(workspace: Workspace, input: ObjectInput, now: string): ObjectMetadata {
  const object: ObjectMetadata = {
    id: newUuid(), universalIdentifier: newUuid(), applicationId: workspace.customApplicationId,
    nameSingular: input.nameSingular, namePlural: input.namePlural,
    labelSingular: capitalise(input.labelSingular), labelPlural: capitalise(input.labelPlural),
    description: input.description ?? null, icon: input.icon ?? null, color: input.color ?? null,
    shortcut: input.shortcut ?? null, isRemote: false, isActive: true, isSystem: false, isUIEditable: true, isUICreatable: true,
    isSearchable: true, isLabelSyncedWithName: input.isLabelSyncedWithName ?? false, labelIdentifierFieldMetadataId: null,
    imageIdentifierFieldMetadataId: null, duplicateCriteria: null, createdAt: now, updatedAt: now, fields: [],
  };
  if (!input.skipNameField) {
    object.fields.push(buildField(object, { name: 'name', type: 'TEXT', label: 'Name', description: 'Name', icon: 'IconAbc' }));
  }
  object.fields.push(...systemFields(object, adjustSystemField));
  object.labelIdentifierFieldMetadataId = object.fields[0]?.id ?? null;
  workspace.objects.push(object);
  for (const row of TIES) tie(workspace, object, row);
  return object;
}
