import type { FieldModel, ObjectModel } from './model.js';

/** An entity of the metadata API as it comes over the wire. */
export type RawEntity = Record<string, unknown>;

/** Objects whose application is the standard one in every workspace. */
const SURELY_STANDARD = ['company', 'person', 'opportunity', 'note', 'task', 'workspaceMember'];

/** Brings objects of Metadata REST or GraphQL into the model's form, sorted by singular name. */
export function toObjectModels(raw: RawEntity[]): ObjectModel[] {
  const standardApplication = findStandardApplication(raw);
  const isCustom = (entity: RawEntity): boolean =>
    typeof entity.isCustom === 'boolean' ? entity.isCustom : standardApplication !== undefined && entity.applicationId !== undefined && entity.applicationId !== standardApplication;
  return raw
    .map((object) => ({
      id: text(object.id),
      nameSingular: text(object.nameSingular),
      namePlural: text(object.namePlural),
      labelSingular: text(object.labelSingular),
      isActive: object.isActive !== false,
      isSystem: object.isSystem === true,
      isCustom: isCustom(object),
      isSearchable: object.isSearchable === true,
      labelIdentifierFieldId: typeof object.labelIdentifierFieldMetadataId === 'string' ? object.labelIdentifierFieldMetadataId : null,
      fields: fieldsOf(object).map((field) => toFieldModel(field, text(object.id), isCustom(field))),
    }))
    .sort((a, b) => (a.nameSingular < b.nameSingular ? -1 : 1));
}

/** Copies relation targets from one listing to another, by field id: Metadata REST does not tell them, GraphQL does. */
export function withRelationTargets(objects: ObjectModel[], source: ObjectModel[]): ObjectModel[] {
  const targets = new Map<string, string>();
  for (const field of source.flatMap((object) => object.fields)) {
    if (field.relation?.targetObject !== undefined) targets.set(field.id, field.relation.targetObject);
  }
  return objects.map((object) => ({
    ...object,
    fields: object.fields.map((field) => {
      const target = targets.get(field.id);
      return field.relation && field.relation.targetObject === undefined && target !== undefined
        ? { ...field, relation: { ...field.relation, targetObject: target } }
        : field;
    }),
  }));
}

function findStandardApplication(raw: RawEntity[]): unknown {
  for (const name of SURELY_STANDARD) {
    const found = raw.find((object) => object.nameSingular === name);
    if (found?.applicationId !== undefined) return found.applicationId;
  }
  const counts = new Map<unknown, number>();
  for (const { applicationId } of raw) if (applicationId !== undefined) counts.set(applicationId, (counts.get(applicationId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Fields come as an array (REST), as `fieldsList`, or as a connection (older GraphQL). */
function fieldsOf(object: RawEntity): RawEntity[] {
  const fields = object.fieldsList ?? object.fields;
  if (Array.isArray(fields)) return fields as RawEntity[];
  const edges = (fields as { edges?: Array<{ node: RawEntity }> } | null | undefined)?.edges;
  return Array.isArray(edges) ? edges.map((edge) => edge.node) : [];
}

function toFieldModel(field: RawEntity, objectId: string, isCustom: boolean): FieldModel {
  const settings = record(field.settings) ?? {};
  const relation = relationOf(field, settings);
  return {
    id: text(field.id),
    type: text(field.type),
    name: text(field.name),
    label: text(field.label),
    isActive: field.isActive !== false,
    isSystem: field.isSystem === true,
    isCustom,
    isNullable: field.isNullable !== false,
    isUnique: field.isUnique === true,
    defaultValue: field.defaultValue ?? null,
    options: optionsOf(field.options),
    settings,
    objectMetadataId: typeof field.objectMetadataId === 'string' ? field.objectMetadataId : objectId,
    ...(relation ? { relation } : {}),
  };
}

function relationOf(field: RawEntity, settings: RawEntity): FieldModel['relation'] | undefined {
  if (field.type !== 'RELATION' && field.type !== 'MORPH_RELATION') return undefined;
  const described = record(field.relation) ?? morphRelationOf(field);
  const type = described?.type ?? settings.relationType;
  if (type !== 'MANY_TO_ONE' && type !== 'ONE_TO_MANY') return undefined;
  const target = record(described?.targetObjectMetadata)?.nameSingular;
  return {
    type,
    ...(type === 'MANY_TO_ONE' ? { joinColumnName: typeof settings.joinColumnName === 'string' ? settings.joinColumnName : `${text(field.name)}Id` } : {}),
    ...(typeof target === 'string' ? { targetObject: target } : {}),
  };
}

/** A morph field lists the relations of all its siblings; its own is the one that starts at it, or that it is named after. */
function morphRelationOf(field: RawEntity): RawEntity | undefined {
  const relations = Array.isArray(field.morphRelations) ? (field.morphRelations as RawEntity[]) : [];
  const own = relations.find((relation) => record(relation.sourceFieldMetadata)?.id === field.id);
  if (own && relations.filter((relation) => record(relation.sourceFieldMetadata)?.id === field.id).length === 1) return own;
  const byName = relations.find((relation) => text(field.name).toLowerCase().endsWith(text(record(relation.targetObjectMetadata)?.nameSingular).toLowerCase() || '\0'));
  return byName ?? (relations.length === 1 ? relations[0] : undefined);
}

function optionsOf(options: unknown): FieldModel['options'] {
  if (!Array.isArray(options)) return [];
  return (options as RawEntity[]).map((option) => ({ value: text(option.value), label: text(option.label) }));
}

function record(value: unknown): RawEntity | undefined {
  return typeof value === 'object' && value !== null ? (value as RawEntity) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
