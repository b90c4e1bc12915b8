import type { ServerContext } from '../../context.js';
import { ApiError } from '../../errors.js';
import type { Caller } from '../../model.js';
import type { QuirkSet } from '../../quirks.js';
import type { MetadataAnswer, MetadataRequest, ResourceRequest } from './answers.js';
import { handleApiKeys } from './api-keys.js';
import { handleFields, handleObjects } from './data-model.js';
import { handleLayout } from './layout.js';
import { LAYOUT_KINDS } from './layout-kinds.js';
import { handleWebhooks } from './webhooks.js';

type Handler = (request: ResourceRequest, caller: Caller, quirks: QuirkSet) => MetadataAnswer | undefined;

const HANDLERS: Readonly<Record<string, Handler>> = {
  objects: handleObjects,
  fields: handleFields,
  webhooks: handleWebhooks,
  apiKeys: handleApiKeys,
  ...Object.fromEntries(Object.entries(LAYOUT_KINDS).map(([resource, kind]): [string, Handler] => [
    resource, (request, caller, quirks) => handleLayout(resource, kind, request, caller, quirks),
  ])),
};

/** What the record routes say to a path that no metadata route takes. */
function asRecordPath(resource: string, segments: string[]): ApiError {
  const error = 'BadRequestException';
  if (segments.length <= 1) return new ApiError(`'${resource}' is not a valid UUID`, { status: 400, error });
  const path = `/rest/metadata/${segments.join('/')}`;
  return new ApiError(
    `Query path '${path}' invalid. Valid examples: /rest/companies/id or /rest/companies or /rest/batch/companies`,
    { status: 400, error },
  );
}

function tellsOfUnknown({ options: { code, body } }: ApiError): boolean {
  return /_NOT_FOUND$/.test(code ?? '') || JSON.stringify(body ?? null).includes('"FIELD_METADATA_NOT_FOUND","message":"Field metadata to update');
}

/** Where stock Twenty fails inside, a true instance refuses the request; what is not there is answered with 404. */
function withoutFailures<T>(quirks: QuirkSet, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof ApiError && error.status === 400 && !quirks.has('metadata-unknown-400') && tellsOfUnknown(error)) {
      throw new ApiError(error.message, { status: 404, error: 'NotFoundException' });
    }
    if (!(error instanceof ApiError) || error.status !== 500 || quirks.has('metadata-failures-500')) throw error;
    throw new ApiError(error.message, { status: 400, error: 'BadRequestException' });
  }
}

/** The options of every field that has some. */
function picklists({ workspace }: Caller): unknown {
  return { data: workspace.objects.flatMap(({ nameSingular, fields }) => fields.filter(({ options }) => options?.length).map(({ name, options }) => ({ object: nameSingular, field: name, options }))) };
}

/** Answers a request below `/rest/metadata`, whose path starts after that prefix. */
export function handleMetadataRest(request: MetadataRequest, caller: Caller, context: ServerContext): MetadataAnswer {
  const segments = request.path.split('/').filter((segment) => segment !== '').map((segment) => decodeURIComponent(segment));
  const [resource = '', given] = segments;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const byName = !context.quirks.has('documentation-paths-missing') && method === 'GET';
  if (byName && resource === 'picklists' && given === undefined) return { status: 200, body: picklists(caller) };
  const named = byName && resource === 'objects' ? caller.workspace.objects.find(({ nameSingular, namePlural }) => given === namePlural || given === nameSingular) : undefined;
  const id = named?.id ?? given;
  const handler = Object.hasOwn(HANDLERS, resource) && segments.length <= 2 ? HANDLERS[resource] : undefined;
  const result = withoutFailures(context.quirks, () => handler?.({ ...request, method, id }, caller, context.quirks));
  if (!result) throw asRecordPath(resource, segments);
  if (result.body === undefined && !context.quirks.has('metadata-unknown-empty')) {
    throw new ApiError(`${resource} ${id ?? ''} not found`, { status: 404, error: 'NotFoundException' });
  }
  return result;
}
