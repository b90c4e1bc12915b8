import type { ObjectMetadata } from '../model.js';
import { pascal } from './object-schemas.js';
import { arrayOf, jsonContent, objectOf, schemaRef, TEXT, type Schema } from './schema.js';

const HEADERS = [
  ['Signature', 'Hex HMAC SHA256 of timestamp, colon and body under the secret of the webhook.'],
  ['Timestamp', 'When the delivery was signed, in milliseconds.'],
  ['Nonce', 'A value that no other delivery has.'],
] as const;

function delivery(object: ObjectMetadata, action: string): Schema {
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
          ...(action === 'updated' ? { updatedFields: arrayOf(TEXT) } : {}),
        })),
      },
      responses: { 200: { description: 'Any answer of 200 confirms the delivery.' } },
    },
  };
}

/** What the server sends to webhooks, three kinds for each object. */
export function webhookOperations(objects: readonly ObjectMetadata[]): Record<string, Schema> {
  return Object.fromEntries(objects.flatMap((object) => ['created', 'updated', 'deleted'].map((action): [string, Schema] => [
    `${pascal(object.nameSingular)} ${pascal(action)}`, delivery(object, action),
  ])));
}
