import { capitalised } from '../field-types/naming.js';
import type { Exchange } from '../http/exchange.js';
import { createMetadataRestClient } from '../twenty/metadata-rest.js';
import { at, permissionDenied } from './assert.js';
import type { JourneyContext } from './journey.js';
import type { LedgerEntry } from './ledger.js';
import { ownId } from './own-id.js';
import { isTemporaryName, ownPartOf, temporaryName } from '../workspace/run-names.js';

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

/** Names that no other run and no other `letter` of this run has: letters only, and no two capitals side by side, of which GraphQL makes one small. */
export function temporaryNames(context: JourneyContext, letter: string): ObjectBody {
  const singular = temporaryName(context.run.runId, capitalised(letter.toLowerCase()));
  const own = ownPartOf(singular);
  return {
    nameSingular: singular,
    namePlural: `${singular}s`,
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
  const entry: LedgerEntry = { kind: 'object', object: body.namePlural ?? '', id: body.nameSingular };
  context.run.ledger.willCreate(entry);
  if (body.namePlural) context.run.coverage.addObject({ nameSingular: body.nameSingular, namePlural: body.namePlural });
  const exchange = await createMetadataRestClient(context.http).create('objects', body);
  const { status } = exchange.response;
  if (status >= 400 && status < 500) context.run.ledger.removed(entry);
  const id = status < 300 ? entityOf(exchange, 'createOneObject')?.['id'] : undefined;
  if (typeof id !== 'string') return { exchange, id: undefined };
  context.run.ledger.made(entry, id);
  return { exchange, id };
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
  return ownId(run, random);
}

/** Deletes a temporary object with all its records. */
export async function removeTemporaryObject(context: JourneyContext, object: Pick<TemporaryObject, 'id' | 'nameSingular' | 'namePlural'>): Promise<Exchange> {
  const exchange = await createMetadataRestClient(context.http).delete('objects', object.id);
  if ([200, 404].includes(exchange.response.status)) context.run.ledger.removed({ kind: 'object', object: object.namePlural, id: object.nameSingular });
  return exchange;
}
