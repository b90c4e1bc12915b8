import { validateRecord } from '../contract/record-schema.js';
import type { ObjectModel } from '../workspace/model.js';
import { withoutTemporary } from '../workspace/without-temporary.js';

/** What is wrong with a record as metadata describes it. Keys that lead to temporary objects of this and other runs come and go with those and are left aside. */
export function recordProblems(object: ObjectModel, value: unknown): string[] {
  return validateRecord(object, withoutTemporary(value));
}
