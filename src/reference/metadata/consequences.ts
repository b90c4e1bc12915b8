import { createHash } from 'node:crypto';
import { capitalise } from './custom-object.js';
import { newUuid } from './identifiers.js';
import { fault, faultyField, type Fault, type FaultReport, type FaultyEntity } from './refusals.js';
import { SYSTEM_ROWS } from './system-fields.js';

const RELATION_NAMES = ['timelineActivities', 'attachments', 'noteTargets', 'taskTargets'];

function sideEntity(metadataName: string, errors: Fault[], information: Record<string, unknown>): FaultyEntity {
  return {
    status: 'fail', errors, flatEntityMinimalInformation: { universalIdentifier: newUuid(), ...information }, metadataName, type: 'create',
  };
}

function indexName(seed: string): string {
  return `IDX_${createHash('sha256').update(seed).digest('hex').slice(0, 27)}`;
}

/** What fails along with an object that cannot be created: its fields, views, indexes and search entry. */
export function objectConsequences(
  object: { nameSingular: string }, taken: boolean, withName: boolean,
): { before: FaultyEntity[]; after: FaultReport } {
  const objectId = newUuid();
  const missing: Fault = {
    code: 'OBJECT_METADATA_NOT_FOUND', message: 'Object metadata not found', userFriendlyMessage: 'Field to create related object not found',
  };
  const own = [...(withName ? ['name'] : []), ...SYSTEM_ROWS.map((row) => row.name), ...RELATION_NAMES];
  const target = `target${capitalise(object.nameSingular)}`;
  const lost: Fault = {
    code: 'OBJECT_METADATA_NOT_FOUND', message: 'Relation target object metadata not found',
    userFriendlyMessage: 'Object targeted by the relation not found',
  };
  const used = `Name "${target}" is not available as it is already used by another field`;
  const morphFaults = taken
    ? [{ ...fault('FIELD_ALREADY_EXISTS', 'Field with same universal identifier already exists in object'), userFriendlyMessage: 'Field already exists' },
      fault('NOT_AVAILABLE', used, target), lost]
    : [lost];
  const viewId = newUuid();
  const shown = own.slice(0, 9);
  return {
    before: [
      ...own.map((name) => faultyField('create', [missing], { name }, objectId)),
      ...RELATION_NAMES.map(() => faultyField('create', morphFaults, { name: target }, newUuid())),
    ],
    after: {
      view: [0, 1].map(() => sideEntity('view', [fault('INVALID_VIEW_DATA', 'Object metadata not found')], {})),
      viewField: shown.map(() => sideEntity('viewField', [
        fault('INVALID_VIEW_DATA', 'Field metadata not found'), fault('INVALID_VIEW_DATA', 'View not found'),
      ], { viewUniversalIdentifier: viewId, fieldMetadataUniversalIdentifier: newUuid() })),
      index: [...RELATION_NAMES, 'searchVector'].map((name) => sideEntity('index', [
        { ...fault('INDEX_OBJECT_NOT_FOUND', 'Could not find index related object metadata'), userFriendlyMessage: 'Index related object not found' },
      ], { name: indexName(`${object.nameSingular}.${name}`) })),
      searchFieldMetadata: [sideEntity('searchFieldMetadata', [fault('FIELD_METADATA_NOT_FOUND', 'Field metadata not found')], {
        objectMetadataUniversalIdentifier: objectId,
      })],
    },
  };
}

/** What fails along with a field that cannot be created: its place in two views. */
export function fieldConsequences(): FaultReport {
  return {
    viewField: [0, 1].map(() => sideEntity('viewField', [fault('INVALID_VIEW_DATA', 'Field metadata not found')], {
      viewUniversalIdentifier: newUuid(), fieldMetadataUniversalIdentifier: newUuid(),
    })),
  };
}
