import { ApiError } from '../errors.js';

/** How many record operations the API keys of one workspace may make in a span of time. */
export interface RateLimit {
  tokens: number;
  milliseconds: number;
}

/** A token bucket per workspace, refilled in whole tokens as time passes. */
export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  constructor(private readonly limit: RateLimit | undefined, private readonly now: () => Date) {}

  take(workspaceId: string): void {
    if (!this.limit) return;
    const now = this.now().getTime();
    const bucket = this.buckets.get(workspaceId) ?? { tokens: this.limit.tokens, at: now };
    const refill = Math.floor(((now - bucket.at) * this.limit.tokens) / this.limit.milliseconds);
    const tokens = Math.min(this.limit.tokens, bucket.tokens + refill);
    if (tokens < 1) {
      throw new ApiError(`Limit reached (${this.limit.tokens} tokens per ${this.limit.milliseconds} ms)`, {
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
