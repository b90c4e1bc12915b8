import { capitalised } from '../field-types/naming.js';
import type { Exchange } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import type { JourneyContext } from './journey.js';
import { entityOf, type TemporaryObject } from './temporary-object.js';

/** Name of the field of a type: `DATE_TIME` → `zzDateTime`. */
export function temporaryFieldName(type: string, variant = ''): string {
  return `zz${type.toLowerCase().split('_').map(capitalised).join('')}${variant}`;
}

/** A field to make on a temporary object. */
export interface FieldBody {
  type: string;
  name: string;
  label?: string;
  /** Values of a choice; the labels are made from them. */
  options?: readonly string[];
  settings?: Record<string, unknown>;
  isNullable?: boolean;
  isUnique?: boolean;
  defaultValue?: unknown;
  /** Where a relation leads; of a morph relation the objects that it may lead to. */
  targets?: ReadonlyArray<Pick<TemporaryObject, 'id'>>;
  /** How many records stand on the own side of a relation; many, where nothing is said. */
  relationType?: 'MANY_TO_ONE' | 'ONE_TO_MANY';
  /** Label of the field on the other side, from which its name is made; the plural label of the own object, where nothing is said. */
  inverseLabel?: string;
}

/** Options of a choice, in the form in which metadata takes them. */
export function optionsFrom(values: readonly string[]): Array<{ value: string; label: string; color: string; position: number }> {
  return values.map((value, position) => ({ value, label: value.toLowerCase(), color: 'green', position }));
}

/** The body that creates a field. */
function fieldBody(object: Pick<TemporaryObject, 'id' | 'labelPlural'>, body: FieldBody): Record<string, unknown> {
  const { targets, relationType, inverseLabel, options, label, ...field } = body;
  const relations = (targets ?? []).map(({ id }) => ({
    type: relationType ?? 'MANY_TO_ONE', targetObjectMetadataId: id, targetFieldLabel: inverseLabel ?? object.labelPlural, targetFieldIcon: 'IconList',
  }));
  return {
    objectMetadataId: object.id,
    ...field,
    label: label ?? field.name,
    ...(options ? { options: optionsFrom(options) } : {}),
    ...(field.type === 'RELATION' ? { relationCreationPayload: relations[0] } : {}),
    ...(field.type === 'MORPH_RELATION' ? { morphRelationsCreationPayload: relations } : {}),
  };
}

/** Sends the create of a field; it goes with its object, so the ledger needs no line of it. The id is undefined where none was made. */
export async function makeField({ http }: Pick<JourneyContext, 'http'>, object: Pick<TemporaryObject, 'id' | 'labelPlural'>, field: FieldBody): Promise<{ exchange: Exchange; id: string | undefined }> {
  const exchange = await createMetadataRestClient(http).create('fields', fieldBody(object, field));
  const id = exchange.response.status < 300 ? entityOf(exchange, 'createOneField')?.['id'] : undefined;
  return { exchange, id: typeof id === 'string' ? id : undefined };
}

/** Makes fields on a temporary object, one after the other, and returns their ids; ends the journey where one is refused. */
export async function temporaryFields(context: JourneyContext, object: TemporaryObject, fields: readonly FieldBody[]): Promise<string[]> {
  const ids: string[] = [];
  for (const field of fields) {
    const { exchange, id } = await makeField(context, object, field);
    if (id === undefined) return context.halt(`the field '${field.name}' (${field.type}) could not be made: ${exchange.response.status} ${exchange.response.text.slice(0, 300)}`);
    ids.push(id);
  }
  return ids;
}
