import type { AnySchemaObject, ValidateFunction } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';
import { isObject } from '../field-types/sameness.js';
import { newAjv } from './ajv.js';
import { resolvePointer } from './openapi-document.js';

/** Stands where a document has `$ref`. */
const LAZY = 'lazyRef';
const ANNOTATIONS = new Set(['description', 'title', 'example', 'examples', 'default']);

/**
 * The schemas of a document by pointer (`#/components/schemas/Person`), each compiled when first asked for, and what it refers to when a value first gets there: in a workspace
 * of many objects each schema leads to all others. Undefined where there is no such schema, or where it can't be compiled; such a reference takes any value.
 */
export function documentSchemas(doc: unknown): (pointer: string) => ValidateFunction | undefined {
  const compiled = new Map<string, ValidateFunction | undefined>();
  const ajv = newAjv();
  const byText = new Map<string, ValidateFunction>();
  const compileOnce = (schema: AnySchemaObject): ValidateFunction => {
    const text = JSON.stringify(schema);
    const validate = byText.get(text) ?? ajv.compile(schema);
    byText.set(text, validate);
    return validate;
  };
  const compile = (pointer: string): ValidateFunction | undefined => {
    if (compiled.has(pointer)) return compiled.get(pointer);
    const schema = resolvePointer(doc, pointer);
    let validate: ValidateFunction | undefined;
    try {
      validate = isObject(schema) ? compileOnce(withLazyRefs(schema) as AnySchemaObject) : undefined;
    } catch {
      // A defect of the document, told by the rules of documents; it says nothing of an answer.
      validate = undefined;
    }
    compiled.set(pointer, validate);
    return validate;
  };
  ajv.addKeyword({
    keyword: LAZY,
    schemaType: 'string',
    code(context) {
      const pointer = context.schema as string;
      const lazy: { (...args: Parameters<ValidateFunction>): boolean; errors?: ValidateFunction['errors']; evaluated?: ValidateFunction['evaluated'] } = (...args) => {
        const validate = compile(pointer);
        const valid = validate === undefined || (validate(...args) as boolean);
        lazy.errors = validate?.errors ?? null;
        lazy.evaluated = validate?.evaluated ?? { props: true, items: true, dynamicProps: false, dynamicItems: false };
        return valid;
      };
      callRef(context, context.gen.scopeValue('func', { ref: lazy }));
    },
  });
  return compile;
}

/** A copy of a schema in which references are followed when a value gets there, without what only people read: many objects' schemas differ in no more than that. */
function withLazyRefs(node: unknown, names = false): unknown {
  if (Array.isArray(node)) return node.map((each) => withLazyRefs(each));
  if (!isObject(node)) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (names) copy[key] = withLazyRefs(value);
    else if (key === '$ref' && typeof value === 'string') copy[LAZY] = value;
    else if (!ANNOTATIONS.has(key)) copy[key] = withLazyRefs(value, key === 'properties');
  }
  return copy;
}
