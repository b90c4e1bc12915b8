import fc from 'fast-check';
import { Departure, show } from './assert.js';
import { isSilence } from './silence.js';

/** How many values are tried, and how many more may be spent on making a failing one smaller. */
export interface GenerationLimits {
  runs: number;
  shrinks: number;
}

/**
 * Tries generated values until one shows a departure, makes that one as small as the limit lets, and throws the `Departure` with it.
 * The same seed tries the same values. Anything else that `probe` throws ends the search and is thrown on; a call that was never answered is a departure.
 */
export async function tryGenerated<T>(values: fc.Arbitrary<T>, seed: number, limits: GenerationLimits, probe: (value: T) => Promise<void>): Promise<void> {
  let spare = limits.shrinks;
  let failed = false;
  let other: unknown;
  const property = fc.asyncProperty(values, async (value) => {
    // Beyond the limit a smaller value counts as harmless, so the smallest one found so far stands.
    if (other !== undefined || (failed && spare-- <= 0)) return;
    try {
      await probe(value);
    } catch (error) {
      const hung = isSilence(error) && (await probe(value).then(() => false, isSilence));
      if (!(error instanceof Departure) && !hung) {
        other = error;
        return;
      }
      failed = true;
      throw hung ? new Departure('no answer within the time limit') : error;
    }
  });
  const outcome = await fc.check(property, { seed, numRuns: limits.runs });
  if (other !== undefined) throw other;
  if (outcome.failed) throw new Departure(`${(outcome.errorInstance as Error | undefined)?.message ?? 'failed'}; smallest input: ${show(outcome.counterexample?.[0], 300)}`);
}

/** JSON values of every kind, in themselves and in the places of a value that is known to be right. */
export function jsonLike(right: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>('', ' ', '\u0000', '\ud800', '𝕫 漢字 \u202e', "'; --", '%', '1e999', 'a'.repeat(5000), -0, 1e21, 2 ** 53, 1.5, -1, true, null, [], {}, [null], [[]], { '': '' }, { __proto__: null, constructor: 1 });
  const any = fc.oneof(odd, fc.jsonValue({ maxDepth: 2 }));
  if (right === null || typeof right !== 'object' || Array.isArray(right)) return fc.oneof(any, fc.array(any, { maxLength: 3 }), fc.constant(right));
  const parts = fc.record(Object.fromEntries(Object.keys(right).map((key) => [key, fc.oneof(any, fc.constant((right as Record<string, unknown>)[key]))])), { requiredKeys: [] });
  return fc.oneof(any, parts);
}

/** Texts in and around the grammar that is made of these words. */
export function textsOf(words: readonly string[]): fc.Arbitrary<string> {
  const odd = ['"', "'", '(', ')', '[', ']', '{', '}', ',', ':', '.', '%', '\\', '\u0000', '-1', '0', '1e9', 'null', 'NULL', ' ', '𝕫'];
  return fc.oneof(fc.array(fc.constantFrom(...words, ...odd), { maxLength: 8 }).map((parts) => parts.join('')), fc.string({ maxLength: 12 }), fc.json({ maxDepth: 2 }));
}
