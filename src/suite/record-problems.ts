import { validateRecord } from '../contract/record-schema.js';
import type { ObjectModel } from '../workspace/model.js';
import { isTemporaryName } from './temporary-object.js';

/** What is wrong with a record as metadata describes it. Keys that lead to the run's own temporary objects come and go with those and are left aside. */
export function recordProblems(object: ObjectModel, value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return validateRecord(object, value);
  return validateRecord(object, Object.fromEntries(Object.entries(value).filter(([key]) => !leadsToTemporaryObject(key))));
}

/** `targetZzConformanceAbcId`, `targetZzConformanceAbc`. */
function leadsToTemporaryObject(key: string): boolean {
  const match = /^target(Z\w+?)(Id)?$/.exec(key);
  return match?.[1] !== undefined && isTemporaryName(match[1].charAt(0).toLowerCase() + match[1].slice(1));
}
