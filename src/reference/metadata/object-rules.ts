import { ApiError } from '../errors.js';
import type { ObjectMetadata, Workspace } from '../model.js';
import { addAutomaticLayout } from './automatic-layout.js';
import { objectConsequences } from './consequences.js';
import { addCustomObject, capitalise, type ObjectInput } from './custom-object.js';
import { dropLayoutOf } from './layout-defaults.js';
import { labelFaults, nameFaults, nameFromLabel } from './names.js';
import { renameKey } from './record-values.js';
import { fault, faultyField, faultyObject, validationError, type Fault } from './refusals.js';
import { bumpMetadataVersion } from './version.js';

const INVALID = 'INVALID_OBJECT_INPUT';
const EDITABLE_ON_STANDARD = new Set(['color', 'description', 'icon', 'isActive', 'isSearchable', 'labelPlural', 'labelSingular']);
const EDITABLE = [
  'nameSingular', 'namePlural', 'labelSingular', 'labelPlural', 'description', 'icon', 'shortcut', 'color', 'isActive', 'isSearchable',
  'isLabelSyncedWithName', 'labelIdentifierFieldMetadataId', 'imageIdentifierFieldMetadataId',
] as const;

/** What an update of an object may hold; other keys are passed over. */
export type ObjectUpdate = Partial<Pick<ObjectMetadata, (typeof EDITABLE)[number]>>;

function isTaken(workspace: Workspace, name: string, except?: ObjectMetadata): boolean {
  return workspace.objects.some((object) => object !== except && (object.nameSingular === name || object.namePlural === name));
}

type Named = Pick<ObjectMetadata, 'nameSingular' | 'namePlural' | 'labelSingular' | 'labelPlural'> & { isLabelSyncedWithName?: boolean };

function faultsOf(workspace: Workspace, named: Named, changed: (key: keyof Named) => boolean, except?: ObjectMetadata): Fault[] {
  const faults: Fault[] = [];
  for (const key of ['nameSingular', 'namePlural'] as const) if (changed(key)) faults.push(...nameFaults(named[key], INVALID));
  for (const key of ['labelSingular', 'labelPlural'] as const) if (changed(key)) faults.push(...labelFaults(named[key], INVALID, 'Object'));
  if (named.nameSingular.toLowerCase() === named.namePlural.toLowerCase()) {
    faults.push(fault(INVALID, 'The singular and plural names cannot be the same for an object', named.nameSingular));
  }
  if (named.isLabelSyncedWithName
    && (nameFromLabel(named.labelSingular) !== named.nameSingular || nameFromLabel(named.labelPlural) !== named.namePlural)) {
    faults.push(fault(INVALID, 'Names are not synced with labels'));
  }
  if (isTaken(workspace, named.nameSingular, except) || isTaken(workspace, named.namePlural, except)) {
    faults.push(fault('OBJECT_ALREADY_EXISTS', 'Object already exists'));
  }
  return faults;
}

/** Creates a custom object with its own fields, its ties to activities and its index view. */
export function createObject(workspace: Workspace, input: ObjectInput & { isRemote?: boolean }): ObjectMetadata {
  const faults = faultsOf(workspace, input, () => true);
  if (input.isRemote) faults.unshift(fault(INVALID, 'Remote objects are not supported yet'));
  if (faults.length > 0) {
    const taken = isTaken(workspace, input.nameSingular);
    const { before, after } = objectConsequences(workspace, input, taken, !input.skipNameField);
    throw validationError('Multiple validation errors occurred while creating object', {
      fieldMetadata: before, objectMetadata: [faultyObject('create', faults, input)], ...after,
    });
  }
  const object = addCustomObject(workspace, input, new Date().toISOString());
  addAutomaticLayout(workspace, object);
  bumpMetadataVersion(workspace);
  return object;
}

/** Morph fields that lead to an object carry its name: gives them the new one. */
function renameMorphFields(workspace: Workspace, object: ObjectMetadata, oldName: string): void {
  for (const other of workspace.objects) {
    for (const field of other.fields) {
      const ending = capitalise(oldName);
      if (field.type !== 'MORPH_RELATION' || field.relation?.targetObjectId !== object.id || !field.name.endsWith(ending)) continue;
      const oldColumn = field.settings?.['joinColumnName'];
      field.name = field.name.slice(0, -ending.length) + capitalise(object.nameSingular);
      if (typeof oldColumn === 'string') {
        const column = `${field.name}Id`;
        field.settings = { ...field.settings, joinColumnName: column };
        renameKey(workspace, other.id, oldColumn, column);
      }
    }
  }
}

function checkIdentifiers(object: ObjectMetadata, update: ObjectUpdate): Fault[] {
  const faults: Fault[] = [];
  for (const key of ['labelIdentifierFieldMetadataId', 'imageIdentifierFieldMetadataId'] as const) {
    const id = update[key];
    if (id !== undefined && id !== null && !object.fields.some((field) => field.id === id)) {
      faults.push(fault(INVALID, `${key} validation failed: related field metadata not found`));
    }
  }
  return faults;
}

/** Changes an object; a rename takes effect on paths, types and morph columns at once. */
export function updateObject(workspace: Workspace, id: string, update: ObjectUpdate): ObjectMetadata {
  const object = workspace.objects.find((each) => each.id === id);
  if (!object) {
    throw new ApiError('Object to update not found', {
      status: 404, error: 'Error', code: 'OBJECT_METADATA_NOT_FOUND', graphqlCode: 'NOT_FOUND', subCode: 'OBJECT_METADATA_NOT_FOUND',
      userFriendlyMessage: 'Object not found.',
    });
  }
  const given = EDITABLE.filter((key) => update[key] !== undefined);
  const forbidden = given.filter((key) => !EDITABLE_ON_STANDARD.has(key)).sort();
  if (object.applicationId === workspace.standardApplicationId && forbidden.length > 0) {
    throw new ApiError(`Cannot edit standard object metadata properties: ${forbidden.join(', ')}`, {
      status: 400, error: 'Error', graphqlCode: 'BAD_USER_INPUT', subCode: INVALID, userFriendlyMessage: 'Invalid object input.',
    });
  }
  const next: ObjectMetadata = { ...object };
  for (const key of given) Object.assign(next, { [key]: update[key] });
  const faults = [...faultsOf(workspace, next, (key) => given.includes(key as (typeof EDITABLE)[number]), object), ...checkIdentifiers(object, update)];
  if (object.isSystem && given.length > 0) faults.push(fault(INVALID, 'System objects cannot be updated'));
  if (faults.length > 0) {
    throw validationError('Multiple validation errors occurred while updating object', {
      objectMetadata: [faultyObject('update', faults, object)],
    });
  }
  if (given.length === 0) return object;
  const oldName = object.nameSingular;
  Object.assign(object, next, { updatedAt: new Date().toISOString() });
  if (oldName !== object.nameSingular) renameMorphFields(workspace, object, oldName);
  bumpMetadataVersion(workspace);
  return object;
}

/** Deletes a custom object with its records, its relation fields on other objects and its views. */
export function deleteObject(workspace: Workspace, id: string): ObjectMetadata {
  const object = workspace.objects.find((each) => each.id === id);
  if (!object) {
    throw new ApiError('Could not find flat entity in maps', {
      status: 404, error: 'Error', code: 'ENTITY_NOT_FOUND', graphqlCode: 'INTERNAL_SERVER_ERROR', userFriendlyMessage: 'An error occurred.',
    });
  }
  if (object.applicationId === workspace.standardApplicationId) {
    const refused = fault('FIELD_MUTATION_NOT_ALLOWED', 'System fields cannot be deleted');
    const identifier = fault('FIELD_MUTATION_NOT_ALLOWED', 'Cannot delete, please update the label identifier field first');
    throw validationError('Multiple validation errors occurred while deleting object', {
      fieldMetadata: object.fields.flatMap((field) => {
        const identifies = field.id === object.labelIdentifierFieldMetadataId;
        if (!field.isSystem && !identifies) return [];
        return [faultyField('delete', [field.isSystem ? refused : identifier], field, object.universalIdentifier)];
      }),
      objectMetadata: [faultyObject('delete', [
        fault(INVALID, object.isSystem ? 'System objects cannot be deleted' : 'Standard objects cannot be deleted'),
      ], object)],
    });
  }
  workspace.objects.splice(workspace.objects.indexOf(object), 1);
  workspace.records.delete(object.id);
  for (const other of workspace.objects) {
    for (const field of other.fields.filter((each) => each.relation?.targetObjectId === object.id)) {
      other.fields.splice(other.fields.indexOf(field), 1);
      const column = field.settings?.['joinColumnName'];
      if (typeof column === 'string') renameKey(workspace, other.id, column, null);
    }
  }
  dropLayoutOf(workspace, object);
  bumpMetadataVersion(workspace);
  return object;
}
