import { capitalised } from '../field-types/naming.js';
import type { FieldModel, ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { explains } from './record-schema.js';

/** Replaces the names of one object by placeholders: `createPerson` → `create{Object}`. */
export function withoutObjectNames(text: string, object: ObjectModel | undefined): string {
  if (object === undefined) return text;
  const names: Array<[string, string]> = [
    [capitalised(object.namePlural), '{Objects}'],
    [object.namePlural, '{objects}'],
    [capitalised(object.nameSingular), '{Object}'],
    [object.nameSingular, '{object}'],
  ];
  names.sort(([left], [right]) => right.length - left.length);
  const found = names.find(([name]) => text.includes(name));
  return found === undefined ? text : text.replace(found[0], found[1]);
}

/** The object that a path is about: the one whose plural name is a segment of it. */
export function objectOfPath(model: WorkspaceModel, path: string): ObjectModel | undefined {
  const parts = new Set(path.split('/'));
  return model.objects.find((object) => parts.has(object.namePlural));
}

/** A place in an answer, told without the names of objects and fields. */
export interface GeneralPlace {
  place: string;
  /** The object that the place belongs to. */
  object?: ObjectModel;
}

/**
 * Turns the path of a problem into field types: `data.createPerson.company.deletedAt` → `DATE_TIME`. The envelope and the relations on
 * the way are left out, so that one cause has one name wherever a record stands.
 */
export function generalPlace(model: WorkspaceModel, root: ObjectModel | undefined, path: readonly string[]): GeneralPlace {
  if (root === undefined) return { place: path.map((part) => (isIndex(part) ? '[]' : part)).join('.').replaceAll('.[]', '[]') };
  const shown: string[] = [];
  let inRecord = false;
  let object: ObjectModel | undefined = root;
  for (let index = 0; index < path.length; index += 1) {
    const part = path[index]!;
    if (isIndex(part)) {
      if (shown.length > 0) shown.push('[]');
      continue;
    }
    if (!inRecord) {
      const general = withoutObjectNames(part, root);
      shown.push(general);
      if (general !== part || part === 'records') inRecord = true;
      if (inRecord && path.slice(index + 1).some((rest) => !isIndex(rest))) shown.length = 0;
      continue;
    }
    const field = fieldOf(model, object, part);
    shown.push(field === undefined ? '(no field)' : placeName(field, part));
    const rest = path.slice(index + 1);
    const entersRecord = field !== undefined && isRelation(field) && field.name === part && rest.some((next) => !isIndex(next));
    if (entersRecord) {
      shown.length = 0;
      object = model.objects.find((candidate) => candidate.nameSingular === field.relation?.targetObject);
    } else {
      shown.push(...rest.map((next) => (isIndex(next) ? '[]' : next)));
      break;
    }
  }
  return { place: shown.join('.').replaceAll('.[]', '[]'), ...(object === undefined ? {} : { object }) };
}

/** The type of the field behind a property; the property itself where no field explains it. */
export function propertyType(model: WorkspaceModel, object: ObjectModel | undefined, property: string): string {
  const field = fieldOf(model, object, property);
  return field === undefined ? property : placeName(field, property);
}

/** Where the object is unknown, any object's field of that name will do if all of them agree. */
function fieldOf(model: WorkspaceModel, object: ObjectModel | undefined, property: string): FieldModel | undefined {
  if (object !== undefined) return object.fields.find((field) => explains(field, property));
  const found = model.objects.flatMap((candidate) => candidate.fields.filter((field) => explains(field, property)));
  return new Set(found.map((field) => field.type)).size === 1 ? found[0] : undefined;
}

function placeName(field: FieldModel, property: string): string {
  if (!isRelation(field)) return field.type;
  return property === field.name ? `${field.type} ${field.relation?.type ?? ''}`.trim() : `${field.type} key`;
}

function isRelation(field: FieldModel): boolean {
  return field.type === 'RELATION' || field.type === 'MORPH_RELATION';
}

function isIndex(part: string): boolean {
  return /^\d+$/.test(part);
}
