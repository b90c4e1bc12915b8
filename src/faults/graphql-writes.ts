import type { Fault, WireRequest, WireResponse } from './fault.js';
import { around, family, graphqlArgument, isGraphql, isRecordQuery } from './builders.js';
import { graphqlCall, isObject, jsonAnswer, parseJson, withGraphql, withJson, withRecords, withRootVerb, type Json } from './wire.js';

const fault = family('graphql-writes');
const mutation = (verb: string) => isGraphql('core', new RegExp(`^${verb}[A-Z]`));
const data = (request: WireRequest) => (graphqlCall(request)?.variables['data'] ?? {}) as Json;
const withData = (request: WireRequest, change: (values: Json) => Json): WireRequest => {
  const call = graphqlCall(request);
  return call && isObject(call.variables['data']) ? withGraphql(request, { variables: { ...call.variables, data: change(call.variables['data']) } }) : request;
};
const withoutLast = (values: Json): Json => {
  const last = Object.keys(values).filter((key) => key !== 'id').at(-1);
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== last));
};
/** A mutation that is answered as if it had been done. */
const pretended = (verb: string, shownAs: (id: string, request: WireRequest) => Json) => around(mutation(verb), async (request, forward) => {
  const call = graphqlCall(request)!;
  const id = call.variables['id'];
  const root = call.roots[0] ?? '';
  return typeof id === 'string' ? jsonAnswer(200, { data: { [root]: shownAs(id, request) } }) : forward(request);
});

const isRefused = (response: WireResponse) => Array.isArray((parseJson(response.body) as Json | undefined)?.['errors']);

export const GRAPHQL_WRITES: Fault[] = [
  fault('create-lost', 'records that were answered as created', 'lost write', around(mutation('create'), async (request, forward) => {
    const response = await forward(request);
    const call = graphqlCall(request)!;
    const made = ((parseJson(response.body) as Json | undefined)?.['data'] as Json | null)?.[call.roots[0] ?? ''];
    const singular = /^create([A-Z]\w*)$/.exec(call.roots[0] ?? '')?.[1];
    const id = isObject(made) ? (made['id'] ?? data(request)['id']) : undefined;
    if (singular && typeof id === 'string') await forward({ ...request, body: JSON.stringify({ query: `mutation($id: UUID!) { destroy${singular}(id: $id) { id } }`, variables: { id } }) });
    return response;
  })),
  fault('create-drops-a-value', 'a value that was sent', 'partial write', { matches: mutation('create'), editRequest: (request) => (Object.keys(data(request)).length > 1 ? withData(request, withoutLast) : request) }),
  fault('create-other-id', 'the id that the client chose', 'identity not kept', { matches: mutation('create'), editRequest: (request) => ('id' in data(request) ? withData(request, ({ id: _id, ...rest }) => rest) : request) }),
  fault('update-lost', 'a change that was answered as done', 'lost write', around(mutation('update'), async (request, forward) => {
    const sent = data(request);
    if (Object.keys(sent).length === 0) return forward(request);
    return withRecords(await forward(withData(request, () => ({}))), (record) => Object.assign(record, sent));
  })),
  fault('update-drops-a-value', 'a part of a change', 'partial write', { matches: mutation('update'), editRequest: (request) => (Object.keys(data(request)).length > 1 ? withData(request, withoutLast) : request) }),
  fault('update-answers-null', 'the new state in the answer', 'empty answer', { matches: mutation('update'), editResponse: (response) => withJson(response, (json) => { if (isObject(json['data']) && !json['errors']) for (const key of Object.keys(json['data'])) json['data'][key] = null; }) }),
  fault('delete-destroys', 'records that were to be kept in the trash', 'wrong operation', { matches: mutation('delete'), editRequest: (request) => withRootVerb(request, 'delete', 'destroy') }),
  fault('delete-not-done', 'a deletion that was answered as done', 'lost write', pretended('delete', (id) => ({ id, deletedAt: new Date().toISOString() }))),
  fault('destroy-keeps', 'data that had to go for good', 'wrong operation', { matches: mutation('destroy'), editRequest: (request) => withRootVerb(request, 'destroy', 'delete') }),
  fault('restore-not-done', 'records that were to come back', 'lost write', pretended('restore', (id) => ({ id, deletedAt: null }))),
  fault('not-found-is-null', 'clients that tell an empty answer from a missing record', 'missing error', { matches: isRecordQuery, editResponse: (response) => withJson(response, (json) => (JSON.stringify(json['errors'] ?? '').includes('NOT_FOUND') ? { data: Object.fromEntries(Object.keys(isObject(json['data']) ? json['data'] : { a: 1 }).map((key) => [key, null])) } : json)) }),
  fault('find-by-id-ignores-filter', 'the record that was asked for', 'condition not applied', graphqlArgument('filter', (name) => (name === 'eq' ? 'neq' : name))),
  fault('create-many-drops-last', 'a record of a batch, through GraphQL', 'off by one', { matches: mutation('create'), editRequest: (request) => { const call = graphqlCall(request); const list = call?.variables['data']; return call && Array.isArray(list) && list.length > 1 ? withGraphql(request, { variables: { ...call.variables, data: list.slice(0, -1) } }) : request; } }),
  fault('update-empties-others', 'what the change did not name, through GraphQL', 'update done as replace', { matches: mutation('update'), editRequest: (request) => (Object.keys(data(request)).length > 0 && !('name' in data(request)) && /^updateCompany$/.test(graphqlCall(request)!.roots[0] ?? '') ? withData(request, (values) => ({ ...values, name: '' })) : request) }),
  fault('update-unknown-id-null', 'clients that tell changed from never there', 'missing error', { matches: mutation('update'), editResponse: (response, request) => withJson(response, (json) => (JSON.stringify(json['errors'] ?? '').includes('NOT_FOUND') ? { data: { [graphqlCall(request)!.roots[0] ?? '']: null } } : undefined)) }),
  fault('create-many-half-done', 'the promise that a refused batch made nothing, through GraphQL', 'no transaction', around(mutation('create'), async (request, forward) => {
    const response = await forward(request);
    const call = graphqlCall(request)!;
    const list = call.variables['data'];
    if (isRefused(response) && Array.isArray(list) && list.length > 1) await forward(withGraphql(request, { variables: { ...call.variables, data: list.slice(0, 1) } }));
    return response;
  })),
  fault('bulk-refusal-as-nothing', 'a slip of the pen unnoticed', 'missing guard', { matches: isGraphql('core', /^(update|delete|restore|destroy)[A-Z]\w*s$/), editResponse: (response, request) => (isRefused(response) ? jsonAnswer(200, { data: { [graphqlCall(request)!.roots[0]!]: [] } }) : response) }),
  fault('empty-update-moves', 'the order on boards', 'column touched by mistake', { matches: mutation('update'), editRequest: (request) => { const call = graphqlCall(request)!; const sent = call.variables['data']; return isObject(sent) && Object.keys(sent).length === 0 ? withGraphql(request, { variables: { ...call.variables, data: { position: 0.5 } } }) : request; } }),
];
