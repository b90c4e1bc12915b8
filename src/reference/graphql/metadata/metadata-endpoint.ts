import type { OperationDefinitionNode } from 'graphql';
import { rootNodes } from '../core/execute-records.js';
import type { ResolverScope } from '../core/static-schema.js';
import type { ParsedDocument } from '../document.js';
import { executeOnSchema } from '../execute-schema.js';
import type { SchemaResult } from '../execute-schema.js';
import { ACCESS_RESOLVERS } from './access-resolvers.js';
import { ACCESS_SDL } from './access-sdl.js';
import { LAYOUT_SDL } from './layout-sdl.js';
import { OBJECT_RESOLVERS } from './object-resolvers.js';
import { OBJECT_SDL } from './object-sdl.js';
import { buildResolvedSchema } from './resolvers.js';
import { VIEW_RESOLVERS } from './view-resolvers.js';

const MAX_ROOT_FIELDS = 10;

const METADATA_SCHEMA = buildResolvedSchema(OBJECT_SDL + ACCESS_SDL + LAYOUT_SDL, OBJECT_RESOLVERS, ACCESS_RESOLVERS, VIEW_RESOLVERS);

/** Runs a document of the metadata endpoint on its schema, which is the same for all workspaces. */
export async function runMetadata(
  scope: ResolverScope, parsed: ParsedDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): Promise<SchemaResult> {
  const refusal = refuseRoots(parsed, operation);
  if (refusal !== undefined) return refusal;
  const { document } = parsed;
  return executeOnSchema({ schema: METADATA_SCHEMA, document, operation, variables, scope, allowIntrospection: scope.caller !== undefined });
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
