import { ApiError } from '../errors.js';
import type { FieldMetadata, ObjectMetadata } from '../model.js';
import { newUuid } from './identifiers.js';

/** One thing that is wrong with an entity. */
export interface Fault {
  code: string;
  message: string;
  userFriendlyMessage?: string;
  value?: unknown;
}

/** One entity of a refused metadata change, with what is wrong with it. */
export interface FaultyEntity {
  status?: 'fail';
  errors: Fault[];
  flatEntityMinimalInformation: Record<string, unknown>;
  metadataName: string;
  type: 'create' | 'update' | 'delete';
}

/** A fault whose message is also the one for people. */
export function fault(code: string, message: string, value?: unknown): Fault {
  return { code, message, userFriendlyMessage: message, ...(value === undefined ? {} : { value }) };
}

/** A faulty object. */
export function faultyObject(
  type: FaultyEntity['type'], errors: Fault[],
  object: Pick<ObjectMetadata, 'nameSingular' | 'namePlural'> & { universalIdentifier?: string },
): FaultyEntity {
  const { universalIdentifier = newUuid(), namePlural, nameSingular } = object;
  return {
    status: 'fail', errors, flatEntityMinimalInformation: { universalIdentifier, namePlural, nameSingular },
    metadataName: 'objectMetadata', type,
  };
}

/** A faulty field. */
export function faultyField(
  type: FaultyEntity['type'], errors: Fault[], field: Pick<FieldMetadata, 'name'> & { universalIdentifier?: string },
  objectUniversalIdentifier: string,
): FaultyEntity {
  const { universalIdentifier = newUuid(), name } = field;
  return {
    status: 'fail', errors, metadataName: 'fieldMetadata', type,
    flatEntityMinimalInformation: { universalIdentifier, name, objectMetadataUniversalIdentifier: objectUniversalIdentifier },
  };
}

/** An index that cannot be made. */
export function faultyIndex(errors: Fault[]): FaultyEntity {
  const universalIdentifier = newUuid();
  const name = `IDX_UNIQUE_${universalIdentifier.replaceAll('-', '').slice(0, 27)}`;
  return { status: 'fail', errors, flatEntityMinimalInformation: { universalIdentifier, name }, metadataName: 'index', type: 'create' };
}

/** A field that could not even be looked at. */
export function earlyFaultyField(type: FaultyEntity['type'], error: Fault): FaultyEntity {
  return { errors: [error], type, metadataName: 'fieldMetadata', flatEntityMinimalInformation: { id: '' } };
}

/** `objectMetadata`, `viewField` … by entity of a refused change. */
export type FaultReport = Record<string, FaultyEntity[]>;

function friendlyMessage(entities: FaultyEntity[]): string {
  const faults = entities.flatMap((entity) => entity.errors);
  if (faults.length > 1) return 'Many validation errors';
  return faults[0]?.userFriendlyMessage ?? 'Metadata validation failed';
}

function nameOfMany(kind: string, count: number): string {
  if (count === 1 || kind.endsWith('Metadata')) return kind;
  return kind === 'index' ? 'indices' : `${kind}s`;
}

/** The refusal of a metadata change: its REST body and its GraphQL extensions list every fault. */
export function validationError(message: string, errors: FaultReport): ApiError {
  const kinds = Object.entries(errors).filter(([, entities]) => entities.length > 0);
  const counts = Object.fromEntries(kinds.map(([kind, entities]) => [kind, entities.length]));
  const summary = { totalErrors: kinds.reduce((sum, [, entities]) => sum + entities.length, 0), ...counts };
  const userFriendlyMessage = friendlyMessage(kinds.flatMap(([, entities]) => entities));
  const reported = Object.fromEntries(kinds);
  const described = kinds.map(([kind, entities]) => `${entities.length} ${nameOfMany(kind, entities.length)}`).join(', ');
  return new ApiError(message, {
    status: 400,
    error: 'METADATA_VALIDATION_ERROR',
    body: { statusCode: 400, error: 'METADATA_VALIDATION_ERROR', message, errors: reported, summary, userFriendlyMessage },
    graphqlCode: 'METADATA_VALIDATION_FAILED',
    userFriendlyMessage,
    extensions: { errors: reported, summary, message: `Validation failed for ${described}` },
  });
}

/** What REST answers where Twenty fails inside: status 500 and an empty object. */
export function internalError(message: string): ApiError {
  return new ApiError(message, { status: 500, error: 'Error', body: {}, graphqlCode: 'INTERNAL_SERVER_ERROR' });
}

/** The answer of a request validator: a list of messages under `message`. */
export function badRequest(message: string | string[]): ApiError {
  const text = Array.isArray(message) ? message.join('; ') : message;
  return new ApiError(text, { status: 400, body: { message, error: 'Bad Request', statusCode: 400 }, graphqlCode: 'BAD_USER_INPUT' });
}
