import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/http/exchange.js';
import { withoutForeignRecords } from '../../src/suite/foreign-records.js';

const OWN = '11111111-1111-4111-8111-111111111111';
const FOREIGN = '22222222-2222-4222-8222-222222222222';

function exchange(path: string, body: unknown, status = 200): Exchange {
  const text = JSON.stringify(body);
  return { id: 1, request: { method: 'GET', url: `http://127.0.0.1${path}`, headers: {} }, response: { status, headers: {}, text, json: body }, startedAt: 0, durationMs: 1, tokens: 1 };
}

describe('records of others in evidence', () => {
  test('an answer with a foreign record is left out', () => {
    const shown = withoutForeignRecords(exchange('/rest/people', { data: { people: [{ id: OWN, name: 'zz' }, { id: FOREIGN, name: 'Ann Private' }] } }), new Set([OWN]));
    expect(shown.response.text).toContain('left out');
    expect(JSON.stringify(shown)).not.toContain('Ann Private');
  });

  test.each([
    ['own records alone', exchange('/rest/people', { data: { person: { id: OWN } } })],
    ['a refusal', exchange('/rest/people', { id: FOREIGN }, 400)],
    ['metadata', exchange('/rest/metadata/objects', { data: [{ id: FOREIGN }] })],
    ['a count', exchange('/graphql', { data: { people: { totalCount: 3 } } })],
  ])('%s stays', (_what, given) => {
    expect(withoutForeignRecords(given, new Set([OWN]))).toBe(given);
  });
});
