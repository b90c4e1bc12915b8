import { describe, expect, it } from 'vitest';
import { statedInText, textAgainstParameters } from '../../src/contract/openapi-text.js';

const document = (limit: object) => ({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/pets': { get: { parameters: [{ name: 'limit', in: 'query', schema: limit }], responses: {} } } } }) as never;

describe('what the prose of a document states', () => {
  it('reads defaults and maxima in the brackets behind a name', () => {
    expect(statedInText('- Use **limit** to cap page size (default: 60, max: 200).\n- `depth` tells how deep (default 1).\n- **other** (see above)')).toEqual([
      { name: 'limit', default: 60, maximum: 200 }, { name: 'depth', default: 1 },
    ]);
  });

  it('does not reach over a line', () => {
    expect(statedInText('**limit**\n(default: 60)')).toEqual([]);
  });
});

describe('prose against parameters', () => {
  it('agrees where both say the same', () => {
    expect(textAgainstParameters(document({ type: 'integer', default: 60, maximum: 200 }), [{ name: 'limit', default: 60, maximum: 200 }])).toEqual([]);
  });

  it('tells each difference once, and what is missing', () => {
    expect(textAgainstParameters(document({ type: 'integer', maximum: 200 }), [{ name: 'limit', default: 60, maximum: 60 }, { name: 'unknown', default: 1 }])).toEqual([
      'limit: the text says default 60, the parameter nothing', 'limit: the text says maximum 60, the parameter 200',
    ]);
  });
});
