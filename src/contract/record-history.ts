import { isObject, sameJson } from '../field-types/sameness.js';
import type { CallOptions, Exchange } from '../http/exchange.js';
import { UUIDS } from '../http/path-text.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { runOfName } from '../workspace/run-names.js';
import { pathBelow } from './instance-path.js';
import { sightingsInGraphql, sightingsInRest, type Sighting } from './record-sightings.js';
import { graphqlWrites, restWrite, type RecordWrite } from './record-writes.js';

/** What the answers about one record must keep to, seen together. */
export type HistoryRule = 'alike' | 'untouched' | 'written' | 'gone' | 'refused';

/** One cause for which answers contradict each other. */
export interface HistoryFinding {
  rule: HistoryRule;
  /** The same for one cause. */
  signature: string;
  message: string;
  count: number;
  evidence: Exchange[];
}

/** Follows the run's own records through all answers. */
export interface HistoryLedger {
  observe(exchange: Exchange): void;
  /** A call that may have changed something ended without an answer: nothing is known any more of what it named. */
  doubt(call: Pick<CallOptions, 'method' | 'path' | 'json' | 'body'>): void;
  findings(): HistoryFinding[];
  /** How many times a record was seen. */
  observed(): number;
}

interface Known {
  value: unknown;
  exchange: Exchange;
  /** Writes of the record that have been answered since. */
  writes: number;
}

interface State {
  values: Map<string, Known>;
  /** Epoch, ms: what was asked before then may be answered with what was before. */
  writtenAt: number;
  /** `new`: never written nor seen. */
  life: 'new' | 'unknown' | 'refused' | 'alive' | 'trashed' | 'destroyed';
  since?: Exchange;
  temporary: boolean;
}

/** What the server sets of its own on a write, whatever is named. */
const MOVES = new Set(['updatedAt', 'searchVector', 'deletedAt']);
const moves = (property: string) => MOVES.has(property) || property.startsWith('updatedBy');
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d/;
/** A key of another workspace: the same id is another record there. */
const ELSEWHERE = /OTHER_WORKSPACE/;

/** Creates a ledger over the records whose ids are the run's own; `ownIds` grows. */
export function createHistoryLedger(model: WorkspaceModel, ownIds: ReadonlySet<string>): HistoryLedger {
  const states = new Map<string, State>();
  const distrusted = new Set<string>();
  const found = new Map<string, HistoryFinding>();
  let sightings = 0;

  const note = (rule: HistoryRule, signature: string, message: string, evidence: Exchange[]) => {
    const known = found.get(`${rule} ${signature}`) ?? { rule, signature, message, count: 0, evidence };
    known.count += 1;
    found.set(`${rule} ${signature}`, known);
  };
  const stateOf = (id: string): State => {
    const state = states.get(id) ?? { values: new Map<string, Known>(), writtenAt: 0, life: 'new' as const, temporary: false };
    states.set(id, state);
    return state;
  };
  const isOwn = (id: string) => ownIds.has(id) && !distrusted.has(id);

  const forget = (state: State) => {
    state.values.clear();
    state.life = 'unknown';
  };
  const takeIn = (write: RecordWrite, exchange: Exchange) => {
    const endedAt = exchange.startedAt + exchange.durationMs;
    if (write.effect === 'other' || write.ids === undefined) {
      for (const state of states.values()) forget(state);
      return;
    }
    for (const id of write.ids.filter(isOwn)) {
      const state = stateOf(id);
      if (write.outcome === 'refused') {
        if (write.effect === 'create' && state.life === 'new') Object.assign(state, { life: 'refused', since: exchange });
        continue;
      }
      state.writtenAt = endedAt;
      if (write.outcome === 'unsure') {
        forget(state);
        continue;
      }
      const named = Object.keys(write.sent(id));
      for (const [property, known] of state.values) {
        const [whole = ''] = property.split('.');
        if (moves(property) || named.some((name) => name === whole || `${name}Id` === whole)) state.values.delete(property);
        else known.writes += 1;
      }
      const life = { create: 'alive', update: state.life === 'new' ? 'unknown' : state.life, trash: 'trashed', restore: 'alive', destroy: 'destroyed', other: 'unknown' }[write.effect] as State['life'];
      Object.assign(state, { life, since: exchange });
      if (life === 'destroyed') state.values.clear();
      if (write.effect !== 'update' && write.effect !== 'create') forgetRelated(id, write.effect === 'restore');
    }
  };
  /** Records that belong to one that goes into the trash, or comes out of it, may go along, and show its id no longer, or again. */
  const forgetRelated = (id: string, restored: boolean) => {
    for (const state of states.values()) {
      for (const [property, { value }] of state.values) {
        if ((value !== id && (value !== null || !restored)) || !property.endsWith('Id')) continue;
        state.values.delete(property);
        if (value === id) for (const moving of ['deletedAt', 'updatedAt']) state.values.delete(moving);
        if (value === id) state.life = 'unknown';
      }
    }
  };

  const see = (sighting: Sighting, exchange: Exchange, what: { operation: string; own: boolean; trash: boolean }, writes: readonly RecordWrite[]) => {
    const state = stateOf(sighting.id);
    if (exchange.startedAt < state.writtenAt && !what.own) return;
    sightings += 1;
    if (state.life === 'new') state.life = 'unknown';
    state.temporary ||= runOfName(sighting.root) !== undefined;
    if (!what.own && state.since && ((state.life === 'trashed' && !what.trash) || state.life === 'destroyed' || state.life === 'refused')) {
      const [rule, how] = state.life === 'refused' ? (['refused', 'of which the create was refused'] as const) : (['gone', state.life === 'trashed' ? 'that is in the trash' : 'that was destroyed'] as const);
      note(rule, what.operation, `${what.operation} shows a record ${how}`, [state.since, exchange]);
      state.life = 'unknown';
    }
    for (const [property, value] of sighting.values) {
      const known = state.values.get(property);
      if (known && !sameShown(known.value, value)) {
        const rule = known.writes > 0 ? 'untouched' : 'alike';
        note(rule, `${what.operation}: ${general(property)}`, `${property} is ${short(value)}, and was ${short(known.value)} in the answer to ${operationIn(model, known.exchange)}${rule === 'alike' ? '' : ', and no write since has named it'}`, [known.exchange, exchange]);
      }
      if (!known || !sameShown(known.value, value)) state.values.set(property, { value, exchange, writes: 0 });
    }
    for (const write of writes) if (write.outcome === 'done' && write.ids?.includes(sighting.id)) compareSent(write.sent(sighting.id), sighting, exchange, what.operation);
  };
  const compareSent = (sent: Readonly<Record<string, unknown>>, { values }: Sighting, exchange: Exchange, operation: string) => {
    for (const [property, value] of Object.entries(sent)) {
      if (isObject(value)) compareParts(property, value, values, (path, was, is) => note('written', `${operation}: ${general(path)}`, `${path} was sent as ${short(was)} and is answered as ${short(is)}`, [exchange]));
      const shown = values.get(property);
      if (!values.has(property) || moves(property) || (property === 'position' && typeof value === 'string')) continue;
      if (isPlain(value) && !samePlain(value, shown)) note('written', `${operation}: ${general(property)}`, `${property} was sent as ${short(value)} and is answered as ${short(shown)}`, [exchange]);
    }
  };

  return {
    observe(exchange) {
      const path = pathBelow(model.baseUrl, exchange.request.url);
      if (path === undefined || ELSEWHERE.test(exchange.request.headers['authorization'] ?? '')) return;
      const rest = path.startsWith('/rest/') && !/^\/rest\/(metadata|open-api|webhooks|apiKeys)\b/.test(path);
      if (!rest && path !== '/graphql') {
        if (changesDataModel(exchange, path)) for (const state of states.values()) if (state.temporary) state.values.clear();
        return;
      }
      const writes = rest ? [restWrite(exchange, path)].filter((write) => write !== undefined) : graphqlWrites(exchange);
      for (const write of writes) takeIn(write, exchange);
      const { status } = exchange.response;
      if (status >= 300 || writes.length > 1) return;
      const operation = operationIn(model, exchange);
      const trash = /deletedAt/.test(decodeURIComponent(exchange.request.url) + (exchange.request.body ?? ''));
      for (const sighting of rest ? sightingsInRest(exchange) : sightingsInGraphql(exchange)) {
        if (isOwn(sighting.id)) see(sighting, exchange, { operation, own: writes.some(({ ids }) => ids?.includes(sighting.id)), trash }, writes);
      }
    },
    doubt({ method = 'GET', path, json, body }) {
      const text = body ?? JSON.stringify(json ?? '');
      if (['GET', 'HEAD', 'OPTIONS'].includes(method) || (path.startsWith('/graphql') && !/\bmutation\b/.test(text))) return;
      const named = `${path}${text}`.match(UUIDS) ?? [];
      for (const id of named.length > 0 ? named : [...states.keys()]) {
        distrusted.add(id.toLowerCase());
        states.delete(id.toLowerCase());
      }
    },
    findings: () => [...found.values()],
    observed: () => sightings,
  };
}

/** A field or object that is changed or deleted takes values with it. */
function changesDataModel({ request }: Exchange, path: string): boolean {
  if (path === '/metadata') return /\bmutation\b/.test(request.body ?? '');
  return /^\/rest\/metadata\/(objects|fields)\b/.test(path) && !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}

/** Values that every type keeps as they are sent: composites and times have forms of their own. */
function isPlain(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'));
}

/** Forms of a time are judged elsewhere. */
function sameShown(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string' && INSTANT.test(one) && INSTANT.test(other)) return Date.parse(one) === Date.parse(other);
  return sameJson(one, other);
}

function samePlain(sent: unknown, shown: unknown): boolean {
  if (typeof sent === 'string' && typeof shown === 'string' && DAY.test(sent) && DAY.test(shown)) {
    return sent.length > 10 && shown.length > 10 ? Date.parse(sent) === Date.parse(shown) : sent.slice(0, 10) === shown.slice(0, 10);
  }
  // A list of one may be sent as its item.
  if (Array.isArray(shown) && !Array.isArray(sent)) return shown.length !== 1 || shown[0] === sent;
  if (typeof sent === 'number' || typeof shown === 'number') return Number(sent) === Number(shown);
  return sameJson(sent, shown);
}

/** Parts that are kept letter by letter; addresses, numbers and links have a form of their own, but are not lost. */
const VERBATIM = /^(firstName|lastName|address\w+|amountMicros|currencyCode|\w+Label|markdown)$/;

const isItem = (value: unknown): boolean => (typeof value === 'string' && value !== '') || (isObject(value) && Object.values(value).every((inner) => typeof inner === 'string'));

function compareParts(property: string, sent: Readonly<Record<string, unknown>>, shown: ReadonlyMap<string, unknown>, differ: (path: string, sent: unknown, shown: unknown) => void): void {
  for (const [part, value] of Object.entries(sent)) {
    const path = `${property}.${part}`;
    if (!shown.has(path) || value === null || value === undefined || value === '') continue;
    const is = shown.get(path);
    const kept = Array.isArray(value) ? !value.every(isItem) || (Array.isArray(is) && is.length === value.length) : VERBATIM.test(part) ? samePlain(value, is) : (is ?? '') !== '';
    if (!kept) differ(path, value, is);
  }
}

/** `PATCH /rest/{objects}/{id}`, `query {objects}`. */
function operationIn(model: WorkspaceModel, { request }: Exchange): string {
  const path = pathBelow(model.baseUrl, request.url) ?? '';
  if (path === '/graphql') return `GraphQL ${/\bmutation\b/.test(request.body ?? '') ? 'mutation' : 'query'}`;
  const parts = path.split('/').filter(Boolean).slice(1).map((part) => (/^[0-9a-f-]{36}$/i.test(part) ? '{id}' : /^(batch|restore|merge|duplicates|groupBy)$/.test(part) ? part : '{objects}'));
  return `${request.method} /rest/${parts.join('/')}`;
}

/** A property by what all objects have in common where that is a system field; others under their own name. */
const general = (property: string): string => property.replace(/^[a-z]\w*Zz\w*|zzConformance\w*/i, '{temporary}');
const short = (value: unknown): string => {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
