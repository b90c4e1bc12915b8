import type { Fault } from './fault.js';
import { around, family, isRest, issue, pull, recordOf, restQuery, restRecords, send, withOwnRecords, acceptedInstead } from './builders.js';
import { isInstant, isObject, isUuid, jsonAnswer, parseJson, restCall, upper, withBody, withJson, withRecords, type Json } from './wire.js';

const fault = family('rest-writes');

/** Names of the text properties that a write may set, other than those. */
function otherTexts(record: Json | undefined, besides: Json): string[] {
  return Object.entries(record ?? {}).filter(([key, value]) => typeof value === 'string' && value !== '' && !isUuid(value) && !isInstant(value) && !(key in besides) && key !== 'searchVector' && !/^[A-Z_]+$/.test(value)).map(([key]) => key);
}

const bodyOf = (text: string) => (parseJson(text) ?? {}) as Json;
const lastOwn = (body: Json) => Object.keys(body).filter((key) => key !== 'id' && body[key] !== null && body[key] !== '').at(-1);

/** A body without the relations that it writes in this form. */
const withoutForm = (form: string) => (body: Json): Json => (Array.isArray(body) ? body : Object.fromEntries(Object.entries(body).filter(([, value]) => !(isObject(value) && form in value))));

export const REST_WRITES: Fault[] = [
  fault('create-lost', 'records that were answered as created', 'lost write', around(isRest('create'), async (request, forward) => {
    const response = await forward(request);
    const id = recordOf(response)?.['id'];
    if (response.status === 201 && isUuid(id)) await send(forward, request, 'DELETE', `/rest/${restCall(request)!.object}/${id}`);
    return response;
  })),
  fault('create-late', 'a read right after the create', 'late commit', {
    matches: isRest('create', 'one'),
    around() {
      const unseen = new Set<string>();
      return async (request, forward) => {
        const response = await forward(request);
        const call = restCall(request)!;
        if (call.operation === 'create' && response.status === 201) unseen.add(String(recordOf(response)?.['id']));
        if (call.operation === 'one' && unseen.delete(call.id)) return jsonAnswer(404, { statusCode: 404, error: 'NotFoundException', messages: ['Record not found'] });
        return response;
      };
    },
  }),
  fault('create-doubled', 'one record for one create', 'doubled write', around(isRest('create'), async (request, forward) => {
    const response = await forward(request);
    if (response.status === 201) await forward(withBody(request, ({ id: _id, ...body }) => body));
    return response;
  })),
  fault('create-drops-a-value', 'a value that was sent', 'partial write', { matches: isRest('create'), editRequest: (request) => withBody(request, (body) => { const key = lastOwn(body); if (key) delete body[key]; }) }),
  fault('create-drops-a-value-quietly', 'a value that the answer shows as stored', 'partial write', around(isRest('create'), async (request, forward) => {
    const body = bodyOf(request.body);
    const key = lastOwn(body);
    if (!key) return forward(request);
    const response = await forward(withBody(request, (sent) => { delete sent[key]; }));
    return withRecords(response, (record) => { record[key] = body[key]; });
  })),
  fault('create-other-id', 'the id that the client chose', 'identity not kept', { matches: isRest('create'), editRequest: (request) => withBody(request, ({ id: _id, ...body }) => body) }),
  fault('create-status-200', 'clients that tell made from found by the status', issue(9994), { matches: isRest('create'), editResponse: (response) => (response.status === 201 ? { ...response, status: 200 } : response) }),
  fault('create-envelope', 'clients that read data.create{Singular}', issue(9994), {
    matches: isRest('create'),
    editResponse: (response) => withJson(response, (json) => (isObject(json['data']) ? { ...json, data: Object.fromEntries(Object.entries(json['data']).map(([key, value]) => [key.replace(/^create(.)/, (_all, letter: string) => letter.toLowerCase()), value])) } : json)),
  }),
  fault('create-actor', 'who made a record', 'wrong actor', restRecords((record) => { if (isObject(record['createdBy'])) record['createdBy']['source'] = 'MANUAL'; })),
  fault('create-times-of-1970', 'when a record was made', 'clock not set', restRecords((record) => { if ('createdAt' in record) record['createdAt'] = record['updatedAt'] = '1970-01-01T00:00:00.000Z'; })),
  fault('create-duplicate-id-accepted', 'the record that had the id', 'upsert in place of insert', { matches: isRest('create'), editRequest: (request) => ({ ...request, path: request.path.includes('upsert=') ? request.path : `${request.path}${request.path.includes('?') ? '&' : '?'}upsert=true` }) }),
  fault('update-lost', 'a change that was answered as done', 'lost write', around(isRest('update'), async (request, forward) => {
    const sent = bodyOf(request.body);
    const response = await forward(request.body === '' ? request : withBody(request, (body) => (Object.keys(body).some((key) => key.startsWith('zz')) ? body : {})));
    return withRecords(response, (record) => Object.assign(record, sent));
  })),
  fault('update-drops-a-value', 'a part of a change', 'partial write', { matches: isRest('update'), editRequest: (request) => withBody(request, (body) => { const key = lastOwn(body); if (key && Object.keys(body).length > 1) delete body[key]; }) }),
  fault('update-empties-others', 'what the change did not name', 'PATCH done as PUT', around(isRest('update'), async (request, forward) => {
    const body = bodyOf(request.body);
    const [other] = otherTexts(recordOf(await send(forward, request, 'GET', request.path.split('?')[0]!)), body);
    return forward(other === undefined ? request : withBody(request, (sent) => ({ ...sent, [other]: '' })));
  })),
  fault('update-on-another-record', "another record's values", 'misplaced write', withOwnRecords(isRest('update'), async (request, forward, own) => {
    const { object, id } = restCall(request)!;
    const other = own.other(object, id);
    if (other === undefined) return forward(request);
    const done = await forward({ ...request, path: request.path.replace(id, other) });
    return done.status === 200 ? withRecords(done, (record) => { record['id'] = id; }) : forward(request);
  })),
  fault('update-on-another-record-too', "another record's values", 'condition too wide', withOwnRecords(isRest('updateMany'), async (request, forward, own) => {
    const { object } = restCall(request)!;
    const response = await forward(request);
    const hit = ((parseJson(response.body) as Json | undefined)?.['data'] as Json | undefined)?.[`update${upper(object)}`];
    const other = own.other(object, ...(Array.isArray(hit) ? hit.map((record: Json) => String(record['id'])) : []));
    if (response.status === 200 && other !== undefined) await forward({ ...request, path: `/rest/${object}/${other}` });
    return response;
  })),
  fault('update-answers-before', 'the new state in the answer', 'answer read before the write', around(isRest('update'), async (request, forward) => {
    const before = recordOf(await send(forward, request, 'GET', request.path.split('?')[0]!));
    const response = await forward(request);
    return before === undefined ? response : withRecords(response, () => before);
  })),
  fault('update-answers-part', 'the whole record in the answer', 'partial answer', { matches: isRest('update'), editResponse: (response, request) => withRecords(response, (record) => Object.fromEntries(Object.entries(record).filter(([key]) => key === 'id' || key in bodyOf(request.body)))) }),
  fault('update-keeps-updated-at', 'syncs that ask for what changed since', 'timestamp not moved', restRecords((record) => { if ('updatedAt' in record && 'createdAt' in record) record['updatedAt'] = record['createdAt']; })),
  fault('update-moves-created-at', 'when a record was made', 'wrong column', restRecords((record) => { if ('updatedAt' in record && 'createdAt' in record) record['createdAt'] = record['updatedAt']; })),
  fault('update-unknown-id-creates', 'records that nobody meant to make', 'upsert in place of update', acceptedInstead(isRest('update'), (response) => response.status === 404, async (request, forward) => {
    const { object, id } = restCall(request)!;
    const made = await send(forward, request, 'POST', `/rest/${object}`, { ...bodyOf(request.body), id });
    return { ...made, status: made.status === 201 ? 200 : made.status };
  })),
  fault('update-many-takes-one', 'all but the first of the matching records', 'limit on a bulk write', around(isRest('updateMany'), async (request, forward) => {
    const listed = parseJson((await send(forward, request, 'GET', request.path)).body) as Json | undefined;
    const { object } = restCall(request)!;
    const [first] = ((listed?.['data'] as Json | undefined)?.[object] ?? []) as Json[];
    if (!first) return forward(request);
    return forward({ ...request, path: `/rest/${object}?filter=${encodeURIComponent(`id[eq]:"${String(first['id'])}"`)}` });
  })),
  fault('soft-delete-destroys', 'records that were to be kept in the trash', 'flag ignored', restQuery(['delete', 'deleteMany'], (query) => query.delete('soft_delete'))),
  fault('destroy-keeps', 'data that had to go for good', 'flag ignored', restQuery(['delete', 'deleteMany'], (query) => query.set('soft_delete', 'true'))),
  fault('delete-not-done', 'a deletion that was answered as done', 'lost write', around(isRest('delete'), async (request, forward) => {
    const { object, id } = restCall(request)!;
    const found = await send(forward, request, 'GET', `/rest/${object}/${id}`);
    if (found.status !== 200) return forward(request);
    return jsonAnswer(200, { data: { [`delete${upper(Object.keys(((parseJson(found.body) as Json | undefined)?.['data'] ?? {}) as Json)[0] ?? '')}`]: { id } } });
  })),
  fault('delete-takes-another-too', 'a record that nobody named', 'condition too wide', withOwnRecords(isRest('delete'), async (request, forward, own) => {
    const { object, id } = restCall(request)!;
    const other = own.other(object, id);
    const response = await forward(request);
    if (response.status === 200 && other !== undefined) await send(forward, request, 'DELETE', `/rest/${object}/${other}`);
    return response;
  })),
  fault('delete-many-takes-others', 'records outside of the filter', 'condition too wide', withOwnRecords(isRest('deleteMany'), async (request, forward, own) => {
    const { object } = restCall(request)!;
    const response = await forward(request);
    const hit = Object.values(((parseJson(response.body) as Json | undefined)?.['data'] ?? {}) as Json).flat().map((record) => String((record as Json)['id']));
    const other = own.other(object, ...hit);
    if (response.status === 200 && other !== undefined) await send(forward, request, 'DELETE', `/rest/${object}/${other}?soft_delete=true`);
    return response;
  })),
  fault('delete-many-without-filter', 'every record of an object', 'missing guard', withOwnRecords(isRest('deleteMany'), async (request, forward, own) => {
    const { object, query } = restCall(request)!;
    const other = own.other(object);
    if ((query.get('filter') ?? '') !== '' || other === undefined) return forward(request);
    await send(forward, request, 'DELETE', `/rest/${object}/${other}?soft_delete=true`);
    return jsonAnswer(200, { data: { [`delete${upper(object)}`]: [{ id: other }] } });
  })),
  fault('delete-unknown-id-200', 'clients that tell deleted from never there', 'result not looked at', acceptedInstead(isRest('delete'), (response) => response.status === 404, async (request) => {
    const { object, id } = restCall(request)!;
    return jsonAnswer(200, { data: { [`delete${upper(object)}`]: { id } } });
  })),
  fault('restore-not-done', 'records that were to come back', 'lost write', around(isRest('restore', 'restoreMany'), async (request, forward) => {
    const response = await forward(request);
    const { object } = restCall(request)!;
    const records = Object.values(((parseJson(response.body) as Json | undefined)?.['data'] ?? {}) as Json).flat() as Json[];
    if (response.status === 200) for (const { id } of records) if (isUuid(id)) await send(forward, request, 'DELETE', `/rest/${object}/${id}?soft_delete=true`);
    return response;
  })),
  fault('restore-brings-all', 'the difference between deleted and kept', 'condition too wide', {
    matches: isRest('restoreMany', 'deleteMany'),
    around() {
      const trashed: string[] = [];
      return async (request, forward) => {
        const response = await forward(request);
        const { operation, object, query } = restCall(request)!;
        const ids = (Object.values(((parseJson(response.body) as Json | undefined)?.['data'] ?? {}) as Json).flat() as Json[]).map(({ id }) => String(id));
        if (operation === 'deleteMany' && query.get('soft_delete') === 'true' && response.status === 200) trashed.push(...ids);
        const other = operation === 'restoreMany' && response.status === 200 ? trashed.find((id) => !ids.includes(id)) : undefined;
        if (other !== undefined) await send(forward, request, 'PATCH', `/rest/restore/${object}?filter=${encodeURIComponent(`id[eq]:"${other}"`)}`);
        return response;
      };
    },
  }),
  fault('restore-one-400', 'the way back of a single record', 'route that can not match', { matches: isRest('restore'), editResponse: () => jsonAnswer(400, { statusCode: 400, error: 'BadRequestException', messages: ["Query path invalid. Valid examples: /rest/companies/id"] }) }),
  fault('batch-drops-last', 'a record of a batch', pull(12028), { matches: isRest('createMany'), editRequest: (request) => withBody(request, (body) => (Array.isArray(body) && body.length > 1 ? body.slice(0, -1) : body)) }),
  fault('batch-drops-last-quietly', 'a record that the answer shows as made', 'partial write', around(isRest('createMany'), async (request, forward) => {
    const response = await forward(request);
    const made = Object.values(((parseJson(response.body) as Json | undefined)?.['data'] ?? {}) as Json).flat() as Json[];
    const last = made.at(-1)?.['id'];
    if (response.status === 201 && isUuid(last)) await send(forward, request, 'DELETE', `/rest/${restCall(request)!.object}/${last}`);
    return response;
  })),
  fault('batch-answers-reversed', 'clients that match answers to what they sent by place', 'order not kept', { matches: isRest('createMany'), editResponse: (response) => withJson(response, (json) => { for (const list of Object.values((json['data'] ?? {}) as Json)) if (Array.isArray(list)) list.reverse(); }) }),
  fault('batch-half-done', 'the promise that a refused batch made nothing', 'no transaction', around(isRest('createMany'), async (request, forward) => {
    const response = await forward(request);
    const body = parseJson(request.body);
    if (response.status >= 400 && Array.isArray(body) && body.length > 1) await forward({ ...request, body: JSON.stringify(body.slice(0, 1)) });
    return response;
  })),
  fault('batch-above-maximum-cut', 'the records above the maximum, without a word', 'silent limit', acceptedInstead(isRest('createMany'), (response, request) => response.status === 400 && ((parseJson(request.body) as unknown[] | undefined)?.length ?? 0) > 200, (request, forward) => forward(withBody(request, (body) => (body as unknown as unknown[]).slice(0, 200))))),
  fault('upsert-makes-second', 'one record for one key', pull(13589), { matches: isRest('create', 'createMany'), editRequest: (request) => (restCall(request)!.query.has('upsert') ? withBody({ ...request, path: request.path.replace(/[?&]upsert=\w+/, '') }, (body) => (Array.isArray(body) ? body : (({ id: _id, ...rest }) => rest)(body))) : request) }),
  fault('upsert-refused', 'syncs that write without asking first', pull(13589), { matches: isRest('create', 'createMany'), editRequest: (request) => (restCall(request)!.query.has('upsert') ? { ...request, path: request.path.replace(/[?&]upsert=\w+/, '') } : request) }),
  fault('merge-priority-ignored', 'the values that were to win in a merge', 'parameter ignored', { matches: isRest('merge'), editRequest: (request) => withBody(request, (body) => { if (Array.isArray(body['ids'])) body['ids'] = [...(body['ids'] as unknown[])].reverse(); }) }),
  fault('duplicates-not-found', 'the warning before a second record is made', pull(12044), { matches: isRest('duplicates'), editResponse: (response) => withJson(response, (json) => { for (const found of (Array.isArray(json['data']) ? json['data'] : []) as Json[]) for (const [key, value] of Object.entries(found)) found[key] = Array.isArray(value) ? [] : key === 'totalCount' ? 0 : value; }) }),
  fault('update-moves-position', 'the order on boards', 'column touched by mistake', around(isRest('update'), async (request, forward) => forward(isObject(parseJson(request.body)) && !('position' in bodyOf(request.body)) && Object.keys(bodyOf(request.body)).length > 0 ? withBody(request, (body) => ({ ...body, position: 0.5 })) : request))),
  fault('update-many-answers-one', 'what a bulk change changed', 'partial answer', { matches: isRest('updateMany'), editResponse: (response) => withJson(response, (json) => { for (const list of Object.values((json['data'] ?? {}) as Json)) if (Array.isArray(list) && list.length > 1) list.splice(1); }) }),
  fault('update-unknown-id-200', 'clients that tell changed from never there', 'result not looked at', acceptedInstead(isRest('update'), (response) => response.status === 404, async (request) => jsonAnswer(200, { data: { [`update${upper(restCall(request)!.object)}`]: { id: restCall(request)!.id } } }))),
  fault('restore-shows-deleted', 'the new state in the answer', 'answer read before the write', { matches: isRest('restore', 'restoreMany'), editResponse: (response) => withJson(response, (json) => { for (const value of Object.values((json['data'] ?? {}) as Json).flat()) if (isObject(value)) value['deletedAt'] = '2024-01-01T00:00:00.000Z'; }) }),
  fault('restore-loses-a-value', 'what the record held', 'partial write', around(isRest('restore', 'restoreMany'), async (request, forward) => {
    const response = await forward(request);
    const { object } = restCall(request)!;
    for (const record of Object.values(((parseJson(response.body) as Json | undefined)?.['data'] ?? {}) as Json).flat() as Json[]) {
      const [key] = otherTexts(record, {});
      if (key !== undefined && isUuid(record['id'])) await send(forward, request, 'PATCH', `/rest/${object}/${record['id']}`, { [key]: '' });
    }
    return response;
  })),
  fault('upsert-empties-others', 'what the upsert did not name', 'upsert done as replace', around(isRest('create'), async (request, forward) => {
    const response = await forward(request);
    const body = bodyOf(request.body);
    const [other] = restCall(request)!.query.get('upsert') === 'true' ? otherTexts(recordOf(response), body) : [];
    if (other !== undefined) await send(forward, request, 'PATCH', `/rest/${restCall(request)!.object}/${String(recordOf(response)?.['id'])}`, { [other]: '' });
    return response;
  })),
  fault('batch-status-200', 'clients that tell made from found by the status', issue(9994), { matches: isRest('createMany'), editResponse: (response) => (response.status === 201 ? { ...response, status: 200 } : response) }),
  fault('delete-many-answers-none', 'what a bulk deletion deleted', 'partial answer', { matches: isRest('deleteMany'), editResponse: (response) => withJson(response, (json) => { for (const [key, list] of Object.entries((json['data'] ?? {}) as Json)) if (Array.isArray(list)) (json['data'] as Json)[key] = []; }) }),
  fault('put-ignored', 'a change by PUT', 'method mixed up', { matches: (request) => isRest('update')(request) && request.method === 'PUT', editRequest: (request) => withBody(request, () => ({})) }),
  fault('duplicates-with-itself', 'the warning before a second record is made', pull(12044), { matches: isRest('duplicates'), editResponse: (response, request) => withJson(response, (json) => {
    const ids = bodyOf(request.body)['ids'];
    for (const [place, found] of ((Array.isArray(json['data']) ? json['data'] : []) as Json[]).entries()) for (const list of Object.values(found)) if (Array.isArray(list) && Array.isArray(ids)) { list.push({ id: ids[place] as string }); found['totalCount'] = list.length; }
  }) }),
  fault('merge-envelope', 'clients that read data.merge{Plural}', issue(9994), { matches: isRest('merge'), editResponse: (response) => withJson(response, (json) => (isObject(json['data']) ? { ...json, data: Object.fromEntries(Object.entries(json['data']).map(([key, value]) => [key.replace(/s$/, ''), value])) } : json)) }),
  fault('merge-refused', 'records that should become one', 'unhandled exception', { matches: isRest('merge'), editResponse: (response) => (response.status === 200 ? jsonAnswer(500, { statusCode: 500, error: 'TypeError', messages: ['Failed to merge'] }) : response) }),
  fault('merge-takes-another-too', 'a record that nobody named', 'condition too wide', withOwnRecords(isRest('merge'), async (request, forward, own) => {
    const { object } = restCall(request)!;
    const response = await forward(request);
    const { ids, dryRun } = bodyOf(request.body);
    const other = own.other(object, ...(Array.isArray(ids) ? (ids as string[]) : []));
    if (response.status === 200 && dryRun !== true && other !== undefined) await send(forward, request, 'PATCH', `/rest/${object}/${other}`, { position: 0.5 });
    return response;
  })),
  fault('connect-ignored', 'a relation that was answered as made', 'lost write', { matches: isRest('update', 'create'), editRequest: (request) => withBody(request, withoutForm('connect')) }),
  fault('disconnect-ignored', 'a relation that was answered as ended', 'lost write', { matches: isRest('update'), editRequest: (request) => withBody(request, withoutForm('disconnect')) }),
  fault('trashed-parent-loses-key', 'to whom a record belongs', 'join in place of the column', { matches: isRest('one', 'list'), editResponse: (response, request) => (restCall(request)!.query.get('depth') === '1' ? withRecords(response, (record) => { for (const key of Object.keys(record)) if (key.endsWith('Id') && typeof record[key] === 'string' && record[key.slice(0, -2)] === null) record[key] = null; }) : response) }),
  fault('update-many-envelope', 'clients that read data.update{Plural}', issue(9994), { matches: isRest('updateMany'), editResponse: (response) => withJson(response, (json) => (isObject(json['data']) ? { ...json, data: Object.values(json['data'])[0] } : json)) }),
];
