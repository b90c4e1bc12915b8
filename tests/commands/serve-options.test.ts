import { expect, test } from 'vitest';
import { readFaults, readQuirks, readServedLimit } from '../../src/commands/serve-options.js';
import { QUIRKS } from '../../src/reference/quirks.js';

const all = Object.keys(QUIRKS);

test.each([['100/60s', 60_000], ['100/1s', 1_000], ['100/500ms', 500], ['100/2m', 120_000]])('%s', (text, milliseconds) => {
  expect(readServedLimit(text)).toEqual({ tokens: 100, milliseconds });
});

test.each(['100', '0/60s', '100/60', '100/60h', 'x'])('refuses %s as a rate limit', (text) => expect(() => readServedLimit(text)).toThrow());

test('quirks are switched off one by one, or on', () => {
  expect(readQuirks([], false)).toEqual(all);
  expect(readQuirks([], true)).toEqual([]);
  expect(readQuirks(['missing-token-403=off', 'order-by-id-ignored=off'], false)).toHaveLength(all.length - 2);
  expect(readQuirks(['missing-token-403=on'], true)).toEqual(['missing-token-403']);
});

test('an unknown quirk is refused with the nearest name', () => {
  expect(() => readQuirks(['mising-token-403=off'], false)).toThrow(
    expect.objectContaining({ problems: [expect.stringContaining("Did you mean 'missing-token-403'?")] }) as Error,
  );
  expect(() => readQuirks(['missing-token-403'], false)).toThrow(
    expect.objectContaining({ problems: [expect.stringContaining('missing-token-403=off')] }) as Error,
  );
});

test('faults are taken by id, in the order given; an unknown one is refused with the nearest id', () => {
  expect(readFaults(['errors.bad-is-500', 'leaks.sql-in-error']).map(({ id }) => id)).toEqual(['errors.bad-is-500', 'leaks.sql-in-error']);
  expect(() => readFaults(['errors.bad-is-50'])).toThrow(expect.objectContaining({ problems: [expect.stringContaining("Did you mean 'errors.bad-is-500'?")] }) as Error);
});
