import { ApiError } from '../errors.js';
import type { FieldMetadata, FieldOption, ObjectMetadata, Workspace } from '../model.js';
import { isComposite, recordsOf } from '../records/columns.js';
import { hasSharedValues } from '../records/unique.js';
import { fieldConsequences } from './consequences.js';
import { storedDefault } from './default-literals.js';
import { addCustomField, completeOptions, type FieldInput, type RelationInput } from './custom-field.js';
import { capitalise } from './custom-object.js';
import { fieldFaults, fieldNameFaults, uniqueFaults } from './field-faults.js';
import { newUuid } from './identifiers.js';
import { dropLayoutOfField } from './layout-defaults.js';
import { nameFromLabel } from './names.js';
import { renameKey } from './record-values.js';
import { earlyFaultyField, fault, faultyField, faultyIndex, internalError, validationError, type Fault } from './refusals.js';
import { remapOptions } from './option-remap.js';
import { buildField } from './system-fields.js';
import { bumpMetadataVersion } from './version.js';

const INVALID = 'INVALID_FIELD_INPUT';
const EDITABLE = [
  'name', 'label', 'description', 'icon', 'isActive', 'isUnique', 'defaultValue', 'options', 'settings', 'isLabelSyncedWithName',
] as const;
const EDITABLE_ON_SYSTEM: ReadonlySet<string> = new Set(['settings', 'isActive']);
const FORBIDDEN_ON_STANDARD: ReadonlySet<string> = new Set(['name', 'isLabelSyncedWithName']);

/** What an update of a field may hold; other keys are passed over. */
export type FieldUpdate = Partial<Record<(typeof EDITABLE)[number], unknown>>;

function earlyRefusal(error: Fault): ApiError {
  return validationError('Multiple validation errors occurred while creating field', { fieldMetadata: [earlyFaultyField('create', error)] });
}

function relationFaults(workspace: Workspace, object: ObjectMetadata, input: FieldInput, relation: RelationInput): Fault[] {
  const target = workspace.objects.find((each) => each.id === relation.targetObjectMetadataId);
  if (!target) return [fault('OBJECT_METADATA_NOT_FOUND', 'Object targeted by the relation not found')];
  const name = input.type === 'RELATION' ? input.name
    : input.name + capitalise(relation.type === 'MANY_TO_ONE' ? target.nameSingular : target.namePlural);
  const column = relation.type === 'MANY_TO_ONE' ? fieldNameFaults(object, { name: `${name}Id`, type: 'UUID' }) : [];
  const inverse = fieldNameFaults(target, { name: nameFromLabel(relation.targetFieldLabel ?? ''), type: 'RELATION' });
  return [...fieldNameFaults(object, { name, type: input.type }), ...column, ...inverse];
}

function relationsOf(input: FieldInput): RelationInput[] {
  if (input.type === 'RELATION') return input.relationCreationPayload ? [input.relationCreationPayload] : [];
  return input.type === 'MORPH_RELATION' ? input.morphRelationsCreationPayload ?? [] : [];
}

function checkBasics(workspace: Workspace, input: FieldInput): ObjectMetadata {
  const object = workspace.objects.find((each) => each.id === input.objectMetadataId);
  if (!object) {
    throw earlyRefusal({
      code: 'OBJECT_METADATA_NOT_FOUND', message: 'Provided object metadata id does not exist',
      userFriendlyMessage: 'Created field metadata, parent object metadata not found',
    });
  }
  if (input.type === 'TS_VECTOR') throw earlyRefusal({ code: INVALID, message: 'TS Vector is not supported for field creation' });
  const isRelation = input.type === 'RELATION' || input.type === 'MORPH_RELATION';
  if (isRelation && relationsOf(input).length === 0) throw earlyRefusal(fault(INVALID, 'Relation creation payload is required'));
  if (input.options !== undefined && input.options !== null && !Array.isArray(input.options)) throw internalError('options are no list');
  return object;
}

/** Creates a field; relations get the field on the other side too. */
export function createField(workspace: Workspace, input: FieldInput): FieldMetadata {
  const object = checkBasics(workspace, input);
  const isEnum = input.type === 'SELECT' || input.type === 'MULTI_SELECT';
  const given: FieldInput = { ...input };
  if (given.options && isEnum) given.options = completeOptions(given.options);
  else delete given.options;
  given.defaultValue = storedDefault(given.type, given.defaultValue);
  const rating: FieldOption[] = [1, 2, 3, 4, 5].map((star) => ({ id: newUuid(), label: `${star}`, value: `RATING_${star}`, color: '', position: star - 1 }));
  const draft = buildField(object, {
    name: given.name, type: given.type, label: given.label, isUnique: given.isUnique ?? false, settings: given.settings ?? null,
    defaultValue: given.defaultValue ?? null, options: given.type === 'RATING' ? rating : given.options as FieldOption[] | undefined ?? null,
    isLabelSyncedWithName: given.isLabelSyncedWithName ?? false,
  });
  const relations = relationsOf(given);
  const nameProblems = relations.length > 0
    ? relations.flatMap((relation) => relationFaults(workspace, object, given, relation)) : fieldNameFaults(object, draft);
  const faults = [...nameProblems, ...fieldFaults(draft, () => true)];
  const indexFaults = uniqueFaults(draft);
  if (faults.length > 0 || indexFaults.length > 0) {
    throw validationError('Multiple validation errors occurred while creating fields', {
      ...(faults.length > 0 ? { fieldMetadata: [faultyField('create', faults, draft, object.universalIdentifier)], ...fieldConsequences(draft.universalIdentifier) } : {}),
      ...(indexFaults.length > 0 ? { index: [faultyIndex(indexFaults)] } : {}),
    });
  }
  const isEmpty = given.defaultValue === null || given.defaultValue === undefined;
  if (given.isNullable === false && isEmpty && relations.length === 0 && !isComposite(draft) && recordsOf(workspace, object).size > 0) {
    throw internalError(`the records that are there have no value for ${given.name}`);
  }
  const field = addCustomField(workspace, object, given, new Date().toISOString());
  bumpMetadataVersion(workspace);
  return field;
}

function locate(workspace: Workspace, id: string): { object: ObjectMetadata; field: FieldMetadata } | undefined {
  for (const object of workspace.objects) {
    const field = object.fields.find((each) => each.id === id);
    if (field) return { object, field };
  }
  return undefined;
}

function forbidden(message: string): ApiError {
  return new ApiError(message, {
    status: 403, error: 'Error', graphqlCode: 'FORBIDDEN', subCode: 'FIELD_MUTATION_NOT_ALLOWED',
    userFriendlyMessage: 'This field cannot be modified.',
  });
}

function applyRename(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata, oldName: string): void {
  const column = field.settings?.['joinColumnName'];
  if (typeof column === 'string') {
    field.settings = { ...field.settings, joinColumnName: `${field.name}Id` };
    renameKey(workspace, object.id, column, `${field.name}Id`);
  } else if (field.type !== 'RELATION' && field.type !== 'MORPH_RELATION') renameKey(workspace, object.id, oldName, field.name);
}

/** Changes a field; new options carry the values of records along by option id. */
export function updateField(workspace: Workspace, id: string, update: FieldUpdate): FieldMetadata {
  const found = locate(workspace, id);
  if (!found) {
    throw validationError('Validation errors occurred while updating field', {
      fieldMetadata: [earlyFaultyField('update', fault('FIELD_METADATA_NOT_FOUND', 'Field metadata to update not found'))],
    });
  }
  const { object, field } = found;
  const given = EDITABLE.filter((key) => update[key] !== undefined);
  const refused = given.filter((key) => FORBIDDEN_ON_STANDARD.has(key));
  if (field.applicationId === workspace.standardApplicationId && refused.length > 0) {
    throw forbidden(`Cannot edit standard field metadata properties: ${refused.join(', ')}`);
  }
  if (update.options === null && field.options) throw internalError('options are null');
  const next: FieldMetadata = { ...field };
  for (const key of given) Object.assign(next, { [key]: update[key] });
  next.defaultValue = storedDefault(next.type, next.defaultValue);
  if (Array.isArray(update.options)) next.options = completeOptions(update.options as NonNullable<FieldInput['options']>);
  const isChanged = (key: keyof FieldMetadata): boolean => (given as readonly string[]).includes(key);
  const faults = [...(isChanged('name') ? fieldNameFaults(object, next, field) : []), ...fieldFaults(next, isChanged)];
  const closed = field.isSystem ? given.filter((key) => !EDITABLE_ON_SYSTEM.has(key)).sort() : [];
  if (field.applicationId !== workspace.standardApplicationId && closed.length > 0) {
    faults.push({
      code: 'FIELD_MUTATION_NOT_ALLOWED',
      message: `System fields only allow updating: universalSettings, isActive. Forbidden properties: ${closed.join(', ')}`,
      userFriendlyMessage: 'System fields cannot be updated',
    });
  }
  if (update.isActive === false && object.labelIdentifierFieldMetadataId === field.id) {
    faults.push({
      code: 'LABEL_IDENTIFIER_FIELD_METADATA_ID_NOT_FOUND', message: 'Label identifier field metadata cannot be deactivated',
      userFriendlyMessage: 'Label identifier field cannot be deactivated',
    });
  }
  const indexFaults = isChanged('isUnique') ? uniqueFaults(next) : [];
  if (faults.length > 0 || indexFaults.length > 0) {
    const entity = (errors: Fault[]) => (errors.length > 0 ? [faultyField('update', errors, next, object.universalIdentifier)] : []);
    const isHidden = update.isActive === false;
    throw validationError('Multiple validation errors occurred while updating field', {
      fieldMetadata: entity(faults), index: indexFaults.length > 0 ? [faultyIndex(indexFaults)] : [],
      viewField: isHidden ? entity(faults).map((each) => ({ ...each, metadataName: 'viewField' })) : [],
    });
  }
  if (next.isUnique && !field.isUnique && hasSharedValues(object, next, recordsOf(workspace, object))) throw internalError(`several records have the same value of ${field.name}, so it can not be unique`);
  if (given.length === 0) return field;
  const before = { name: field.name, options: field.options };
  Object.assign(field, next, { updatedAt: new Date().toISOString() });
  if (before.name !== field.name) applyRename(workspace, object, field, before.name);
  if (isChanged('options') && before.options && field.options) remapOptions(workspace, object, field, before.options, field.options);
  bumpMetadataVersion(workspace);
  return field;
}

function remove(workspace: Workspace, object: ObjectMetadata, field: FieldMetadata): void {
  object.fields.splice(object.fields.indexOf(field), 1);
  const column = field.settings?.['joinColumnName'];
  renameKey(workspace, object.id, typeof column === 'string' ? column : field.name, null);
  dropLayoutOfField(workspace, field);
}

/** Deletes a custom field, with the other side of a relation and all targets of a morph relation. */
export function deleteField(workspace: Workspace, id: string): FieldMetadata {
  const found = locate(workspace, id);
  if (!found) {
    throw new ApiError('Field to delete not found', {
      status: 404, error: 'Error', code: 'FIELD_METADATA_NOT_FOUND', graphqlCode: 'NOT_FOUND', subCode: 'FIELD_METADATA_NOT_FOUND',
      userFriendlyMessage: 'Field not found.',
    });
  }
  const { object, field } = found;
  if (field.applicationId === workspace.standardApplicationId || field.isSystem) {
    throw forbidden(`Cannot delete standard field "${field.name}"`);
  }
  if (object.labelIdentifierFieldMetadataId === field.id) {
    throw validationError('Multiple validation errors occurred while deleting field', {
      fieldMetadata: [faultyField('delete', [
        fault('FIELD_MUTATION_NOT_ALLOWED', 'Cannot delete, please update the label identifier field first'),
      ], field, object.universalIdentifier)],
    });
  }
  const group = field.morphId === null ? [field] : object.fields.filter((each) => each.morphId === field.morphId);
  for (const each of group) {
    const inverse = each.relation ? locate(workspace, each.relation.targetFieldId) : undefined;
    if (inverse) remove(workspace, inverse.object, inverse.field);
    remove(workspace, object, each);
  }
  bumpMetadataVersion(workspace);
  return field;
}
