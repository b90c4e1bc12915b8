import type { QuirkSet } from '../quirks.js';
import { TEXT, UUID, type Schema } from './schema.js';

function inQuery(name: string, description: string, schema: Schema, required = false, examples: readonly string[] = []): Schema {
  const shown = Object.fromEntries(examples.map((value, index) => [`example${index + 1}`, { value }]));
  return { name, in: 'query', description, required, schema, ...(examples.length > 0 ? { examples: shown } : {}) };
}

const FILTERS = ['createdAt[gte]:"2023-01-01"', 'emails.primaryEmail[eq]:someone@example.com', 'or(createdAt[gte]:"2024-01-01",not(id[is]:NULL))', 'name[like]:"%value%"'];
const ORDERS = ['createdAt', 'id[AscNullsFirst],createdAt[DescNullsLast]'];
const GROUPS = ['[{"updatedAt":true}]', '[{"assignee":{"name":{"lastName":true}}}]', '[{"createdAt":{"granularity":"MONTH","timeZone":"UTC"}}]'];
const BROKEN_GROUPS = ['[{"updatedAt":true}]', '[{"assignee":{"name":true}}]', '[{"createdAt":{"granularity":"MONTH"}}]'];

/** The parameters that both documents share. */
export function parameters(quirks: QuirkSet, page = { maximum: 200, default: 60 }): Record<string, Schema> {
  const flag = (value: boolean): Schema => ({ type: 'boolean', default: value });
  return {
    idPath: { name: 'id', in: 'path', description: 'Id of the entity.', required: true, schema: UUID },
    startingAfter: inQuery('starting_after', 'Answers what comes after this cursor, see endCursor in pageInfo.', TEXT),
    endingBefore: inQuery('ending_before', 'Answers what comes before this cursor, see startCursor in pageInfo.', TEXT),
    filter: inQuery('filter', 'Conditions of the form field[COMPARATOR]:value, separated by commas.', TEXT, false, FILTERS),
    depth: inQuery('depth', 'How deep related records are nested: 0 not at all, 1 direct relations.', {
      type: 'integer', enum: [0, 1], default: quirks.has('openapi-depth-default-one') ? 1 : 0,
    }),
    upsert: inQuery('upsert', 'Updates records that exist already instead of refusing them.', flag(false)),
    softDelete: inQuery('soft_delete', 'Moves records to the trash. Without it they are destroyed.', flag(false)),
    orderBy: inQuery('order_by', 'Fields to sort by, each with an optional direction: field_1,field_2[DescNullsLast].', TEXT, false, ORDERS),
    limit: inQuery('limit', 'How many entities a page holds at most.', { type: 'integer', minimum: 0, ...page }),
    groupBy: inQuery('group_by', 'JSON array of the fields to group by.', TEXT, true, quirks.has('openapi-examples-broken') ? BROKEN_GROUPS : GROUPS),
    viewId: inQuery(quirks.has('openapi-view-id-snake-case') ? 'view_id' : 'viewId', 'View whose filters apply.', UUID),
    aggregate: inQuery('aggregate', 'JSON array of aggregates to compute for each group.', TEXT, false, ['["countNotEmptyId"]']),
    includeRecordsSample: inQuery('include_records_sample', 'Whether each group holds some of its records.', flag(false)),
    orderByForRecords: inQuery('order_by_for_records', 'How the records of each group are sorted.', TEXT, false, ['createdAt']),
  };
}
