import { describe, expect, it } from 'vitest';
import { undescribedProperties } from '../../src/contract/described-properties.js';

const text = { type: 'string' };
const doc = { components: { schemas: {
  Pet: { type: 'object', properties: { id: text, tags: { type: 'array', items: { type: 'object', properties: { name: text } } }, owner: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] } } },
  Owner: { type: 'object', properties: { id: text }, additionalProperties: {} },
} } };
const PET = { $ref: '#/components/schemas/Pet' };

describe('undescribedProperties', () => {
  it('finds what no schema describes, with its place in the answer and in the named schema', () => {
    const found = undescribedProperties(doc, { type: 'object', properties: { data: { type: 'array', items: PET } } }, { data: [{ id: '1', colour: 'red', tags: [{ name: 'a', weight: 2 }] }] });
    expect(found).toMatchObject([
      { path: ['data', '0'], property: 'colour', component: { name: 'Pet', within: [] } },
      { path: ['data', '0', 'tags', '0'], property: 'weight', component: { name: 'Pet', within: ['tags', '[]'] } },
    ]);
  });

  it('lets pass what a schema leaves open', () => {
    expect(undescribedProperties(doc, PET, { id: '1', owner: { id: '2', age: 3 } })).toEqual([]);
    expect(undescribedProperties(doc, { anyOf: [PET, { type: 'object' }] }, { whatever: 1 })).toEqual([]);
    expect(undescribedProperties(doc, {}, { whatever: 1 })).toEqual([]);
  });

  it('tells each object that a named schema describes', () => {
    const told: string[] = [];
    undescribedProperties(doc, PET, { id: '1', owner: { id: '2' } }, (component) => told.push(component));
    expect(told).toEqual(['Pet', 'Owner']);
  });
});
