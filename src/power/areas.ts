import type { Family } from '../faults/index.js';

/** Where faults of a family are expected to be noticed, and so looked for first. */
export const AREAS_OF: Readonly<Record<Family, { areas: readonly string[]; because: string }>> = {
  authentication: { areas: ['auth'], because: 'who is let in is asked there' },
  isolation: { areas: ['auth'], because: 'what another key reaches is asked there' },
  'rest-writes': { areas: ['rest', 'parity', 'custom-fields', 'graphql', 'openapi', 'auth', 'metadata', 'webhooks'], because: 'a write that goes wrong leaves nothing to read for whichever journey made it' },
  'graphql-writes': { areas: ['graphql', 'parity', 'custom-fields', 'auth', 'webhooks'], because: 'records that GraphQL writes are read on all surfaces' },
  filters: { areas: ['rest', 'graphql', 'parity', 'custom-fields', 'auth'], because: 'every journey that looks for its records asks with a filter' },
  'order-and-pages': { areas: ['rest', 'graphql', 'parity', 'openapi', 'custom-fields', 'auth'], because: 'lists are walked, and described by the document' },
  'field-values': { areas: ['rest', 'custom-fields', 'parity', 'graphql', 'openapi', 'webhooks'], because: 'a value is written, read, compared and described' },
  validation: { areas: ['rest', 'custom-fields', 'metadata', 'openapi', 'graphql', 'parity', 'webhooks'], because: 'a valid write that is refused stops the journey' },
  errors: { areas: ['protocol', 'rest', 'graphql', 'metadata', 'auth', 'openapi', 'custom-fields', 'parity', 'webhooks'], because: 'every area has its refusals' },
  metadata: { areas: ['metadata', 'parity', 'custom-fields', 'graphql', 'openapi', 'rest', 'webhooks'], because: 'metadata says what records, documents and schemas are held against' },
  openapi: { areas: ['openapi', 'rest', 'metadata', 'custom-fields'], because: 'answers are held against the document' },
  'graphql-schema': { areas: ['graphql', 'custom-fields', 'metadata', 'parity'], because: 'answers and other surfaces are held against the schema' },
  'graphql-answers': { areas: ['graphql', 'parity', 'custom-fields'], because: 'records read through GraphQL are compared with REST' },
  staleness: { areas: ['custom-fields', 'metadata', 'rest', 'parity', 'graphql', 'openapi', 'auth', 'webhooks'], because: 'whatever is read again after a change may be stale' },
  leaks: { areas: ['protocol', 'auth', 'metadata', 'rest', 'graphql', 'openapi', 'parity', 'custom-fields'], because: 'what must not be shown may be shown anywhere' },
  webhooks: { areas: ['webhooks', 'metadata'], because: 'deliveries are judged there' },
  protocol: { areas: ['protocol', 'rest', 'graphql', 'metadata', 'auth', 'openapi', 'parity', 'custom-fields', 'webhooks'], because: 'every answer is read by the rules of its transport' },
  infrastructure: { areas: [], because: 'nothing may be noticed' },
};

/** Requirements that noticed a fault outside of the areas where that is expected. What is judged on all traffic stands in the area `protocol`. */
export function collateralOf(family: Family, requirements: readonly string[]): string[] {
  const { areas } = AREAS_OF[family];
  return family === 'infrastructure' ? [] : requirements.filter((id) => !areas.includes(areaOf(id)) && areaOf(id) !== 'protocol');
}

const areaOf = (requirement: string): string => requirement.split('.')[0] ?? '';
