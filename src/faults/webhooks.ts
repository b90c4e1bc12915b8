import { createHash } from 'node:crypto';
import type { Delivery, Fault } from './fault.js';
import { around, family, isMetadata, issue, send } from './builders.js';
import { jsonAnswer, metadataCall, parseJson, type Json } from './wire.js';

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
];
