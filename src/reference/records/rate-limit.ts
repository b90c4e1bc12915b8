import { ApiError } from '../errors.js';

/** How many record operations the API keys of one workspace may make in a span of time. */
export interface RateLimit {
  tokens: number;
  milliseconds: number;
}

/** The bucket that a stock instance has beside the configured one. */
const BURST: RateLimit = { tokens: 100, milliseconds: 1_000 };

/**
 * One token bucket per workspace. It refills in whole tokens, and what is left over of the time since the last token is lost:
 * calls that come faster than one token refills never refill it. Refused calls change nothing.
 */
class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  constructor(private readonly limit: RateLimit) {}

  take(workspaceId: string, now: number): void {
    const { tokens: size, milliseconds } = this.limit;
    const bucket = this.buckets.get(workspaceId) ?? { tokens: size, at: now };
    const tokens = Math.min(size, bucket.tokens + Math.floor(((now - bucket.at) * size) / milliseconds));
    if (tokens < 1) {
      throw new ApiError(`Limit reached (${size} tokens per ${milliseconds} ms)`, {
        status: 429,
        error: 'HttpException',
        graphqlCode: 'BAD_USER_INPUT',
        subCode: 'LIMIT_REACHED',
        userFriendlyMessage: 'Rate limit reached. Please try again later.',
      });
    }
    this.buckets.set(workspaceId, { tokens: tokens - 1, at: now });
  }
}

/** Holds the record operations of a workspace to a limit and to 100 a second; to none when no limit is given. */
export class RateLimiter {
  private readonly buckets: TokenBuckets[];
  constructor(limit: RateLimit | undefined, private readonly now: () => Date) {
    this.buckets = limit ? [new TokenBuckets(BURST), new TokenBuckets(limit)] : [];
  }

  take(workspaceId: string): void {
    const now = this.now().getTime();
    for (const bucket of this.buckets) bucket.take(workspaceId, now);
  }
}
