import type { FieldMetadata, ObjectMetadata, Workspace } from '../../model.js';

/** The active relation or morph-relation field of that name. */
export function relationField(object: ObjectMetadata, name: string): FieldMetadata | undefined {
  return object.fields.find((field) => field.name === name && field.isActive && isRelation(field));
}

/** True for both kinds of relation field. */
export function isRelation(field: FieldMetadata): boolean {
  return field.type === 'RELATION' || field.type === 'MORPH_RELATION';
}

/** True where one record has many related ones. */
export function isToMany(field: FieldMetadata): boolean {
  return isRelation(field) && field.settings?.['relationType'] === 'ONE_TO_MANY';
}

/** The object that a relation field points to. */
export function targetObject(workspace: Workspace, field: FieldMetadata): ObjectMetadata | undefined {
  return workspace.objects.find((object) => object.id === field.relation?.targetObjectId);
}

/** The column that holds the id of a to-one relation: `companyId`. */
export function joinColumn(field: FieldMetadata): string {
  const column = field.settings?.['joinColumnName'];
  return typeof column === 'string' ? column : `${field.name}Id`;
}

/** The join column on the far side of a to-many relation. */
export function farJoinColumn(workspace: Workspace, field: FieldMetadata): string | undefined {
  const far = targetObject(workspace, field)?.fields.find((candidate) => candidate.id === field.relation?.targetFieldId);
  return far === undefined ? undefined : joinColumn(far);
}
