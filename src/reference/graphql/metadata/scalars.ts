import { GraphQLError, Kind } from 'graphql';
import type { GraphQLScalarType, ValueNode } from 'graphql';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Lets the UUID scalar take UUID strings only. */
export function checkUuids(scalar: GraphQLScalarType): void {
  scalar.parseValue = parseUuid;
  scalar.parseLiteral = (node: ValueNode) => parseUuid(node.kind === Kind.STRING ? node.value : undefined);
}

function parseUuid(value: unknown): string {
  if (typeof value !== 'string') throw invalid('UUID must be a string');
  if (!UUID.test(value)) throw invalid(`Invalid UUID: '${value}'`, { value });
  return value;
}

function invalid(message: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...more, code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
}
