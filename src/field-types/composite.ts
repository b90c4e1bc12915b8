import type { FieldModel } from '../workspace/model.js';
import type { InvalidValue, JsonSchema } from './field-type.js';
import { isObject } from './sameness.js';

/** How one part of a composite is described and compared. */
export interface CompositePart {
  schema: JsonSchema;
  same(sent: unknown, received: unknown): boolean;
}

/** The parts of a composite by name. */
export type CompositeParts = Readonly<Record<string, CompositePart>>;

/** Schema of a composite: always an object with all its parts, even where nothing is stored. */
export function compositeSchema(parts: CompositeParts): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.schema])),
    required: Object.keys(parts),
    additionalProperties: false,
  };
}

/** Only the parts that were sent count: the server may fill in the others. Null empties them all. */
export function sameParts(parts: CompositeParts, sent: unknown, received: unknown): boolean {
  if (!isObject(received)) return (sent ?? null) === null && (received ?? null) === null;
  const wanted = isObject(sent) ? sent : Object.fromEntries(Object.keys(parts).map((name) => [name, null]));
  return Object.entries(wanted).every(([name, value]) => {
    const part = parts[name];
    return part === undefined || part.same(value, received[name]);
  });
}

/** What every composite refuses: a text, a number, and a part that it does not have. */
export function invalidComposites(_field: FieldModel): InvalidValue[] {
  return [
    { label: 'a text instead of an object', input: 'conformance' },
    { label: 'an unknown part', input: { noSuchPart: 'conformance' } },
  ];
}

/** A text part: never null on output. */
export const TEXT_SCHEMA: JsonSchema = { type: 'string' };
