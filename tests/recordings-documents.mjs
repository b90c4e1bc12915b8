// Holds the reference server's documents and GraphQL schemas against those that a real Twenty served, for the same objects and fields:
// node tests/recordings-documents.mjs RECORDINGS. Prints every difference and exits with 1 where there is one.
import { readFileSync } from 'node:fs';
import { introspectionFromSchema } from 'graphql';
import { metadataSchema } from '../dist/src/reference/graphql/metadata/metadata-endpoint.js';
import { servedSchema } from '../dist/src/reference/graphql/core/core-endpoint.js';
import { coreDocument, metadataDocument } from '../dist/src/reference/openapi/index.js';
import { QUIRKS } from '../dist/src/reference/quirks.js';

const [folder] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
const recorded = { core: read('openapi/core.json'), metadata: read('openapi/metadata.json'), coreSchema: read('graphql/core.json').data, metadataSchema: read('graphql/metadata.json').data };
const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** The recorded workspace as the reference server keeps one. Where a relation points is told by the recorded document alone. */
function recordedWorkspace() {
  const { objects } = read('metadata/objects.json').data;
  const byType = new Map(objects.map((object) => [`${pascal(object.nameSingular)}ForResponse`, object]));
  const targetOf = (object, field) => {
    const schema = recorded.core.components.schemas[`${pascal(object.nameSingular)}ForResponse`].properties[field.name];
    const ref = schema?.items?.$ref ?? schema?.oneOf?.[0]?.$ref;
    return byType.get(ref?.split('/').at(-1));
  };
  for (const object of objects) {
    Object.assign(object, { description: object.description ?? null, duplicateCriteria: object.duplicateCriteria ?? null });
    for (const field of object.fields) {
      const target = field.type.endsWith('RELATION') ? targetOf(object, field) : undefined;
      Object.assign(field, {
        description: field.description ?? null, defaultValue: field.defaultValue ?? null, options: field.options ?? null, settings: field.settings ?? null,
        relation: target ? { targetObjectId: target.id, targetFieldId: '' } : null,
      });
    }
  }
  return { id: objects[0].workspaceId, standardApplicationId: '', customApplicationId: '', objects, records: new Map(), roles: [], apiKeys: [], webhooks: [], layoutEntities: new Map() };
}

const typeText = (type) => (type.kind === 'NON_NULL' ? `${typeText(type.ofType)}!` : type.kind === 'LIST' ? `[${typeText(type.ofType)}]` : type.name);

/** A schema as lines, each of one name and its type. */
function schemaLines({ __schema: schema }) {
  const lines = [];
  for (const type of schema.types.filter(({ name }) => !name.startsWith('__'))) {
    lines.push(`${type.kind} ${type.name}`);
    for (const field of type.fields ?? []) {
      lines.push(`${type.name}.${field.name}: ${typeText(field.type)}`);
      for (const argument of field.args) lines.push(`${type.name}.${field.name}(${argument.name}: ${typeText(argument.type)})`);
    }
    for (const field of type.inputFields ?? []) lines.push(`${type.name}.${field.name}: ${typeText(field.type)}`);
    for (const value of type.enumValues ?? []) lines.push(`${type.name} = ${value.name}`);
  }
  for (const directive of schema.directives) lines.push(`@${directive.name}`);
  return lines;
}

/** A JSON schema as lines: types, formats, values, references and required names of every property. */
function jsonSchemaLines(path, schema) {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = ['type', 'format', 'enum', '$ref', 'required'].filter((key) => key in schema)
    .map((key) => `${path} ${key} ${JSON.stringify(Array.isArray(schema[key]) ? [...schema[key]].sort() : schema[key])}`);
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => [`${path}.${name}`, ...jsonSchemaLines(`${path}.${name}`, one)]);
  const others = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => (schema[key] ?? []).flatMap((one, at) => jsonSchemaLines(`${path} ${key}[${at}]`, one)));
  return [...own, ...below, ...others, ...jsonSchemaLines(`${path}[]`, schema.items), ...jsonSchemaLines(`${path}{}`, schema.additionalProperties)];
}

const contentLines = (path, part) => Object.entries(part?.content ?? {}).flatMap(([media, { schema }]) => [`${path} ${media}`, ...jsonSchemaLines(path, schema)]);

/** An OpenAPI document as lines. Texts and examples are left out. */
function documentLines(document) {
  const { schemas, parameters, responses } = document.components;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, operation]) => {
    const name = `${method} ${path}`;
    return [
      name, `${name} operationId ${operation.operationId}`,
      ...(operation.parameters ?? []).map((parameter) => `${name} parameter ${parameter.$ref ?? `${parameter.in} ${parameter.name}`}`),
      ...contentLines(`${name} body`, operation.requestBody),
      ...Object.entries(operation.responses).flatMap(([status, response]) => [`${name} ${status} ${response.$ref ?? ''}`, ...contentLines(`${name} ${status}`, response)]),
    ];
  }));
  return [
    ...operations,
    ...Object.entries(schemas).flatMap(([name, schema]) => [`schema ${name}`, ...jsonSchemaLines(name, schema)]),
    ...Object.entries(parameters).flatMap(([name, parameter]) => [`parameter ${name} ${parameter.in} ${parameter.name} ${parameter.required ?? false}`, ...jsonSchemaLines(`parameter ${name}`, parameter.schema)]),
    ...Object.entries(responses).flatMap(([name, response]) => [`response ${name}`, ...contentLines(`response ${name}`, response)]),
    ...Object.keys(document.webhooks ?? {}).map((name) => `webhook ${name}`),
    ...(document.tags ?? []).map(({ name }) => `tag ${name}`),
  ];
}

let differences = 0;
function compare(title, expected, actual) {
  const missing = new Set(expected);
  const extra = new Set(actual.filter((line) => !missing.delete(line) && !expected.includes(line)));
  for (const line of missing) console.log(`${title}: missing ${line}`);
  for (const line of extra) console.log(`${title}: not recorded ${line}`);
  console.log(`${title}: ${expected.length} names and types recorded, ${missing.size} missing, ${extra.size} beside them`);
  differences += missing.size + extra.size;
}

const workspace = recordedWorkspace();
const options = { serverUrl: 'http://127.0.0.1:3000', quirks: new Set(Object.keys(QUIRKS)) };
compare('core GraphQL', schemaLines(recorded.coreSchema), schemaLines(introspectionFromSchema(servedSchema(workspace))));
compare('metadata GraphQL', schemaLines(recorded.metadataSchema), schemaLines(introspectionFromSchema(metadataSchema())));
compare('core OpenAPI', documentLines(recorded.core), documentLines(coreDocument(workspace, options)));
compare('metadata OpenAPI', documentLines(recorded.metadata), documentLines(metadataDocument(workspace, options)));
process.exit(differences === 0 ? 0 : 1);
