import type { Profile } from '../config/config.js';
import { costOf, declaredJourneys, journeyKey, selectedRequirements } from '../suite/journey.js';
import type { Plan } from '../suite/run.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { loadSpecs } from './list.js';

/** What a run is about to do: profile × subjects. */
export interface PlannedCost {
  /** Requirements on subjects. */
  checks: number;
  /** Tokens and the calls that cost none, about. */
  requests: number;
  /** Rate-limit units, about. */
  tokens: number;
  /** At Twenty's default rate limit. */
  minutes: number;
}

/** Twenty's default limits: a burst of 100 tokens, then 100 per minute. */
const BURST = 100;
const PER_MINUTE = 100;
/** Discovery, documents and refused credentials, as counted on a stock workspace. */
const TOKEN_FREE_CALLS = 80;

/** Counts what a run will check and spend, journeys left out aside. Token counts are those that the journeys declare. */
export async function planCost(config: Plan['config'], model: WorkspaceModel, profile: Profile = config.profile, leftOut: readonly string[] = []): Promise<PlannedCost> {
  await loadSpecs();
  const plan: Plan = { config: { ...config, profile }, model };
  const left = new Set(leftOut);
  let checks = 0;
  let tokens = 0;
  for (const journey of declaredJourneys()) {
    const requirements = selectedRequirements(plan, journey);
    if (!journey.profiles.includes(profile) || requirements.length === 0) continue;
    const subjects = journey.subjects(plan).filter((subject) => !left.has(journeyKey(journey, subject)));
    checks += requirements.length * subjects.length;
    for (const subject of subjects) if (journey.skip?.(subject, plan) === undefined) tokens += costOf(journey, subject);
  }
  return { checks, requests: tokens + TOKEN_FREE_CALLS, tokens, minutes: Math.ceil(Math.max(0, tokens - BURST) / PER_MINUTE) };
}
