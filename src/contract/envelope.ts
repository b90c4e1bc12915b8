import { isObject } from '../field-types/sameness.js';

/** A key of an answer's frame that document and answer do not agree on. */
export interface EnvelopeProblem {
  message: string;
  key: string;
}

/**
 * Compares the frame of an answer with the documented one. JSON Schema alone would pass an answer under another key, for the documents
 * require nothing: so where they don't say, every documented key of the frame must be there, and `data` must hold no other.
 */
export function envelopeProblems(schema: Record<string, unknown> | undefined, body: unknown): EnvelopeProblem[] {
  if (!isObject(body)) return [];
  const top = propertiesOf(schema);
  const problems = missing(top, schema, body, 'the answer');
  const inner = propertiesOf(top?.['data']);
  const data = body['data'];
  if (inner !== undefined && isObject(data)) {
    problems.push(...missing(inner, top?.['data'], data, 'data'));
    for (const key of Object.keys(data)) {
      if (!(key in inner)) problems.push({ key, message: `data has the undocumented property ${key}` });
    }
  }
  return problems;
}

/** Where a schema says itself what is required, that alone must be there. */
function missing(documented: Record<string, unknown> | undefined, schema: unknown, body: Record<string, unknown>, where: string): EnvelopeProblem[] {
  const required = isObject(schema) && Array.isArray(schema['required']) ? (schema['required'] as string[]) : Object.keys(documented ?? {});
  return required
    .filter((key) => !(key in body) && !mayBeNull(documented?.[key]))
    .map((key) => ({ key, message: `${where} lacks the documented property ${key}` }));
}

function propertiesOf(schema: unknown): Record<string, unknown> | undefined {
  return isObject(schema) && isObject(schema['properties']) ? schema['properties'] : undefined;
}

/** Whether a schema allows null: what may be null may be left out too, where nothing says that it is required. */
export function mayBeNull(schema: unknown): boolean {
  const { type, anyOf } = (schema ?? {}) as { type?: unknown; anyOf?: Array<{ type?: unknown }> };
  return [type].flat().includes('null') || (anyOf ?? []).some((each) => each.type === 'null');
}
