import { GraphQLError } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type { AuthFailure, ServerContext } from '../context.js';
import type { Caller } from '../model.js';
import { runCore } from './core/core-endpoint.js';
import { chooseOperation, hasFragmentCycle, nestsDeeper, parseDocument } from './document.js';
import type { ParsedDocument } from './document.js';
import { formatRequestError } from './errors.js';
import { jsonResponse, readParams, requestError, wantsStrictStatus } from './http/graphql-request.js';
import type { GraphqlHttpRequest, GraphqlHttpResponse } from './http/graphql-request.js';
import { runMetadata } from './metadata/metadata-endpoint.js';

export type { GraphqlHttpRequest, GraphqlHttpResponse } from './http/graphql-request.js';

/** The two GraphQL endpoints: records under `/graphql`, everything else under `/metadata`. */
export type GraphqlSurface = 'core' | 'metadata';

/** Levels of brackets beyond which a parser runs out of stack. */
const MAX_NESTING = 1500;

/** Answers one HTTP request to a GraphQL endpoint. */
export async function handleGraphql(surface: GraphqlSurface, request: GraphqlHttpRequest, context: ServerContext): Promise<GraphqlHttpResponse> {
  const read = readParams(request);
  if (read.refusal !== undefined) {
    if (read.unanswered === true && context.quirks.has('graphql-missing-query-hangs')) await new Promise(() => {});
    return read.refusal;
  }
  const { params } = read;
  const { caller, failure } = context.authenticate(presentHeaders(request.headers));
  if (failure !== undefined && failure.kind !== 'none') return jsonResponse(200, { errors: [authError(failure)] });

  if (failure !== undefined && surface === 'core' && !context.quirks.has('graphql-anonymous-schema')) return jsonResponse(200, { errors: [authError(failure)] });

  const strict = wantsStrictStatus(request);
  const refusalStatus = strict ? 400 : 200;
  const type = strict ? { 'content-type': 'application/graphql-response+json; charset=utf-8' } : {};
  if (nestsDeeper(params.query, MAX_NESTING)) {
    if (context.quirks.has('graphql-deep-value-500')) return requestError(500, 'Maximum call stack size exceeded');
    return jsonResponse(refusalStatus, { errors: [{ message: 'Syntax Error: The document is nested too deeply.' }] }, type);
  }
  let parsed: ParsedDocument;
  try {
    parsed = parseDocument(params.query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return jsonResponse(refusalStatus, { errors: [formatRequestError(error)] }, type);
  }
  if (context.quirks.has('graphql-fragment-cycle-500') && hasFragmentCycle(parsed.fragments)) {
    return requestError(500, 'Maximum call stack size exceeded');
  }
  const operation = chooseOperation(parsed.operations, params.operationName);
  if (operation === undefined) return noOperation(surface, context, params.operationName);
  if (request.method === 'GET' && operation.operation === 'mutation') {
    return requestError(405, 'Can only perform a mutation operation from a POST request.', { allow: 'POST' });
  }
  const result = await run(surface, context, caller, parsed, operation, params.variables);
  const status = result.refused && result.status === 200 ? refusalStatus : result.status;
  return jsonResponse(status, result.body, result.direct ? { 'content-type': 'application/json' } : type);
}

async function run(
  surface: GraphqlSurface, context: ServerContext, caller: Caller | undefined, parsed: ParsedDocument, operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): ReturnType<typeof runCore> {
  if (surface === 'core') return runCore(context, caller, parsed, operation, variables);
  const tellChanges = caller && operation.operation === 'mutation' ? context.watchMetadata(caller) : undefined;
  const result = await runMetadata({ context, caller }, parsed, operation, variables);
  tellChanges?.();
  return { ...result, direct: false };
}

function noOperation(surface: GraphqlSurface, context: ServerContext, name: string | undefined): GraphqlHttpResponse {
  if (surface === 'core' && name === undefined && context.quirks.has('graphql-unnamed-operation-500')) {
    return {
      status: 500,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: 'GraphQLError: Must provide operation name when document contains multiple operations.\n    at findOperationDefinition (/app/packages/twenty-server/dist/main.js:18:15)',
    };
  }
  return requestError(400, 'Could not determine what operation to execute.');
}

function authError(failure: AuthFailure): unknown {
  const { message, graphqlCode: code, subCode, userFriendlyMessage } = failure;
  const forbidden = { id: 'q5OVn+', message: 'You do not have permission to perform this action.' };
  const friendly = subCode === 'INVALID_JWT_TOKEN_TYPE' ? { id: 'XyOToQ', message: 'An error occurred.' } : code === 'FORBIDDEN' ? forbidden : userFriendlyMessage;
  return { message, extensions: { userFriendlyMessage: friendly, subCode, code } };
}

function presentHeaders(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
