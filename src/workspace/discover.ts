import { type Exchange, type HttpClient, InconclusiveError } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { diagnoseFailure, isHtml, refuseBadKey, refuseForeignAnswer, saidBy } from './diagnose.js';
import { introspect, openApiDocument } from './discover-documents.js';
import { firstObjects, objectsOverGraphql, objectsOverRest, type Part } from './discover-metadata.js';
import { DiscoveryError } from './discovery-error.js';
import { withRelationTargets } from './metadata-model.js';
import type { Capability, WorkspaceModel } from './model.js';

export { DiscoveryError } from './discovery-error.js';

/**
 * Finds out what an instance serves, in calls that cost no tokens. Parts that are missing become absent capabilities; an
 * instance that can't be used at all ends in a DiscoveryError.
 */
export async function discover(http: HttpClient, baseUrl: string): Promise<WorkspaceModel> {
  const { version, isTwenty } = await probe(http, baseUrl);
  const first = await firstMetadataPage(http, baseUrl, isTwenty);
  const rest = await part(() => objectsOverRest(http, first));
  const [metadataSchema, coreSchema, core, metadata] = await Promise.all([
    part(() => introspect(http, '/metadata')),
    part(() => introspect(http, '/graphql', 'value' in rest ? rest.value.objects.length : 0)),
    part(() => openApiDocument(http, 'core')),
    part(() => openApiDocument(http, 'metadata')),
  ]);
  const graphql = await part(() => objectsOverGraphql(http, valueOf(metadataSchema), baseUrl));
  const overGraphql = valueOf(graphql);
  const listed = valueOf(rest);
  const objects = listed ? withRelationTargets(listed.objects, overGraphql?.targets ?? new Map()) : (overGraphql?.asRecords ?? null);
  if (objects === null && http.trouble.ended !== undefined) {
    throw new DiscoveryError('unreachable', `${baseUrl} answered at first, and then no more: ${http.trouble.ended}.`, 'Wait until the instance is up and answers fast enough for --timeout, and try again.');
  }
  if (objects === null) throw unreadable(first, baseUrl, reasonOf(rest), reasonOf(graphql));
  if (objects.length === 0) {
    throw new DiscoveryError('empty', `The workspace at ${baseUrl} has no objects.`, 'Check that the API key belongs to a workspace that has been activated; without objects there is nothing to check.');
  }
  return {
    baseUrl,
    version,
    objects,
    metadataEnvelope: listed?.envelope ?? null,
    graphqlObjects: overGraphql?.objects ?? null,
    openapi: { core: valueOf(core), metadata: valueOf(metadata) },
    introspection: { core: valueOf(coreSchema), metadata: valueOf(metadataSchema) },
    capabilities: {
      metadataRest: capability(rest),
      metadataGraphql: capability('reason' in metadataSchema && 'value' in graphql ? metadataSchema : graphql),
      coreGraphql: capability(coreSchema),
      coreOpenApi: capability(core),
      metadataOpenApi: capability(metadata),
    },
  };
}

/** Asks for the version, without a key: the first call to an unknown host must not carry it. */
async function probe(http: HttpClient, baseUrl: string): Promise<{ version: string | null; isTwenty: boolean }> {
  let exchange: Exchange;
  try {
    exchange = await http.call({ path: '/client-config', credential: 'none' });
  } catch (error) {
    throw diagnoseFailure(error, baseUrl);
  }
  if (exchange.response.status >= 300 && exchange.response.status < 400) refuseForeignAnswer(exchange, baseUrl);
  const config = exchange.response.json as Record<string, unknown> | null | undefined;
  const isTwenty = exchange.response.status === 200 && typeof config === 'object' && config !== null && ('appVersion' in config || 'authProviders' in config);
  return { version: isTwenty && typeof config.appVersion === 'string' ? config.appVersion : null, isTwenty };
}

async function firstMetadataPage(http: HttpClient, baseUrl: string, isTwenty: boolean): Promise<Exchange> {
  // Nothing so far says that this is a Twenty: ask once more without the key before showing it.
  if (!isTwenty) {
    const anonymous = await orDiagnose(() => http.call({ path: '/rest/metadata/objects?limit=1', credential: 'none' }), baseUrl);
    refuseForeignAnswer(anonymous, baseUrl);
    if (!looksLikeTwenty(anonymous)) {
      throw new DiscoveryError('not-twenty', `${baseUrl} does not look like a Twenty: GET /client-config and GET /rest/metadata/objects are not answered as Twenty answers them (HTTP ${anonymous.response.status}).`,
        'Check --url (or TWENTY_BASE_URL): it must be the address under which /rest and /graphql are served, e.g. https://api.twenty.com.');
    }
  }
  const exchange = await orDiagnose(() => firstObjects(createMetadataRestClient(http)), baseUrl);
  refuseForeignAnswer(exchange, baseUrl);
  refuseBadKey(exchange, baseUrl);
  return exchange;
}

/** Twenty's middleware refuses a call without a key with 401 or 403 and a list of messages. */
function looksLikeTwenty(exchange: Exchange): boolean {
  const json = exchange.response.json as { messages?: unknown } | null | undefined;
  return !isHtml(exchange) && [401, 403].includes(exchange.response.status) && Array.isArray(json?.messages);
}

function unreadable(first: Exchange, baseUrl: string, rest: string, graphql: string): DiscoveryError {
  if (first.response.status === 403 || /permission|forbidden/i.test(saidBy(first))) {
    return new DiscoveryError('no-metadata-permission', `The API key is valid, but may not read the data model of ${baseUrl} (${rest}; ${graphql}).`,
      'Give the key a role with the settings permission "Data model", in Twenty under Settings > Roles.');
  }
  return new DiscoveryError('not-twenty', `${baseUrl} lists no objects (${rest}; ${graphql}).`, 'Check that --url is the address of a Twenty API server, and that the server is healthy.');
}

async function orDiagnose<T>(call: () => Promise<T>, baseUrl: string): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw diagnoseFailure(error, baseUrl);
  }
}

/** A part that could not be asked for, for reasons of the network, is missing like one that was refused. */
async function part<T>(find: () => Promise<Part<T>>): Promise<Part<T>> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof InconclusiveError) return { reason: error.message };
    throw error;
  }
}

function valueOf<T>(found: Part<T>): T | null {
  return 'value' in found ? found.value : null;
}

function reasonOf(found: Part<unknown>): string {
  return 'reason' in found ? found.reason : 'present';
}

function capability(found: Part<unknown>): Capability {
  return 'reason' in found ? { available: false, reason: found.reason } : { available: true };
}
