import type { Profile } from '../config/config.js';
import type { WorkspaceModel } from '../workspace/model.js';

/** What a profile will cost, roughly. */
export interface CostEstimate {
  requests: number;
  tokens: number;
  /** At Twenty's default rate limit. */
  minutes: number;
}

/** Twenty's default limits: a burst of 100 tokens, then 100 per minute. */
const BURST = 100;
const PER_MINUTE = 100;

/** Tokens that a profile spends once, and on each active object; calls that cost none. */
const RATES: Record<Profile, { once: number; perObject: number; free: number }> = {
  smoke: { once: 60, perObject: 1, free: 60 },
  'read-only': { once: 60, perObject: 5, free: 90 },
  standard: { once: 100, perObject: 18, free: 110 },
  full: { once: 300, perObject: 22, free: 240 },
};

/** Estimates the cost of a profile on a workspace; the run's own plan is what counts. */
export function estimateCost(profile: Profile, model: WorkspaceModel): CostEstimate {
  const rates = RATES[profile];
  const objects = model.objects.filter((object) => object.isActive).length;
  const wanted = rates.once + rates.perObject * objects;
  const tokens = profile === 'smoke' ? Math.min(BURST, wanted) : wanted;
  return { requests: tokens + rates.free, tokens, minutes: Math.ceil(Math.max(0, tokens - BURST) / PER_MINUTE) };
}
