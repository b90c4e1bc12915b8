import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { isObject } from '../field-types/sameness.js';
import { decodeLoosely } from '../http/path-text.js';

/** A documented operation that a request falls under. */
export interface DocumentedOperation {
  /** Path as the document has it, `/people/{id}`. */
  template: string;
  operationId?: string;
  operation: OpenAPIV3_1.OperationObject;
}

/** Problems of a document under the OpenAPI specification of the version that it states. */
export async function validateDocument(doc: unknown): Promise<string[]> {
  if (!isObject(doc)) return ['the document is no JSON object'];
  const { valid, errors } = await new Validator().validate(structuredClone(doc));
  if (valid) return [];
  if (!Array.isArray(errors)) return [errors ?? 'the document breaks the OpenAPI specification'];
  return [...new Set(errors.map((error) => `${error.instancePath || 'the document'} ${error.message ?? error.keyword}`))];
}

/** Local references (`#/…`) that lead nowhere, each once. */
export function unresolvedRefs(doc: unknown): string[] {
  const missing = new Set<string>();
  visit(doc, (ref) => {
    if (ref.startsWith('#') && resolvePointer(doc, ref) === undefined) missing.add(ref);
  });
  return [...missing];
}

/** What `#/components/schemas/Person` leads to in a document. */
export function resolvePointer(doc: unknown, ref: string): unknown {
  if (!ref.startsWith('#')) return undefined;
  const parts = ref.slice(1).split('/').slice(1).map((part) => decodeLoosely(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined), doc);
}

/** Follows references until something that is none; undefined where they lead nowhere or in a circle. */
export function dereference(doc: unknown, node: unknown): Record<string, unknown> | undefined {
  let current = node;
  for (let hops = 0; hops < 20; hops += 1) {
    if (!isObject(current)) return undefined;
    if (typeof current['$ref'] !== 'string') return current;
    current = resolvePointer(doc, current['$ref']);
  }
  return undefined;
}

/** Path part of the server URL, without a slash at the end: `/rest`. */
export function serverPath(doc: OpenAPIV3_1.Document): string {
  const url = doc.servers?.[0]?.url ?? '';
  const path = URL.canParse(url) ? new URL(url).pathname : url.startsWith('/') ? url : '';
  return path.replace(/\/+$/, '');
}

/** The operation that a request falls under. The path may carry the server's own prefix; doubled and closing slashes do not matter. */
export function operationFor(doc: OpenAPIV3_1.Document, method: string, pathBelowServer: string): DocumentedOperation | undefined {
  const parts = segments(pathBelowServer.split('?')[0] ?? '');
  const prefix = segments(serverPath(doc));
  const withoutPrefix = prefix.length > 0 && prefix.every((part, index) => parts[index] === part) ? parts.slice(prefix.length) : undefined;
  return find(doc, method, parts) ?? (withoutPrefix === undefined ? undefined : find(doc, method, withoutPrefix));
}

interface Route {
  template: string;
  item: OpenAPIV3_1.PathItemObject;
  segments: string[];
  holes: number;
}

const routesByLength = new WeakMap<OpenAPIV3_1.Document, Map<number, Route[]>>();

/** The paths of a document by the number of their segments; a document is read once. */
function routesOf(doc: OpenAPIV3_1.Document): Map<number, Route[]> {
  const known = routesByLength.get(doc);
  if (known !== undefined) return known;
  const found = new Map<number, Route[]>();
  for (const [template, item] of Object.entries(doc.paths ?? {})) {
    const own = segments(template);
    if (item === undefined) continue;
    const route = { template, item, segments: own, holes: own.filter(isHole).length };
    found.set(own.length, [...(found.get(own.length) ?? []), route]);
  }
  routesByLength.set(doc, found);
  return found;
}

function find(doc: OpenAPIV3_1.Document, method: string, parts: string[]): DocumentedOperation | undefined {
  let best: Route | undefined;
  for (const route of routesOf(doc).get(parts.length) ?? []) {
    if ((best === undefined || route.holes < best.holes) && route.segments.every((part, index) => isHole(part) || part === parts[index])) best = route;
  }
  const operation = best?.item[method.toLowerCase() as 'get'];
  if (best === undefined || operation === undefined) return undefined;
  return { template: best.template, operation, ...(operation.operationId === undefined ? {} : { operationId: operation.operationId }) };
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '').map(decodeLoosely);
}

function isHole(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}


function visit(node: unknown, onRef: (ref: string) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, onRef);
  } else if (isObject(node)) {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'example' || key === 'examples') continue;
      if (key === '$ref' && typeof value === 'string') onRef(value);
      else visit(value, onRef);
    }
  }
}

export { schemaProblems } from './schema-problems.js';
