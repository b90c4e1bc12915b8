import { costOf, declaredJourneys, journeyKey, selectedRequirements } from '../suite/journey.js';
import type { Plan } from '../suite/run.js';
import { loadSpecs } from './list.js';

/** What a run leaves out to stay within its budget. */
export interface LeftOut {
  /** Of journeys on subjects. */
  keys: string[];
  /** Requirements on subjects. */
  checks: number;
  /** Requirements that are checked on nothing at all, sorted. */
  requirements: string[];
}

const WORTH = { MUST: 10, SHOULD: 3, MAY: 1 };
/** What a further subject adds to a requirement that is checked on so many already. */
const REPEATED = 0.1;
/** Journeys cost about what they declare; the rest is for those that cost more. */
const RESERVE = 0.9;

/**
 * Chooses the journeys that tell most for `maxTokens`: what costs none first, then by the worth of the requirements that nothing chosen checks yet, for each token.
 * MUST weighs more than SHOULD, a requirement's first subject more than its further ones.
 */
export async function chooseWithin(plan: Plan, maxTokens: number): Promise<LeftOut> {
  await loadSpecs();
  const candidates = declaredJourneys().flatMap((journey) => {
    const requirements = selectedRequirements(plan, journey);
    if (!journey.profiles.includes(plan.config.profile) || requirements.length === 0) return [];
    return journey.subjects(plan).map((subject) => ({
      key: journeyKey(journey, subject),
      tokens: journey.skip?.(subject, plan) === undefined ? costOf(journey, subject) : 0,
      requirements,
    }));
  });
  const checkedOn = new Map<string, number>();
  const worthOf = ({ tokens, requirements }: (typeof candidates)[number]) =>
    requirements.reduce((sum, { id, level }) => sum + WORTH[level] * REPEATED ** Math.min(2, checkedOn.get(id) ?? 0), 0) / Math.max(1, tokens);
  const open = new Set(candidates);
  const choose = (candidate: (typeof candidates)[number]) => {
    open.delete(candidate);
    for (const { id } of candidate.requirements) checkedOn.set(id, (checkedOn.get(id) ?? 0) + 1);
  };
  let left = Math.floor(maxTokens * RESERVE);
  for (const candidate of candidates) if (candidate.tokens === 0) choose(candidate);
  for (;;) {
    const affordable = [...open].filter(({ tokens }) => tokens <= left);
    if (affordable.length === 0) break;
    const best = affordable.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one));
    left -= best.tokens;
    choose(best);
  }
  const requirements = new Set([...open].flatMap((candidate) => candidate.requirements.map(({ id }) => id)).filter((id) => !checkedOn.has(id)));
  return { keys: [...open].map(({ key }) => key), checks: [...open].reduce((sum, candidate) => sum + candidate.requirements.length, 0), requirements: [...requirements].sort() };
}
