import type { Fault, WireRequest, WireResponse } from './fault.js';
import { family, isGraphql, isMetadata, isOpenApi, isRest, issue } from './builders.js';
import { graphqlCall, jsonAnswer, metadataCall, parseJson, restCall } from './wire.js';

const fault = family('staleness');

/** The first answer to each request of a kind is given for ever. Documents tell the same to each key of a workspace; records do not. */
const cached = (matches: Fault['matches'], keyOf: (request: WireRequest) => string): Pick<Fault, 'matches' | 'around'> => ({
  matches,
  around() {
    const first = new Map<string, WireResponse>();
    return async (request, forward) => {
      const key = `${request.headers['authorization'] ?? ''} ${keyOf(request)}`;
      const known = first.get(key);
      if (known) return known;
      const response = await forward(request);
      if (response.status === 200) first.set(key, response);
      return response;
    };
  },
});
const whole = ({ method, path, body }: WireRequest) => `${method} ${path} ${body}`;
/** What is known of an object of the run is told only after some calls: a metadata cache that lags behind a change. */
const lagging = (matches: Fault['matches'], changed: (request: WireRequest) => boolean, answer: (request: WireRequest) => WireResponse | undefined): Pick<Fault, 'matches' | 'around'> => ({
  matches: (request) => matches(request) || changed(request),
  around() {
    let change = false;
    return async (request, forward) => {
      const stale = change && matches(request) ? answer(request) : undefined;
      if (stale) return stale;
      const response = await forward(request);
      if (changed(request) && response.status < 300) change = true;
      return response;
    };
  },
});
const temporary = (name: string) => /^zz/i.test(name);
const modelWrite = (request: WireRequest) => ['objects', 'fields'].includes(metadataCall(request)?.resource ?? '') && request.method !== 'GET';

/** The last answer before something of the data model is deleted is given for ever after. */
const keepsDeleted = (matches: Fault['matches']): Pick<Fault, 'matches' | 'around'> => ({
  matches: (request) => matches(request) || isDeletion(request),
  around() {
    const last = new Map<string, WireResponse>();
    let deleted = false;
    return async (request, forward) => {
      const key = `${request.headers['authorization'] ?? ''} ${whole(request)}`;
      const known = deleted ? last.get(key) : undefined;
      if (known) return known;
      const response = await forward(request);
      if (isDeletion(request)) deleted ||= response.status === 200;
      else if (response.status === 200) last.set(key, response);
      return response;
    };
  },
});
const isDeletion = (request: WireRequest) => isMetadata('objects', 'DELETE')(request) || isMetadata('fields', 'DELETE')(request);

export const STALENESS: Fault[] = [
  fault('openapi-cached', 'new objects and fields in generated clients', 'document cached for ever', cached(isOpenApi('core'), () => 'core')),
  fault('schema-cached', 'new objects and fields in GraphQL', issue(11313), cached(isGraphql('core', /^__schema$/), () => 'schema')),
  fault('metadata-rest-cached', 'changes of the data model', 'list cached for ever', cached(isMetadata('objects', 'GET'), whole)),
  fault('metadata-graphql-cached', 'changes of the data model, through GraphQL', 'list cached for ever', cached((request) => graphqlCall(request)?.surface === 'metadata' && graphqlCall(request)?.kind === 'query', whole)),
  fault('record-cached', 'changes of a record', 'read cached for ever', cached(isRest('one'), whole)),
  fault('list-cached', 'changes of records', 'read cached for ever', cached(isRest('list'), whole)),
  fault('graphql-record-cached', 'changes of a record, through GraphQL', 'read cached for ever', cached((request) => graphqlCall(request)?.surface === 'core' && graphqlCall(request)?.kind === 'query' && !graphqlCall(request)?.roots.includes('__schema'), whole)),
  fault('count-cached', 'the number of records', 'count cached for ever', {
    matches: isRest('list'),
    around() {
      const counts = new Map<string, string>();
      return async (request, forward) => {
        const response = await forward(request);
        const total = /"totalCount":\d+/.exec(response.body)?.[0];
        const key = whole(request);
        if (total !== undefined && !counts.has(key)) counts.set(key, total);
        return total === undefined ? response : { ...response, body: response.body.replace(/"totalCount":\d+/, counts.get(key)!) };
      };
    },
  }),
  fault('new-object-not-served', 'records of a new object', issue(11313), lagging((request) => temporary(restCall(request)?.object ?? ''), (request) => isMetadata('objects', 'POST')(request), (request) => jsonAnswer(400, { statusCode: 400, error: 'BadRequestException', messages: [`object '${restCall(request)!.object}' not found`] }))),
  fault('new-field-unknown', 'values of a new field', issue(11313), lagging((request) => temporary(restCall(request)?.object ?? '') && ['POST', 'PATCH'].includes(request.method) && request.body.includes('"zz'), (request) => isMetadata('fields', 'POST')(request), () => jsonAnswer(400, { statusCode: 400, error: 'Error', messages: ["Object doesn't have any 'zz' field."] }))),
  fault('all-fails-after-change', 'the whole workspace after a change of the data model', issue(11313), lagging((request) => restCall(request) !== undefined, modelWrite, () => jsonAnswer(500, { statusCode: 500, error: 'Error', messages: ['Metadata version not found'] }))),
  fault('deleted-object-served', 'the certainty that what was deleted is gone', issue(22338), {
    matches: (request) => restCall(request)?.operation === 'list' && temporary(restCall(request)!.object),
    editResponse: (response, request) => (response.status === 400 && !restCall(request)!.object.includes('Unknown') && /^zzConf/.test(restCall(request)!.object) ? jsonAnswer(200, { data: { [restCall(request)!.object]: [] }, totalCount: 0, pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } }) : response),
  }),
  fault('deleted-object-breaks-others', 'objects that a deleted one was related to', issue(2787), lagging((request) => restCall(request)?.operation === 'list' && /^(companies|tasks|notes)$/.test(restCall(request)!.object), (request) => isMetadata('objects', 'DELETE')(request), () => jsonAnswer(500, { statusCode: 500, error: 'Error', messages: ['relation does not exist'] }))),
  fault('search-cached', 'the search for what changed', 'read cached for ever', cached((request) => graphqlCall(request)?.roots.includes('search') ?? false, whole)),
  fault('group-cached', 'groups of what changed', 'read cached for ever', cached(isRest('groupBy'), whole)),
  fault('views-cached', 'changes of a view', 'list cached for ever', cached(isMetadata('views', 'GET'), whole)),
  fault('name-of-deleted-taken', 'the way to make an object or a field anew', issue(22338), {
    matches: (request) => isMetadata('objects', 'POST', 'DELETE')(request) || isMetadata('fields', 'POST', 'DELETE')(request),
    around() {
      const made = new Set<string>();
      let deleted = false;
      return async (request, forward) => {
        const { resource } = metadataCall(request)!;
        const sent = (parseJson(request.body) ?? {}) as Record<string, unknown>;
        const key = `${resource} ${String(sent['objectMetadataId'])} ${String(sent['nameSingular'] ?? sent['name'])}`;
        if (request.method === 'POST' && deleted && made.has(key)) return jsonAnswer(400, { statusCode: 400, error: 'Error', messages: ['Name is already used by another one'] });
        const response = await forward(request);
        if (request.method === 'POST' && response.status === 201) made.add(key);
        if (request.method === 'DELETE' && response.status === 200) deleted = true;
        return response;
      };
    },
  }),
  fault('openapi-keeps-deleted', 'generated clients of what is gone', issue(22338), keepsDeleted(isOpenApi('core'))),
  fault('schema-keeps-deleted', 'queries of what is gone', issue(22338), keepsDeleted(isGraphql('core', /^__schema$/))),
  fault('metadata-rest-keeps-deleted', 'the certainty that what was deleted is gone', issue(22338), keepsDeleted((request) => isMetadata('objects', 'GET')(request) && metadataCall(request)!.id === '')),
  fault('metadata-graphql-keeps-deleted', 'the certainty that what was deleted is gone', issue(22338), keepsDeleted((request) => graphqlCall(request)?.surface === 'metadata' && graphqlCall(request)?.kind === 'query')),
];
