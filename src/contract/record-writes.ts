import { isObject } from '../field-types/sameness.js';
import type { Exchange } from '../http/exchange.js';
import { rootFieldsIn } from '../http/graphql-operation.js';
import { parseOrUndefined } from '../http/json.js';

/** What one call was to change, and how it was answered. */
export interface RecordWrite {
  effect: 'create' | 'update' | 'trash' | 'restore' | 'destroy' | 'other';
  /** The records that it named; for a call by filter those that its answer holds. Undefined where neither tells. */
  ids: readonly string[] | undefined;
  /** The values sent for each record, by id; for a call by filter those for all. */
  sent(id: string): Readonly<Record<string, unknown>>;
  /** `unsure` where the server failed in the midst, or answered a part. */
  outcome: 'done' | 'refused' | 'unsure';
}

type Json = Record<string, unknown>;
const idsIn = (value: unknown): string[] => [value].flat().flatMap((item) => (isObject(item) && typeof item['id'] === 'string' ? [item['id'].toLowerCase()] : []));
const outcomeOf = (status: number): RecordWrite['outcome'] => (status < 300 ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unsure');
const bodies = (value: unknown): Json[] => [value].flat().filter(isObject);

/** The values for a record: its own where the body names it by id, otherwise those of all that name none. */
function sentFor(all: Json[]): RecordWrite['sent'] {
  return (id) => {
    const own = all.filter((body) => String(body['id']).toLowerCase() === id);
    return Object.assign({}, ...(own.length > 0 ? own : all.filter((body) => body['id'] === undefined))) as Json;
  };
}

/** The write of a Core REST call; `path` begins with `/rest/` and has no query. */
export function restWrite({ request, response }: Exchange, path: string): RecordWrite | undefined {
  const { method, url, body } = request;
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return undefined;
  const [first = '', second, third] = path.split('/').filter(Boolean).slice(1);
  if (second === 'duplicates') return undefined;
  const query = new URL(url).searchParams;
  const all = bodies(parseOrUndefined(body ?? ''));
  const data = isObject(response.json) && isObject(response.json['data']) ? Object.values(response.json['data']).flat() : [];
  const outcome = outcomeOf(response.status);
  const on = (effect: RecordWrite['effect'], id: string | undefined, sent = sentFor(all)): RecordWrite => {
    const named = id === undefined ? undefined : [id.toLowerCase()];
    return { effect, ids: named ?? (outcome === 'unsure' ? undefined : idsIn(data)), sent, outcome };
  };
  if (second === 'merge') return on('other', undefined);
  if (first === 'restore') return on('restore', third);
  if (method === 'DELETE') return on(query.get('soft_delete') === 'true' ? 'trash' : 'destroy', second);
  if (method === 'POST') {
    const named = all.flatMap((each) => (typeof each['id'] === 'string' ? [each['id'].toLowerCase()] : []));
    return { effect: 'create', ids: [...new Set([...named, ...idsIn(data)])], sent: sentFor(all), outcome };
  }
  return on('update', second);
}

const VERB = /^(create|update|delete|restore|destroy)[A-Z]/;
const EFFECTS: Record<string, RecordWrite['effect']> = { create: 'create', update: 'update', delete: 'trash', restore: 'restore', destroy: 'destroy' };

/** The writes of a Core GraphQL call, in their order. */
export function graphqlWrites({ request, response }: Exchange): RecordWrite[] {
  const json = isObject(response.json) ? response.json : {};
  const data = isObject(json['data']) ? json['data'] : {};
  const failed = JSON.stringify(json['errors'] ?? '').includes('INTERNAL_SERVER_ERROR') || response.status >= 500 || (response.status < 400 && response.json === undefined);
  return rootFieldsIn('mutation', request.body, request.url).map(({ name, key, args }) => {
    const effect = EFFECTS[VERB.exec(name)?.[1] ?? ''] ?? 'other';
    const answered = data[key] ?? null;
    const outcome = answered !== null ? (json['errors'] === undefined ? 'done' : 'unsure') : failed || json['errors'] === undefined ? 'unsure' : 'refused';
    const all = bodies(args['data']);
    const named = [args['id'], ...all.map((each) => each['id'])].filter((id): id is string => typeof id === 'string').map((id) => id.toLowerCase());
    const shown = idsIn(answered);
    // What a call by filter changed is not told where the answer leaves the ids out.
    const told = named.length > 0 || (Array.isArray(answered) && shown.length === answered.length) || shown.length > 0 || outcome === 'refused';
    return { effect, ids: told ? [...new Set([...named, ...shown])] : undefined, sent: 'id' in args ? () => Object.assign({}, ...all) as Json : sentFor(all), outcome };
  });
}
