import { bodyOf, type Answer } from './answer.js';
import type { RateLimit } from './throttle.js';

/** What an answer of the rate limiter tells. */
export interface Throttling {
  /** As far as the answer tells. */
  limit: RateLimit | null;
  retryAfterMs: number | null;
  /** Some part of the call was executed all the same (GraphQL with several root fields). */
  partlyExecuted: boolean;
}

const LIMIT_MESSAGE = /^Limit reached \((\d+) tokens per (\d+) ms\)/;

/** Recognises the rate limiter: HTTP 429, or a GraphQL error that only looks like a user error. Null for any other answer. */
export function throttlingOf(answer: Answer): Throttling | null {
  const body = bodyOf(answer);
  const json = body.text.includes('imit') ? body.json : undefined;
  const errors = graphqlErrors(json);
  const limited = errors.filter(isLimit);
  if (answer.status !== 429 && limited.length === 0) return null;
  const message = limited.map((error) => error.message).find((text) => text !== undefined) ?? firstMessage(json);
  const numbers = LIMIT_MESSAGE.exec(message ?? '');
  const data = (json as { data?: unknown } | null | undefined)?.data;
  return {
    limit: numbers ? { tokens: Math.max(1, Number(numbers[1])), milliseconds: Math.max(1, Number(numbers[2])) } : null,
    retryAfterMs: retryAfterMs(answer) ?? null,
    partlyExecuted: typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null),
  };
}

interface GraphqlError {
  message?: string;
  extensions?: { code?: string; subCode?: string };
}

function isLimit(error: GraphqlError): boolean {
  const { code, subCode } = error.extensions ?? {};
  return code === 'LIMIT_REACHED' || subCode === 'LIMIT_REACHED' || LIMIT_MESSAGE.test(error.message ?? '');
}

function graphqlErrors(json: unknown): GraphqlError[] {
  const errors = (json as { errors?: unknown } | null | undefined)?.errors;
  return Array.isArray(errors) ? errors.filter((error): error is GraphqlError => typeof error === 'object' && error !== null) : [];
}

function firstMessage(json: unknown): string | undefined {
  const messages = (json as { messages?: unknown } | null | undefined)?.messages;
  return Array.isArray(messages) && typeof messages[0] === 'string' ? messages[0] : undefined;
}

/** The pause that an answer asks for in seconds; undefined where it asks for none. */
export function retryAfterMs(answer: Pick<Answer, 'headers'> | undefined): number | undefined {
  const value = answer?.headers['retry-after'];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) * 1000 : undefined;
}
