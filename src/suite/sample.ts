import { joinColumn } from '../field-types/relation.js';
import type { Exchange } from '../http/exchange.js';
import type { ObjectModel } from '../workspace/model.js';
import type { JourneyContext } from './journey.js';
import { permissionDenied } from './assert.js';
import { requiredParents, samplePayload } from './payload.js';
import { notWritable } from './subjects.js';

/** A record that the run made: what was sent and what came back. */
export interface Sample {
  id: string;
  payload: Record<string, unknown>;
  exchange: Exchange;
}

/** Chains of required parents longer than this are taken for a cycle. */
const MAX_DEPTH = 4;

/**
 * Creates a record with a typical value in every plain field, its required parents first where `overrides` does not name them.
 * Halts the journey where a parent can't be made; the answer to the create itself is the caller's to judge.
 */
export async function createSample(context: JourneyContext<never> | JourneyContext, object: ObjectModel, overrides: Record<string, unknown> = {}, depth = 0): Promise<Sample> {
  const journey = context as JourneyContext;
  const payload: Record<string, unknown> = samplePayload(object, journey, journey.run.marker);
  for (const field of requiredParents(object)) {
    const column = joinColumn(field);
    if (column in overrides) continue;
    const parent = journey.model.objects.find(({ nameSingular }) => nameSingular === field.relation?.targetObject);
    if (!parent || depth >= MAX_DEPTH) return journey.halt(`no '${field.relation?.targetObject ?? field.name}' can be made, which '${object.nameSingular}' requires`);
    const closed = notWritable(parent);
    if (closed) return journey.halt(`'${object.nameSingular}' requires a '${parent.nameSingular}', and ${closed}`);
    const made = await createSample(journey, parent, {}, depth + 1);
    if (made.exchange.response.status !== 201) return journey.halt(`the required '${parent.nameSingular}' could not be created: ${made.exchange.response.text.slice(0, 200)}`);
    payload[column] = made.id;
  }
  const id = journey.newId(object);
  Object.assign(payload, { id }, overrides);
  const exchange = await journey.rest.create(object.namePlural, payload);
  if (permissionDenied(exchange)) {
    journey.gone(object, id);
    return journey.leave(`the role of the key may not create a '${object.nameSingular}'`);
  }
  return { id, payload, exchange };
}

/** Destroys a record that the run made. One that is not there any more counts as gone; what can't be removed stays in the ledger for the clean-up. */
export async function destroySample({ rest, gone }: Pick<JourneyContext, 'rest' | 'gone'>, object: ObjectModel, id: string): Promise<void> {
  const { status } = (await rest.destroy(object.namePlural, id)).response;
  if (status === 200 || status === 404) gone(object, id);
}
