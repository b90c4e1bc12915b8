import type { Exchange } from '../http/exchange.js';
import { rootFieldsIn, type GraphqlCallField } from '../http/graphql-operation.js';
import { parseOrUndefined } from '../http/json.js';
import { decodeLoosely, UUIDS } from '../http/path-text.js';
import type { Write, WritePolicy } from '../http/write-guard.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { runOfName } from '../workspace/run-names.js';

/** What tells a run's own things from those of others. */
export interface Own {
  runId: string;
  marker: string;
  /** Ids of records that the run made or is about to make; grows. */
  ids: ReadonlySet<string>;
}

/** The policy of a run that may write, and what teaches it which metadata entities the run made. */
export interface OwnWrites {
  mayWrite: WritePolicy;
  observe(exchange: Exchange): void;
}

type Json = Record<string, unknown>;
/** Properties of a metadata entity that lead to what it is a part of. */
const PARENT_KEYS = ['objectMetadataId', 'viewId', 'pageLayoutId', 'pageLayoutTabId', 'viewFilterGroupId'];
/** Resources that exist as parts of others alone. */
const PARTS = /^(?:view|pageLayout)[A-Z]/;
const METADATA = /\/(?:metadata|webhooks|apikeys)(?:[/?]|$)/i;
const BUG = 'this is a bug of twenty-conformance, please report it';

/**
 * Lets a write through when it is on something that the run made, or makes something that can be told to be the run's: by an id from the
 * ledger, by the marker, by the name of one of its temporary objects. A bulk operation carries the marker or such ids in its filter, or is on
 * a temporary object. What names nothing of the workspace can change nothing.
 */
export function ownWrites(model: WorkspaceModel, own: Own): OwnWrites {
  const metadataIds = new Set<string>();
  const objectNames = new Set(model.objects.flatMap(({ namePlural, nameSingular }) => [namePlural.toLowerCase(), nameSingular.toLowerCase()]));
  const mutations = { '/graphql': mutationNames(model.introspection.core), '/metadata': mutationNames(model.introspection.metadata) };
  const temporary = (name: string) => runOfName(name) === own.runId;
  const isOwnId = (value: unknown) => typeof value === 'string' && (own.ids.has(value) || metadataIds.has(value));
  const bearsMark = (value: unknown): boolean => {
    if (typeof value === 'string') return isOwnId(value) || value.includes(own.marker) || temporary(value);
    return typeof value === 'object' && value !== null && Object.values(value).some(bearsMark);
  };
  const unmarked = (value: unknown): string | null => {
    const each = Array.isArray(value) ? value : [value];
    return each.length > 0 && each.every(bearsMark) ? null : `it would make something without the marker '${own.marker}'; ${BUG}`;
  };
  const foreign = (id: unknown): string | null => (isOwnId(id) ? null : `'${String(id)}' is not in the ledger of this run; ${BUG}`);
  const unbounded = (filter: string | null): string | null => {
    const ids = filter?.match(UUIDS) ?? [];
    const bounded = filter?.includes(own.marker) || (ids.length > 0 && ids.every(isOwnId));
    return bounded ? null : `it is a bulk operation with neither the marker '${own.marker}' nor ids from the ledger in its filter; ${BUG}`;
  };

  const coreRest = ({ method, path, body }: Write): string | null => {
    const [pathname = '', query = ''] = path.split('?', 2);
    let segments = pathname.split('/').filter(Boolean).slice(1).map(decodeLoosely);
    const verb = ['batch', 'restore'].includes(segments[0]?.toLowerCase() ?? '') ? segments[0]!.toLowerCase() : undefined;
    if (verb) segments = segments.slice(1);
    const [object = '', second] = segments;
    if (object !== '' && (temporary(object) || !objectNames.has(object.toLowerCase()))) return null;
    const json = parseOrUndefined(body ?? '');
    if (second?.toLowerCase() === 'duplicates') return null;
    if (second?.toLowerCase() === 'merge') {
      const ids = (json as Json | undefined)?.['ids'];
      return Array.isArray(ids) && ids.every(isOwnId) ? null : `it would merge records that are not in the ledger of this run; ${BUG}`;
    }
    if (second !== undefined) return foreign(second);
    if (method === 'POST') return unmarked(json ?? body);
    return unbounded(new URLSearchParams(query).get('filter'));
  };

  const metadataRest = ({ method, path, body }: Write): string | null => {
    const segments = (path.split('?', 1)[0] ?? '').split('/').filter(Boolean).slice(1).map(decodeLoosely);
    const [, id] = segments[0]?.toLowerCase() === 'metadata' ? segments.slice(1) : segments;
    if (id !== undefined) return foreign(id);
    if (method !== 'POST') return `it is on a whole collection; ${BUG}`;
    const sent = parseOrUndefined(body ?? '');
    // From an empty body nothing can be made.
    if (typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0) return null;
    // A part of a view or page layout without any parent belongs to nobody.
    const strangers = (body?.match(UUIDS) ?? []).some((each) => !isOwnId(each));
    return PARTS.test(segments.at(-1) ?? '') && !strangers ? null : unmarked(sent ?? body);
  };

  const graphql = (path: '/graphql' | '/metadata', field: GraphqlCallField): string | null => {
    const { name, args } = field;
    if (temporary(name) || mutations[path]?.has(name) === false) return null;
    if ('ids' in args) return Array.isArray(args['ids']) && args['ids'].every(isOwnId) ? null : `it is on records that are not in the ledger of this run; ${BUG}`;
    if ('id' in args) return foreign(args['id']);
    if (path === '/metadata') return bearsMark(args) ? null : `it is on nothing that this run made; ${BUG}`;
    if ('data' in args && !('filter' in args)) return unmarked(args['data']);
    return unbounded(JSON.stringify(args['filter'] ?? null));
  };

  return {
    mayWrite(write) {
      if (write.surface === 'core-rest') return coreRest(write);
      if (write.surface === 'metadata-rest') return metadataRest(write);
      if (write.surface === 'core-graphql' || write.surface === 'metadata-graphql') {
        const path = write.surface === 'core-graphql' ? '/graphql' : '/metadata';
        for (const field of rootFieldsIn('mutation', write.body, write.path)) {
          const reason = graphql(path, field);
          if (reason !== null) return reason;
        }
      }
      return null;
    },
    observe({ request, response }) {
      if (!METADATA.test(request.url)) return;
      // What a write that was let through answers is the run's.
      const data = (response.json as { data?: Json } | null | undefined)?.data ?? {};
      const madeOverRest = request.method === 'POST' && response.status < 300 && !/\/metadata(?:\?|$)/.test(request.url) ? [response.json, data, ...Object.values(data)] : [];
      for (const entity of [...madeOverRest, ...rootFieldsIn('mutation', request.body, request.url).map(({ name }) => data[name])]) {
        const id = (entity as Json | null | undefined)?.['id'];
        if (typeof id === 'string') metadataIds.add(id);
      }
      learn(response.json, metadataIds, temporary, own.marker);
    },
  };
}

/** Notes the ids of the metadata entities in an answer that are the run's: temporary objects, what bears its marker, and their parts. */
function learn(value: unknown, ids: Set<string>, temporary: (name: string) => boolean, marker: string, partOfOwn = false): void {
  if (Array.isArray(value)) {
    for (const each of value) learn(each, ids, temporary, marker, partOfOwn);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const entity = value as Json;
  const isOwn =
    partOfOwn ||
    (typeof entity['nameSingular'] === 'string' && temporary(entity['nameSingular'])) ||
    PARENT_KEYS.some((key) => ids.has(String(entity[key]))) ||
    ['name', 'label', 'targetUrl', 'description'].some((key) => typeof entity[key] === 'string' && entity[key].includes(marker));
  if (isOwn && typeof entity['id'] === 'string') ids.add(entity['id']);
  for (const [key, part] of Object.entries(entity)) learn(part, ids, temporary, marker, isOwn && (key === 'fields' || key === 'fieldsList'));
}

function mutationNames(schema: WorkspaceModel['introspection']['core']): ReadonlySet<string> | undefined {
  const type = schema?.__schema.types.find(({ name }) => name === schema.__schema.mutationType?.name);
  return type?.kind === 'OBJECT' ? new Set(type.fields.map(({ name }) => name)) : undefined;
}
