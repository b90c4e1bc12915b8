import type { OpenAPIV3_1 } from 'openapi-types';
import type { Exchange } from '../http/exchange.js';
import type { ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { runOfName } from '../workspace/run-names.js';
import { undescribedProperties } from './described-properties.js';
import { envelopeProblems, mayBeNull } from './envelope.js';
import { pathBelow } from './instance-path.js';
import { generalPlace, objectOfPath, propertyType, withoutObjectNames } from './object-names.js';
import { operationFor, type DocumentedOperation } from './openapi-document.js';
import { createResponseSchemas, type DocumentedAnswer } from './response-schemas.js';
import { problemsOf, type SchemaProblem } from './schema-problems.js';

/** One cause for which answers and their document disagree. */
export interface Mismatch {
  kind: 'undocumented-operation' | 'status' | 'media-type' | 'schema' | 'undocumented-property';
  /** The same for one cause on many objects. */
  signature: string;
  /** How many answers show it. */
  count: number;
  /** Plural names of the objects on which it was seen. */
  objects: string[];
  message: string;
  /** The first answer that showed it. */
  example: Exchange;
}

/** Holds every REST answer of a run against the document that the instance serves. */
export interface AnswerLedger {
  observe(exchange: Exchange): void;
  mismatches(): Mismatch[];
  /** Schemas of the Metadata document that described an answer, each with those of its properties that no answer held. */
  neverAnswered(): Array<{ component: string; properties: string[]; answers: number }>;
  observed(): { operations: number; answers: number };
}

/** Statuses that the infrastructure gives, whatever the contract says. */
const INFRASTRUCTURE = new Set([0, 429, 502, 503, 504]);
const JUDGED_METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

interface Side {
  doc: OpenAPIV3_1.Document;
  prefix: string;
  answer: ReturnType<typeof createResponseSchemas>;
}

/** A schema of the Metadata document and what answers under it held. */
interface Described {
  properties: Set<string>;
  seen: Set<string>;
  answers: number;
}

/** Creates a ledger over the OpenAPI documents of a workspace model. */
export function createAnswerLedger(model: WorkspaceModel): AnswerLedger {
  const found = new Map<string, Mismatch>();
  const operations = new Set<string>();
  const described = new Map<string, Described>();
  let answers = 0;
  const sides = sidesOf(model);

  const note = (kind: Mismatch['kind'], signature: string, message: string, exchange: Exchange, object: ObjectModel | undefined, seen: Set<string>) => {
    const key = `${kind} ${signature}`;
    const known = found.get(key) ?? { kind, signature, count: 0, objects: [], message, example: exchange };
    found.set(key, known);
    if (!seen.has(key)) known.count += 1;
    seen.add(key);
    if (object !== undefined && !known.objects.includes(object.namePlural)) known.objects.push(object.namePlural);
  };

  return {
    observe(exchange) {
      const path = pathBelow(model.baseUrl, exchange.request.url);
      const side = path === undefined ? undefined : sides.find((candidate) => path === candidate.prefix || path.startsWith(`${candidate.prefix}/`));
      const { method } = exchange.request;
      const { status } = exchange.response;
      if (path === undefined || side === undefined || INFRASTRUCTURE.has(status) || !JUDGED_METHODS.has(method)) return;
      const rest = path.slice(side.prefix.length);
      if (rest.startsWith('/open-api/')) return;
      const object = side.prefix === CORE_PREFIX ? objectOfPath(model, rest) : undefined;
      const seen = new Set<string>();
      const documented = operationFor(side.doc, method, rest);
      if (documented === undefined) {
        // A core path of no known object is one that the run itself made after the document was fetched.
        if (status < 200 || status > 299 || (side.prefix === CORE_PREFIX && object === undefined)) return;
        const shape = `${method} ${shapeOf(rest, object)}`;
        note('undocumented-operation', shape, `${shape} answers ${status}, and the document has no such operation`, exchange, object, seen);
        return;
      }
      answers += 1;
      const operation = operationClass(documented, method, object, side.prefix);
      operations.add(operation);
      const promised = side.answer(documented.template, method, status);
      if (promised === undefined) {
        note('status', `${operation}: ${status}`, `${operation} answers ${status}, which the document does not list`, exchange, object, seen);
        return;
      }
      // The body of a refusal has no records: a key such as `messages` is no object's name there.
      for (const problem of answerProblems(model, status < 400 ? object : undefined, promised, exchange)) {
        // Refusals have one body for all operations, so what is wrong with it has one cause.
        const subject = status < 400 ? operation : `any refusal with ${status}`;
        note(problem.kind, `${subject}: ${problem.what}`, `${operation} (${status}): ${problem.what}`, exchange, object, seen);
      }
      for (const [where, what] of undocumentedProperties(model, side, status < 400 ? object : undefined, promised, exchange, described)) {
        note('undocumented-property', where, `${operation} (${status}): ${where} has undocumented properties: ${what}`, exchange, object, seen);
      }
    },
    neverAnswered: () =>
      [...described].map(([component, { properties, seen, answers }]) => ({ component, answers, properties: [...properties].filter((name) => !seen.has(name)) }))
        .filter(({ properties }) => properties.length > 0),
    mismatches: () => [...found.values()].map((mismatch) => ({ ...mismatch, objects: [...mismatch.objects].sort() })),
    observed: () => ({ operations: operations.size, answers }),
  };
}

const CORE_PREFIX = '/rest';
const METADATA_PREFIX = '/rest/metadata';

/** Metadata first: its prefix begins with the other one's. */
function sidesOf(model: WorkspaceModel): Side[] {
  const { core, metadata } = model.openapi;
  const sides: Side[] = [];
  if (metadata !== null) sides.push({ doc: metadata, prefix: METADATA_PREFIX, answer: createResponseSchemas(metadata) });
  if (core !== null) sides.push({ doc: core, prefix: CORE_PREFIX, answer: createResponseSchemas(core) });
  return sides;
}

function answerProblems(
  model: WorkspaceModel,
  object: ObjectModel | undefined,
  promised: DocumentedAnswer,
  exchange: Exchange,
): Array<{ kind: 'media-type' | 'schema'; what: string }> {
  const { json, text } = exchange.response;
  if (promised.mediaTypes.length === 0) return [];
  const mediaType = mediaTypeOf(exchange);
  if (!promised.mediaTypes.includes(mediaType)) {
    return [{ kind: 'media-type', what: `the answer is ${mediaType || 'of no media type'}, document says ${promised.mediaTypes.join(' or ')}` }];
  }
  if (json === undefined) return [{ kind: 'schema', what: text === '' ? 'the answer is empty' : 'the answer is no JSON' }];
  const validate = promised.validator(mediaType);
  const problems = validate === undefined ? [] : problemsOf(validate, json).map((problem) => general(model, object, problem));
  const envelope = envelopeProblems(promised.schema(mediaType), json).map((problem) => withoutObjectNames(problem.message, object));
  return [...new Set([...envelope, ...problems])].map((what) => ({ kind: 'schema' as const, what }));
}

/** Undocumented properties by the place that holds them; what answers of the Metadata document hold is noted in `described`. */
function undocumentedProperties(
  model: WorkspaceModel,
  side: Side,
  object: ObjectModel | undefined,
  promised: DocumentedAnswer,
  exchange: Exchange,
  described: Map<string, Described>,
): Map<string, string> {
  const mediaType = mediaTypeOf(exchange);
  const schema = promised.stated(mediaType);
  if (schema === undefined || exchange.response.json === undefined) return new Map();
  const problems = undescribedProperties(side.doc, schema, exchange.response.json, (component, node, value) => {
    if (side.prefix !== METADATA_PREFIX) return;
    const properties = (node['properties'] ?? {}) as Record<string, unknown>;
    const known = described.get(component) ?? { properties: new Set(Object.keys(properties).filter((key) => !mayBeNull(properties[key]))), seen: new Set<string>(), answers: 0 };
    described.set(component, known);
    known.answers += 1;
    for (const key of Object.keys(value)) known.seen.add(key);
  });
  // What is beside the documented key under `data` is told of the envelope; what leads to a temporary object of a run was made after the document was fetched.
  const told = problems.filter(({ path, property }) => !(path.length === 1 && path[0] === 'data') && runOfName(property) === undefined).map(({ path, property, described: known, component }) => {
    if (object === undefined) {
      const where = component?.name ?? (exchange.response.status < 400 ? 'the answer' : `a refusal with ${exchange.response.status}`);
      return { where, what: [...(component?.within ?? namedPart(path)), property].join('.').replaceAll('.[]', '[]') };
    }
    const { place, object: owner } = generalPlace(model, object, [...path, property]);
    const inFrame = path.length === 0 || path.includes('pageInfo') || owner === undefined;
    if (!inFrame && known.join() === 'id') return { where: 'a record of which only the id is documented', what: 'further properties' };
    const general = place.replace('(no field)', property);
    return inFrame ? { where: 'the answer', what: [...namedPart(path), property].join('.') } : { where: `a record with ${general}`, what: general };
  });
  return new Map([...new Set(told.map(({ where }) => where))].map((where) => [where, [...new Set(told.filter((each) => each.where === where).map(({ what }) => what))].join(', ')]));
}

/** The end of a path that is neither index nor envelope. */
function namedPart(path: readonly string[]): string[] {
  return path.slice(path.findLastIndex((part) => /^\d+$/.test(part)) + 1).filter((part) => part !== 'data');
}

function mediaTypeOf(exchange: Exchange): string {
  return (exchange.response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

/** `DATE_TIME is null, document says string`. */
function general(model: WorkspaceModel, object: ObjectModel | undefined, problem: SchemaProblem): string {
  const { place, object: owner } = generalPlace(model, object, problem.path);
  const message = problem.property === undefined || object === undefined ? problem.message : problem.message.replace(problem.property, propertyType(model, owner, problem.property));
  return `${place === '' ? 'the answer' : place} ${message}`;
}

/** `createOne` for an operation of an object, method and template for any other. */
function operationClass(documented: DocumentedOperation, method: string, object: ObjectModel | undefined, prefix: string): string {
  if (object !== undefined && documented.operationId !== undefined) {
    const general = withoutObjectNames(documented.operationId, object).replace(/\{[Oo]bjects?\}/, '');
    return general.charAt(0).toLowerCase() + general.slice(1);
  }
  const template = prefix === CORE_PREFIX ? withoutObjectNames(documented.template, object) : `/metadata${documented.template}`;
  return `${method} ${template}`;
}

function shapeOf(path: string, object: ObjectModel | undefined): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.map((part) => (object !== undefined && part === object.namePlural ? '{objects}' : /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(part) ? '{id}' : part)).join('/')}`;
}
