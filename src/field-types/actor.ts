import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameJson, sameText } from './sameness.js';

const SOURCES = ['EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION'];
const PARTS: CompositeParts = {
  source: { schema: { type: 'string', enum: SOURCES }, same: sameText },
  workspaceMemberId: { schema: { type: ['string', 'null'], format: 'uuid' }, same: sameJson },
  name: { schema: TEXT_SCHEMA, same: sameText },
  context: { schema: { type: ['object', 'null'] }, same: (sent, received) => sameJson(sent ?? {}, received ?? {}) },
};

/** ACTOR: who did it, and through what. */
export const actor: FieldType = {
  type: 'ACTOR',
  writable: true,
  outputSchema: (field) => {
    const schema = compositeSchema(PARTS);
    return field.isNullable ? { ...schema, type: ['object', 'null'] } : schema;
  },
  valid: (_field, random) => ({ source: 'MANUAL', name: random.person.fullName() }),
  boundary: () => [{ label: 'another source than the API', input: { source: 'IMPORT', name: 'Zoë 漢字' } }],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a source that does not exist', input: { source: 'NOPE' } },
    { label: 'a number as name', input: { source: 'API', name: 5 } },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: ['source', 'workspaceMemberId', 'name'] }),
  graphql: () => ({ outputTypes: ['Actor'], list: false, inputTypes: ['ActorCreateInput', 'ActorUpdateInput'], inputParts: ['source', 'context'], filterTypes: ['ActorFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { source: 'choice', workspaceMemberId: 'uuid', name: 'text', context: 'json' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};
