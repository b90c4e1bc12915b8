import type { FieldMetadata, FieldType, ObjectMetadata } from '../model.js';
import { newUuid } from './identifiers.js';

/** A field with Twenty's defaults for everything that is not given. */
export function buildField(
  object: Pick<ObjectMetadata, 'id' | 'applicationId' | 'createdAt'>,
  given: Partial<FieldMetadata> & { name: string; type: FieldType; label: string },
): FieldMetadata {
  return {
    id: newUuid(), universalIdentifier: newUuid(), applicationId: object.applicationId, description: null, icon: null,
    isActive: true, isSystem: false, isUIEditable: true, isNullable: true, isUnique: false, defaultValue: null, options: null,
    settings: null, objectMetadataId: object.id, isLabelSyncedWithName: false, morphId: null, relation: null,
    createdAt: object.createdAt, updatedAt: object.createdAt, ...given,
  };
}

type SystemRow = Partial<FieldMetadata> & { name: string; type: FieldType; label: string };

const BY_SYSTEM = { name: "'System'", source: "'MANUAL'", workspaceMemberId: null };
const SHOWN_AS_AGE = { displayFormat: 'RELATIVE' };

/** Rows of the eight fields that every object has. */
export const SYSTEM_ROWS: readonly SystemRow[] = [
  { name: 'id', type: 'UUID', label: 'Id', description: 'Id', icon: 'Icon123', isNullable: false, defaultValue: 'uuid' },
  {
    name: 'createdAt', type: 'DATE_TIME', label: 'Creation date', description: 'Creation date', icon: 'IconCalendar',
    isNullable: false, defaultValue: 'now', settings: SHOWN_AS_AGE,
  },
  {
    name: 'updatedAt', type: 'DATE_TIME', label: 'Last update', description: 'Last time the record was changed',
    icon: 'IconCalendarClock', isNullable: false, defaultValue: 'now', settings: SHOWN_AS_AGE,
  },
  {
    name: 'deletedAt', type: 'DATE_TIME', label: 'Deleted at', description: 'Date when the record was deleted',
    icon: 'IconCalendarMinus', settings: SHOWN_AS_AGE,
  },
  {
    name: 'createdBy', type: 'ACTOR', label: 'Created by', description: 'The creator of the record',
    icon: 'IconCreativeCommonsSa', isNullable: false, defaultValue: BY_SYSTEM,
  },
  {
    name: 'updatedBy', type: 'ACTOR', label: 'Updated by', description: 'The workspace member who last updated the record',
    icon: 'IconUserCircle', isNullable: false, defaultValue: BY_SYSTEM,
  },
  {
    name: 'position', type: 'POSITION', label: 'Position', description: 'Position', icon: 'IconHierarchy2', isUIEditable: true,
    isNullable: false, defaultValue: 0,
  },
  {
    name: 'searchVector', type: 'TS_VECTOR', label: 'Search vector', description: 'Field used for full-text search',
    icon: 'IconUser', isUIEditable: true,
  },
];


/** The fields that every object has; `identify` may fix their ids. */
export function systemFields(
  object: Pick<ObjectMetadata, 'id' | 'applicationId' | 'createdAt'>,
  adjust: (name: string) => Partial<FieldMetadata> = () => ({}),
): FieldMetadata[] {
  return SYSTEM_ROWS.map((row) => buildField(object, {
    isSystem: true, isUIEditable: false, ...structuredClone(row), ...adjust(row.name),
  }));
}
