import { Faker, base, en } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { schemaProblems } from '../../src/contract/openapi-document.js';
import { ALL_FIELD_TYPES, fieldType, type JsonSchema } from '../../src/field-types/index.js';
import { fieldOfType } from './field-fixture.js';

const random = () => new Faker({ locale: [en, base], seed: 7 });

/** The server fills in the parts of a composite that were not sent. */
function partsOptional(schema: JsonSchema): JsonSchema {
  const { required: _required, ...rest } = schema;
  return rest;
}

describe('the set of field types', () => {
  it('has the 25 types of Twenty, each once', () => {
    expect(new Set(ALL_FIELD_TYPES.map((entry) => entry.type)).size).toBe(25);
    expect(ALL_FIELD_TYPES).toHaveLength(25);
  });

  it('does not know a type that Twenty does not have', () => {
    expect(fieldType('HOLOGRAM')).toBeUndefined();
  });
});

describe.each(ALL_FIELD_TYPES.map((entry) => [entry.type, entry] as const))('%s', (type, entry) => {
  const field = fieldOfType(type);
  const schema = partsOptional(entry.outputSchema(field));

  it('makes up values that its own schema accepts', () => {
    const value = entry.valid(field, random());
    if (value !== undefined) expect(schemaProblems(schema, value)).toEqual([]);
  });

  it('makes the same value from the same seed', () => {
    expect(entry.valid(field, random())).toEqual(entry.valid(field, random()));
  });

  it('expects of boundary values only what its own schema accepts', () => {
    for (const { label, input, output } of entry.boundary(field)) {
      expect(schemaProblems(schema, output === undefined ? input : output), label).toEqual([]);
    }
  });

  it('takes what comes back for a boundary value as equal to what was sent', () => {
    for (const { label, input, output } of entry.boundary(field)) expect(entry.equal(input, output === undefined ? input : output), label).toBe(true);
  });

  it('lists no valid value among the invalid ones', () => {
    const sent = [entry.valid(field, random()), ...entry.boundary(field).map((one) => one.input)].map((value) => JSON.stringify(value));
    for (const { label, input } of entry.invalid(field)) expect(sent, label).not.toContain(JSON.stringify(input));
  });

  it('gives every boundary and invalid value a label of its own', () => {
    const labels = [...entry.boundary(field), ...entry.invalid(field)].map((one) => one.label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('unique fields', () => {
  it.each(['TEXT', 'UUID', 'EMAILS', 'PHONES', 'LINKS'])('%s makes up values that differ from each other', (type) => {
    const faker = random();
    const entry = fieldType(type)!;
    const field = fieldOfType(type, { isUnique: true });
    const values = Array.from({ length: 200 }, () => JSON.stringify(entry.valid(field, faker)));
    expect(new Set(values).size).toBe(200);
  });

  it('leaves out texts that no unique index could hold', () => {
    const longest = Math.max(...fieldType('TEXT')!.boundary(fieldOfType('TEXT', { isUnique: true })).map((one) => String(one.input).length));
    expect(longest).toBeLessThan(1000);
  });
});
