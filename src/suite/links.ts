import { isManyToOne, joinColumn } from '../field-types/relation.js';
import type { FieldModel, ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { notWritable } from './subjects.js';

/** A way in which records of one object belong to one of another. */
export interface Link {
  field: FieldModel;
  /** The property that holds the key: `companyId`. */
  column: string;
  parent: ObjectModel;
  /** Fields of the parent that list what belongs to it; more than one where several links lead from this object to the parent. */
  inverse: FieldModel[];
}

/** The to-one relations of an object, morph ones too, that lead to records which the run can make itself. */
export function linksOf(model: WorkspaceModel, object: ObjectModel): Link[] {
  return object.fields.flatMap((field) => {
    const parent = model.objects.find(({ nameSingular }) => nameSingular === field.relation?.targetObject);
    if (!field.isActive || !isManyToOne(field) || !parent?.isActive || notWritable(parent) !== undefined) return [];
    const inverse = parent.fields.filter(({ isActive, relation }) => isActive && relation?.type === 'ONE_TO_MANY' && relation.targetObject === object.nameSingular);
    return [{ field, column: joinColumn(field), parent, inverse }];
  });
}
