import { execute, GraphQLError, NoSchemaIntrospectionCustomRule, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { formatRequestError, formatResolverError } from './errors.js';
import type { FormattedError } from './errors.js';

/** What an executed document answers. `status` is 400 where variables do not fit. */
export interface SchemaResult {
  status: number;
  /** True where the document was refused before it ran. */
  refused: boolean;
  body: { data?: unknown; errors?: FormattedError[] };
}

/** A document, the operation to run and what it runs with. */
export interface SchemaRequest {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  scope: unknown;
  allowIntrospection: boolean;
}

/** Validates a document against a schema, then runs it. */
export async function executeOnSchema(request: SchemaRequest): Promise<SchemaResult> {
  const refusal = validationErrors(request);
  if (refusal.length > 0) return refused(200, refusal);
  const { schema, document, operation, variables, scope } = request;
  const result = await execute({
    schema,
    document,
    contextValue: scope,
    variableValues: variables,
    ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
  });
  if (result.data === undefined) return refused(400, (result.errors ?? []).map(formatVariableError));
  return { status: 200, refused: false, body: bodyOf(result) };
}

/** Errors of validation, in the order in which graphql-js finds them. */
export function validationErrors(request: Omit<SchemaRequest, 'scope' | 'variables'>): FormattedError[] {
  const { schema, document, operation, allowIntrospection } = request;
  const rules = allowIntrospection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules).map(formatRequestError);
  if (errors.length > 0) return errors;
  if (schema.getRootType(operation.operation) == null) {
    const error = new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`, { nodes: [operation] });
    return [formatRequestError(error)];
  }
  return [];
}

function refused(status: number, errors: FormattedError[]): SchemaResult {
  return { status, refused: true, body: { errors } };
}

function bodyOf(result: ExecutionResult): { data: unknown; errors?: FormattedError[] } {
  const errors = result.errors?.map(formatResolverError);
  return errors === undefined ? { data: result.data } : { errors, data: result.data };
}

/** Variable errors name the inner reason only: `Variable "$i" got invalid value …; ` is left out. */
function formatVariableError(error: GraphQLError): FormattedError {
  const scalar = error.originalError instanceof GraphQLError ? error.originalError : undefined;
  const reason = scalar?.message ?? error.message.replace(/^Variable "\$[^"]*" got invalid value [\s\S]*?; (?=\S)/, '');
  const message = reason.replace(/ Did you mean [\s\S]*\?$/, '');
  const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 }, userFriendlyMessage: 'An error occurred.' };
  return { message, extensions: { ...extensions, ...scalar?.extensions } };
}
