import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Departure } from '../../src/suite/assert.js';
import { jsonLike, textsOf, tryGenerated } from '../../src/suite/generated-input.js';

const LIMITS = { runs: 50, shrinks: 200 };

async function messageOf(probe: (value: number) => Promise<void>, seed = 1): Promise<string> {
  return tryGenerated(fc.nat(1000), seed, LIMITS, probe).then(() => '', (error: Error) => error.message);
}

describe('tryGenerated', () => {
  it('passes where no value shows a departure', async () => {
    expect(await messageOf(async () => {})).toBe('');
  });

  it('throws the departure of the smallest value that shows one', async () => {
    expect(await messageOf(async (value) => { if (value > 17) throw new Departure('too much'); })).toBe('too much; smallest input: 18');
  });

  it('tries the same values for the same seed', async () => {
    const tried = async (seed: number) => {
      const values: number[] = [];
      await tryGenerated(fc.nat(1000), seed, LIMITS, async (value) => { values.push(value); });
      return values;
    };
    expect(await tried(3)).toEqual(await tried(3));
    expect(await tried(3)).not.toEqual(await tried(4));
  });

  it('spends no more probes on a smaller value than it may', async () => {
    let probes = 0;
    await tryGenerated(fc.string({ minLength: 50 }), 1, { runs: 5, shrinks: 3 }, async () => { probes += 1; throw new Departure('no'); }).catch(() => {});
    expect(probes).toBe(4);
  });

  it('throws anything else on as it is, and takes a call without an answer for a departure', async () => {
    expect(await messageOf(async () => { throw new Error('network'); })).toBe('network');
    expect(await messageOf(async () => { throw new Error('GET: late', { cause: { code: 'TIME_LIMIT' } }); })).toBe('no answer within the time limit; smallest input: 0');
  });
});

describe('generated values', () => {
  it('keep the parts of a composite and vary them', () => {
    const values = fc.sample(jsonLike({ source: 'API', name: 'Ann' }), { seed: 1, numRuns: 200 });
    expect(values.some((value) => value !== null && typeof value === 'object' && 'source' in value)).toBe(true);
    expect(values.some((value) => typeof value !== 'object')).toBe(true);
  });

  it('are texts around a grammar', () => {
    const texts = fc.sample(textsOf(['[eq]:']), { seed: 1, numRuns: 200 });
    expect(texts.some((text) => text.includes('[eq]:'))).toBe(true);
  });
});
