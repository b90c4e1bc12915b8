import type { ValidateFunction } from 'ajv/dist/2020.js';
import { fieldType, type JsonSchema } from '../field-types/index.js';
import { isManyToOne } from '../field-types/relation.js';
import type { FieldModel, ObjectModel } from '../workspace/model.js';
import { newAjv } from './ajv.js';
import { problemsOf } from './schema-problems.js';

/** Schema of a REST record of an object, as metadata tells it. Related records (depth 1) may be there but need not. */
export function recordSchema(object: ObjectModel): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const field of object.fields) {
    for (const [name, schema] of relatedProperties(field)) properties[name] = schema;
    const known = fieldType(field.type);
    const names = known?.propertyNames(field) ?? [field.name];
    for (const name of names) {
      properties[name] = known?.outputSchema(field) ?? {};
      if (mustBeThere(field)) required.push(name);
    }
  }
  return { type: 'object', properties, required: [...new Set(required)], additionalProperties: false };
}

/** Readable problems of a record: wrong values, missing properties, and properties that no field explains. */
export function validateRecord(object: ObjectModel, record: unknown): string[] {
  return problemsOf(validator(object), record, 'metadata').map((problem) => {
    const [name] = problem.path;
    const field = name === undefined ? undefined : object.fields.find((candidate) => explains(candidate, name));
    const place = name === undefined ? `the ${object.nameSingular}` : `${problem.path.join('.')}${field === undefined ? '' : ` (${field.type})`}`;
    return `${place} ${problem.message}`;
  });
}

/** Whether a property of a record comes from this field, at any depth. */
export function explains(field: FieldModel, property: string): boolean {
  return field.name === property || (fieldType(field.type)?.propertyNames(field).includes(property) ?? false);
}

const validators = new WeakMap<ObjectModel, ValidateFunction>();

function validator(object: ObjectModel): ValidateFunction {
  const known = validators.get(object);
  if (known !== undefined) return known;
  const validate = newAjv().compile(recordSchema(object));
  validators.set(object, validate);
  return validate;
}

/** The search index is left out of the documents, an inactive field may be left out of records, and an unknown type may be anything. */
function mustBeThere(field: FieldModel): boolean {
  return field.isActive && field.type !== 'TS_VECTOR' && fieldType(field.type) !== undefined;
}

function relatedProperties(field: FieldModel): Array<[string, JsonSchema]> {
  if (field.type !== 'RELATION' && field.type !== 'MORPH_RELATION') return [];
  return [[field.name, isManyToOne(field) ? { type: ['object', 'null'] } : { type: 'array', items: { type: 'object' } }]];
}
