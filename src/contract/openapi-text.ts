import type { OpenAPIV3_1 } from 'openapi-types';
import { operationParameters } from './openapi-parameters.js';

/** What the prose of a document says of a query parameter: `**limit** … (default: 60, max: 60)`. */
export interface StatedInText {
  name: string;
  default?: number;
  maximum?: number;
}

/** Defaults and maxima that the prose gives in brackets behind the name of a parameter, on the same line. */
export function statedInText(text: string): StatedInText[] {
  return [...text.matchAll(/(?:\*\*|`)(\w+)(?:\*\*|`)[^\n(]*\(([^)\n]*)\)/g)].flatMap(([, name, stated]) => {
    const number = (label: RegExp) => {
      const found = label.exec(stated!)?.[1];
      return found === undefined ? undefined : Number(found);
    };
    const byDefault = number(/default:?\s+(\d+)/i);
    const maximum = number(/max(?:imum)?:?\s+(\d+)/i);
    return byDefault === undefined && maximum === undefined ? [] : [{ name: name!, ...(byDefault === undefined ? {} : { default: byDefault }), ...(maximum === undefined ? {} : { maximum }) }];
  });
}

/** Where the prose of a document and its parameters differ, in words: one line for each name, kind and pair of values. */
export function textAgainstParameters(doc: OpenAPIV3_1.Document, stated: readonly StatedInText[]): string[] {
  const problems = Object.keys(doc.paths ?? {}).flatMap((path) =>
    operationParameters(doc, path, 'get').flatMap(({ name, schema, in: place }) =>
      stated.filter((each) => place === 'query' && each.name === name).flatMap((each) =>
        (['default', 'maximum'] as const)
          .filter((kind) => each[kind] !== undefined && schema[kind] !== each[kind])
          .map((kind) => `${name}: the text says ${kind} ${each[kind]}, the parameter ${JSON.stringify(schema[kind]) ?? 'nothing'}`),
      ),
    ),
  );
  return [...new Set(problems)];
}
