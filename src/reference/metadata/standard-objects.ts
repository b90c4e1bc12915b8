import type { FieldMetadata, FieldOption, ObjectMetadata } from '../model.js';
import { stableUuid } from './identifiers.js';
import { CALENDAR_OBJECTS } from './standard-calendar.js';
import { CRM_OBJECTS } from './standard-crm.js';
import { MESSAGING_OBJECTS } from './standard-messaging.js';
import type { StandardField, StandardObject } from './standard-notation.js';
import { WORKFLOW_OBJECTS } from './standard-workflow.js';
import { buildField, systemFields } from './system-fields.js';

/** The tables of all standard objects. */
export const STANDARD_OBJECTS: readonly StandardObject[] = [
  ...CRM_OBJECTS, ...WORKFLOW_OBJECTS, ...CALENDAR_OBJECTS, ...MESSAGING_OBJECTS,
];

function buildOptions(seed: string, options: readonly string[]): FieldOption[] {
  return options.map((line, position) => {
    const [value = '', label = '', color = ''] = line.split('|');
    return { id: stableUuid(`${seed}.${value}`), value, label, color, position };
  });
}

function settingsOf(row: StandardField): Record<string, unknown> | null {
  if (row.kind === 'many') return { relationType: 'ONE_TO_MANY' };
  if (row.kind === 'field') return row.options.settings ? structuredClone(row.options.settings) : null;
  return { onDelete: row.onDelete, relationType: 'MANY_TO_ONE', joinColumnName: `${row.name}Id` };
}

function buildRow(object: ObjectMetadata, table: StandardObject, row: StandardField, seed: string): FieldMetadata {
  const path = `${table.singular}.${row.name}`;
  return buildField(object, {
    id: stableUuid(`${seed}.${path}`),
    universalIdentifier: stableUuid(path),
    name: row.name,
    type: row.kind === 'field' ? row.type : row.kind === 'morph' ? 'MORPH_RELATION' : 'RELATION',
    label: row.label,
    icon: row.icon,
    isSystem: row.options.system ?? false,
    isUIEditable: !row.options.readOnly,
    isNullable: !row.options.required,
    isUnique: row.options.unique ?? false,
    defaultValue: structuredClone(row.options.default ?? null),
    options: row.options.options ? buildOptions(`${seed}.${path}`, row.options.options) : null,
    settings: settingsOf(row),
    morphId: row.kind === 'morph' ? stableUuid(`${seed}.${table.singular}.${row.morph}`) : null,
  });
}

function buildObject(table: StandardObject, seed: string, applicationId: string, createdAt: string): ObjectMetadata {
  const object: ObjectMetadata = {
    id: stableUuid(`${seed}.${table.singular}`), universalIdentifier: stableUuid(table.singular), applicationId,
    nameSingular: table.singular, namePlural: table.plural, labelSingular: table.label, labelPlural: table.labelPlural,
    description: null, icon: table.icon, color: null, shortcut: table.shortcut ?? null, isRemote: false, isActive: true,
    isSystem: table.system ?? false, isUIEditable: true, isUICreatable: table.creatable ?? false,
    isSearchable: table.searchable ?? false, isLabelSyncedWithName: false, labelIdentifierFieldMetadataId: null,
    imageIdentifierFieldMetadataId: null, duplicateCriteria: table.duplicateCriteria ?? null, createdAt, updatedAt: createdAt,
    fields: [],
  };
  const system = systemFields(object, (name) => ({
    id: stableUuid(`${seed}.${table.singular}.${name}`),
    universalIdentifier: stableUuid(`${table.singular}.${name}`),
    ...(table.readOnlySystemFields ? { isUIEditable: false } : {}),
  }));
  object.fields = [...system, ...table.fields.map((row) => buildRow(object, table, row, seed))];
  const idOf = (name: string | undefined): string | null => object.fields.find((each) => each.name === name)?.id ?? null;
  object.labelIdentifierFieldMetadataId = idOf(table.identifier);
  object.imageIdentifierFieldMetadataId = idOf(table.image);
  return object;
}

/** The live field that `object.field` names; throws when a table names one that does not exist. */
function locate(objects: readonly ObjectMetadata[], path: string): { object: ObjectMetadata; field: FieldMetadata } {
  const [objectName, fieldName] = path.split('.');
  const object = objects.find((each) => each.nameSingular === objectName);
  const found = object?.fields.find((each) => each.name === fieldName);
  if (!object || !found) throw new Error(`no standard field ${path}`);
  return { object, field: found };
}

function linkRelations(objects: readonly ObjectMetadata[]): void {
  for (const table of STANDARD_OBJECTS) {
    for (const row of table.fields) {
      if (row.kind !== 'many') continue;
      const here = locate(objects, `${table.singular}.${row.name}`);
      const there = locate(objects, row.inverse);
      here.field.relation = { targetObjectId: there.object.id, targetFieldId: there.field.id };
      there.field.relation = { targetObjectId: here.object.id, targetFieldId: here.field.id };
      if (row.options.junction) {
        const junction = locate(objects, `${there.object.nameSingular}.${row.options.junction}`).field;
        here.field.settings = { ...here.field.settings, junctionTargetFieldId: junction.id };
      }
    }
  }
}

/** Live metadata of all standard objects, with relations resolved both ways. Ids follow from the seed. */
export function buildStandardObjects(seed: string, applicationId: string, createdAt: string): ObjectMetadata[] {
  const objects = STANDARD_OBJECTS.map((table) => buildObject(table, seed, applicationId, createdAt));
  linkRelations(objects);
  const executedBy = locate(objects, 'workflowRun.createdBy').field;
  executedBy.label = 'Executed by';
  return objects;
}
