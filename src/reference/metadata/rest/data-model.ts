import { ApiError } from '../../errors.js';
import type { Caller } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import type { FieldInput } from '../custom-field.js';
import type { ObjectInput } from '../custom-object.js';
import { badRequest } from '../refusals.js';
import { createField, createObject, deleteField, deleteObject, updateField, updateObject } from '../rules.js';
import { answer, bodyObject, isUuid, noPermission, type MetadataAnswer, type ResourceRequest } from './answers.js';
import { checkFieldCreation, checkFieldUpdate, checkObjectCreation, checkObjectUpdate } from './dto.js';
import { readField, readObject, writtenField, writtenObject } from './output.js';
import { page } from './paging.js';

function notFound(message: string, code: string): ApiError {
  return new ApiError(message, { status: 404, error: 'Error', code, graphqlCode: 'NOT_FOUND' });
}

function checkAccess(request: ResourceRequest, caller: Caller): void {
  if (!caller.role.canUpdateAllSettings) throw noPermission(403);
  if (request.id !== undefined && !isUuid(request.id)) throw badRequest('Validation failed (uuid is expected)');
}

const PARAMETERS = new Set(['limit', 'starting_after', 'ending_before', 'objectMetadataId']);

function refuseUnknown({ query }: ResourceRequest): void {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) throw badRequest(`Unknown query parameter ${unknown}`);
}

/** `/rest/metadata/objects`. */
export function handleObjects(request: ResourceRequest, caller: Caller, quirks: QuirkSet): MetadataAnswer | undefined {
  checkAccess(request, caller);
  if (!quirks.has('unknown-parameters-ignored')) refuseUnknown(request);
  const { method, id } = request;
  const { workspace } = caller;
  const body = bodyObject(request.body);
  if (method === 'GET' && id === undefined) {
    const { items, ...rest } = page(workspace.objects, request.query);
    return answer(method, { data: { objects: items.map((object) => readObject(workspace, object)) }, ...rest });
  }
  if (method === 'GET') {
    const object = workspace.objects.find((each) => each.id === id);
    if (!object) throw notFound('Object metadata not found', 'OBJECT_METADATA_NOT_FOUND');
    return answer(method, { data: { object: readObject(workspace, object) } });
  }
  if (method === 'POST' && id === undefined) {
    checkObjectCreation(body);
    const object = createObject(workspace, body as unknown as ObjectInput);
    return answer(method, { data: { createOneObject: writtenObject(workspace, object, true) } });
  }
  if (id === undefined) return undefined;
  if (method === 'PATCH' || method === 'PUT') {
    checkObjectUpdate(body);
    return answer(method, { data: { updateOneObject: writtenObject(workspace, updateObject(workspace, id, body), true) } });
  }
  if (method === 'DELETE') return answer(method, { data: { deleteOneObject: writtenObject(workspace, deleteObject(workspace, id), false) } });
  return undefined;
}

/** `/rest/metadata/fields`. */
export function handleFields(request: ResourceRequest, caller: Caller, quirks: QuirkSet): MetadataAnswer | undefined {
  checkAccess(request, caller);
  if (!quirks.has('unknown-parameters-ignored')) refuseUnknown(request);
  const { method, id } = request;
  const { workspace } = caller;
  const body = bodyObject(request.body);
  const fields = workspace.objects.flatMap((object) => object.fields);
  if (method === 'GET' && id === undefined) {
    const { items, ...rest } = page(fields, request.query);
    return answer(method, { data: { fields: items.map((field) => readField(workspace, field)) }, ...rest });
  }
  if (method === 'GET') {
    const field = fields.find((each) => each.id === id);
    if (!field) throw notFound('Field metadata not found', 'FIELD_METADATA_NOT_FOUND');
    return answer(method, { data: { field: readField(workspace, field) } });
  }
  if (method === 'POST' && id === undefined) {
    checkFieldCreation(body);
    const field = createField(workspace, body as unknown as FieldInput);
    return answer(method, { data: { createOneField: writtenField(workspace, field) } });
  }
  if (id === undefined) return undefined;
  if (method === 'PATCH' || method === 'PUT') {
    checkFieldUpdate(body, !quirks.has('metadata-immutable-ignored'));
    return answer(method, { data: { updateOneField: writtenField(workspace, updateField(workspace, id, body)) } });
  }
  if (method === 'DELETE') return answer(method, { data: { deleteOneField: writtenField(workspace, deleteField(workspace, id)) } });
  return undefined;
}
