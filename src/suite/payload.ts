import { fieldType } from '../field-types/index.js';
import type { FieldModel, ObjectModel } from '../workspace/model.js';
import type { JourneyContext } from './journey.js';

/** System fields that the server sets; a plain create leaves them alone. */
const SERVER_SET = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt', 'createdBy', 'updatedBy', 'position', 'searchVector']);

/** The fields of an object that a client may write as plain values: no relations, no files, nothing that the server sets. */
export function plainWritableFields(object: ObjectModel): FieldModel[] {
  return object.fields.filter((field) => {
    const type = fieldType(field.type);
    const needed = !field.isSystem || (!field.isNullable && field.defaultValue === null);
    return field.isActive && needed && !SERVER_SET.has(field.name) && type?.writable === true && !field.relation && field.type !== 'FILES';
  });
}

/** A typical value of a field to send; of a unique field one that no other run sends. Undefined where none can be made up. */
export function typicalValue(field: FieldModel, { random, ownRandom }: Pick<JourneyContext, 'random' | 'ownRandom'>): unknown {
  return fieldType(field.type)?.valid(field, field.isUnique ? ownRandom : random);
}

/** A create body with a typical value in every plain writable field; the label field, where it is text, carries the marker. */
export function samplePayload(object: ObjectModel, context: Pick<JourneyContext, 'random' | 'ownRandom'>, marker: string): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const field of plainWritableFields(object)) {
    payload[field.name] = typicalValue(field, context);
    if (field.id === object.labelIdentifierFieldId) {
      if (field.type === 'TEXT') payload[field.name] = `${marker} ${context.random.word.noun()}`;
      if (field.type === 'FULL_NAME') payload[field.name] = { firstName: marker, lastName: context.random.person.lastName() };
    }
  }
  return payload;
}

/** Whether a record of the object can be created only where another one is there that it belongs to. */
export function needsParent(object: ObjectModel): boolean {
  return object.fields.some(isRequiredParent);
}

/** Many-to-one fields without which a record can't be created, those of one target. */
export function requiredParents(object: ObjectModel): FieldModel[] {
  return object.fields.filter((field) => isRequiredParent(field) && field.type === 'RELATION');
}

function isRequiredParent(field: FieldModel): boolean {
  return field.relation?.type === 'MANY_TO_ONE' && !field.isNullable;
}
