import type { Workspace } from '../model.js';
import { baseDocument, documentOperation, securitySchemes, tags } from './base.js';
import { METADATA_RESOURCES, type MetadataResource } from './metadata-resources.js';
import { metadataSchemas } from './metadata-schemas.js';
import { pascal } from './object-schemas.js';
import { parameters } from './parameters.js';
import { refusalRefs, responses, success } from './responses.js';
import {
  arrayOf, jsonContent, nullable, objectOf, parameterRef, schemaRef, TEXT, UUID, type DocumentOptions, type OpenApiDocument, type Schema,
} from './schema.js';
import type { QuirkSet } from '../quirks.js';

const ID_ONLY = objectOf({ id: UUID });

function listSchema(resource: MetadataResource, item: Schema, quirks: QuirkSet): Schema {
  if (!isWrapped(resource, quirks)) return arrayOf(item);
  const cursor = quirks.has('openapi-never-nullable') ? TEXT : nullable(TEXT);
  return objectOf({
    data: objectOf({ [resource.plural]: arrayOf(item) }),
    pageInfo: objectOf({ hasNextPage: { type: 'boolean' }, startCursor: cursor, endCursor: cursor }), totalCount: { type: 'integer' },
  });
}

function isWrapped(resource: MetadataResource, quirks: QuirkSet): boolean {
  return resource.isDataModel || quirks.has('openapi-metadata-envelopes');
}

function oneSchema(resource: MetadataResource, key: string, item: Schema, quirks: QuirkSet): Schema {
  return isWrapped(resource, quirks) ? objectOf({ data: objectOf({ [key]: item }) }) : item;
}

function deletedSchema(resource: MetadataResource, quirks: QuirkSet): Schema {
  const isOld = quirks.has('openapi-metadata-delete-answers');
  if (!resource.isDataModel && !isOld) return resource.deleted;
  const name = pascal(resource.singular);
  return objectOf({ data: objectOf({ [`deleteOne${name}`]: isOld ? ID_ONLY : schemaRef(`${name}ForResponse`) }) });
}

function writes(resource: MetadataResource, quirks: QuirkSet): boolean {
  return resource.singular !== 'apiKey' || quirks.has('openapi-api-keys-writable');
}

function listParameters(resource: MetadataResource, quirks: QuirkSet): Schema[] {
  const paging = isWrapped(resource, quirks) ? ['limit', 'startingAfter', 'endingBefore'].map(parameterRef) : [];
  if (quirks.has('openapi-metadata-filters-missing')) return paging;
  const filters = resource.filters.map((name) => ({
    name, in: 'query', required: resource.isFilterRequired, schema: TEXT,
  }));
  return [...paging, ...filters];
}

function pathsOf(resource: MetadataResource, quirks: QuirkSet): Record<string, Schema> {
  const { singular, plural } = resource;
  const name = pascal(singular);
  const item = schemaRef(`${name}ForResponse`);
  const refusals = refusalRefs(quirks);
  const requestBody = (schema: string): Schema => ({ description: 'body', required: true, content: jsonContent(schemaRef(schema)) });
  const common = { tags: [plural] };
  const id = { parameters: [parameterRef('idPath')] };
  const operationId = (value: string): Schema => (quirks.has('openapi-metadata-operation-ids') ? {} : { operationId: value });
  const get = {
    ...common, summary: `Find Many ${plural}`, ...operationId(`findMany${pascal(plural)}`), parameters: listParameters(resource, quirks),
    responses: { 200: success(listSchema(resource, item, quirks)), ...refusals },
  };
  const post = {
    ...common, summary: `Create One ${singular}`, operationId: `createOne${name}`, requestBody: requestBody(name),
    responses: { 201: success(oneSchema(resource, `createOne${name}`, item, quirks)), ...refusals },
  };
  const unknown = resource.isEmptyWhenUnknown && !quirks.has('openapi-metadata-envelopes')
    ? { description: 'Successful operation; empty for an unknown id', content: jsonContent(item) } : success(oneSchema(resource, singular, item, quirks));
  const getOne = { ...common, summary: `Find One ${singular}`, ...operationId(`findOne${name}`), ...id, responses: { 200: unknown, ...refusals } };
  const remove = {
    ...common, summary: `Delete One ${singular}`, operationId: `deleteOne${name}`, ...id,
    responses: { 200: success(deletedSchema(resource, quirks)), ...refusals },
  };
  const patch = {
    ...common, summary: `Update One ${singular}`, operationId: `updateOne${name}`, ...id, requestBody: requestBody(`${name}ForUpdate`),
    responses: { 200: success(oneSchema(resource, `updateOne${name}`, item, quirks)), ...refusals },
  };
  return {
    [`/${plural}`]: writes(resource, quirks) ? { get, post } : { get },
    [`/${plural}/{id}`]: writes(resource, quirks) ? { delete: remove, get: getOne, patch } : { get: getOne },
  };
}

/** The document of the metadata routes. */
export function metadataDocument(_workspace: Workspace, { serverUrl, quirks }: DocumentOptions): OpenApiDocument {
  const paths: Record<string, Schema> = { '/open-api/metadata': documentOperation(serverUrl, quirks) };
  for (const resource of METADATA_RESOURCES) Object.assign(paths, pathsOf(resource, quirks));
  if (!quirks.has('documentation-paths-missing')) {
    const picklist = objectOf({ object: TEXT, field: TEXT, options: arrayOf({ type: 'object' }) });
    paths['/picklists'] = { get: { tags: ['fields'], summary: 'Find the options of every field', operationId: 'findManyPicklists', responses: { 200: success(objectOf({ data: arrayOf(picklist) })), ...refusalRefs(quirks) } } };
  }
  return {
    ...baseDocument(serverUrl, '/rest/metadata', quirks),
    components: {
      securitySchemes: securitySchemes(quirks), schemas: metadataSchemas(quirks),
      parameters: parameters(quirks, quirks.has('openapi-metadata-limit-1000') ? { maximum: 1000, default: 1000 } : undefined), responses: responses(quirks),
    },
    paths,
    tags: tags(METADATA_RESOURCES.map(({ plural }) => ({ name: plural, label: pascal(plural) }))),
  };
}
