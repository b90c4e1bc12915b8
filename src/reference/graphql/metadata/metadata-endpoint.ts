import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { rootNodes } from '../core/execute-records.js';
import type { ResolverScope } from '../core/static-schema.js';
import type { ParsedDocument } from '../document.js';
import { executeOnSchema } from '../execute-schema.js';
import type { SchemaResult } from '../execute-schema.js';
import { ACCESS_RESOLVERS } from './access-resolvers.js';
import { OBJECT_RESOLVERS } from './object-resolvers.js';
import { buildResolvedSchema } from './resolvers.js';
import { VIEW_RESOLVERS } from './view-resolvers.js';

const MAX_ROOT_FIELDS = 10;

/** Names and types of a stock instance: the file is as far above the sources as above what is built of them, but for one folder. */
const SCHEMA_FILE = ['../../../../', '../../../../../']
  .map((root) => fileURLToPath(new URL(`${root}fixtures/reference/metadata.graphql`, import.meta.url))).find((file) => existsSync(file)) ?? '';
let schema: GraphQLSchema | undefined;

/** The schema of the metadata endpoint, built when first needed. Root fields without a resolver answer with an error. */
export function metadataSchema(): GraphQLSchema {
  return (schema ??= buildResolvedSchema(readFileSync(SCHEMA_FILE, 'utf8'), OBJECT_RESOLVERS, ACCESS_RESOLVERS, VIEW_RESOLVERS));
}

/** Runs a document of the metadata endpoint on its schema, which is the same for all workspaces. */
export async function runMetadata(
  scope: ResolverScope, parsed: ParsedDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): Promise<SchemaResult> {
  const refusal = refuseRoots(parsed, operation);
  if (refusal !== undefined) return refusal;
  const { document } = parsed;
  return executeOnSchema({ schema: metadataSchema(), document, operation, variables, scope, allowIntrospection: scope.caller !== undefined });
}

function refuseRoots(parsed: ParsedDocument, operation: OperationDefinitionNode): SchemaResult | undefined {
  const names = rootNodes(parsed, operation).map((node) => node.name.value).filter((name) => !name.startsWith('__'));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    const userFriendlyMessage = { id: 'UrzTjS', message: 'Duplicate root resolver found. Each root resolver can only be called once per document.' };
    return refused(`Duplicate root resolver: "${twice}"`, { userFriendlyMessage, code: 'BAD_USER_INPUT' });
  }
  if (names.length <= MAX_ROOT_FIELDS) return undefined;
  const message = `Query too complex - Too many root resolvers requested: ${names.length} - Maximum allowed root resolvers: ${MAX_ROOT_FIELDS}`;
  return refused(message, { code: 'BAD_USER_INPUT' });
}

function refused(message: string, extensions: Record<string, unknown>): SchemaResult {
  return { status: 200, refused: true, body: { errors: [{ message, extensions }] } };
}
