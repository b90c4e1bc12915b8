import { createHash } from 'node:crypto';
import type { Exchange } from '../http/exchange.js';
import { columnsOf, type Column } from '../field-types/columns.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import type { RestParams } from '../twenty/rest.js';
import { toObjectModels } from '../workspace/metadata-model.js';
import type { FieldModel, ObjectModel } from '../workspace/model.js';
import type { JourneyContext } from './journey.js';
import { OPTIONS, PARENT_NAMES, PARENT_OF, POPULATION_FIELDS, SIZE } from './population-values.js';
import { noted } from './own-id.js';
import { recordsIn } from './rest-answer.js';
import type { Run } from './run.js';
import { temporaryFieldName, temporaryFields } from './temporary-field.js';
import { createTemporaryObject, entityOf, type TemporaryObject } from './temporary-object.js';

/** A small known population on a temporary object with a field of each creatable type; read by many journeys, changed by none. */
export interface Population {
  object: ObjectModel;
  /** The records as a list shows them at depth 0, in the order in which they were made. */
  records: ReadonlyArray<Record<string, unknown>>;
  /** What was sent, in the same order. */
  sent: ReadonlyArray<Record<string, unknown>>;
  created: Exchange;
  listed: Exchange;
  /** What filters and orders can address, with at least one value among the records. */
  columns: readonly Column[];
  /** The object that the records belong to through `parentField`. */
  parent: TemporaryObject;
  parentField: FieldModel;
  parents: ReadonlyArray<Record<string, unknown>>;
  /** Lists the records. What was asked before, by whichever journey, is not asked again: nothing changes the population. */
  list(params: RestParams): Promise<Exchange>;
}

/** Columns of the system that hold the same in every workspace. */
const SYSTEM_COLUMNS = new Set(['id', 'position', 'createdAt']);
const opened = new WeakMap<Run, Promise<Population>>();

/**
 * The run's one population, made by the first journey that asks. It stays in the ledger, so that the end of the run removes it: until then
 * other journeys may read it. Ends the journey where it can't be made.
 */
export function openPopulation(context: JourneyContext): Promise<Population> {
  const known = opened.get(context.run) ?? createPopulation(context);
  opened.set(context.run, known);
  return known;
}

/** A UUID v4 that depends on the run's seed and on `name` alone, so that it does not matter which journey comes first. */
function seededId(run: Run, name: string): string {
  const hex = createHash('sha256').update(`${run.config.seed}\u0000population\u0000${name}`).digest('hex');
  return noted(run, `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`);
}

async function createPopulation(context: JourneyContext): Promise<Population> {
  const { rest, run } = context;
  const parent = await createTemporaryObject(context, 'P');
  const child = await createTemporaryObject(context, 'Q');
  const fields = await temporaryFields(context, child, [
    ...POPULATION_FIELDS.map(({ type, variant, settings }) => ({ type, name: temporaryFieldName(type, variant), ...(settings ? { settings } : {}), ...(type.endsWith('SELECT') ? { options: OPTIONS } : {}) })),
    { type: 'RELATION', name: 'zzParent', targets: [parent] },
  ]);
  const described = await createMetadataRestClient(context.http).get('objects', child.id);
  const [model] = toObjectModels([entityOf(described, 'object') ?? {}]);
  if (!model) return context.halt(`the temporary object is not described: ${described.response.status}`);
  const object: ObjectModel = { ...model, isCustom: true, fields: model.fields.map((field) => withTarget(field, parent)) };
  const parentField = object.fields.find(({ name }) => name === 'zzParent');
  if (!parentField || fields.length === 0) return context.halt('the fields of the temporary object could not be made');

  const parents = PARENT_NAMES.map((name, index) => ({ id: seededId(run, `parent ${index}`), name }));
  const sent = Array.from({ length: SIZE }, (_, index) => ({
    id: seededId(run, `record ${index}`),
    name: `record ${index}`,
    position: [3, 1, 1, 2, 8, 7, 6, 5][index],
    [parentField.relation?.joinColumnName ?? 'zzParentId']: parents[PARENT_OF[index] ?? -1]?.id ?? null,
    ...Object.fromEntries(POPULATION_FIELDS.map(({ type, variant, values }) => [temporaryFieldName(type, variant), values[index]])),
  }));
  const parentsMade = await rest.createMany(parent.namePlural, parents);
  const created = await rest.createMany(child.namePlural, sent);
  const listed = await rest.list(child.namePlural, { limit: 60 });
  const byId = new Map(recordsIn(listed, child.namePlural).map((record) => [String(record['id']), record]));
  const records = sent.map(({ id }) => byId.get(String(id))).filter((record) => record !== undefined);
  if (parentsMade.response.status !== 201 || records.length !== SIZE) {
    const failed = [parentsMade, created, listed].find(({ response }) => response.status >= 300) ?? listed;
    return context.halt(`the population could not be made: ${failed.response.status} ${failed.response.text.slice(0, 300)}`);
  }
  const columns = object.fields
    .filter((field) => field.isActive && (!field.isSystem || SYSTEM_COLUMNS.has(field.name)))
    .flatMap(columnsOf)
    .filter((column) => records.some((record) => (column.valueIn(record) ?? null) !== null));
  const asked = new Map<string, Promise<Exchange>>();
  const list = (params: RestParams) => {
    const key = JSON.stringify(Object.entries(params).sort());
    const answer = asked.get(key) ?? rest.list(child.namePlural, params);
    asked.set(key, answer);
    return answer;
  };
  return { object, records, sent, created, listed, columns, parent, parentField, parents, list };
}

/** Metadata REST does not tell where a relation leads. */
function withTarget(field: FieldModel, parent: TemporaryObject): FieldModel {
  return field.name === 'zzParent' && field.relation ? { ...field, relation: { ...field.relation, targetObject: parent.nameSingular } } : field;
}
