import { capitalised } from '../field-types/naming.js';
import type { Exchange } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { at, permissionDenied } from './assert.js';
import type { JourneyContext } from './journey.js';

const PREFIX = 'zzConformance';

/** What creates a custom object. */
export interface ObjectBody {
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  labelPlural: string;
  description?: string;
}

/** A custom object that the run made; all its records are the run's. */
export interface TemporaryObject extends ObjectBody {
  id: string;
  created: Exchange;
}

/** Whether a name is one that only a run gives. */
export function isTemporaryName(nameSingular: string): boolean {
  return nameSingular.startsWith(PREFIX) && nameSingular.length > PREFIX.length;
}

/** Names that no other run and no other `letter` of this run has: letters only. */
export function temporaryNames(context: JourneyContext, letter: string): ObjectBody {
  const letters = context.run.runId.replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)));
  const own = `${letters.charAt(0).toUpperCase()}${letters.slice(1)}${letter.toUpperCase()}`;
  return {
    nameSingular: `${PREFIX}${own}`,
    namePlural: `${PREFIX}${own}s`,
    labelSingular: `Zz Conformance ${own}`,
    labelPlural: `Zz Conformance ${own}s`,
    description: 'Made by a conformance run, removed at its end',
  };
}

/** A metadata entity of an answer: bare, or in an envelope under any of these keys. */
export function entityOf(exchange: Exchange, ...keys: string[]): Record<string, unknown> | undefined {
  const { json } = exchange.response;
  const found = keys.map((key) => at(json, 'data', key)).find((value) => value !== undefined) ?? at(json, 'data') ?? json;
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : undefined;
}

/**
 * Sends the create of a custom object, its singular name in the ledger before. `body` may be what must be refused; what is refused
 * leaves the ledger again.
 */
export async function makeObject(context: JourneyContext, body: Partial<ObjectBody> & { nameSingular: string }): Promise<{ exchange: Exchange; id: string | undefined }> {
  if (!isTemporaryName(body.nameSingular)) throw new Error(`'${body.nameSingular}' is no name for a temporary object`);
  const entry = { kind: 'object' as const, object: body.namePlural ?? '', id: body.nameSingular };
  context.run.ledger.willCreate(entry);
  if (body.namePlural) context.run.coverage.addObject({ nameSingular: body.nameSingular, namePlural: body.namePlural });
  const exchange = await createMetadataRestClient(context.http).create('objects', body);
  const { status } = exchange.response;
  if (status >= 400 && status < 500) context.run.ledger.removed(entry);
  const id = status < 300 ? entityOf(exchange, 'createOneObject')?.['id'] : undefined;
  return { exchange, id: typeof id === 'string' ? id : undefined };
}

/** Makes the custom object on which a journey goes on; ends the journey where that can't be done. */
export async function createTemporaryObject(context: JourneyContext, letter: string): Promise<TemporaryObject> {
  const body = temporaryNames(context, letter);
  const { exchange, id } = await makeObject(context, body);
  if (permissionDenied(exchange)) return context.leave('the role of the key may not change the data model');
  if (id === undefined) return context.halt(`the temporary object could not be created: ${exchange.response.status} ${exchange.response.text.slice(0, 300)}`);
  return { ...body, id, created: exchange };
}

/** A seeded UUID v4 for a record of a temporary object. The record goes with the object, so the ledger needs no line of it. */
export function temporaryRecordId({ random, run }: Pick<JourneyContext, 'random' | 'run'>): string {
  const id = random.string.uuid();
  run.ownIds.add(id);
  return id;
}

/** Name of the field of a type: `DATE_TIME` → `zzDateTime`. */
export function temporaryFieldName(type: string, variant = ''): string {
  return `zz${type.toLowerCase().split('_').map(capitalised).join('')}${variant}`;
}

/** A field to make on a temporary object. */
export interface FieldBody {
  type: string;
  name: string;
  label?: string;
  /** Values of a choice. */
  options?: readonly string[];
  settings?: Record<string, unknown>;
  isUnique?: boolean;
  defaultValue?: unknown;
  /** Where a many-to-one relation leads. */
  target?: Pick<TemporaryObject, 'id'>;
}

/** The body that creates a field. */
function fieldBody(object: TemporaryObject, { target, options, label, ...field }: FieldBody): Record<string, unknown> {
  return {
    objectMetadataId: object.id,
    ...field,
    label: label ?? field.name,
    ...(options ? { options: options.map((value, position) => ({ value, label: value.toLowerCase(), color: 'green', position })) } : {}),
    ...(target ? { relationCreationPayload: { type: 'MANY_TO_ONE', targetObjectMetadataId: target.id, targetFieldLabel: object.labelPlural, targetFieldIcon: 'IconList' } } : {}),
  };
}

/** Makes fields on a temporary object, one after the other, and returns their ids; ends the journey where one is refused. */
export async function temporaryFields(context: JourneyContext, object: TemporaryObject, fields: readonly FieldBody[]): Promise<string[]> {
  const metadata = createMetadataRestClient(context.http);
  const ids: string[] = [];
  for (const field of fields) {
    const exchange = await metadata.create('fields', fieldBody(object, field));
    const id = entityOf(exchange, 'createOneField')?.['id'];
    if (exchange.response.status >= 300 || typeof id !== 'string') {
      return context.halt(`the field '${field.name}' (${field.type}) could not be made: ${exchange.response.status} ${exchange.response.text.slice(0, 300)}`);
    }
    ids.push(id);
  }
  return ids;
}

/** Deletes a temporary object with all its records. */
export async function removeTemporaryObject(context: JourneyContext, object: Pick<TemporaryObject, 'id' | 'nameSingular' | 'namePlural'>): Promise<Exchange> {
  const exchange = await createMetadataRestClient(context.http).delete('objects', object.id);
  if ([200, 404].includes(exchange.response.status)) context.run.ledger.removed({ kind: 'object', object: object.namePlural, id: object.nameSingular });
  return exchange;
}
