import { describe, expect, it } from 'vitest';
import type { OpenAPIV3_1 } from 'openapi-types';
import { examplesAgainstSchemas } from '../../src/contract/openapi-examples.js';
import { excludedValues, listedValues, operationParameters } from '../../src/contract/openapi-parameters.js';

const doc = {
  paths: { '/pets': { get: { parameters: [{ $ref: '#/components/parameters/limit' }] } } },
  components: {
    parameters: { limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 200 }, examples: { some: { value: 20 } } } },
    schemas: { Pet: { type: 'object', properties: { age: { type: 'number' } }, example: { age: '3', name: 'Rex' } }, Owner: { type: 'string', example: 'Ann' } },
  },
} as unknown as OpenAPIV3_1.Document;

describe('parameters of a document', () => {
  it('are told with their references followed and their examples as text', () => {
    expect(operationParameters(doc, '/pets', 'get')).toMatchObject([{ name: 'limit', in: 'query', required: false, examples: ['20'] }]);
    expect(operationParameters(doc, '/owners', 'get')).toEqual([]);
  });

  it('rule out values by type, minimum, enum and format, but not by maximum', () => {
    expect(excludedValues({ schema: { type: 'integer', minimum: 0, maximum: 200 } })).toEqual(['1.5', 'many', '-1']);
    expect(excludedValues({ schema: { type: 'integer', enum: [0, 1] } })).toEqual(['1.5', 'many', '2']);
    expect(excludedValues({ schema: { type: 'boolean' } })).toEqual(['maybe']);
    expect(excludedValues({ schema: { type: 'string', format: 'uuid' } })).toEqual(['not-a-uuid']);
    expect(excludedValues({ schema: { type: 'string' } })).toEqual([]);
  });

  it('list the values of their enum and the ends of their range', () => {
    expect(listedValues({ schema: { type: 'integer', minimum: 0, maximum: 200 } })).toEqual(['0', '200']);
    expect(listedValues({ schema: { type: 'integer', enum: [0, 1], minimum: 0 } })).toEqual(['0', '1']);
    expect(listedValues({ schema: { type: 'string' } })).toEqual([]);
  });
});

describe('examples of a document', () => {
  it('are held against the schema beside them', () => {
    expect(examplesAgainstSchemas(doc)).toEqual([
      { pointer: '/components/schemas/Pet', problems: ['age is string, schema says number', 'the example has name, which the schema does not describe'] },
    ]);
  });
});
