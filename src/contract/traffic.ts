import type { IntrospectionQuery } from 'graphql';
import type { Exchange } from '../http/exchange.js';
import { parseOrUndefined } from '../http/json.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { graphqlAnswerProblems, type GraphqlAnswerProblem } from './graphql-answers.js';
import { pathBelow } from './instance-path.js';
import { connectionProblems, restListProblems, type ListRule } from './list-answers.js';

/** Rules that hold for every answer, whatever was asked. */
export type TrafficRule = `graphql-${GraphqlAnswerProblem['rule']}` | `list-${ListRule}` | 'internals' | 'credential' | 'one-json';

/** One cause for which answers break a rule. */
export interface TrafficFinding {
  rule: TrafficRule;
  /** The same for one cause. */
  signature: string;
  count: number;
  example: Exchange;
}

export interface TrafficLedger {
  observe(exchange: Exchange): void;
  findings(): TrafficFinding[];
  /** How many answers each kind of rule was held against. */
  observed(): { answers: number; graphql: number };
}

/** What shows SQL, a stack trace, a file path or a connection string. */
export const INTERNALS = /\bat \S+ \(.*:\d+:\d+\)|node_modules|\bSELECT\b.*\bFROM\b|"stack(trace)?"|violates \w+ constraint|postgres(ql)?:\/\//;
const JWT = /eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/;
const SHORTEST_TOKEN = 6;

/** Judges every answer of a run by the rules that hold for all; `keys` are the credentials of the run. */
export function createTrafficLedger(model: WorkspaceModel, keys: readonly string[]): TrafficLedger {
  const found = new Map<string, TrafficFinding>();
  const count = { answers: 0, graphql: 0 };
  const note = (rule: TrafficRule, signature: string, example: Exchange) => {
    const known = found.get(`${rule} ${signature}`) ?? { rule, signature, count: 0, example };
    known.count += 1;
    found.set(`${rule} ${signature}`, known);
  };
  return {
    observe(exchange) {
      const path = pathBelow(model.baseUrl, exchange.request.url);
      const surface = surfaceOf(path);
      if (surface === undefined) return;
      const { status, text, json, headers } = exchange.response;
      count.answers += 1;
      const refused = status >= 400 || hasErrors(json);
      if (refused && INTERNALS.test(text)) note('internals', `${surface}: ${INTERNALS.exec(text)![0].slice(0, 60)}`, exchange);
      if (INTERNALS.test(JSON.stringify(headers))) note('internals', `${surface}: headers`, exchange);
      if (keys.some((key) => text.includes(key))) note('credential', `${surface}: a key of the run`, exchange);
      else if (refused && (JWT.test(text) || repeatsToken(exchange))) note('credential', `${surface}: the token that was refused`, exchange);
      if (json !== undefined && parseOrUndefined(text) === undefined) note('one-json', surface, exchange);
      const lists = surface === 'Core REST' ? restListProblems(exchange, path!) : surface === 'Core GraphQL' ? connectionProblems(exchange) : [];
      for (const { rule, what } of lists) note(`list-${rule}`, `${surface}: ${what}`, exchange);
      const introspection = graphqlOf(model, path);
      if (introspection === undefined || exchange.request.method !== 'POST' || json === undefined || !isJson(headers)) return;
      count.graphql += 1;
      for (const { rule, place, what } of graphqlAnswerProblems(introspection, parseOrUndefined(exchange.request.body ?? ''), json)) {
        note(`graphql-${rule}`, place === '' ? `${surface}: ${what}` : `${surface}: ${place} ${what}`, exchange);
      }
    },
    findings: () => [...found.values()],
    observed: () => count,
  };
}

const hasErrors = (json: unknown): boolean => Array.isArray((json as { errors?: unknown } | null | undefined)?.errors);
const isJson = (headers: Record<string, string>): boolean => /\bjson\b/.test(headers['content-type'] ?? '');

/** The token of the call, where it is none of the run's: those are not shown in the headers of an exchange. */
function repeatsToken({ request, response }: Exchange): boolean {
  const token = /^\S+\s+(\S+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  return token.length >= SHORTEST_TOKEN && !/^[$[]/.test(token) && response.text.includes(token);
}

function surfaceOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith('/rest/metadata')) return 'Metadata REST';
  if (path.startsWith('/rest/open-api')) return 'OpenAPI';
  if (path.startsWith('/rest/')) return 'Core REST';
  return { '/graphql': 'Core GraphQL', '/metadata': 'Metadata GraphQL' }[path];
}

function graphqlOf({ introspection }: WorkspaceModel, path: string | undefined): IntrospectionQuery | null | undefined {
  return path === '/graphql' ? introspection.core : path === '/metadata' ? introspection.metadata : undefined;
}
