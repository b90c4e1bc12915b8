import { runOfName } from './run-names.js';

/**
 * A copy of a description of the workspace without the custom objects and fields that runs make for a while, and without what leads to them
 * (`targetZzConformance…Id`): they come and go with runs that are at work at the same time, and belong to no contract. Works on metadata,
 * OpenAPI documents, GraphQL schemas and records alike.
 */
export function withoutTemporary<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((each) => !isTemporary(each)).map(withoutTemporary) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => runOfName(key) === undefined).map(([key, part]) => [key, withoutTemporary(part)])) as T;
}

/** An element of a list that is the name of something temporary, or describes it, or a relation to it. */
function isTemporary(element: unknown): boolean {
  if (typeof element === 'string') return runOfName(element) !== undefined;
  if (typeof element !== 'object' || element === null) return false;
  const { nameSingular, name, relation } = element as { nameSingular?: unknown; name?: unknown; relation?: { targetObject?: unknown } | null };
  return [nameSingular, name, relation?.targetObject].some((each) => typeof each === 'string' && runOfName(each) !== undefined);
}
