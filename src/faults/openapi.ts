import type { Fault } from './fault.js';
import { answers, family, isOpenApi, issue, openApiOperations, openApiSchemas, pull } from './builders.js';
import { isObject, withJson, type Json } from './wire.js';

const fault = family('openapi');
const document = (change: (json: Json) => unknown, name: 'core' | 'metadata' = 'core') => answers(isOpenApi(name), change);
const paths = (json: Json) => (json['paths'] ?? {}) as Record<string, Json>;
const schemas = (json: Json) => ((json['components'] as Json | undefined)?.['schemas'] ?? {}) as Record<string, Json>;
const RESPONSE = /ForResponse$/;
const own = (key: string) => !['id', 'createdAt', 'updatedAt', 'deletedAt', 'position', 'createdBy', 'updatedBy', 'searchVector'].includes(key);
const firstOwn = (properties: Record<string, Json> | undefined) => Object.keys(properties ?? {}).find(own);
const typed = (schema: Json, ...types: string[]) => [schema['type']].flat().some((type) => types.includes(String(type)));

export const OPENAPI: Fault[] = [
  fault('path-missing', 'clients that are generated for an object', 'incomplete document', document((json) => { for (const path of Object.keys(paths(json))) if (/^\/(companies|conformanceSamples)$/.test(path)) delete paths(json)[path]; })),
  fault('operation-missing', 'generated clients that update', 'incomplete document', document((json) => { for (const [path, item] of Object.entries(paths(json))) if (/\{id\}/.test(path)) delete item['patch']; })),
  fault('batch-missing', 'generated clients that write many', 'incomplete document', document((json) => { for (const path of Object.keys(paths(json))) if (path.startsWith('/batch/')) delete paths(json)[path]; })),
  fault('property-missing', 'generated types', 'incomplete document', openApiSchemas(RESPONSE, ({ properties }) => { const key = firstOwn(properties); if (key) delete properties![key]; })),
  fault('property-invented', 'generated types', 'stale document', openApiSchemas(RESPONSE, ({ properties }) => { if (properties) properties['zzInvented'] = { type: 'string' }; })),
  fault('property-type-wrong', 'generated types', 'wrong type', openApiSchemas(RESPONSE, ({ properties }) => { for (const [key, schema] of Object.entries(properties ?? {})) if (own(key) && typed(schema, 'number', 'integer')) schema['type'] = 'string'; })),
  fault('boolean-as-text', 'generated types', 'wrong type', openApiSchemas(/^/, ({ properties }) => { for (const schema of Object.values(properties ?? {})) if (typed(schema, 'boolean')) schema['type'] = 'string'; })),
  fault('enum-loses-option', 'a choice in generated types', issue(5806), openApiSchemas(/^/, ({ properties }) => { for (const schema of Object.values(properties ?? {})) if (Array.isArray(schema['enum']) && (schema['enum'] as unknown[]).length > 1) schema['enum'] = (schema['enum'] as unknown[]).slice(0, -1); })),
  fault('enum-missing', 'the choices in generated types', issue(5806), openApiSchemas(RESPONSE, ({ properties }) => { for (const schema of Object.values(properties ?? {})) delete schema['enum']; })),
  fault('multi-select-as-text', 'generated types of lists', pull(8494), openApiSchemas(/^/, ({ properties }) => { for (const [key, schema] of Object.entries(properties ?? {})) if (typed(schema, 'array') && isObject(schema['items']) && Array.isArray(schema['items']['enum'])) properties![key] = { type: 'string' }; })),
  fault('required-invented', 'creates that were complete', pull(20848), openApiSchemas(/^(?!.*For(Update|Response)$)/, (schema) => { const key = firstOwn(schema.properties); if (key) schema['required'] = [...new Set([...((schema['required'] ?? []) as string[]), key])]; })),
  fault('required-of-nothing', 'documents that can be fulfilled', 'dangling name', openApiSchemas(/^(?!.*For(Update|Response)$)/, (schema) => { if (schema.properties) schema['required'] = [...((schema['required'] ?? []) as string[]), 'zzNoSuchProperty']; })),
  fault('update-schema-missing', 'generated clients that update', 'incomplete document', document((json) => { for (const name of Object.keys(schemas(json))) if (/^(Company|ConformanceSample)ForUpdate$/.test(name)) delete schemas(json)[name]; })),
  fault('response-schema-missing', 'generated types', 'incomplete document', document((json) => { for (const name of Object.keys(schemas(json))) if (/^(Company|ConformanceSample)ForResponse$/.test(name)) delete schemas(json)[name]; })),
  fault('create-schema-missing', 'generated clients that create', 'incomplete document', document((json) => { for (const name of Object.keys(schemas(json))) if (/^(Company|ConformanceSample)$/.test(name)) delete schemas(json)[name]; })),
  fault('body-is-response', 'generated clients that create', issue(15176), openApiOperations((operation) => { if (isObject(operation['requestBody'])) operation['requestBody'] = JSON.parse(JSON.stringify(operation['requestBody']).replace(/(schemas\/[A-Z]\w*?)(?:ForUpdate)?"/g, '$1ForResponse"')); })),
  fault('ref-dangling', 'every generator', 'dangling reference', document((json) => { const [path] = Object.keys(paths(json)).filter((key) => key.startsWith('/compan')); const item = path === undefined ? undefined : paths(json)[path]; if (isObject(item?.['get'])) item['get']['responses'] = { 200: { $ref: '#/components/responses/ZzNone' }, 401: { $ref: '#/components/responses/401' } }; })),
  fault('relation-of-another', 'generated types of relations', 'wrong reference', openApiSchemas(RESPONSE, ({ properties }, name) => { for (const schema of Object.values(properties ?? {})) for (const holder of [schema, schema['items']]) if (isObject(holder) && typeof holder['$ref'] === 'string' && !/Task/.test(name)) holder['$ref'] = '#/components/schemas/TaskForResponse'; })),
  fault('no-version', 'every generator', 'invalid document', document((json) => { delete json['openapi']; })),
  fault('no-info', 'every generator', 'invalid document', document((json) => { delete json['info']; })),
  fault('no-responses', 'every generator', 'invalid document', openApiOperations((operation, path) => { if (path.startsWith('/compan')) operation['responses'] = {}; })),
  fault('created-as-200', 'generated clients that create', issue(9994), openApiOperations((operation, _path, method) => { const responses = operation['responses']; if (method === 'post' && isObject(responses) && '201' in responses) { responses['200'] = responses['201']; delete responses['201']; } })),
  fault('401-missing', 'generated clients that renew a key', 'incomplete document', openApiOperations((operation) => { if (isObject(operation['responses'])) delete operation['responses']['401']; })),
  fault('security-missing', 'generated clients that send a key', 'incomplete document', document((json) => { if (isObject(json['components'])) delete json['components']['securitySchemes']; })),
  fault('operation-id-twice', 'generated clients', 'names that clash', openApiOperations((operation, path, method) => { if (method === 'get' && path.startsWith('/compan')) operation['operationId'] = 'findManyThings'; })),
  fault('server-slash', 'generated clients', 'two slashes in an address', document((json) => { const [server] = (json['servers'] ?? []) as Json[]; if (server) server['url'] = `${String(server['url'])}/`; })),
  fault('changes-each-time', 'diffs of two documents', 'order or random values', {
    matches: isOpenApi('core'),
    around() {
      let fetches = 0;
      return async (request, forward) => {
        const response = await forward(request);
        fetches += 1;
        return withJson(response, (json) => { if (isObject(json['info'])) json['info']['description'] = `fetch ${fetches}`; });
      };
    },
  }),
  fault('envelope-undocumented', 'generated types', issue(9994), openApiOperations((operation) => {
    for (const response of Object.values(isObject(operation['responses']) ? operation['responses'] : {})) {
      const schema = ((response as Json)['content'] as Record<string, { schema?: Json }> | undefined)?.['application/json']?.schema;
      if (schema && isObject(schema['properties']) && isObject(schema['properties']['data'])) schema['properties']['data'] = { type: 'array', items: {} };
    }
  })),
  fault('media-type-xml', 'generated clients', 'wrong media type', openApiOperations((operation) => {
    for (const response of Object.values(isObject(operation['responses']) ? operation['responses'] : {})) {
      const content = (response as Json)['content'];
      if (isObject(content) && 'application/json' in content) { content['application/xml'] = content['application/json']; delete content['application/json']; }
    }
  })),
  fault('limit-maximum-wrong', 'clients that ask for whole pages', 'wrong number', document((json) => { const limit = ((json['components'] as Json | undefined)?.['parameters'] as Json | undefined)?.['limit']; if (isObject(limit) && isObject(limit['schema'])) { limit['schema']['maximum'] = 500; limit['schema']['default'] = 100; } })),
  fault('not-json', 'every generator', 'wrong media type', { matches: isOpenApi('core'), editResponse: (response) => ({ ...response, headers: { ...response.headers, 'content-type': 'text/html; charset=utf-8' } }) }),
  fault('metadata-path-missing', 'generated clients of the data model', 'incomplete document', document((json) => { for (const path of Object.keys(paths(json))) if (/\/objects/.test(path)) delete paths(json)[path]; }, 'metadata')),
  fault('metadata-property-wrong', 'generated types of the data model', 'wrong type', openApiSchemas(/^(Object|Field)/, ({ properties }) => { for (const [key, schema] of Object.entries(properties ?? {})) if (/^(isActive|isSystem|isNullable)$/.test(key) && typed(schema, 'boolean')) schema['type'] = 'string'; }, 'metadata')),
  fault('depth-values-wrong', 'records nested as deep as is promised', 'wrong enumeration', document((json) => { const depth = ((json['components'] as Json | undefined)?.['parameters'] as Json | undefined)?.['depth']; if (isObject(depth) && isObject(depth['schema'])) depth['schema']['enum'] = [0, 1, 2]; })),
  fault('metadata-ref-dangling', 'every generator', 'dangling reference', openApiOperations((operation, _path, method) => { if (method === 'get') operation['parameters'] = [{ $ref: '#/components/parameters/zzNone' }]; }, 'metadata')),
  fault('name-of-schema-lower-cased', 'generated types', 'wrong reference', document((json) => { for (const name of Object.keys(schemas(json))) if (/^Company/.test(name)) { schemas(json)[name.toLowerCase()] = schemas(json)[name]!; delete schemas(json)[name]; } })),
  fault('format-missing', 'generated types of ids and times', 'incomplete document', openApiSchemas(RESPONSE, ({ properties }) => { for (const schema of Object.values(properties ?? {})) delete schema['format']; })),
  fault('enum-gains-option', 'choices that can be stored', 'stale document', openApiSchemas(/^/, ({ properties }) => { for (const schema of Object.values(properties ?? {})) if (Array.isArray(schema['enum'])) schema['enum'] = [...(schema['enum'] as unknown[]), 'ZZ_NEW']; })),
  fault('query-parameters-missing', 'generated clients that filter', 'incomplete document', openApiOperations((operation, _path, method) => { if (method === 'get') operation['parameters'] = ((operation['parameters'] ?? []) as Json[]).filter((parameter) => !/filter|orderBy|order_by/i.test(JSON.stringify(parameter))); })),
  fault('server-of-another', 'generated clients', 'wrong address', document((json) => { const [server] = (json['servers'] ?? []) as Json[]; if (server) server['url'] = 'https://example.com/crm/rest'; })),
  fault('version-2', 'every generator', 'invalid document', document((json) => { json['openapi'] = '2.0'; })),
  fault('path-of-nothing', 'generated clients', 'stale document', document((json) => { paths(json)['/zzNoSuchObjects'] = paths(json)['/companies'] ?? {}; })),
  fault('body-missing', 'generated clients that create', 'incomplete document', openApiOperations((operation, _path, method) => { if (method === 'post') delete operation['requestBody']; })),
  fault('own-path-missing', 'documents that describe the whole instance', 'incomplete document', document((json) => { for (const path of Object.keys(paths(json))) if (path.includes('open-api')) delete paths(json)[path]; })),
  fault('operation-id-missing', 'names in generated clients', 'incomplete document', openApiOperations((operation, path) => { if (path.startsWith('/compan')) delete operation['operationId']; })),
  fault('tags-undeclared', 'the order of documentation pages', 'incomplete document', document((json) => { delete json['tags']; })),
  fault('batch-maximum-missing', 'clients that split what they send', 'incomplete document', openApiOperations((operation, path) => { if (path.startsWith('/batch/')) operation['requestBody'] = JSON.parse(JSON.stringify(operation['requestBody'] ?? null).replace(/,?"maxItems":\d+/, '')); }, 'core')),
  fault('webhook-headers-missing', 'receivers that verify signatures', 'incomplete document', document((json) => { for (const hook of Object.values((json['webhooks'] ?? {}) as Record<string, Json>)) if (isObject(hook['post'])) delete hook['post']['parameters']; })),
  fault('webhook-event-missing', 'generated receivers', 'incomplete document', document((json) => { const hooks = (json['webhooks'] ?? {}) as Json; for (const name of Object.keys(hooks)) if (/ Updated$/.test(name)) delete hooks[name]; })),
  fault('cursor-as-uuid', 'generated types of pages', pull(12301), document((json) => JSON.parse(JSON.stringify(json).replace(/"(startCursor|endCursor)":\{"type":("string"|\["string","null"\])/g, '"$1":{"type":$2,"format":"uuid"')) as Json)),
  fault('required-missing', 'creates that are complete', issue(5978), openApiSchemas(/^/, (schema) => { delete schema['required']; })),
  fault('metadata-property-invented', 'generated types of the data model', 'stale document', openApiSchemas(RESPONSE, ({ properties }) => { if (properties) properties['zzInvented'] = { type: 'string' }; }, 'metadata')),
  fault('metadata-update-property-missing', 'changes of the data model', 'incomplete document', openApiSchemas(/^ObjectForUpdate$/, ({ properties }) => { for (const key of ['labelPlural', 'description', 'icon']) delete properties?.[key]; }, 'metadata')),
  fault('api-keys-creation-offered', 'generated clients of API keys', 'operation that no client may call', document((json) => { const [keys, hooks] = [paths(json)['/apiKeys'], paths(json)['/webhooks']]; if (keys && hooks) keys['post'] = { ...(hooks['post'] as Json), operationId: 'createOneApiKey' }; }, 'metadata')),
];
