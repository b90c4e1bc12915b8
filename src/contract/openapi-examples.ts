import { isObject } from '../field-types/sameness.js';
import { documentSchemas } from './document-schemas.js';
import { resolvePointer } from './openapi-document.js';
import { problemsOf } from './schema-problems.js';

/** Examples of a document that break the schema beside them: where, and how. */
export function examplesAgainstSchemas(doc: unknown): Array<{ pointer: string; problems: string[] }> {
  const schemas = documentSchemas(doc);
  const found: Array<{ pointer: string; problems: string[] }> = [];
  const visit = (node: unknown, pointer: string): void => {
    if (Array.isArray(node)) return node.forEach((each, index) => visit(each, `${pointer}/${index}`));
    if (!isObject(node)) return;
    if ('example' in node && ('type' in node || 'properties' in node)) {
      const validate = schemas(`#${pointer}`);
      const extra = isObject(node['example']) && isObject(node['properties']) ? Object.keys(node['example']).filter((key) => !(key in (node['properties'] as object))) : [];
      const problems = [
        ...(validate === undefined ? [] : problemsOf(validate, node['example'], 'schema').map(({ path, message }) => `${path.join('.') || 'the example'} ${message}`)),
        ...extra.map((key) => `the example has ${key}, which the schema does not describe`),
      ];
      if (problems.length > 0) found.push({ pointer, problems });
    }
    // A property may be called example.
    for (const [key, inner] of Object.entries(node)) if (key !== 'example' || pointer.endsWith('/properties')) visit(inner, `${pointer}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`);
  };
  visit(resolvePointer(doc, '#/components'), '/components');
  visit(resolvePointer(doc, '#/paths'), '/paths');
  return found;
}

