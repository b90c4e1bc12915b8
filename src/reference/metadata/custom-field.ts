import type { FieldMetadata, FieldOption, FieldType, ObjectMetadata, Workspace } from '../model.js';
import { recordsOf } from '../records/columns.js';
import { showInAutomaticViews } from './automatic-layout.js';
import { capitalise } from './custom-object.js';
import { newUuid } from './identifiers.js';
import { nameFromLabel } from './names.js';
import { emptyValue } from './record-values.js';
import { buildField } from './system-fields.js';

/** One relation that a field is to make. */
export interface RelationInput {
  type: 'MANY_TO_ONE' | 'ONE_TO_MANY';
  targetObjectMetadataId: string;
  targetFieldLabel: string;
  targetFieldIcon: string;
}

/** What creates a field, already checked. */
export interface FieldInput {
  objectMetadataId: string;
  type: FieldType;
  name: string;
  label: string;
  description?: string | null;
  icon?: string | null;
  isNullable?: boolean;
  isUnique?: boolean;
  defaultValue?: unknown;
  options?: Array<Partial<FieldOption> & { label: string; value: string }> | null;
  settings?: Record<string, unknown> | null;
  isLabelSyncedWithName?: boolean;
  relationCreationPayload?: RelationInput | null;
  morphRelationsCreationPayload?: RelationInput[] | null;
}

const RATING_OPTIONS = [1, 2, 3, 4, 5].map((stars) => ({ label: String(stars), value: `RATING_${stars}`, position: stars - 1 }));

/** Default values of composites that no one gives. */
const COMPOSITE_DEFAULTS: Partial<Record<FieldType, unknown>> = {
  ACTOR: { name: "'System'", source: "'MANUAL'", context: null, workspaceMemberId: null },
};

/** Gives every record of an object a value for a new field. */
export function fillRecords(workspace: Workspace, objectId: string, field: FieldMetadata): void {
  recordsOf(workspace, { id: objectId }).rewrite((record) => {
    if (field.type === 'RELATION' || field.type === 'MORPH_RELATION') {
      const column = field.settings?.['joinColumnName'];
      if (typeof column === 'string') record[column] = null;
    } else record[field.name] = emptyValue(field);
  });
}

function relationSettings(type: RelationInput['type'], name: string, given: Record<string, unknown> | null): Record<string, unknown> {
  if (type === 'ONE_TO_MANY') return { ...given, relationType: type };
  return { onDelete: 'SET_NULL', ...given, relationType: type, joinColumnName: `${name}Id` };
}

function addRelation(
  workspace: Workspace, object: ObjectMetadata, input: FieldInput, relation: RelationInput, morphId: string | null, now: string,
): FieldMetadata {
  const target = workspace.objects.find((each) => each.id === relation.targetObjectMetadataId);
  if (!target) throw new Error(`no object ${relation.targetObjectMetadataId}`);
  const own = { id: object.id, applicationId: workspace.customApplicationId, createdAt: now };
  const name = morphId === null ? input.name
    : input.name + capitalise(relation.type === 'MANY_TO_ONE' ? target.nameSingular : target.namePlural);
  const inverseType = relation.type === 'MANY_TO_ONE' ? 'ONE_TO_MANY' : 'MANY_TO_ONE';
  const here = buildField(own, {
    name, type: morphId === null ? 'RELATION' : 'MORPH_RELATION', label: input.label, description: input.description ?? null,
    icon: input.icon ?? null, settings: relationSettings(relation.type, name, input.settings ?? null), morphId,
    isLabelSyncedWithName: input.isLabelSyncedWithName ?? false, isUnique: false,
  });
  const inverseName = nameFromLabel(relation.targetFieldLabel);
  const there = buildField({ ...own, id: target.id }, {
    name: inverseName, type: 'RELATION', label: relation.targetFieldLabel, icon: relation.targetFieldIcon,
    description: `${capitalise(target.namePlural)} ${object.labelSingular}`,
    settings: relationSettings(inverseType, inverseName, null), relation: { targetObjectId: object.id, targetFieldId: here.id },
  });
  here.relation = { targetObjectId: target.id, targetFieldId: there.id };
  object.fields.push(here);
  target.fields.push(there);
  fillRecords(workspace, object.id, here);
  fillRecords(workspace, target.id, there);
  showInAutomaticViews(workspace, object, here);
  showInAutomaticViews(workspace, target, there);
  return here;
}

/** Options with ids and positions filled in. */
export function completeOptions(options: NonNullable<FieldInput['options']>): FieldOption[] {
  return options.map((option, at) => ({
    id: option.id ?? newUuid(), label: option.label, value: option.value, color: option.color ?? 'green', position: option.position ?? at,
  }));
}

/** Adds a field to a custom or standard object; relations get their other side too. Answers the (first) field. */
export function addCustomField(workspace: Workspace, object: ObjectMetadata, input: FieldInput, now: string): FieldMetadata {
  if (input.type === 'RELATION' && input.relationCreationPayload) {
    return addRelation(workspace, object, input, input.relationCreationPayload, null, now);
  }
  if (input.type === 'MORPH_RELATION' && input.morphRelationsCreationPayload) {
    const morphId = newUuid();
    const made = input.morphRelationsCreationPayload.map((relation) => addRelation(workspace, object, input, relation, morphId, now));
    if (!made[0]) throw new Error('a morph relation needs a target');
    return made[0];
  }
  const field = newField(workspace, object, input, now);
  object.fields.push(field);
  fillRecords(workspace, object.id, field);
  showInAutomaticViews(workspace, object, field);
  return field;
}

/** A field that is no relation, which does not belong to its object yet. */
export function newField(workspace: Workspace, object: ObjectMetadata, input: FieldInput, now: string): FieldMetadata {
  return buildField({ id: object.id, applicationId: workspace.customApplicationId, createdAt: now }, {
    name: input.name, type: input.type, label: input.label, description: input.description ?? null, icon: input.icon ?? null,
    isNullable: input.isNullable ?? true, isUnique: input.isUnique ?? false,
    defaultValue: input.defaultValue ?? COMPOSITE_DEFAULTS[input.type] ?? null,
    options: input.options ? completeOptions(input.options)
      : input.type === 'RATING' ? RATING_OPTIONS.map((option) => ({ id: newUuid(), ...option }) as FieldOption) : null,
    settings: input.settings ?? null, isLabelSyncedWithName: input.isLabelSyncedWithName ?? false,
  });
}
