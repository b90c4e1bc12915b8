import type { Fault } from './fault.js';
import { around, answers, family, isGraphql, isMetadata, issue, pull, acceptedInstead, send } from './builders.js';
import { graphqlCall, isObject, jsonAnswer, metadataCall, parseJson, upper, withBody, withGraphql, withJson, withQuery, type Json } from './wire.js';

const fault = family('metadata');

const listOf = (json: Json, resource: string): Json[] => {
  const data = json['data'];
  const list = Array.isArray(data) ? data : isObject(data) ? data[resource] : undefined;
  return Array.isArray(list) ? (list as Json[]) : [];
};
const withItems = (json: Json, resource: string, items: Json[]): Json => (Array.isArray(json['data']) ? { ...json, data: items } : { ...json, data: { ...(json['data'] as Json), [resource]: items } });
const objectList = (change: (objects: Json[]) => Json[] | void) => answers((request) => isMetadata('objects', 'GET')(request) && metadataCall(request)!.id === '', (json) => withItems(json, 'objects', change(listOf(json, 'objects')) ?? listOf(json, 'objects')));
const fieldsOf = (object: Json) => (Array.isArray(object['fields']) ? (object['fields'] as Json[]) : []);
/** Edits each field that Metadata REST tells of, within its objects. */
const restFields = (change: (field: Json, object: Json) => Json | null | void) => objectList((objects) => {
  for (const object of objects) object['fields'] = fieldsOf(object).flatMap((field) => { const next = change(field, object); return next === null ? [] : [next ?? field]; });
});
/** Edits each object that Metadata GraphQL tells of. */
const graphqlObjects = (change: (object: Json) => void, root = /^objects?$/) => answers(isGraphql('metadata', root), (json) => {
  const visitNode = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visitNode);
    else if (isObject(value)) {
      if (typeof value['nameSingular'] === 'string' && 'labelSingular' in value) change(value);
      Object.values(value).forEach(visitNode);
    }
  };
  visitNode(json['data']);
});
/** Edits each field that Metadata GraphQL tells of. */
const graphqlFields = (change: (field: Json) => void) => answers((request) => graphqlCall(request)?.surface === 'metadata', (json) => {
  const visitNode = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visitNode);
    else if (isObject(value)) {
      if (typeof value['type'] === 'string' && 'name' in value) change(value);
      Object.values(value).forEach(visitNode);
    }
  };
  visitNode(json['data']);
});
const custom = (field: Json) => field['isSystem'] !== true && !['id', 'createdAt', 'updatedAt', 'deletedAt', 'name'].includes(String(field['name']));
const options = (field: Json) => (Array.isArray(field['options']) && (field['options'] as unknown[]).length > 1 ? (field['options'] as Json[]) : undefined);
const firstCustom = (object: Json) => fieldsOf(object).find(custom);
/** A write of the data model that is answered as done. */
const pretended = (resource: string, method: string, answer: (request: Parameters<Fault['matches']>[0], found: Json) => unknown) => around((request) => isMetadata(resource, method)(request) && metadataCall(request)!.id !== '', async (request, forward) => {
  const found = await send(forward, request, 'GET', request.path);
  return found.status === 200 ? jsonAnswer(200, answer(request, (parseJson(found.body) ?? {}) as Json)) : forward(request);
});

/** Edits the body of a write of the data model. */
const sentTo = (resource: string, method: string, change: (body: Json) => Json) => ({ matches: isMetadata(resource, method), editRequest: (request: Parameters<Fault['matches']>[0]) => withBody(request, (body) => { const next = change(body); return JSON.stringify(next) === JSON.stringify(body) ? body : next; }) });
/** Views, page layouts and their parts. */
const isLayout = (...methods: string[]) => (request: Parameters<Fault['matches']>[0]): boolean => /^(view|pageLayout)/.test(metadataCall(request)?.resource ?? '') && methods.includes(request.method);
const withoutLast = (body: Json): Json => { const last = Object.keys(body).filter((key) => !key.endsWith('Id')).at(-1); return Object.fromEntries(Object.entries(body).filter(([key]) => key !== last)); };
const camel = (label: string): string => { const [first = '', ...rest] = label.split(/[^A-Za-z]+/).filter(Boolean); return `${first.charAt(0).toLowerCase()}${first.slice(1)}${rest.map(upper).join('')}`; };

export const METADATA: Fault[] = [
  fault('object-missing', 'an object that is there', 'incomplete list', objectList((objects) => objects.filter(({ nameSingular }) => nameSingular !== 'person'))),
  fault('object-twice', 'each object once', 'join without distinct', objectList((objects) => (objects[0] ? [...objects, objects[0]] : objects))),
  fault('object-name-changed', 'the path of an object', 'wrong value', objectList((objects) => { for (const object of objects) if (object['nameSingular'] === 'task') object['nameSingular'] = 'tasc'; })),
  fault('field-missing', 'a field that records have', pull(13720), restFields((field, object) => (firstCustom(object) === field ? null : field))),
  fault('field-twice', 'each field once', 'join without distinct', objectList((objects) => { for (const object of objects) { const field = firstCustom(object); if (field) object['fields'] = [...fieldsOf(object), field]; } })),
  fault('field-id-missing', 'the way to change a field', issue(13787), restFields((field) => { delete field['id']; })),
  fault('field-type-wrong', 'clients that build forms', 'wrong value', restFields((field) => { if (field['type'] === 'NUMBER') field['type'] = 'TEXT'; })),
  fault('field-type-unknown', 'clients that know the types', 'internal name shown', restFields((field) => { if (field['type'] === 'RICH_TEXT') field['type'] = 'RICH_TEXT_V9'; })),
  fault('field-nullable-inverted', 'clients that mark what is required', 'negated flag', restFields((field) => { if (custom(field) && field['type'] !== 'RELATION') field['isNullable'] = !field['isNullable']; })),
  fault('field-label-differs', 'one name for one field', 'two readings of the data model', restFields((field) => { if (custom(field)) field['label'] = `${String(field['label'])} *`; })),
  fault('field-active-always', 'what was switched off', 'constant in place of the value', answers((request) => isMetadata('objects', 'GET')(request) || isMetadata('fields', 'GET')(request), (json) => JSON.parse(JSON.stringify(json).replaceAll('"isActive":false', '"isActive":true')) as Json)),
  fault('options-lose-last', 'a choice', 'off by one', restFields((field) => { const all = options(field); if (all) field['options'] = all.slice(0, -1); })),
  fault('options-empty', 'all choices', 'missing join', restFields((field) => { if (options(field)) field['options'] = []; })),
  fault('option-twice', 'each choice once', 'join without distinct', restFields((field) => { const all = options(field); if (all) field['options'] = [...all, all[0]!]; })),
  fault('relation-target-gone', 'where a relation leads', issue(21706), graphqlFields((field) => { const relation = field['relation']; if (isObject(relation) && isObject(relation['targetObjectMetadata'])) relation['targetObjectMetadata'] = { ...relation['targetObjectMetadata'], id: '00000000-0000-4000-8000-000000000001', nameSingular: 'gone' }; })),
  fault('label-identifier-gone', 'what a record is called by', 'dangling reference', objectList((objects) => { for (const object of objects) object['labelIdentifierFieldMetadataId'] = '00000000-0000-4000-8000-000000000002'; })),
  fault('system-field-missing', 'the ids of records', 'incomplete list', restFields((field) => (field['name'] === 'createdAt' ? null : field))),
  fault('graphql-object-missing', 'an object that is there, through GraphQL', 'two readings of the data model', { matches: isGraphql('metadata', /^objects$/), editResponse: (response) => withJson(response, (json) => { const objects = (json['data'] as Json | null)?.['objects']; if (isObject(objects) && Array.isArray(objects['edges'])) objects['edges'] = (objects['edges'] as Array<{ node?: Json }>).filter(({ node }) => node?.['nameSingular'] !== 'person'); }) }),
  fault('graphql-label-differs', 'one name for one object', 'two readings of the data model', graphqlObjects((object) => { object['labelSingular'] = `${String(object['labelSingular'])} *`; })),
  fault('list-limit-ignored', 'the size of a page', 'parameter ignored', { matches: isMetadata('objects', 'GET'), editRequest: (request) => withQuery(request, (query) => query.delete('limit')) }),
  fault('list-limit-one-less', 'an object of each page', 'off by one', { matches: isMetadata('objects', 'GET'), editRequest: (request) => withQuery(request, (query) => { const limit = Number(query.get('limit')); if (limit > 1 && limit < 60) query.set('limit', String(limit - 1)); }) }),
  fault('list-page-skips', 'an object of each further page', 'off by one', answers((request) => isMetadata('objects', 'GET')(request) && metadataCall(request)!.query.has('starting_after'), (json) => withItems(json, 'objects', listOf(json, 'objects').slice(1)))),
  fault('list-never-advances', 'all objects after the first page', issue(25874), { matches: isMetadata('objects', 'GET'), editRequest: (request) => withQuery(request, (query) => query.delete('starting_after')) }),
  fault('list-500', 'the data model', issue(20145), { matches: (request) => isMetadata('fields', 'GET')(request), editResponse: () => jsonAnswer(500, {}) }),
  fault('one-answers-another', 'the object that was asked for', 'condition ignored', around((request) => isMetadata('objects', 'GET')(request) && metadataCall(request)!.id !== '', async (request, forward) => {
    const response = await forward(request);
    if (response.status !== 200) return response;
    const listed = listOf((parseJson((await send(forward, request, 'GET', '/rest/metadata/objects?limit=60')).body) ?? {}) as Json, 'objects');
    const other = listed.find(({ id }) => id !== metadataCall(request)!.id);
    const data = (parseJson(response.body) as Json)['data'];
    return other ? jsonAnswer(200, isObject(data) && isObject(data['object']) ? { data: { object: other } } : isObject(data) ? { data: other } : other) : response;
  })),
  fault('object-create-label-lost', 'the label that was sent', 'partial write', { matches: isMetadata('objects', 'POST'), editRequest: (request) => { const body = parseJson(request.body); return isObject(body) && typeof body['labelSingular'] === 'string' ? { ...request, body: JSON.stringify({ ...body, labelSingular: `${body['labelSingular']} x` }) } : request; } }),
  fault('object-create-200', 'clients that tell made from found by the status', issue(9994), { matches: isMetadata('objects', 'POST'), editResponse: (response) => (response.status === 201 ? { ...response, status: 200 } : response) }),
  fault('object-update-lost', 'a change that was answered as done', 'lost write', pretended('objects', 'PATCH', (request, found) => ({ ...found, ...(parseJson(request.body) as Json) }))),
  fault('object-delete-lost', 'a deletion that was answered as done', issue(13456), pretended('objects', 'DELETE', (_request, found) => found)),
  fault('object-delete-500', 'the way to delete an object', issue(13456), { matches: isMetadata('objects', 'DELETE'), editResponse: (response) => (response.status === 200 ? jsonAnswer(500, { statusCode: 500, error: 'Error', messages: ['Empty criteria(s) are not allowed for the delete method.'] }) : response) }),
  fault('object-delete-again-200', 'the difference of gone and deleted', 'missing error', acceptedInstead(isMetadata('objects', 'DELETE'), (response) => response.status === 404, async () => jsonAnswer(200, { data: { deleteOneObject: { id: '00000000-0000-4000-8000-000000000003' } } }))),
  fault('field-create-type-text', 'the type that was asked for', 'wrong value', { matches: isMetadata('fields', 'POST'), editRequest: (request) => { const body = parseJson(request.body); return isObject(body) && body['type'] === 'BOOLEAN' ? { ...request, body: JSON.stringify({ ...body, type: 'TEXT' }) } : request; } }),
  fault('field-create-lost', 'a field that was answered as made', 'lost write', around(isMetadata('fields', 'POST'), async (request, forward) => {
    const response = await forward(request);
    const id = /"id":"([0-9a-f-]{36})"/.exec(response.body)?.[1];
    const body = parseJson(request.body);
    if (response.status === 201 && id !== undefined && isObject(body) && body['type'] === 'DATE') {
      await send(forward, request, 'PATCH', `/rest/metadata/fields/${id}`, { isActive: false });
      await send(forward, request, 'DELETE', `/rest/metadata/fields/${id}`);
    }
    return response;
  })),
  fault('field-update-lost', 'a change that was answered as done', 'lost write', pretended('fields', 'PATCH', (request, found) => ({ ...found, ...(parseJson(request.body) as Json) }))),
  fault('field-delete-lost', 'a deletion that was answered as done', 'lost write', pretended('fields', 'DELETE', (_request, found) => found)),
  fault('system-field-changed', 'the ids of records', 'missing guard', acceptedInstead(isMetadata('fields', 'PATCH', 'DELETE'), (response) => response.status >= 400 && response.status < 404, async (request, forward) => send(forward, request, 'GET', request.path))),
  fault('graphql-fields-cut', 'fields beyond the page', issue(13787), answers(isGraphql('metadata', /^objects$/), (json) => {
    const edges = ((json['data'] as Json | null)?.['objects'] as Json | undefined)?.['edges'];
    for (const edge of (Array.isArray(edges) ? edges : []) as Array<{ node: Json }>) for (const key of ['fields', 'fieldsList']) {
      const fields = edge.node[key];
      if (Array.isArray(fields)) fields.pop();
      else if (isObject(fields) && Array.isArray(fields['edges'])) fields['edges'].pop();
    }
  })),
  fault('graphql-flags-lost', 'what is unique', 'constant in place of the value', { matches: (request) => graphqlCall(request)?.surface === 'metadata', editResponse: (response) => (response.body.includes('"isNullable":false') ? { ...response, body: response.body.replaceAll('"isNullable":false', '"isNullable":true') } : response) }),
  fault('option-order-reversed', 'the order of choices', 'order not kept', restFields((field) => { const all = options(field); if (all) field['options'] = [...all].reverse(); })),
  fault('default-value-lost', 'what a new record holds', 'property missing', restFields((field) => { if (field['defaultValue'] !== null && custom(field)) field['defaultValue'] = null; })),
  fault('relation-direction-swapped', 'where a relation leads', 'swapped values', restFields((field) => { const settings = field['settings']; if (isObject(settings) && typeof settings['relationType'] === 'string') field['settings'] = { ...settings, relationType: settings['relationType'] === 'MANY_TO_ONE' ? 'ONE_TO_MANY' : 'MANY_TO_ONE' }; })),
  fault('join-column-wrong', 'the key of a relation', 'wrong value', restFields((field) => { const settings = field['settings']; if (isObject(settings) && typeof settings['joinColumnName'] === 'string') field['settings'] = { ...settings, joinColumnName: `${settings['joinColumnName']}Old` }; })),
  fault('plural-wrong', 'the path of an object', 'wrong value', objectList((objects) => { for (const object of objects) if (object['nameSingular'] === 'company') object['namePlural'] = 'companys'; })),
  fault('field-create-200', 'clients that tell made from found by the status', issue(9994), { matches: isMetadata('fields', 'POST'), editResponse: (response) => (response.status === 201 ? { ...response, status: 200 } : response) }),
  fault('field-create-options-lost', 'a choice', 'partial write', { matches: isMetadata('fields', 'POST'), editRequest: (request) => { const body = parseJson(request.body); return isObject(body) && Array.isArray(body['options']) && body['options'].length > 1 ? { ...request, body: JSON.stringify({ ...body, options: body['options'].slice(0, -1) }) } : request; } }),
  fault('list-without-limit-500', 'the data model', issue(20145), { matches: (request) => isMetadata('objects', 'GET')(request) && !request.path.includes('?') && metadataCall(request)!.id === '', editResponse: () => jsonAnswer(500, {}) }),
  fault('list-default-ten', 'objects beyond the tenth', issue(23941), { matches: (request) => (isMetadata('objects', 'GET')(request) || isMetadata('fields', 'GET')(request)) && metadataCall(request)!.id === '', editRequest: (request) => withQuery(request, (query) => { if (!query.has('limit')) query.set('limit', '10'); }) }),
  fault('list-filter-passed-over', 'a slip of the pen unnoticed', issue(5582), acceptedInstead(isMetadata('objects', 'GET'), (response, request) => response.status === 400 && metadataCall(request)!.query.has('filter'), (request, forward) => forward(withQuery(request, (query) => query.delete('filter'))))),
  fault('views-of-all-objects', 'the views of one object', 'parameter ignored', { matches: isMetadata('views', 'GET'), editRequest: (request) => withQuery(request, (query) => query.delete('objectMetadataId')) }),
  fault('object-update-201', 'clients that tell made from changed by the status', 'wrong status', { matches: isMetadata('objects', 'PATCH'), editResponse: (response) => (response.status === 200 ? { ...response, status: 201 } : response) }),
  fault('object-update-renames', 'the paths of an object', 'names that follow labels', sentTo('objects', 'PATCH', (body) => ('namePlural' in body || !('labelSingular' in body) ? body : { ...body, namePlural: `${camel(String(body['labelPlural'] ?? body['labelSingular']))}Renamed` }))),
  fault('field-update-201', 'clients that tell made from changed by the status', 'wrong status', { matches: isMetadata('fields', 'PATCH'), editResponse: (response) => (response.status === 200 ? { ...response, status: 201 } : response) }),
  fault('field-update-drops-description', 'what a field is for', 'partial write', sentTo('fields', 'PATCH', ({ description: _description, icon: _icon, ...rest }) => rest)),
  fault('field-reactivation-lost', 'a field that was switched off for a while', 'flag ignored', sentTo('fields', 'PATCH', (body) => (body['isActive'] === true ? { ...body, isActive: false } : body))),
  fault('unique-change-lost', 'what is unique', 'lost write', sentTo('fields', 'PATCH', (body) => ('isUnique' in body ? { description: 'zz' } : body))),
  fault('field-refusal-as-done', 'the hint what was wrong', 'result not looked at', acceptedInstead(isMetadata('fields', 'PATCH'), (response) => response.status === 400, (request, forward) => send(forward, request, 'GET', request.path))),
  fault('options-recoloured', 'the colours of choices', 'partial write', sentTo('fields', 'PATCH', (body) => (Array.isArray(body['options']) ? { ...body, options: (body['options'] as Json[]).map((option) => ({ ...option, color: 'gray' })) } : body))),
  fault('option-removal-lost', 'a choice that was taken away', 'lost write', around(isMetadata('fields', 'PATCH'), async (request, forward) => {
    const body = parseJson(request.body);
    if (!isObject(body) || !Array.isArray(body['options']) || body['options'].length === 0) return forward(request);
    const wanted = body['options'] as Json[];
    const held = /"options":(\[[^\]]*\])/.exec((await send(forward, request, 'GET', request.path)).body)?.[1];
    const kept = ((parseJson(held ?? '[]') ?? []) as Json[]).filter(({ id }) => !wanted.some((option) => option['id'] === id));
    return forward(kept.length === 0 ? request : { ...request, body: JSON.stringify({ ...body, options: [...wanted, ...kept] }) });
  })),
  fault('field-name-not-checked', 'a workspace that still answers', issue(5536), acceptedInstead(isMetadata('fields', 'POST'), (response) => response.status === 400, (request, forward) => forward({ ...request, body: JSON.stringify({ objectMetadataId: (parseJson(request.body) as Json)['objectMetadataId'], label: 'Zz', type: 'TEXT', name: `zzTaken${request.body.length}` }) }))),
  fault('refused-field-made', 'the promise that a refused field is not there', 'validation after the write', around(isMetadata('fields', 'POST'), async (request, forward) => {
    const response = await forward(request);
    const body = parseJson(request.body);
    if (response.status === 400 && isObject(body)) await forward({ ...request, body: JSON.stringify({ objectMetadataId: body['objectMetadataId'], label: 'Zz', type: 'TEXT', name: body['name'] }) });
    return response;
  })),
  fault('graphql-refusal-as-done', 'the hint what was wrong', 'one surface without validation', { matches: isGraphql('metadata', /^createOne(Object|Field)$/), editResponse: (response, request) => (Array.isArray((parseJson(response.body) as Json | undefined)?.['errors']) ? jsonAnswer(200, { data: { [graphqlCall(request)!.roots[0]!]: { id: '00000000-0000-4000-8000-000000000003' } } }) : response) }),
  fault('graphql-update-lost', 'a change that was answered as done', 'lost write', around(isGraphql('metadata', /^updateOne(Object|Field)$/), async (request) => jsonAnswer(200, { data: { [graphqlCall(request)!.roots[0]!]: { id: /[0-9a-f-]{36}/.exec(request.body)?.[0] } } }))),
  fault('graphql-field-differs', 'one name for one field', 'two readings of the data model', answers(isGraphql('metadata', /^field$/), (json) => JSON.parse(JSON.stringify(json).replace(/"(label|description)":"([^"]*)"/g, '"$1":"$2 *"').replace(/"isUnique":(true|false)/, (_all, is: string) => `"isUnique":${is !== 'true'}`)) as Json)),
  fault('layout-value-lost', 'how a view shows its records', 'partial write', { matches: isLayout('POST'), editRequest: (request) => withBody(request, withoutLast) }),
  fault('layout-answer-bare', 'what a new view holds', 'partial answer', { matches: isLayout('POST'), editResponse: (response) => (response.status === 201 ? withJson(response, (json) => JSON.parse(JSON.stringify(json), (_key, value: unknown) => (isObject(value) && typeof value['id'] === 'string' ? { id: value['id'] } : value)) as Json) : response) }),
  fault('layout-refusal-as-done', 'the hint what was missing', 'result not looked at', { matches: isLayout('POST'), editResponse: (response, request) => (response.status >= 400 ? jsonAnswer(201, { data: { [`createOne${upper(metadataCall(request)!.resource.replace(/s$/, ''))}`]: { id: '00000000-0000-4000-8000-000000000004' } } }) : response) }),
  fault('layout-delete-204', 'the answer to a deletion', 'empty answer', { matches: isLayout('DELETE'), editResponse: (response) => (response.status === 200 ? { ...response, status: 204, body: '' } : response) }),
  fault('view-field-twice-500', 'the difference of wrong and broken', issue(14275), around(isMetadata('viewFields', 'POST'), async (request, forward) => {
    const { viewId, fieldMetadataId } = (parseJson(request.body) ?? {}) as Json;
    const shown = (await send(forward, request, 'GET', `/rest/metadata/viewFields?viewId=${String(viewId)}`)).body;
    return shown.includes(`"fieldMetadataId":"${String(fieldMetadataId)}"`) ? jsonAnswer(500, { statusCode: 500, error: 'Error', messages: ['duplicate key value violates unique constraint'] }) : forward(request);
  })),
  fault('graphql-layout-value-lost', 'how a view shows its records, through GraphQL', 'partial write', { matches: isGraphql('metadata', /^create(View|PageLayout)/), editRequest: (request) => { const call = graphqlCall(request)!; const { input } = call.variables; return isObject(input) ? withGraphql(request, { variables: { ...call.variables, input: withoutLast(input) } }) : request; } }),
  fault('graphql-layout-differs', 'one form of one view', 'two readings of one entity', answers(isGraphql('metadata', /^get(View|PageLayout)/), (json) => JSON.parse(JSON.stringify(json).replace(/"(name|title|value|fieldValue)":"([^"]*)"/g, '"$1":"$2 *"').replace(/"(position|size)":(\d+)/g, (_all, key: string, value: string) => `"${key}":${Number(value) + 1}`)) as Json)),
  fault('writes-need-a-session', 'automation of what the document offers', 'wrong guard', { matches: (request) => isMetadata('apiKeys', 'POST', 'PATCH', 'DELETE')(request) || isLayout('PATCH', 'DELETE')(request), editResponse: () => jsonAnswer(403, { statusCode: 403, error: 'ForbiddenException', messages: ['This endpoint requires a user session'] }) }),
];
