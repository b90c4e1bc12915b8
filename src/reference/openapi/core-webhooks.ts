import type { ObjectMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { pascal } from './object-schemas.js';
import { arrayOf, jsonContent, objectOf, schemaRef, TEXT, type Schema } from './schema.js';

const HEADERS = [
  ['Signature', 'Hex HMAC SHA256 of timestamp, colon and body under the secret of the webhook.'],
  ['Timestamp', 'When the delivery was signed, in milliseconds.'],
  ['Nonce', 'A value that no other delivery has.'],
] as const;

function delivery(object: ObjectMetadata, action: string, quirks: QuirkSet): Schema {
  const changes = quirks.has('openapi-webhook-events') ? ['updated'] : ['updated', 'deleted', 'restored'];
  return {
    post: {
      tags: [object.nameSingular],
      security: [],
      parameters: HEADERS.map(([name, description]) => ({
        in: 'header', name: `X-Twenty-Webhook-${name}`, schema: TEXT, description, required: false,
      })),
      requestBody: {
        content: jsonContent(objectOf({
          targetUrl: TEXT, eventName: { type: 'string', example: `${object.nameSingular}.${action}` },
          objectMetadata: objectOf({ id: TEXT, nameSingular: { type: 'string', enum: [object.nameSingular] } }),
          workspaceId: TEXT, userId: TEXT, workspaceMemberId: TEXT, webhookId: TEXT, eventDate: TEXT,
          record: schemaRef(`${pascal(object.nameSingular)}ForResponse`),
          ...(changes.includes(action) ? { updatedFields: arrayOf(TEXT) } : {}),
        })),
      },
      responses: { 200: { description: 'Any answer of 200 confirms the delivery.' } },
    },
  };
}

/** What the server sends to webhooks, by kind and object. */
export function webhookOperations(objects: readonly ObjectMetadata[], quirks: QuirkSet): Record<string, Schema> {
  const actions = ['created', 'updated', 'deleted', ...(quirks.has('openapi-webhook-events') ? [] : ['restored', 'destroyed'])];
  return Object.fromEntries(objects.flatMap((object) => actions.map((action): [string, Schema] => [
    `${pascal(object.nameSingular)} ${pascal(action)}`, delivery(object, action, quirks),
  ])));
}
