import { isObject } from '../field-types/sameness.js';
import { dereference } from './openapi-document.js';

/** A property of an answer that the schema of its place does not describe. */
export interface UndescribedProperty {
  /** Property names and array indexes from the root to the object that holds it. */
  path: string[];
  property: string;
  /** The nearest schema around it that has a name in the document, and the way from there: `FieldForResponse`, `options.[]`. */
  component?: { name: string; within: string[] };
  /** What the schema describes instead. */
  described: string[];
}

/** Called for each object of an answer that a named schema describes. */
export type OnDescribed = (component: string, schema: Record<string, unknown>, value: Record<string, unknown>) => void;

/** Finds what an answer holds beyond its schema. JSON Schema passes such properties; a reader of the document never learns of them. */
export function undescribedProperties(doc: unknown, schema: unknown, value: unknown, onDescribed: OnDescribed = () => {}): UndescribedProperty[] {
  const found: UndescribedProperty[] = [];
  const visit = (node: unknown, at: unknown, path: string[], outer: { name: string; depth: number } | undefined): void => {
    const own = componentName(node);
    const component = own === undefined ? outer : { name: own, depth: path.length };
    const alternatives = alternativesOf(doc, node);
    if (Array.isArray(at)) {
      const items = alternatives.map((each) => each['items']).find((each) => each !== undefined);
      if (items !== undefined) at.forEach((element, index) => visit(items, element, [...path, String(index)], component));
      return;
    }
    if (!isObject(at)) return;
    const described = alternatives.filter((each) => isObject(each['properties']));
    if (described.length === 0) return;
    if (own !== undefined && described.length === 1) onDescribed(own, described[0]!, at);
    const place = component === undefined ? {} : { component: { name: component.name, within: path.slice(component.depth).map((part) => (/^\d+$/.test(part) ? '[]' : part)) } };
    // An alternative that says no more than "object" allows anything.
    const open = alternatives.some((each) => each['type'] === 'object' && !isObject(each['properties']))
      || described.some((each) => each['additionalProperties'] !== undefined && each['additionalProperties'] !== false);
    for (const [property, inner] of Object.entries(at)) {
      const holder = described.find((each) => property in (each['properties'] as object));
      if (holder !== undefined) visit((holder['properties'] as Record<string, unknown>)[property], inner, [...path, property], component);
      else if (!open) found.push({ path, property, described: described.flatMap((each) => Object.keys(each['properties'] as object)), ...place });
    }
  };
  visit(schema, value, [], undefined);
  return found;
}

/** A schema and, where it combines others, those. */
function alternativesOf(doc: unknown, node: unknown, depth = 0): Array<Record<string, unknown>> {
  const schema = dereference(doc, node);
  if (schema === undefined || depth > 4) return [];
  const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : []));
  return inner.length === 0 ? [schema] : inner.flatMap((each) => alternativesOf(doc, each, depth + 1));
}

/** The last part of `{$ref: '#/components/schemas/Name'}`, also where it stands alone in a `oneOf` or beside null in an `anyOf`. */
function componentName(node: unknown): string | undefined {
  if (!isObject(node)) return undefined;
  if (typeof node['$ref'] === 'string') return node['$ref'].split('/').at(-1);
  const inner = [node['oneOf'], node['anyOf']].flat().filter((each) => isObject(each) && each['type'] !== 'null');
  return inner.length === 1 ? componentName(inner[0]) : undefined;
}
