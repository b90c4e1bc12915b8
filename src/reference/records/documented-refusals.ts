import { ApiError } from '../errors.js';
import { invalid, isPlainObject, show } from '../fields/kind.js';
import type { ObjectMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';

/** Refuses what a server that keeps its documents refuses and stock Twenty lets through or stumbles over. */
export function refuseAsDocumented(object: ObjectMetadata, data: unknown, quirks: QuirkSet): void {
  const refusesNul = !quirks.has('nul-character-500');
  const refusesFractions = !quirks.has('openapi-number-integer');
  if (!isPlainObject(data) || !(refusesNul || refusesFractions)) return;
  for (const field of object.fields) {
    const value = data[field.name];
    if (refusesNul && holdsNul(value)) throw invalid(`Invalid value ${show(value)} for field "${field.name}": a text can't hold the character U+0000`);
    const { dataType } = field.settings ?? {};
    const whole = field.type === 'NUMBER' && (dataType === 'int' || dataType === 'bigint');
    if (refusesFractions && whole && typeof value === 'number' && !Number.isInteger(value)) {
      throw invalid(`Invalid number value ${show(value)} for field "${field.name}": an integer is expected`);
    }
  }
}

/** What was thrown, in the words of a server that keeps its documents. */
export function inPlainWords(error: unknown, quirks: QuirkSet): unknown {
  const plain = error instanceof ApiError && !quirks.has('refusals-of-the-database') ? error.options.plain : undefined;
  return plain === undefined ? error : new ApiError(plain, (error as ApiError).options);
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}
