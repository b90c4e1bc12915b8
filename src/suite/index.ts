/** The suite's public face: all that spec files may import. */
export { requirement, type Requirement } from './requirement.js';
export { journey, type Journey, type JourneyContext } from './journey.js';
export { Departure, at, expectEqual, expectJson, expectStatus, expectThat, permissionDenied, show } from './assert.js';
export { instanceSubject, notWritable, objectSubjects, type FieldSubject, type ObjectSubject, type Subject } from './subjects.js';
export type { Plan, Run } from './run.js';
export type { CallOptions, Credential, Exchange } from '../http/exchange.js';
export type { FieldModel, ObjectModel, WorkspaceModel } from '../workspace/model.js';
export { fieldType } from '../field-types/index.js';
export { capitalised } from '../field-types/naming.js';
export { walkPages } from '../twenty/cursor.js';
export { validateRecord } from '../contract/record-schema.js';
export { unresolvedRefs, validateDocument } from '../contract/openapi-document.js';
export { compareMetadata, compareObjectToGraphql, compareObjectToOpenApi } from '../contract/metadata-agreement.js';
export { plainWritableFields, samplePayload } from './payload.js';
export { createSample, type Sample } from './sample.js';
export { createTemporaryObject, entityOf, makeObject, removeTemporaryObject, temporaryNames, type ObjectBody, type TemporaryObject } from './temporary-object.js';
export { viewSurfaces, waitForSurfaces, type Surfaces } from './surfaces.js';
export { SOURCES } from './sources.js';
