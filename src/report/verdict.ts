/** Turns the statuses of a run into its verdict and exit code. */
import type { ReportCheck, Verdict } from './model.js';
import { outcomeOf } from './wording.js';

/** What a verdict depends on. */
interface VerdictInput {
  checks: readonly ReportCheck[];
  /** Whether something that the run created may still be there. */
  leftBehind: boolean;
  /** Treats a partial verdict as exit code 3. */
  requireComplete: boolean;
  /** Why the profile was not run as a whole. */
  incompleteReason?: string | undefined;
  /** Why nothing can be said at all: unreachable, throttled, a failing infrastructure. */
  inconclusiveReason?: string | undefined;
}

/** The verdict with its exit code, and the reason where the checks alone do not tell it. */
interface Judgement {
  verdict: Verdict;
  exitCode: 0 | 1 | 3 | 4;
  reason?: string;
}

/** Judges a run. A failed MAY is a finding but does not fail the verdict. */
export function judge(input: VerdictInput): Judgement {
  const outcomes = input.checks.map(outcomeOf);
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  const inconclusive = count('inconclusive');
  const attempted = outcomes.length - count('skipped');

  if (input.checks.some((check) => outcomeOf(check) === 'failed' && check.level !== 'MAY')) {
    return { verdict: 'non-conformant', exitCode: 1, ...(input.inconclusiveReason ? { reason: input.inconclusiveReason } : {}) };
  }
  if (input.inconclusiveReason) return { verdict: 'inconclusive', exitCode: 3, reason: input.inconclusiveReason };
  if (attempted === 0) return { verdict: 'inconclusive', exitCode: 3, reason: 'Not one requirement was checked.' };
  if (inconclusive * 2 > attempted) {
    return { verdict: 'inconclusive', exitCode: 3, reason: `${inconclusive} of ${attempted} attempted checks were inconclusive.` };
  }
  const unchecked = inconclusive > 0 || input.checks.some((check) => check.status === 'skipped' && !check.optional);
  const leftBehind = input.leftBehind ? 4 : 0;
  if (unchecked || input.incompleteReason) {
    return {
      verdict: 'partial',
      exitCode: input.requireComplete ? 3 : leftBehind,
      ...(input.incompleteReason ? { reason: input.incompleteReason } : {}),
    };
  }
  return { verdict: 'conformant', exitCode: leftBehind };
}
