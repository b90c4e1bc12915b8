import { createHmac } from 'node:crypto';
import type { Exchange } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { permissionDenied } from './assert.js';
import type { JourneyContext } from './journey.js';
import { entityOf } from './temporary-object.js';
import type { Delivery } from './webhook-listener.js';

/** A webhook that the run made. */
export interface Webhook {
  id: string;
  targetUrl: string;
  /** As the instance answered it: the one that was given, or its own. */
  secret: string;
  created: Exchange;
}

export interface WebhookBody {
  targetUrl: string;
  operations?: string[];
  description?: string;
  secret?: string;
}

/** Makes a webhook, its target in the ledger before; ends the journey where the key may not, or it can't be made. */
export async function createWebhook(context: JourneyContext, body: WebhookBody): Promise<Webhook> {
  const entry = { kind: 'webhook' as const, object: '', id: body.targetUrl };
  context.run.ledger.willCreate(entry);
  const created = await createMetadataRestClient(context.http).create('webhooks', { description: 'Made by a conformance run, removed at its end', ...body });
  const webhook = entityOf(created, 'createOneWebhook', 'createWebhook');
  if (created.response.status >= 400) context.run.ledger.removed(entry);
  if (permissionDenied(created)) return context.leave('the role of the key may not make webhooks');
  if (typeof webhook?.['id'] !== 'string') return context.halt(`the webhook could not be made: ${created.response.status} ${created.response.text.slice(0, 300)}`);
  context.run.ledger.made(entry, webhook['id']);
  return { id: webhook['id'], targetUrl: body.targetUrl, secret: String(webhook['secret'] ?? ''), created };
}

/** Deletes a webhook of the run. */
export async function deleteWebhook(context: JourneyContext, { id, targetUrl }: Pick<Webhook, 'id' | 'targetUrl'>): Promise<Exchange> {
  const exchange = await createMetadataRestClient(context.http).delete('webhooks', id);
  if ([200, 404].includes(exchange.response.status)) context.run.ledger.removed({ kind: 'webhook', object: '', id: targetUrl });
  return exchange;
}

/** The signature that a delivery should carry under a secret. */
export function expectedSignature({ headers, text }: Pick<Delivery, 'headers' | 'text'>, secret: string): string {
  return createHmac('sha256', secret).update(`${headers['x-twenty-webhook-timestamp'] ?? ''}:${text}`).digest('hex');
}
