import type { OpenAPIV3_1 } from 'openapi-types';
import { isObject } from '../field-types/sameness.js';
import { dereference } from './openapi-document.js';

/** A parameter of an operation, its reference followed. */
export interface DocumentedParameter {
  name: string;
  in: string;
  required: boolean;
  schema: Record<string, unknown>;
  /** Values that the document shows, as they are to be sent. */
  examples: string[];
  description: string;
}

/** The parameters of an operation, those of its path item first; empty where the document has no such operation. */
export function operationParameters(doc: OpenAPIV3_1.Document | null, path: string, method: 'get' | 'post' | 'patch' | 'put' | 'delete'): DocumentedParameter[] {
  const item = doc?.paths?.[path];
  return [...(item?.parameters ?? []), ...(item?.[method]?.parameters ?? [])].flatMap((stated) => {
    const parameter = dereference(doc, stated);
    if (parameter === undefined || typeof parameter['name'] !== 'string') return [];
    const examples = [parameter['example'], ...Object.values(isObject(parameter['examples']) ? parameter['examples'] : {}).map((each) => dereference(doc, each)?.['value'])];
    return [{
      name: parameter['name'],
      in: String(parameter['in']),
      required: parameter['required'] === true,
      schema: dereference(doc, parameter['schema']) ?? {},
      examples: examples.filter((each) => each !== undefined).map((each) => (typeof each === 'string' ? each : JSON.stringify(each))),
      description: typeof parameter['description'] === 'string' ? parameter['description'] : '',
    }];
  });
}

/** Values, as text of a query, that the schema of a parameter rules out. Values above a maximum are none of them: they may be cut down to it. */
export function excludedValues({ schema }: Pick<DocumentedParameter, 'schema'>): string[] {
  const types = [schema['type']].flat();
  const values: string[] = [];
  if (types.includes('integer')) values.push('1.5', 'many');
  if (typeof schema['minimum'] === 'number') values.push(String(schema['minimum'] - 1));
  if (types.includes('boolean')) values.push('maybe');
  if (schema['format'] === 'uuid') values.push('not-a-uuid');
  if (Array.isArray(schema['enum'])) values.push(types.includes('integer') ? String(Math.max(...schema['enum'].map(Number)) + 1) : 'zz-no-such-value');
  return values;
}

/** Values, as text of a query, that the schema of a parameter lists or has as its ends. */
export function listedValues({ schema }: Pick<DocumentedParameter, 'schema'>): string[] {
  const ends = [schema['minimum'], schema['maximum']].filter((value) => typeof value === 'number');
  return [...new Set([...(Array.isArray(schema['enum']) ? schema['enum'] : []), ...ends].map(String))];
}

/** The schema of an operation's JSON body; undefined where it takes none. */
export function bodySchema(doc: OpenAPIV3_1.Document | null, operation: OpenAPIV3_1.OperationObject | undefined): Record<string, unknown> | undefined {
  const content = dereference(doc, operation?.requestBody)?.['content'];
  const json = isObject(content) ? content['application/json'] : undefined;
  return isObject(json) ? dereference(doc, json['schema']) : undefined;
}
