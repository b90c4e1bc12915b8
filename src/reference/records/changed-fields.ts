import { isDeepStrictEqual } from 'node:util';
import type { ObjectMetadata, StoredRecord } from '../model.js';
import { joinColumn } from './columns.js';

/** Columns that change by themselves with every write. */
const DERIVED = new Set(['updatedAt', 'searchVector']);

/** What an event names as changed: fields by name, and a relation both by name and by foreign key. Morph relations are not named. */
export function changedFields(object: ObjectMetadata, before: StoredRecord, after: StoredRecord): string[] {
  const plain: string[] = [];
  const relations: string[] = [];
  for (const field of object.fields) {
    if (DERIVED.has(field.name) || field.type === 'MORPH_RELATION') continue;
    const column = field.type === 'RELATION' ? joinColumn(field) : field.name;
    if (column === undefined || isDeepStrictEqual(before[column], after[column])) continue;
    if (column === field.name) plain.push(field.name);
    else relations.push(field.name, column);
  }
  return [...plain, ...relations];
}
