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
      ...(typeof object.createdAt === 'string' ? { createdAt: object.createdAt } : {}),
      fields: fieldsOf(object).map((field) => toFieldModel(field, text(object.id), isCustom(field))),
    }))
    .sort((a, b) => (a.nameSingular < b.nameSingular ? -1 : 1));
}

/** Fills in relation targets by field id: Metadata REST does not tell them, Metadata GraphQL does. */
export function withRelationTargets(objects: ObjectModel[], targets: Map<string, string>): ObjectModel[] {
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

/** Singular names of relation targets, by the id of the field that the relation starts at. */
export function relationTargetsOf(raw: RawEntity[]): Map<string, string> {
  const targets = new Map<string, string>();
  for (const field of raw.flatMap(fieldsOf)) {
    const relation = record(field.relation);
    for (const one of [...morphRelationsOf(field), ...(relation ? [{ sourceFieldMetadata: { id: field.id }, ...relation }] : [])] as RawEntity[]) {
      const target = record(one.targetObjectMetadata)?.nameSingular;
      const source = record(one.sourceFieldMetadata)?.id;
      if (typeof target === 'string' && typeof source === 'string') targets.set(source, target);
    }
  }
  return targets;
}

/**
 * Metadata GraphQL shows a polymorphic relation as one field with many targets; records and Metadata REST have one field for
 * each target. This is the latter view, as far as GraphQL tells of it.
 */
export function splitMorphFields(raw: RawEntity[]): RawEntity[] {
  const byName = new Map(raw.map((object) => [object.nameSingular, object]));
  const standardApplication = findStandardApplication(raw);
  return raw.map((object) => ({
    ...object,
    fieldsList: fieldsOf(object).flatMap((field, _index, siblings) => {
      const relations = morphRelationsOf(field);
      const sources = new Set(relations.map((relation) => record(relation.sourceFieldMetadata)?.id));
      const alreadySplit = siblings.some((sibling) => sibling !== field && sources.has(sibling.id));
      if (relations.length === 0 || alreadySplit) return [field];
      return relations.map((relation) => {
        const target = text(record(relation.targetObjectMetadata)?.nameSingular);
        const name = text(field.name) + capitalised(relation.type === 'ONE_TO_MANY' ? text(byName.get(target)?.namePlural) || target : target);
        // A sibling was made with its target: on a standard object, it belongs to the target's application.
        const applicationId = object.applicationId === standardApplication ? byName.get(target)?.applicationId : field.applicationId;
        const settings: RawEntity = { ...record(field.settings), relationType: relation.type };
        if (relation.type === 'MANY_TO_ONE') settings.joinColumnName = `${name}Id`;
        return { ...field, id: record(relation.sourceFieldMetadata)?.id ?? field.id, name, settings, applicationId, morphRelations: [relation] };
      });
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
  const described = record(field.relation) ?? ownMorphRelation(field);
  const type = described?.type ?? settings.relationType;
  if (type !== 'MANY_TO_ONE' && type !== 'ONE_TO_MANY') return undefined;
  const target = record(described?.targetObjectMetadata)?.nameSingular;
  return {
    type,
    ...(type === 'MANY_TO_ONE' ? { joinColumnName: typeof settings.joinColumnName === 'string' ? settings.joinColumnName : `${text(field.name)}Id` } : {}),
    ...(typeof target === 'string' ? { targetObject: target } : {}),
  };
}

/** A morph field lists the relations of all its siblings; its own is the one that starts at it. */
function ownMorphRelation(field: RawEntity): RawEntity | undefined {
  const relations = morphRelationsOf(field);
  return relations.find((relation) => record(relation.sourceFieldMetadata)?.id === field.id) ?? (relations.length === 1 ? relations[0] : undefined);
}

function morphRelationsOf(field: RawEntity): RawEntity[] {
  return Array.isArray(field.morphRelations) ? (field.morphRelations as RawEntity[]) : [];
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function optionsOf(options: unknown): FieldModel['options'] {
  if (!Array.isArray(options)) return [];
  return (options as RawEntity[]).map((option) => ({ value: text(option.value), label: text(option.label), ...(typeof option.color === 'string' ? { color: option.color } : {}) }));
}

function record(value: unknown): RawEntity | undefined {
  return typeof value === 'object' && value !== null ? (value as RawEntity) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
