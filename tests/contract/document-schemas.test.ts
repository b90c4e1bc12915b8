import { describe, expect, it } from 'vitest';
import { documentSchemas } from '../../src/contract/document-schemas.js';

const doc = {
  components: {
    schemas: {
      Person: { type: 'object', properties: { id: { type: 'string' }, company: { oneOf: [{ $ref: '#/components/schemas/Company' }] }, example: { type: 'number' } } },
      Company: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, people: { type: 'array', items: { $ref: '#/components/schemas/Person' } } } },
      Dangling: { type: 'object', properties: { id: { type: 'string' }, other: { $ref: '#/components/schemas/Nowhere' } } },
    },
  },
};
const problems = (name: string, value: unknown) => {
  const validate = documentSchemas(doc)(`#/components/schemas/${name}`)!;
  return validate(value) ? [] : validate.errors!.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

describe('the schemas of a document', () => {
  it('take what keeps them, through references that lead back', () => {
    expect(problems('Person', { id: 'a', company: { id: 'b', people: [{ id: 'a', company: { id: 'b' } }] } })).toEqual([]);
  });

  it('tell what is wrong behind references, with its place', () => {
    expect(problems('Person', { id: 1, company: { people: [{ id: 'a' }, { id: 2 }] } })).toEqual(
      expect.arrayContaining(['/id type', '/company required', '/company/people/1/id type']),
    );
  });

  it('know a property that is called as an annotation is', () => {
    expect(problems('Person', { example: 'text' })).toEqual(['/example type']);
  });

  it('take any value for a reference that leads nowhere, and judge what stands beside it', () => {
    expect(problems('Dangling', { id: 1, other: 5 })).toEqual(['/id type']);
  });

  it('are none where the document has none', () => {
    expect(documentSchemas(doc)('#/components/schemas/Nobody')).toBeUndefined();
  });
});
