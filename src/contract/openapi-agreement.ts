import type { OpenAPIV3_1 } from 'openapi-types';
import { fieldType, type OpenApiExpectation } from '../field-types/index.js';
import { isManyToOne } from '../field-types/relation.js';
import { isObject } from '../field-types/sameness.js';
import type { FieldModel, ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { dereference } from './openapi-document.js';
import { bodySchema } from './openapi-parameters.js';
import { explains } from './record-schema.js';

/** A point on which the OpenAPI document and metadata disagree. */
export interface OpenApiDeparture {
  rule: 'paths' | 'create-schema' | 'response-schema' | 'update-schema' | 'property' | 'property-type' | 'enum' | 'required' | 'relation';
  /** `person.emails`, or the object alone. */
  subject: string;
  message: string;
}

type Report = (rule: OpenApiDeparture['rule'], property: string | undefined, message: string) => void;
type Node = Record<string, unknown>;

/** Fields that a create or update body need not offer. */
const SERVER_SET = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt']);

/** Compares what the Core OpenAPI document says of an object with what metadata says of it. */
export function compareObjectToOpenApi(object: ObjectModel, doc: OpenAPIV3_1.Document, model: WorkspaceModel): OpenApiDeparture[] {
  const departures: OpenApiDeparture[] = [];
  const report: Report = (rule, property, message) => {
    departures.push({ rule, subject: property === undefined ? object.nameSingular : `${object.nameSingular}.${property}`, message });
  };
  comparePaths(object, doc, report);
  const collection = doc.paths?.[`/${object.namePlural}`];
  const single = doc.paths?.[`/${object.namePlural}/{id}`];
  const create = bodySchema(doc, collection?.post);
  const update = bodySchema(doc, single?.patch);
  const response = recordSchemaOf(doc, single?.get, object);
  if (create === undefined) report('create-schema', undefined, 'the create operation states no body schema');
  else compareBody('create', object, doc, create, report);
  if (update === undefined) report('update-schema', undefined, 'the update operation states no body schema');
  else compareBody('update', object, doc, update, report);
  if (response === undefined) report('response-schema', undefined, `the find-one answer states no schema under data.${object.nameSingular}`);
  else compareResponse(object, doc, model, response, report);
  return departures;
}

function comparePaths(object: ObjectModel, doc: OpenAPIV3_1.Document, report: Report): void {
  const { namePlural } = object;
  const wanted: Array<[string, Array<'get' | 'post' | 'patch' | 'delete'>]> = [
    [`/${namePlural}`, ['get', 'post']],
    [`/batch/${namePlural}`, ['post']],
    [`/${namePlural}/{id}`, ['get', 'patch', 'delete']],
    [`/${namePlural}/duplicates`, ['post']],
  ];
  for (const [path, methods] of wanted) {
    for (const method of methods) {
      if (doc.paths?.[path]?.[method] === undefined) report('paths', undefined, `the document lacks ${method.toUpperCase()} ${path}`);
    }
  }
}

function compareBody(verb: 'create' | 'update', object: ObjectModel, doc: OpenAPIV3_1.Document, schema: Node, report: Report): void {
  const properties = propertiesOf(schema);
  for (const field of object.fields) {
    const known = fieldType(field.type);
    const expected = known?.openApi(field) ?? null;
    if (known === undefined || !known.writable || !field.isActive || SERVER_SET.has(field.name) || expected === null) continue;
    for (const name of known.propertyNames(field)) {
      const property = dereference(doc, properties[name]);
      if (property === undefined) report('property', name, `the ${verb} schema lacks it`);
      else compareProperty(name, forInput(field, expected), property, `the ${verb} schema`, report);
    }
  }
  reportUnexplained(object, properties, `the ${verb} schema`, report);
  if (verb === 'create') compareRequired(object, schema, properties, report);
}

function compareResponse(object: ObjectModel, doc: OpenAPIV3_1.Document, model: WorkspaceModel, schema: Node, report: Report): void {
  const properties = propertiesOf(schema);
  for (const field of object.fields) {
    const known = fieldType(field.type);
    if (known === undefined || !field.isActive) continue;
    const expected = known.openApi(field);
    for (const name of known.propertyNames(field)) {
      const property = dereference(doc, properties[name]);
      if (property === undefined) report('property', name, `the response schema lacks it (${field.type})`);
      else if (expected !== null) compareProperty(name, expected, property, 'the response schema', report);
    }
    if (field.relation !== undefined) compareRelation(field, doc, model, properties, report);
  }
  reportUnexplained(object, properties, 'the response schema', report);
}

function compareProperty(name: string, expected: OpenApiExpectation, property: Node, where: string, report: Report): void {
  const types = [property['type']].flat().filter((type) => type !== 'null' && type !== undefined);
  // A schema without a type, or with alternatives, says less than metadata but nothing else.
  if (types.length === 0 && expected.enum === undefined && expected.itemType === undefined && expected.properties === undefined) return;
  if (!types.some((type) => expected.types.includes(String(type)))) {
    report('property-type', name, `${where} says ${types.join(' or ') || 'no type'}, metadata ${expected.types.join(' or ')}`);
  } else if (expected.format !== undefined && property['format'] !== expected.format) {
    report('property-type', name, `${where} says format ${String(property['format'] ?? 'none')}, metadata ${expected.format}`);
  }
  const items = isObject(property['items']) ? property['items'] : undefined;
  if (expected.itemType !== undefined && items?.['type'] !== expected.itemType) {
    report('property-type', name, `${where} says elements of ${String(items?.['type'] ?? 'no type')}, metadata ${expected.itemType}`);
  }
  if (expected.enum !== undefined) compareEnum(name, expected.enum, property['enum'], where, report);
  if (expected.itemEnum !== undefined) compareEnum(name, expected.itemEnum, items?.['enum'], where, report);
  const parts = propertiesOf(property);
  for (const part of expected.properties ?? []) {
    if (!(part in parts)) report('property', `${name}.${part}`, `${where} lacks it`);
  }
}

function compareEnum(name: string, expected: readonly string[], stated: unknown, where: string, report: Report): void {
  if (expected.length === 0) return;
  const values = Array.isArray(stated) ? stated.filter((value) => value !== null).map(String) : [];
  const missing = expected.filter((value) => !values.includes(value));
  const extra = values.filter((value) => !expected.includes(value));
  if (missing.length > 0) report('enum', name, `${where} lacks the options ${missing.join(', ')}`);
  if (extra.length > 0) report('enum', name, `${where} lists ${extra.join(', ')}, which are no options`);
}

function compareRequired(object: ObjectModel, schema: Node, properties: Node, report: Report): void {
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  for (const name of required) {
    if (!(name in properties)) report('required', name, 'the create schema requires it, but has no such property');
    const field = object.fields.find((candidate) => explains(candidate, name));
    if (field?.isNullable === true) report('required', name, 'the create schema requires it, metadata says that it may be empty');
  }
}

function compareRelation(field: FieldModel, doc: OpenAPIV3_1.Document, model: WorkspaceModel, properties: Node, report: Report): void {
  const property = properties[field.name];
  if (!isObject(property)) {
    report('relation', field.name, 'the response schema lacks the related records');
    return;
  }
  const target = model.objects.find((candidate) => candidate.nameSingular === field.relation?.targetObject);
  if (target === undefined) return;
  const related = isManyToOne(field) ? property : property['items'];
  const stated = refsIn(related);
  const wanted = refsIn(recordRef(doc, target));
  if (wanted.length > 0 && stated.length > 0 && !stated.some((ref) => wanted.includes(ref))) {
    report('relation', field.name, `the response schema says ${stated.join(' or ')}, metadata ${target.nameSingular}`);
  }
}

function reportUnexplained(object: ObjectModel, properties: Node, where: string, report: Report): void {
  for (const name of Object.keys(properties)) {
    if (!object.fields.some((field) => explains(field, name))) report('property', name, `${where} has it, metadata has no such field`);
  }
}

/** On input the server fills in who acted, so the document need offer the source only. */
function forInput(field: FieldModel, expected: OpenApiExpectation): OpenApiExpectation {
  return field.type === 'ACTOR' ? { ...expected, properties: ['source'] } : expected;
}

function recordSchemaOf(doc: OpenAPIV3_1.Document, operation: OpenAPIV3_1.OperationObject | undefined, object: ObjectModel): Node | undefined {
  return dereference(doc, recordNode(doc, operation, object));
}

function recordRef(doc: OpenAPIV3_1.Document, object: ObjectModel): unknown {
  return recordNode(doc, doc.paths?.[`/${object.namePlural}/{id}`]?.get, object);
}

function recordNode(doc: OpenAPIV3_1.Document, operation: OpenAPIV3_1.OperationObject | undefined, object: ObjectModel): unknown {
  const content = dereference(doc, operation?.responses?.['200'])?.['content'];
  const json = isObject(content) ? content['application/json'] : undefined;
  const answer = isObject(json) ? dereference(doc, json['schema']) : undefined;
  const data = dereference(doc, propertiesOf(answer)['data']);
  return propertiesOf(data)[object.nameSingular];
}

function refsIn(node: unknown): string[] {
  if (!isObject(node)) return [];
  if (typeof node['$ref'] === 'string') return [node['$ref']];
  return [node['oneOf'], node['anyOf'], node['allOf']].flat().flatMap((inner) => refsIn(inner));
}

function propertiesOf(schema: unknown): Node {
  return isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
}
