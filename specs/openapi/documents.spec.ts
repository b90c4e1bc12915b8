import {
  SOURCES, at, examplesAgainstSchemas, expectEqual, expectJson, expectStatus, expectThat, journey, operationParameters, requirement, selfProblems, statedInText, textAgainstParameters, unresolvedRefs, validateDocument,
  type Capability, type Exchange, type Plan, type WorkspaceModel,
} from '../../src/suite/index.js';

const openapi = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string = SOURCES.openapi) => requirement({ id: `openapi.${id}`, level, area: 'openapi', title, source });

const served = openapi('document.served', 'MUST', 'The document is served as JSON with 200');
const valid = openapi('document.valid', 'MUST', 'The document is a valid OpenAPI 3.1 document');
const refs = openapi('document.refs', 'MUST', 'Every $ref of the document resolves');
const stable = openapi('document.stable', 'SHOULD', 'Two fetches give the same document but for examples', SOURCES.safety);
const operationIds = openapi('document.operation-ids', 'MUST', 'No operationId occurs twice');
const security = openapi('document.security', 'MUST', 'The document declares bearer authentication', SOURCES.docs);
const servers = openapi('document.servers', 'SHOULD', 'A path joined to servers[0].url is a URL without an empty segment');
const serverPath = openapi('document.server-path', 'MUST', 'A path of the document joined to servers[0].url is answered by the instance, not with 404', SOURCES.openapi);
const secured = openapi('document.secured', 'MUST', 'Every operation but the fetch of the document itself asks for bearer authentication', SOURCES.docs);
const statusUnauthorized = openapi('document.documents-401', 'MUST', 'Every operation but the fetch of the document itself documents 401', SOURCES.docs);
const requiredProperties = openapi('document.required-properties', 'MUST', 'Every required property of a schema is one of its properties');

const describesItself = openapi('document.describes-itself', 'MUST', 'The document is valid against the schema that it states for itself');
const tags = openapi('document.tags', 'SHOULD', 'Every tag of an operation is one that the document declares');
const pathParameters = openapi('document.path-parameters', 'MUST', 'Every hole of a path is declared as a required path parameter, and no other');
const everyOperationId = openapi('document.every-operation-id', 'SHOULD', 'Every operation has an operationId, from which clients are generated');
const examplesValid = openapi('document.examples-valid', 'MUST', 'Every example is valid against the schema beside it');
const textLimits = openapi('document.text-limits', 'SHOULD', 'Defaults and maxima that the text of the document gives are those of its parameters');
const successDocumented = openapi('document.success-documented', 'MUST', 'Every operation documents an answer of success with a schema');

interface DocumentSubject {
  name: string;
  path: string;
}

/** What is answered and is no document is judged as one. */
const isAnswered = (capability: Capability): boolean => capability.available || /is no OpenAPI document$/.test(capability.reason);

function documents({ model }: Plan): DocumentSubject[] {
  const all = [
    { name: 'core', path: '/rest/open-api/core', there: isAnswered(model.capabilities.coreOpenApi) },
    { name: 'metadata', path: '/rest/open-api/metadata', there: isAnswered(model.capabilities.metadataOpenApi) },
  ];
  return all.filter(({ there }) => there);
}

/** The document without examples, which are random. */
function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'example' && key !== 'examples').map(([key, item]) => [key, withoutExamples(item)]));
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function operations(document: unknown): Array<{ path: string; method: string; operation: Record<string, unknown> }> {
  return Object.entries((at(document, 'paths') ?? {}) as Record<string, Record<string, unknown>>).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ path, method, operation: item[method] as Record<string, unknown> })),
  );
}

journey<DocumentSubject>({
  name: 'The served OpenAPI documents',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 1,
  subjects: documents,
  requirements: [served, valid, refs, stable, operationIds, security, servers, serverPath, secured, statusUnauthorized, requiredProperties, describesItself, tags, pathParameters, everyOperationId, examplesValid, textLimits, successDocumented],
  async play({ subject, http, check, skip }) {
    const first: Exchange = await http.call({ path: subject.path });
    const second = await http.call({ path: subject.path });
    const document = first.response.json;
    await check(served, first, () => { expectStatus(first, 200); expectJson(first); });
    await check(valid, first, async () => {
      const problems = await validateDocument(document);
      expectThat(problems.length === 0, problems.slice(0, 5).join('; '));
    });
    await check(refs, first, () => expectEqual(unresolvedRefs(document), [], 'unresolved references'));
    await check(stable, [first, second], () => expectEqual(withoutExamples(second.response.json), withoutExamples(document), 'second document'));
    await check(operationIds, first, () => {
      const ids = operations(document).map(({ operation }) => operation.operationId).filter(Boolean);
      expectEqual(ids.filter((id, index) => ids.indexOf(id) !== index), [], 'repeated operationIds');
    });
    await check(security, first, () => {
      const schemes = Object.values((at(document, 'components', 'securitySchemes') ?? {}) as Record<string, { type?: string; scheme?: string }>);
      expectThat(schemes.some(({ type, scheme }) => type === 'http' && scheme?.toLowerCase() === 'bearer'), 'components.securitySchemes: expected http bearer');
    });
    await check(servers, first, () => {
      const url = String(at(document, 'servers', 0, 'url'));
      expectThat(!url.endsWith('/'), `servers[0].url ends with '/', and paths begin with it: ${url}${operations(document)[0]?.path ?? ''}`);
    });
    const stated = String(at(document, 'servers', 0, 'url'));
    const collection = operations(document).find(({ path, method }) => method === 'get' && /^\/\w+$/.test(path));
    const joined = URL.canParse(stated) && collection ? await http.call({ path: `${new URL(stated).pathname.replace(/\/+$/, '')}${collection.path}?limit=1` }) : undefined;
    await check(serverPath, joined ?? first, () => {
      expectThat(joined, `servers[0].url: expected a URL, got ${stated}`);
      expectThat(joined.response.status !== 404 && joined.response.json !== undefined, `GET ${collection?.path} below ${stated}: answered ${joined.response.status} ${joined.response.text.slice(0, 120)}`);
      expectThat(joined.response.status < 500, `status: ${joined.response.status}`);
    });
    await check(secured, first, () => {
      const names = Object.entries((at(document, 'components', 'securitySchemes') ?? {}) as Record<string, { scheme?: string }>).filter(([, { scheme }]) => scheme?.toLowerCase() === 'bearer').map(([name]) => name);
      const asks = (list: unknown) => Array.isArray(list) && list.length > 0 && list.every((each) => names.some((name) => at(each, name) !== undefined));
      const open = operations(document).filter(({ path, operation }) => !path.startsWith('/open-api/') && !asks(operation['security'] ?? at(document, 'security'))).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      expectThat(open.length === 0, `operations without bearer authentication: ${open.slice(0, 5).join(', ')} (${open.length} in all)`);
    });
    await check(statusUnauthorized, first, () => {
      const without = operations(document).filter(({ path, operation }) => !path.startsWith('/open-api/') && !(operation.responses as Record<string, unknown> | undefined)?.['401']).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      expectThat(without.length === 0, `operations without 401: ${without.slice(0, 5).join(', ')} (${without.length} in all)`);
    });
    await check(describesItself, first, () => {
      const problems = selfProblems(document as NonNullable<WorkspaceModel['openapi']['core']>, subject.path.replace('/rest', ''));
      expectThat(problems !== undefined, `the document states no schema for its own path ${subject.path}`);
      expectEqual(problems, [], 'problems of the document under its own schema');
    });
    await check(tags, first, () => {
      const declared = new Set(((at(document, 'tags') ?? []) as Array<{ name?: string }>).map(({ name }) => name));
      const used = operations(document).flatMap(({ operation }) => (operation.tags ?? []) as string[]);
      expectEqual([...new Set(used)].filter((tag) => !declared.has(tag)), [], 'tags that are not declared');
    });
    await check(pathParameters, first, () => {
      const wrong = operations(document).flatMap(({ path, method }) => {
        const holes = [...path.matchAll(/\{([^}]+)\}/g)].map(([, hole]) => hole!).sort();
        const stated = operationParameters(document as never, path, method as 'get').filter((each) => each.in === 'path' && each.required).map(({ name }) => name).sort();
        return holes.join() === stated.join() ? [] : [`${method.toUpperCase()} ${path}`];
      });
      expectThat(wrong.length === 0, `${wrong.slice(0, 5).join(', ')} (${wrong.length} in all)`);
    });
    await check(everyOperationId, first, () => {
      const without = operations(document).filter(({ operation }) => typeof operation.operationId !== 'string').map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      expectThat(without.length === 0, `operations without operationId: ${without.slice(0, 5).join(', ')} (${without.length} in all)`);
    });
    const wrong = examplesAgainstSchemas(document).flatMap(({ pointer, problems }) => problems.map((problem) => ({ where: `${pointer}: ${problem}`, undescribed: problem.includes('the schema does not describe') })));
    for (const [what, undescribed] of [['properties', true], ['values', false]] as const) {
      await check(examplesValid, first, () => {
        const some = wrong.filter((each) => each.undescribed === undescribed).map(({ where }) => where);
        expectThat(some.length === 0, `${some.slice(0, 4).join('; ')} (${some.length} in all)`);
      }, what);
    }
    const inText = statedInText(String(at(document, 'info', 'description') ?? ''));
    if (inText.length === 0) skip(textLimits, 'the text of the document gives none', 'subject');
    else await check(textLimits, first, () => {
      const differences = textAgainstParameters(document as NonNullable<WorkspaceModel['openapi']['core']>, inText);
      expectThat(differences.length === 0, differences.join('; '));
    });
    await check(successDocumented, first, () => {
      const without = operations(document).filter(({ operation }) => {
        const success = Object.entries((operation.responses ?? {}) as Record<string, unknown>).filter(([status]) => status.startsWith('2'));
        return !success.some(([, answer]) => at(answer, 'content', 'application/json', 'schema') !== undefined);
      }).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      expectThat(without.length === 0, `${without.slice(0, 5).join(', ')} (${without.length} in all)`);
    });
    await check(requiredProperties, first, () => {
      const schemas = (at(document, 'components', 'schemas') ?? {}) as Record<string, { required?: string[]; properties?: Record<string, unknown> }>;
      const impossible = Object.entries(schemas).flatMap(([name, schema]) => (schema.required ?? []).filter((key) => !(key in (schema.properties ?? {}))).map((key) => `${name}.${key}`));
      expectThat(impossible.length === 0, `required but not described: ${impossible.slice(0, 5).join(', ')} (${impossible.length} in all)`);
    });
  },
});
