import { z } from 'zod';
import { AREAS, FORMATS, PROFILES } from './config.js';
import { readRateLimit } from './rate-limit.js';

/** A number, or text that is one, as flags and environment give it. */
const whole = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value),
    z.int({ error: 'must be a whole number' }).min(least, `must be ${least} or more`).max(most, `must be ${most} or less`),
  );

/** A list, or text with commas. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()).filter((part) => part !== '') : value), z.array(item, { error: 'must be a list' }));

const text = z.string({ error: 'must be text' }).min(1, 'must not be empty');
/** Keys are copied with line breaks or a scheme in front. */
const key = z.preprocess((value) => (typeof value === 'string' ? value.trim().replace(/^Bearer\s+/i, '') : value), text.regex(/^[\x21-\x7e]+$/, 'must be one word of plain characters: an API key as Twenty shows it'));
const RATE = 'must be auto, off, or a number of calls in a span of time like 100/60s';
const rate = z.preprocess(
  (value) => (typeof value === 'string' ? (readRateLimit(value) ?? value) : value),
  z.union([z.enum(['auto', 'off']), z.strictObject({ tokens: whole(1, 10_000_000), milliseconds: whole(1, 86_400_000) })], { error: RATE }),
);
const flag = z.boolean({ error: 'must be true or false' });

/** Everything that flags, environment and file may set; all of it optional, nothing else allowed. */
export const settingsSchema = z.strictObject({
  url: text.nullable(),
  apiKey: key.nullable(),
  extraKeys: z.strictObject({ restricted: key, noRead: key, noDestroy: key, otherWorkspace: key, revoked: key, expired: key }).partial(),
  profile: z.enum(PROFILES),
  areas: listOf(z.enum(AREAS)),
  objects: listOf(text),
  sample: whole(1, 10_000).nullable(),
  requirements: listOf(text),
  seed: whole(0, 2 ** 31 - 1),
  concurrency: whole(1, 64),
  timeoutMs: whole(1, 600_000),
  rate,
  maxTokens: whole(1, 10_000_000).nullable(),
  reportDir: text,
  formats: listOf(z.enum(FORMATS)),
  expectations: text.nullable(),
  allowWrites: flag,
  marker: text.regex(/^[a-z][a-z0-9-]{3,38}[a-z0-9]$/, 'must be 5 to 40 lower-case letters, digits and hyphens, and begin with a letter'),
  requireComplete: flag,
  includeForeignValues: flag,
  insecure: flag,
  ca: text.nullable(),
  webhookListener: text.regex(/^https?:\/\/[^/?#]+[^?#]*$/i, 'must be an http or https URL without query').nullable(),
  webhookListen: text.regex(/^([^:/\s]+|\[[0-9a-f:]+\]):\d{1,5}$/i, 'must be host:port').nullable(),
  quiet: flag,
  asDocumented: flag,
}).partial();

export type Settings = z.infer<typeof settingsSchema>;
/** Names of all settings, as the file spells them. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape);
