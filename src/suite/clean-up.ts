import type { Exchange, HttpClient } from '../http/exchange.js';
import { createGraphqlClient } from '../twenty/graphql.js';
import { createMetadataRestClient, type MetadataResource } from '../twenty/metadata-rest.js';
import { createRestClient } from '../twenty/rest.js';
import { firstObjects, objectsOverRest } from '../workspace/discover-metadata.js';
import { saidBy } from '../workspace/diagnose.js';
import type { ObjectModel } from '../workspace/model.js';
import { at } from './assert.js';
import { inOrderOfRemoval, type LedgerKind, type OpenEntry } from './ledger.js';
import { entitiesIn } from './rest-answer.js';
import { isTemporaryName } from '../workspace/run-names.js';

/** Something that could not be removed, and why. */
export interface Leftover extends OpenEntry {
  reason: string;
}

/** What a clean-up did. */
export interface CleanUpResult {
  removed: OpenEntry[];
  /** Not there, or not there any more. */
  absent: OpenEntry[];
  leftovers: Leftover[];
}

/** Metadata resources whose entities are removed one by one, with the property that the ledger knows them by. */
export const LISTED_KINDS: Partial<Record<LedgerKind, { resource: MetadataResource; known: string }>> = {
  webhook: { resource: 'webhooks', known: 'targetUrl' },
  apiKey: { resource: 'apiKeys', known: 'name' },
  view: { resource: 'views', known: 'name' },
};

/**
 * Removes what a run left, in the order of `inOrderOfRemoval`. Never throws for a single entry: what could not be removed comes back
 * with the reason. `onDone` is told of each that is gone.
 */
export async function removeEntries<T extends OpenEntry>(http: HttpClient, entries: readonly T[], onDone: (entry: T) => void = () => {}): Promise<CleanUpResult> {
  const result: CleanUpResult = { removed: [], absent: [], leftovers: [] };
  if (entries.length === 0) return result;
  const remover = createRemover(http);
  for (const entry of inOrderOfRemoval(entries)) {
    const outcome = await remover(entry).catch((error: unknown): Outcome => ({ reason: String((error as Error).message ?? error) }));
    if (typeof outcome === 'object') result.leftovers.push({ ...entry, ...outcome });
    else {
      onDone(entry);
      result[outcome].push(entry);
    }
  }
  return result;
}

/** What became of an entry; the reason where it is still there. */
type Outcome = 'removed' | 'absent' | { reason: string };
type Remover = (entry: OpenEntry) => Promise<Outcome>;

function createRemover(http: HttpClient): Remover {
  const metadata = createMetadataRestClient(http);
  const rest = createRestClient(http);
  let objects: Promise<ObjectModel[] | null> | undefined;
  const objectsNow = () => (objects ??= listObjects(http));
  const remove = async (resource: MetadataResource, id: string | undefined) => (id === undefined ? ('absent' as const) : outcomeOf(await metadata.delete(resource, id)));
  return async (entry) => {
    const known = await objectsNow();
    if (entry.kind === 'record') {
      // An object that was renamed is found by its metadata id; where metadata can't be read the name in the ledger has to do.
      const owner = known?.find(({ id, namePlural }) => (entry.objectId === undefined ? namePlural === entry.object : id === entry.objectId));
      if (known && !owner) return 'absent';
      return outcomeOf(await rest.destroy(owner?.namePlural ?? entry.object, entry.id));
    }
    const listed = LISTED_KINDS[entry.kind];
    if (listed) {
      const found = await listEntities(http, listed.resource);
      if (!found) return { reason: `the ${listed.resource} could not be read` };
      return remove(listed.resource, found.find((each) => each.id === entry.serverId || each[listed.known] === entry.id)?.id);
    }
    if (entry.kind === 'role') return removeRole(http, entry);
    if (!known) return { reason: 'the data model could not be read' };
    if (entry.kind === 'field') {
      const owner = known.find(({ nameSingular }) => nameSingular === entry.object);
      const field = known.flatMap(({ fields }) => fields).find(({ id }) => id === entry.serverId) ?? owner?.fields.find(({ name }) => name === entry.id);
      return removeField(http, field?.id);
    }
    if (!isTemporaryName(entry.id)) return { reason: `'${entry.id}' is no name that a run gives` };
    const object = known.find(({ id, nameSingular }) => id === entry.serverId || nameSingular === entry.id);
    objects = undefined;
    return remove('objects', object?.id);
  };
}

/** All objects of the workspace; null where they can't be read. */
export async function listObjects(http: HttpClient): Promise<ObjectModel[] | null> {
  const listed = await objectsOverRest(http, await firstObjects(createMetadataRestClient(http)));
  return 'value' in listed ? listed.value.objects : null;
}

/** Entities of a metadata resource, whichever envelope they come in; null where they can't be read. */
export async function listEntities(http: HttpClient, resource: MetadataResource): Promise<Array<Record<string, unknown> & { id: string }> | null> {
  const exchange = await createMetadataRestClient(http).list(resource);
  const list = entitiesIn(exchange, resource);
  return exchange.response.status === 200 && list !== undefined ? (list as Array<Record<string, unknown> & { id: string }>) : null;
}

/** An active field is deactivated first where the instance wants that. */
async function removeField(http: HttpClient, id: string | undefined): Promise<Outcome> {
  if (id === undefined) return 'absent';
  const metadata = createMetadataRestClient(http);
  const outcome = outcomeOf(await metadata.delete('fields', id));
  if (typeof outcome === 'string') return outcome;
  await metadata.update('fields', id, { isActive: false });
  return outcomeOf(await metadata.delete('fields', id));
}

async function removeRole(http: HttpClient, entry: OpenEntry): Promise<Outcome> {
  const { query } = createGraphqlClient(http, '/metadata');
  const roles = at((await query('query { getRoles { id label } }')).response.json, 'data', 'getRoles') as Array<{ id: string; label: string }> | undefined;
  if (!Array.isArray(roles)) return { reason: 'the roles could not be read' };
  const found = roles.find(({ id, label }) => id === entry.serverId || label === entry.id);
  if (!found) return 'absent';
  const exchange = await query('mutation($id: UUID!) { deleteOneRole(roleId: $id) }', { id: found.id });
  return at(exchange.response.json, 'errors') === undefined ? 'removed' : { reason: saidBy(exchange) };
}

/** A 404 that is no JSON comes from something before the instance, and says nothing of the entry. */
function outcomeOf(exchange: Exchange): Outcome {
  const { status, json } = exchange.response;
  if (status >= 200 && status < 300) return 'removed';
  return status === 404 && json !== undefined ? 'absent' : { reason: `${status} ${saidBy(exchange)}` };
}
