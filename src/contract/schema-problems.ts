import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { compile } from './ajv.js';
import type { JsonSchema } from '../field-types/index.js';

/** One way in which a value departs from its schema. */
export interface SchemaProblem {
  /** Property names and array indexes from the root to the value. */
  path: string[];
  /** `is null, document says string`; never holds the value itself. */
  message: string;
  /** The property that is missing or too many. */
  property?: string;
}

/** Runs a compiled schema and tells its problems, one for each place. */
export function problemsOf(validate: ValidateFunction, value: unknown, authority = 'document'): SchemaProblem[] {
  if (validate(value) === true) return [];
  const errors = validate.errors ?? [];
  const wrongType = new Set(errors.filter((error) => error.keyword === 'type').map((error) => error.instancePath));
  const found = new Map<string, SchemaProblem>();
  for (const error of errors) {
    if (isConsequence(error, errors, wrongType)) continue;
    const problem = describe(error, authority);
    const key = JSON.stringify([problem.path, error.keyword === 'required' || error.keyword === 'additionalProperties' ? problem.property : problem.message]);
    if (!found.has(key)) found.set(key, problem);
  }
  return [...found.values()];
}

/** Problems of a value under a self-contained schema, in words. */
export function schemaProblems(schema: JsonSchema, value: unknown): string[] {
  return problemsOf(compile(schema), value, 'schema').map((problem) => `${problem.path.join('.') || 'the value'} ${problem.message}`);
}

/** What kind of value it is, without telling the value. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isConsequence(error: ErrorObject, all: ErrorObject[], wrongType: Set<string>): boolean {
  if (error.keyword !== 'type' && wrongType.has(error.instancePath)) return true;
  if (error.keyword === 'pattern' && all.some((other) => other.keyword === 'format' && other.instancePath === error.instancePath)) return true;
  const combines = ['oneOf', 'anyOf', 'allOf', 'if', '$ref'].includes(error.keyword);
  return combines && all.some((other) => other !== error && other.instancePath.startsWith(error.instancePath) && other.schemaPath !== error.schemaPath);
}

function describe(error: ErrorObject, authority: string): SchemaProblem {
  const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const params = error.params as Record<string, unknown>;
  const kind = kindOf(error.data);
  switch (error.keyword) {
    case 'type':
      return { path, message: `is ${kind}, ${authority} says ${[params['type']].flat().join(' or ')}` };
    case 'enum':
      return { path, message: error.data === null ? `is null, ${authority} lists its values without null` : `is a ${kind} that ${authority} does not list` };
    case 'format':
      return { path, message: `is ${error.data === '' ? 'an empty text' : 'a text'} that is no ${String(params['format'])}, ${authority} says ${String(params['format'])}` };
    case 'pattern':
      return { path, message: `is a text that does not match ${String(params['pattern'])} of ${authority}` };
    case 'required':
      return { path, message: `lacks the property ${String(params['missingProperty'])}`, property: String(params['missingProperty']) };
    case 'additionalProperties':
      return { path, message: `has the unknown property ${String(params['additionalProperty'])}`, property: String(params['additionalProperty']) };
    default:
      return { path, message: `breaks ${error.keyword} (${kind}): ${error.message ?? ''}`.trim() };
  }
}
