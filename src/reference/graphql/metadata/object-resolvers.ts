import { permissionDenied } from '../../auth/permissions.js';
import { ApiError } from '../../errors.js';
import { capitalise } from '../../metadata/custom-object.js';
import { createField, createObject, deleteField, deleteObject, updateField, updateObject } from '../../metadata/rules.js';
import type { Caller, FieldMetadata, ObjectMetadata, Workspace } from '../../model.js';
import { requireCaller } from '../core/static-schema.js';
import type { ResolverScope } from '../core/static-schema.js';
import { matches, pageOf } from './paging.js';
import type { Paging } from './paging.js';
import type { Resolvers } from './resolvers.js';

interface PageArgs {
  paging: Paging;
  filter: Record<string, unknown>;
}

/** The caller, refused where the role may not change settings. */
export function requireSettings(scope: ResolverScope): Caller {
  const { caller } = requireCaller(scope);
  if (!caller.role.canUpdateAllSettings) throw permissionDenied();
  return caller;
}

/** Resolvers of objects and fields. Reading needs a valid key, writing the right to change settings. */
export const OBJECT_RESOLVERS: Resolvers = {
  Query: {
    object: (_source, args, scope) => findObject(workspaceOf(scope), String(args['id'])),
    objects: (_source, args, scope) => pageOfMetadata(byIdDescending(workspaceOf(scope).objects), args as unknown as PageArgs),
    field: (_source, args, scope) => withoutUnique(scope, findField(workspaceOf(scope), String(args['id']))),
    fields: (_source, args, scope) => {
      const fields = workspaceOf(scope).objects.flatMap((object) => object.fields);
      return pageOfMetadata(byIdDescending(fields.map((field) => withoutUnique(scope, field))), args as unknown as PageArgs);
    },
    objectRecordCounts: (_source, _args, scope) => {
      const { workspace } = requireSettings(scope);
      return workspace.objects.map((object) => ({
        objectNamePlural: object.namePlural,
        totalCount: [...(workspace.records.get(object.id)?.values() ?? [])].filter((record) => record.deletedAt === null).length,
      }));
    },
  },
  Mutation: {
    createOneObject: (_source, args, scope) => createObject(requireSettings(scope).workspace, inputOf(args, 'object') as never),
    updateOneObject: (_source, args, scope) => updateObject(requireSettings(scope).workspace, idOf(args), inputOf(args, 'update') as never),
    deleteOneObject: (_source, args, scope) => deleteObject(requireSettings(scope).workspace, idOf(args)),
    createOneField: (_source, args, scope) => createField(requireSettings(scope).workspace, inputOf(args, 'field') as never),
    updateOneField: (_source, args, scope) => updateField(requireSettings(scope).workspace, idOf(args), inputOf(args, 'update') as never),
    deleteOneField: (_source, args, scope) => deleteField(requireSettings(scope).workspace, idOf(args)),
  },
  Object: {
    description: (source) => (source as ObjectMetadata).description ?? '',
    icon: (source) => (source as ObjectMetadata).icon ?? '',
    isUIReadOnly: (source) => !(source as ObjectMetadata).isUIEditable,
    fieldsList: (source, _args, scope) => oneForEachMorph(workspaceOf(scope), (source as ObjectMetadata).fields),
    fields: (source, args) => pageOfMetadata((source as ObjectMetadata).fields, args as unknown as PageArgs),
    indexMetadataList: (source) => indexesOf(source as ObjectMetadata),
    searchFieldMetadataList: (source) => searchFieldsOf(source as ObjectMetadata),
  },
  Field: {
    isUIReadOnly: (source) => !(source as FieldMetadata).isUIEditable,
    description: (source) => (source as FieldMetadata).description ?? '',
    icon: (source) => (source as FieldMetadata).icon ?? '',
    object: (source, _args, scope) => workspaceOf(scope).objects.find((object) => object.id === (source as FieldMetadata).objectMetadataId),
    relation: (source, _args, scope) => {
      const field = source as FieldMetadata;
      return field.type === 'RELATION' ? relationOf(workspaceOf(scope), field) : null;
    },
    morphRelations: (source, _args, scope) => {
      const field = source as FieldMetadata;
      if (field.type !== 'MORPH_RELATION') return null;
      const workspace = workspaceOf(scope);
      const siblings = workspace.objects.find(({ id }) => id === field.objectMetadataId)?.fields.filter((other) => other.morphId !== null && other.morphId === field.morphId);
      return (siblings ?? []).map((other) => relationOf(workspace, other)).filter((relation) => relation !== null);
    },
  },
};

/** Of a morph relation, which has a field for each of its targets, the list of an object's fields shows the first alone, by the name that they have in common. */
function oneForEachMorph(workspace: Workspace, fields: FieldMetadata[]): FieldMetadata[] {
  const seen = new Set<string>();
  return fields.flatMap((field) => {
    if (field.type !== 'MORPH_RELATION' || field.morphId === null) return [field];
    if (seen.has(field.morphId)) return [];
    seen.add(field.morphId);
    const target = workspace.objects.find(({ id }) => id === field.relation?.targetObjectId);
    const ending = [target?.nameSingular, target?.namePlural].map((name) => capitalise(name ?? '')).find((name) => name !== '' && field.name.endsWith(name)) ?? '';
    return [{ ...field, name: field.name.slice(0, field.name.length - ending.length) }];
  });
}

/** Fields that are not asked for through their object do not tell whether they are unique. */
function withoutUnique(scope: ResolverScope, field: FieldMetadata): FieldMetadata {
  return scope.context.quirks.has('graphql-field-unique-null') ? { ...field, isUnique: null as never } : field;
}

function workspaceOf(scope: ResolverScope): Workspace {
  return requireCaller(scope).caller.workspace;
}

function pageOfMetadata(items: Array<ObjectMetadata | FieldMetadata>, { paging, filter }: PageArgs): unknown {
  const kept = items.filter((item) => matches({ ...item, isUIReadOnly: !item.isUIEditable }, filter));
  return pageOf(kept, paging);
}

/** The order of the root lists, the same as in REST. */
function byIdDescending<Item extends { id: string }>(items: Item[]): Item[] {
  return [...items].sort((left, right) => (left.id < right.id ? 1 : -1));
}

function findObject(workspace: Workspace, id: string): ObjectMetadata {
  return found(workspace.objects.find((object) => object.id === id), 'ObjectMetadataEntity', id);
}

function findField(workspace: Workspace, id: string): FieldMetadata {
  return found(workspace.objects.flatMap((object) => object.fields).find((field) => field.id === id), 'FieldMetadataEntity', id);
}

function found<Item>(item: Item | undefined, entity: string, id: string): Item {
  if (item === undefined) throw new ApiError(`Unable to find ${entity} with id: ${id}`, { graphqlCode: 'NOT_FOUND' });
  return item;
}

function relationOf(workspace: Workspace, field: FieldMetadata): unknown {
  const source = workspace.objects.find((object) => object.id === field.objectMetadataId);
  const target = workspace.objects.find((object) => object.id === field.relation?.targetObjectId);
  const targetField = target?.fields.find((candidate) => candidate.id === field.relation?.targetFieldId);
  if (source === undefined || target === undefined || targetField === undefined) return null;
  return {
    type: field.settings?.['relationType'] ?? 'MANY_TO_ONE',
    sourceObjectMetadata: source,
    targetObjectMetadata: target,
    sourceFieldMetadata: field,
    targetFieldMetadata: targetField,
  };
}

/** A search vector has a GIN index, a unique field a BTREE one. */
function indexesOf(object: ObjectMetadata): unknown[] {
  const indexed = object.fields.filter((field) => field.type === 'TS_VECTOR' || (field.isUnique && field.name !== 'id'));
  return indexed.map((field) => ({
    id: field.id,
    name: `IDX_${field.isUnique ? 'UNIQUE_' : ''}${field.id.replaceAll('-', '').slice(0, 27)}`,
    isCustom: false,
    isUnique: field.isUnique,
    indexWhereClause: null,
    indexType: field.type === 'TS_VECTOR' ? 'GIN' : 'BTREE',
    createdAt: field.createdAt,
    updatedAt: field.updatedAt,
    indexFieldMetadataList: [
      { id: field.id, fieldMetadataId: field.id, order: 0, subFieldName: null, createdAt: field.createdAt, updatedAt: field.updatedAt },
    ],
  }));
}

function searchFieldsOf(object: ObjectMetadata): unknown[] {
  const vector = object.fields.find((field) => field.type === 'TS_VECTOR');
  const label = object.fields.find((field) => field.id === object.labelIdentifierFieldMetadataId);
  if (vector === undefined || label === undefined) return [];
  const { createdAt, updatedAt } = label;
  return [{ id: label.id, fieldMetadataId: label.id, tsVectorFieldMetadataId: vector.id, position: 0, createdAt, updatedAt }];
}

function inputOf(args: Record<string, unknown>, key: string): Record<string, unknown> {
  return { ...((args['input'] as Record<string, Record<string, unknown>>)[key] ?? {}) };
}

function idOf(args: Record<string, unknown>): string {
  return String((args['input'] as Record<string, unknown>)['id']);
}
