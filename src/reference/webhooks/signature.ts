import { createHmac, randomBytes } from 'node:crypto';

/** The HMAC-SHA256 of timestamp and body, in hex, keyed with the secret of the webhook. */
export function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex');
}

/** Headers by which a receiver knows the sender; none where the webhook has no secret. */
export function signatureHeaders(secret: unknown, body: string, now: Date): Record<string, string> {
  if (typeof secret !== 'string' || secret === '') return {};
  const timestamp = String(now.getTime());
  return {
    'x-twenty-webhook-timestamp': timestamp,
    'x-twenty-webhook-signature': signature(secret, timestamp, body),
    'x-twenty-webhook-nonce': randomBytes(16).toString('hex'),
  };
}
