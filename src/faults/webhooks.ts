import { createHash } from 'node:crypto';
import type { Delivery, Fault, WireRequest } from './fault.js';
import { answers, around, family, isGraphql, isMetadata, issue, refusals, send } from './builders.js';
import { isObject, jsonAnswer, metadataCall, parseJson, type Json } from './wire.js';

const fault = family('webhooks');
const nothing = () => false;
const deliveries = (editDelivery: (delivery: Delivery) => Delivery[]) => ({ matches: nothing, editDelivery });
const body = (change: (body: Json) => Json) => deliveries((delivery) => [{ ...delivery, body: JSON.stringify(change((parseJson(delivery.body) ?? {}) as Json)) }]);
const eventName = (delivery: Delivery) => String((parseJson(delivery.body) as Json | undefined)?.['eventName'] ?? '');
const header = (name: string, value?: (before: string) => string) => deliveries((delivery) => {
  const found = Object.entries(delivery.headers).find(([key]) => key.toLowerCase() === name);
  if (!found) return [delivery];
  const { [found[0]]: before = '', ...rest } = delivery.headers;
  return [{ ...delivery, headers: value ? { ...rest, [found[0]]: value(before) } : rest }];
});
/** Edits what is sent to make or change a webhook. */
const edit = (method: string, change: (sent: Json) => Json) => ({ matches: isMetadata('webhooks', method), editRequest: (request: WireRequest) => { const sent = parseJson(request.body); return isObject(sent) ? { ...request, body: JSON.stringify(change(sent)) } : request; } });

export const WEBHOOKS: Fault[] = [
  fault('not-delivered', 'every integration that listens', 'lost event', deliveries(() => [])),
  fault('updates-not-delivered', 'integrations that follow changes', 'lost event', deliveries((delivery) => (eventName(delivery).endsWith('.updated') ? [] : [delivery]))),
  fault('deletions-not-delivered', 'integrations that follow deletions', 'lost event', deliveries((delivery) => (/\.(deleted|destroyed)$/.test(eventName(delivery)) ? [] : [delivery]))),
  fault('delivered-twice', 'actions that must happen once', issue(6735), deliveries((delivery) => [delivery, delivery])),
  fault('event-name-wrong', 'integrations that act by event', 'wrong value', body((sent) => ({ ...sent, eventName: String(sent['eventName']).replace('created', 'create').replace('updated', 'update') }))),
  fault('record-missing', 'what happened to which record', 'property missing', body(({ record: _gone, ...rest }) => rest)),
  fault('record-of-before', 'the new state', 'state before the change', body((sent) => ({ ...sent, record: { ...(sent['record'] as Json | undefined), name: '', position: 0, updatedAt: '1970-01-01T00:00:00.000Z' } }))),
  fault('updated-fields-missing', 'integrations that act on one field', 'property missing', body(({ updatedFields: _gone, ...rest }) => rest)),
  fault('object-missing', 'integrations that act by object', 'property missing', body(({ objectMetadata: _gone, ...rest }) => rest)),
  fault('signature-missing', 'proof of who sent it', 'header missing', header('x-twenty-webhook-signature')),
  fault('signature-wrong', 'proof of who sent it', 'other key', header('x-twenty-webhook-signature', (before) => createHash('sha256').update(before).digest('hex'))),
  fault('timestamp-missing', 'protection against replay', 'header missing', header('x-twenty-webhook-timestamp')),
  fault('media-type-text', 'receivers that parse JSON', 'wrong media type', deliveries((delivery) => [{ ...delivery, headers: { ...delivery.headers, 'content-type': 'text/plain' } }])),
  fault('delete-not-done', 'the end of deliveries', 'lost write', around(isMetadata('webhooks', 'DELETE'), async (request, forward) => {
    const found = await send(forward, request, 'GET', request.path);
    return found.status === 200 && found.body !== '' ? jsonAnswer(200, { data: { deleteWebhook: { id: metadataCall(request)!.id } } }) : forward(request);
  })),
  fault('create-target-lost', 'the address to deliver to', 'partial write', { matches: isMetadata('webhooks', 'POST'), editRequest: (request) => { const sent = parseJson(request.body) as Json | undefined; return typeof sent?.['targetUrl'] === 'string' ? { ...request, body: JSON.stringify({ ...sent, targetUrl: `${sent['targetUrl'].replace(/\/$/, '')}/x` }) } : request; } }),
  fault('operations-widened', 'events that were asked for', 'wrong value', { matches: isMetadata('webhooks', 'POST', 'PATCH'), editRequest: (request) => { const sent = parseJson(request.body) as Json | undefined; return Array.isArray(sent?.['operations']) ? { ...request, body: JSON.stringify({ ...sent, operations: ['*.*'] }) } : request; } }),
  fault('bad-target-accepted', 'a slip of the pen unnoticed', 'value not validated', around(isMetadata('webhooks', 'POST'), async (request, forward) => {
    const response = await forward(request);
    return response.status === 400 ? forward({ ...request, body: JSON.stringify({ ...(parseJson(request.body) as Json), targetUrl: 'https://example.com/' }) }) : response;
  })),
  fault('creations-not-delivered', 'integrations that follow new records', 'lost event', deliveries((delivery) => (eventName(delivery).endsWith('.created') ? [] : [delivery]))),
  fault('body-doubly-encoded', 'receivers that parse JSON', 'serialised twice', deliveries((delivery) => [{ ...delivery, body: JSON.stringify(delivery.body) }])),
  fault('event-date-missing', 'the order of events', 'property missing', body(({ eventDate: _gone, ...rest }) => rest)),
  fault('timestamp-old', 'protection against replay', 'wrong value', header('x-twenty-webhook-timestamp', () => '1')),
  fault('default-operations-other', 'events that were to come by default', 'constant in place of the default', edit('POST', (sent) => ('operations' in sent ? sent : { ...sent, operations: ['*.created'] }))),
  fault('refusal-names-nothing', 'the hint what was wrong', issue(3304), refusals(isMetadata('webhooks', 'POST'), (response, json) => ({ ...response, body: JSON.stringify({ ...json, messages: ['Bad Request'] }) }))),
  fault('lost-from-list', 'webhooks that have to be ended', 'off by one', answers((request) => isMetadata('webhooks', 'GET')(request) && metadataCall(request)!.id === '', (json) => { for (const list of [json, json['data'], (json['data'] as Json | undefined)?.['webhooks']]) if (Array.isArray(list)) list.pop(); })),
  fault('read-without-description', 'what a webhook is for', 'property missing', answers((request) => isMetadata('webhooks', 'GET')(request) && metadataCall(request)!.id !== '', (json) => JSON.parse(JSON.stringify(json).replace(/"description":"[^"]*"/, '"description":null')) as Json)),
  fault('update-resets-operations', 'events that were asked for', 'PATCH done as PUT', edit('PATCH', (sent) => ('operations' in sent ? sent : { ...sent, operations: ['*.*'] }))),
  fault('graphql-description-differs', 'one description for one webhook', 'two readings of one entity', answers(isGraphql('metadata', /^webhooks?$/), (json) => JSON.parse(JSON.stringify(json).replace(/"description":"([^"]*)"/g, '"description":"$1 *"')) as Json)),
  fault('internals-delivered', 'the layout of the server', 'internal keys shown', body((sent) => ({ ...sent, jobId: '1' }))),
  fault('documented-keys-missing', 'receivers that follow the documentation', 'property missing', body(({ timestamp: _gone, ...rest }) => rest)),
  fault('internals-in-record', 'the layout of the database', 'column not excluded', body((sent) => ({ ...sent, record: { ...(sent['record'] as Json | undefined), tsVectorColumn: "'zz':1" } }))),
];
