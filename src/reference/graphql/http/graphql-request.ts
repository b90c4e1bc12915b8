/** A request as the HTTP shell hands it over. Header names in lower case. */
export interface GraphqlHttpRequest {
  method: string;
  headers: Record<string, string | undefined>;
  body: string;
  query: URLSearchParams;
}

/** The operation that a request asks for, before it is parsed. */
export interface GraphqlParams {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

/** Parameters of the operation, or the answer that refuses the request. `unanswered`: stock Twenty gives no answer at all. */
export type ReadParams =
  | { params: GraphqlParams; refusal?: undefined; unanswered?: undefined }
  | { params?: undefined; refusal: GraphqlHttpResponse; unanswered?: true };

/** An answer for the HTTP shell to write. */
export interface GraphqlHttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const STREAM_TYPES =
  'text/event-stream; charset=utf-8, multipart/mixed; charset=utf-8, application/graphql-response+json; charset=utf-8, application/json';
const ACCEPTED = ['*/*', 'application/*', 'application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed'];

/** A JSON answer; `charset` is left out where Twenty's record executor writes it. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): GraphqlHttpResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

/** An answer of errors alone: the request never became an operation. */
export function requestError(status: number, message: string, headers: Record<string, string> = {}): GraphqlHttpResponse {
  return jsonResponse(status, { errors: [{ message }] }, headers);
}

/** Reads the operation of a GET or POST request, refusing what the GraphQL-over-HTTP layer refuses. */
export function readParams(request: GraphqlHttpRequest): ReadParams {
  if (!accepts(request.headers['accept'])) return { refusal: { status: 406, headers: { accept: STREAM_TYPES }, body: '' } };
  if (request.method === 'GET') {
    const variables = request.query.get('variables');
    return fromFields({
      query: request.query.get('query') ?? undefined,
      variables: variables === null ? undefined : safeJson(variables),
      operationName: request.query.get('operationName') ?? undefined,
    });
  }
  if (request.method !== 'POST') {
    return { refusal: requestError(405, 'GraphQL only supports GET and POST requests.', { allow: 'GET, POST' }) };
  }
  return readPost(request);
}

function readPost(request: GraphqlHttpRequest): ReadParams {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/graphql') return fromFields({ query: request.body });
  if (type === 'application/x-www-form-urlencoded') {
    const form = new URLSearchParams(request.body);
    return fromFields({ query: form.get('query') ?? undefined, variables: safeJson(form.get('variables') ?? 'null') });
  }
  if (type !== 'application/json' && type !== 'application/graphql+json') return { refusal: { status: 415, headers: {}, body: '' } };
  if (request.body === '') return fromFields({});
  let body: unknown;
  try {
    body = JSON.parse(request.body);
    // The body parser is strict: a document that is neither object nor array is a syntax error.
    if (typeof body !== 'object' || body === null) throw new SyntaxError(notAnObject(request.body));
  } catch (error) {
    return { refusal: jsonResponse(400, { message: withPlace((error as Error).message, request.body), error: 'Bad Request', statusCode: 400 }) };
  }
  if (Array.isArray(body)) {
    return { refusal: requestError(400, 'Batching is not supported.'), ...(body.length === 0 ? { unanswered: true } : {}) };
  }
  const read = fromFields(body as Record<string, unknown>);
  return Object.keys(body).length === 0 && read.refusal !== undefined ? { ...read, unanswered: true } : read;
}

function fromFields(fields: Record<string, unknown>): ReadParams {
  const { query, variables, operationName } = fields;
  if (query === undefined || query === null) return { refusal: requestError(200, 'Must provide query string.') };
  if (typeof query !== 'string') {
    return { refusal: requestError(400, `Expected "query" param to be a string, but given ${typeof query}.`, { allow: 'GET, POST' }) };
  }
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
    const given = Array.isArray(variables) ? 'array' : typeof variables;
    return { refusal: requestError(400, `Expected "variables" param to be empty or an object, but given ${given}.`, { allow: 'GET, POST' }) };
  }
  return {
    params: {
      query,
      variables: (variables ?? {}) as Record<string, unknown>,
      ...(typeof operationName === 'string' ? { operationName } : {}),
    },
  };
}

/** True where the client takes strict GraphQL answers, in which a request error has status 400. */
export function wantsStrictStatus(request: GraphqlHttpRequest): boolean {
  return (request.headers['accept'] ?? '').includes('application/graphql-response+json');
}

function accepts(accept: string | undefined): boolean {
  if (accept === undefined || accept === '') return true;
  return accept.split(',').some((part) => ACCEPTED.includes(part.split(';')[0]?.trim() ?? ''));
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Newer runtimes name line and column of a syntax error beside its offset; this does so on all of them. */
function withPlace(message: string, text: string): string {
  const offset = / at position (\d+)$/.exec(message)?.[1];
  if (offset === undefined) return message;
  const before = text.slice(0, Number(offset)).split('\n');
  return `${message} (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function notAnObject(text: string): string {
  return `Unexpected token '${text[0] ?? ''}', "${text}" is not valid JSON`;
}
