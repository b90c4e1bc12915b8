import { createHash } from 'node:crypto';
import { capitalise } from './custom-object.js';
import type { Workspace } from '../model.js';
import { newUuid } from './identifiers.js';
import { nameFaults } from './names.js';
import { fault, faultyField, type Fault, type FaultReport, type FaultyEntity } from './refusals.js';

const RELATION_NAMES = ['timelineActivities', 'attachments', 'noteTargets', 'taskTargets'];
/** The objects at the other ends of these relations. */
const TIED_OBJECTS = ['timelineActivity', 'attachment', 'noteTarget', 'taskTarget'];

function sideEntity(metadataName: string, errors: Fault[], information: Record<string, unknown>): FaultyEntity {
  return {
    status: 'fail', errors, flatEntityMinimalInformation: { universalIdentifier: newUuid(), ...information }, metadataName, type: 'create',
  };
}

function indexName(seed: string): string {
  return `IDX_${createHash('sha256').update(seed).digest('hex').slice(0, 27)}`;
}

/** The system fields in the order in which a refusal lists them. */
const SYSTEM_NAMES = ['id', 'createdAt', 'createdBy', 'deletedAt', 'position', 'updatedAt', 'updatedBy', 'searchVector'];
const SHOWN_SYSTEM_NAMES = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'];

const worded = (code: string, message: string, userFriendlyMessage: string): Fault => ({ code, message, userFriendlyMessage });
const NO_OBJECT = worded('OBJECT_METADATA_NOT_FOUND', 'Object metadata not found', 'Field to create related object not found');
const NO_TARGET = worded('OBJECT_METADATA_NOT_FOUND', 'Relation target object metadata not found', 'Object targeted by the relation not found');
const NO_FIELD = fault('INVALID_VIEW_DATA', 'Field metadata not found');
const NO_VIEW = fault('INVALID_VIEW_DATA', 'View not found');
const SAME_INDEX = fault('INDEX_ALREADY_EXISTS', 'Index with same name already exists');
const NO_INDEX_OBJECT = worded('INDEX_OBJECT_NOT_FOUND', 'Could not find index related object metadata', 'Index related object not found');
const NO_INDEX_FIELD = worded('INDEX_FIELD_NOT_FOUND', 'Could not find index field related field metadata', 'Field referenced in index does not exist');
const SEARCH_FAULTS = [
  fault('FIELD_METADATA_NOT_FOUND', 'Field metadata not found'),
  worded('TS_VECTOR_FIELD_METADATA_NOT_FOUND', 'TS_VECTOR field metadata not found', 'Search vector field not found'),
  fault('OBJECT_METADATA_NOT_FOUND', 'Object metadata not found'),
];

/** A morph field on the other side of a tie; where the object exists already, so does this field. */
function morphField(workspace: Workspace, tied: string, name: string, taken: boolean): FaultyEntity {
  const universalIdentifier = newUuid();
  const errors = taken ? [
    worded('FIELD_ALREADY_EXISTS', 'Field with same universal identifier already exists in object', 'Field already exists'),
    fault('NOT_AVAILABLE', `Name "${name}" is not available as it is already used by another field`, name),
    NO_TARGET,
    {
      code: 'ENTITY_ALREADY_EXISTS',
      message: `Cannot create fieldMetadata: universalIdentifier "${universalIdentifier}" already exists in fieldMetadata maps from application "${workspace.customApplicationId}"`,
    },
  ] : [...nameFaults(name, 'INVALID_FIELD_INPUT'), NO_TARGET];
  const other = workspace.objects.find((each) => each.nameSingular === tied);
  return faultyField('create', errors, { name, universalIdentifier }, other?.universalIdentifier ?? newUuid());
}

/** What fails along with an object that cannot be created: its fields, views, indexes and search entry. */
export function objectConsequences(
  workspace: Workspace, object: { nameSingular: string }, taken: boolean, withName: boolean,
): { before: FaultyEntity[]; after: FaultReport } {
  const objectId = newUuid();
  const own = [...(withName ? ['name'] : []), ...SYSTEM_NAMES, ...RELATION_NAMES];
  const fields = new Map(own.map((name) => [name, newUuid()]));
  const viewIds = [newUuid(), newUuid()];
  const shownIn = [[own[0] ?? 'id', ...SHOWN_SYSTEM_NAMES], SHOWN_SYSTEM_NAMES];
  return {
    before: [
      ...own.map((name) => faultyField('create', [NO_OBJECT], { name, universalIdentifier: fields.get(name) ?? newUuid() }, objectId)),
      ...TIED_OBJECTS.map((tied) => morphField(workspace, tied, `target${capitalise(object.nameSingular)}`, taken)),
    ],
    after: {
      view: viewIds.map((universalIdentifier) => sideEntity('view', [fault('INVALID_VIEW_DATA', 'Object metadata not found')], { universalIdentifier })),
      viewField: viewIds.flatMap((viewUniversalIdentifier, at) => (shownIn[at] ?? []).map((name) => sideEntity('viewField', [NO_FIELD, NO_VIEW], {
        viewUniversalIdentifier, fieldMetadataUniversalIdentifier: fields.get(name),
      }))),
      index: [...RELATION_NAMES, 'searchVector'].map((name) => {
        const isOwn = name === 'searchVector';
        const lost = taken && !isOwn ? [] : [NO_INDEX_FIELD];
        const errors = [...(isOwn ? [NO_INDEX_OBJECT] : []), ...(taken ? [SAME_INDEX] : []), ...lost];
        return sideEntity('index', errors, { name: indexName(`${object.nameSingular}.${name}`) });
      }),
      searchFieldMetadata: [sideEntity('searchFieldMetadata', SEARCH_FAULTS, { objectMetadataUniversalIdentifier: objectId })],
    },
  };
}

/** What fails along with a field that cannot be created: its place in two views. */
export function fieldConsequences(fieldMetadataUniversalIdentifier: string): FaultReport {
  return {
    viewField: [0, 1].map(() => sideEntity('viewField', [NO_FIELD], { viewUniversalIdentifier: newUuid(), fieldMetadataUniversalIdentifier })),
  };
}
