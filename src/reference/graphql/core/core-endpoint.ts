import { execute, getVariableValues, GraphQLError, Kind } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { ServerContext } from '../../context.js';
import { MetadataCache } from '../../metadata/version.js';
import type { Caller, Workspace } from '../../model.js';
import { hasFragmentCycle } from '../document.js';
import type { ParsedDocument } from '../document.js';
import { formatRecordError, formatRequestError, formatResolverError } from '../errors.js';
import { executeOnSchema, validationErrors } from '../execute-schema.js';
import type { SchemaResult } from '../execute-schema.js';
import { buildRecordSchema } from '../schema/record-schema.js';
import { executeRecords, MIXED_ROOTS_ERROR, rootNodes } from './execute-records.js';
import { rootFieldsOf } from './root-fields.js';
import { STATIC_SCHEMA, staticQueryFields } from './static-schema.js';
import type { ResolverScope } from './static-schema.js';

/** An executed core document. `direct`: the record executor answered it, which writes no charset. */
export interface CoreResult extends SchemaResult {
  direct: boolean;
}

const INTROSPECTION = ['__schema', '__type'];

const rootFields = new MetadataCache(rootFieldsOf);
const recordSchemas = new MetadataCache((workspace) => buildRecordSchema(workspace, {}));
const wholeSchemas = new MetadataCache((workspace) => buildRecordSchema(workspace, staticQueryFields()));

/** The schema that introspection shows. Throws where it cannot be built. */
export const servedSchema = (workspace: Workspace): GraphQLSchema => recordSchemas.get(workspace);

/** Runs a document of the core endpoint: record fields by the record executor, the rest on a static schema. */
export async function runCore(
  context: ServerContext, caller: Caller | undefined, parsed: ParsedDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): Promise<CoreResult> {
  const scope: ResolverScope = { context, caller };
  const { document } = parsed;
  const onStaticSchema = async (): Promise<CoreResult> => ({
    ...(await executeOnSchema({ schema: STATIC_SCHEMA, document, operation, variables, scope, allowIntrospection: caller !== undefined })),
    direct: false,
  });
  // A fragment cycle never gets past validation.
  if (caller === undefined || operation.operation === 'subscription' || hasFragmentCycle(parsed.fragments)) return onStaticSchema();

  const roots = rootFields.get(caller.workspace)[operation.operation];
  const names = rootNodes(parsed, operation).map((node) => node.name.value);
  const hasRecords = names.some((name) => roots.has(name));
  const introspects = names.some((name) => INTROSPECTION.includes(name));
  if (!hasRecords && !introspects) return onStaticSchema();
  if (!hasRecords) return introspect(caller.workspace, parsed, operation, variables);

  const { quirks } = context;
  const others = names.filter((name) => !roots.has(name) && !INTROSPECTION.includes(name));
  if (others.length > 0 && quirks.has('graphql-mixed-roots')) return direct({ errors: [MIXED_ROOTS_ERROR] });
  let values = variables;
  if (!quirks.has('graphql-unvalidated-records')) {
    const checked = check(wholeSchemas.get(caller.workspace), parsed, operation, variables);
    if ('refusal' in checked) return checked.refusal;
    values = checked.values;
  }
  const { data, errors } = executeRecords({ context, caller }, parsed, operation, roots, values);
  const remaining = rootNodes(parsed, operation).filter((node) => !roots.has(node.name.value) && node.name.value !== '__typename');
  if (remaining.length > 0 && quirks.has('graphql-introspection-beside-records')) {
    for (const node of remaining) data[node.alias?.value ?? node.name.value] = null;
    errors.push(formatRecordError(new TypeError("Cannot read properties of undefined (reading 'objectMetadataUniversalIdentifier')")));
  } else if (remaining.length > 0) {
    const rest = await executeRest(scope, caller.workspace, parsed, { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: remaining } }, variables);
    Object.assign(data, rest.data);
    errors.push(...(rest.errors ?? []).map(formatResolverError));
  }
  return direct(errors.length === 0 ? { data } : { data, errors });
}

/** Runs the fields beside the record fields of a document: introspection, and the static fields where they may be mixed. */
async function executeRest(
  scope: ResolverScope, workspace: Workspace, parsed: ParsedDocument, operation: OperationDefinitionNode, variableValues: Record<string, unknown>,
): Promise<ExecutionResult> {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...parsed.fragments.values()] };
  try {
    return await execute({ schema: wholeSchemas.get(workspace), document, contextValue: scope, variableValues });
  } catch (error) {
    return { errors: [new GraphQLError((error as Error).message)] };
  }
}

/** Introspection runs on a schema made for the workspace, and fails whole where that cannot be built. */
async function introspect(
  workspace: Workspace, parsed: ParsedDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): Promise<CoreResult> {
  let schema: GraphQLSchema;
  try {
    schema = servedSchema(workspace);
  } catch (error) {
    return direct({ data: {}, errors: [formatRecordError(error)] });
  }
  const { document } = parsed;
  const result = await executeOnSchema({ schema, document, operation, variables, scope: undefined, allowIntrospection: true });
  return { ...result, direct: true };
}

function check(
  schema: GraphQLSchema, parsed: ParsedDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): { refusal: CoreResult } | { values: Record<string, unknown> } {
  const errors = validationErrors({ schema, document: parsed.document, operation, allowIntrospection: true });
  if (errors.length > 0) return { refusal: { status: 200, refused: true, direct: false, body: { errors } } };
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors !== undefined) {
    return { refusal: { status: 200, refused: true, direct: false, body: { errors: coerced.errors.map(formatRequestError) } } };
  }
  return { values: coerced.coerced };
}

function direct(body: CoreResult['body']): CoreResult {
  return { status: 200, refused: false, direct: true, body };
}
