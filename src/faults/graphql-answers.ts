import { visit, type ASTVisitor, type DocumentNode } from 'graphql';
import type { Fault, WireRequest } from './fault.js';
import { family, isGraphql, isRecordQuery, issue, pull } from './builders.js';
import { graphqlCall, isObject, jsonAnswer, parseJson, withGraphql, withJson, type Json } from './wire.js';

const fault = family('graphql-answers');
const core = (request: WireRequest) => graphqlCall(request)?.surface === 'core';
const onData = (change: (data: Json, json: Json) => Json | void) => ({ matches: core, editResponse: (response: Parameters<typeof withJson>[0]) => withJson(response, (json) => { if (isObject(json['data'])) json['data'] = change(json['data'], json) ?? json['data']; }) });
const onDocument = (change: ASTVisitor) => ({
  matches: isRecordQuery,
  editRequest(request: WireRequest): WireRequest {
    const { document } = graphqlCall(request)!;
    const changed = visit(document, change) as DocumentNode;
    return changed === document ? request : withGraphql(request, { document: changed });
  },
});
const nodes = (data: Json): Json[] => Object.values(data).flatMap((value) => (isObject(value) && Array.isArray(value['edges']) ? (value['edges'] as Json[]) : []));

const aggregate = (name: RegExp, change: (value: number) => number) => onData((data) => { for (const value of Object.values(data)) if (isObject(value)) for (const key of Object.keys(value)) if (name.test(key) && typeof value[key] === 'number') value[key] = change(value[key]); });

export const GRAPHQL_ANSWERS: Fault[] = [
  fault('data-null-beside-errors-none', 'a failed list that looks like success', issue(16164), onData((data) => Object.fromEntries(Object.keys(data).map((key) => [key, null])))),
  fault('partial-errors', 'clients that stop at an error', issue(15298), onData((data, json) => { if (!json['errors'] && nodes(data).length > 0) json['errors'] = [{ message: 'Cannot return null for non-nullable field FullName.lastName.' }]; })),
  fault('selected-field-missing', 'a field that was selected', 'property missing', onData((data) => { for (const edge of nodes(data)) if (isObject(edge['node'])) { const key = Object.keys(edge['node']).find((name) => name !== 'id'); if (key) delete edge['node'][key]; } })),
  fault('alias-ignored', 'clients that use aliases', 'alias ignored', onDocument({ Field: (node) => (node.alias ? { ...node, alias: undefined } : undefined) })),
  fault('include-ignored', 'clients that ask by directive', 'directive ignored', onDocument({ Directive: () => null })),
  fault('fragment-empty', 'clients that use fragments', 'fragment ignored', onDocument({ FragmentSpread: () => ({ kind: 'Field' as const, name: { kind: 'Name' as const, value: '__typename' } }) })),
  fault('cursor-of-node-missing', 'the way to go on after a record', 'property missing', onData((data) => { for (const edge of nodes(data)) if ('cursor' in edge) edge['cursor'] = ''; })),
  fault('total-missing', 'the number of records', 'property missing', onData((data) => { for (const value of Object.values(data)) if (isObject(value) && 'totalCount' in value) value['totalCount'] = null; })),
  fault('related-lost', 'related records', 'join missing', onData((data) => { for (const edge of nodes(data)) for (const [key, value] of Object.entries((edge['node'] ?? {}) as Json)) if (isObject(value) && ('id' in value || 'edges' in value)) (edge['node'] as Json)[key] = 'edges' in value ? { ...value, edges: [] } : null; })),
  fault('search-finds-nothing', 'the search', pull(14464), { matches: (request) => graphqlCall(request)?.roots.includes('search') ?? false, editResponse: (response) => withJson(response, (json) => { const found = (json['data'] as Json | null)?.['search']; if (isObject(found) && Array.isArray(found['edges'])) found['edges'] = []; else if (Array.isArray(found)) (json['data'] as Json)['search'] = []; }) }),
  fault('group-by-total-wrong', 'sums that add up', 'off by one', onData((data) => { for (const [key, value] of Object.entries(data)) if (key.endsWith('GroupBy') && Array.isArray(value)) value.pop(); })),
  fault('typename-of-another', 'caches of clients', 'wrong value', onData((data) => { for (const edge of nodes(data)) if (isObject(edge['node']) && '__typename' in edge['node']) edge['node']['__typename'] = 'Task'; })),
  fault('edges-null', 'clients that walk edges', 'null in place of a list', onData((data) => { for (const value of Object.values(data)) if (isObject(value) && 'edges' in value) value['edges'] = null; })),
  fault('field-beside-selection', 'small answers', 'selection ignored', onData((data) => { for (const edge of nodes(data)) if (isObject(edge['node'])) edge['node']['zzInternal'] = 1; })),
  fault('ids-as-numbers', 'clients that compare ids', 'wrong type', onData((data) => { for (const edge of nodes(data)) if (isObject(edge['node']) && 'id' in edge['node']) edge['node']['id'] = 7; })),
  fault('sum-off', 'sums that add up', 'off by one', aggregate(/^sum/, (value) => value + 1)),
  fault('average-rounded', 'averages', 'precision lost', aggregate(/^avg/, (value) => Math.round(value) + 1)),
  fault('minimum-off', 'the least value', 'off by one', aggregate(/^min/, (value) => value - 1)),
  fault('counts-empty-as-filled', 'how many have a value', 'condition missing', aggregate(/^countNotEmpty/, (value) => value + 1)),
  fault('nested-loses-last', 'a related record', 'off by one', onData((data) => { for (const edge of nodes(data)) for (const value of Object.values((edge['node'] ?? {}) as Json)) if (isObject(value) && Array.isArray(value['edges'])) value['edges'].pop(); })),
  fault('nested-total-wrong', 'how many are related', 'off by one', onData((data) => { for (const edge of nodes(data)) for (const value of Object.values((edge['node'] ?? {}) as Json)) if (isObject(value) && typeof value['totalCount'] === 'number') value['totalCount'] += 1; })),
  fault('nested-of-another', 'to whom a record belongs', 'join on the wrong column', onData((data) => { for (const edge of nodes(data)) for (const value of Object.values((edge['node'] ?? {}) as Json)) if (isObject(value) && typeof value['id'] === 'string') value['id'] = '00000000-0000-4000-8000-000000000009'; })),
  fault('search-finds-one', 'what else a search would find', 'limit ignored', { matches: (request) => graphqlCall(request)?.roots.includes('search') ?? false, editResponse: (response) => withJson(response, (json) => { const found = (json['data'] as Json | null)?.['search']; if (isObject(found) && Array.isArray(found['edges'])) found['edges'].splice(1); }) }),
  fault('counts-true-off', 'how many say yes', 'off by one', aggregate(/^count(True|False)/, (value) => value + 1)),
  fault('percentages-of-hundred', 'shares', 'other unit', aggregate(/^percentage/, (value) => value * 100)),
  fault('unknown-group-ignored', 'a slip of the pen unnoticed', 'unknown value ignored', { matches: isGraphql('core', /GroupBy$/), editResponse: (response, request) => (Array.isArray((parseJson(response.body) as Json | undefined)?.['errors']) ? jsonAnswer(200, { data: { [graphqlCall(request)!.roots[0]!]: [] } }) : response) }),
];
