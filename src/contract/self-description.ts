import type { OpenAPIV3_1 } from 'openapi-types';
import { createResponseSchemas } from './response-schemas.js';
import { problemsOf } from './schema-problems.js';

/** What is wrong with a document under the schema that the document itself states for the answer of `path`; undefined where it states none. */
export function selfProblems(doc: OpenAPIV3_1.Document, path: string): string[] | undefined {
  const answer = createResponseSchemas(doc)(path, 'GET', 200);
  const [mediaType] = answer?.mediaTypes ?? [];
  const validate = mediaType === undefined ? undefined : answer?.validator(mediaType);
  return validate === undefined ? undefined : problemsOf(validate, doc).map((problem) => `${problem.path.join('.') || 'the document'} ${problem.message}`);
}
