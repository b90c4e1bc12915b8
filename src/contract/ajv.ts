import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../field-types/index.js';

/** A new validator of JSON Schema 2020-12: reports every problem, takes documents as they come. */
export function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, inlineRefs: false, verbose: true, logger: false, code: { optimize: false } });
  formats.default(ajv);
  return ajv;
}

let instance: Ajv2020 | undefined;
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** Compiles a self-contained schema once. */
export function compile(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  instance ??= newAjv();
  const validate = instance.compile(schema);
  compiled.set(schema, validate);
  return validate;
}
