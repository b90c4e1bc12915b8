import type { FieldMetadata, ObjectMetadata, StoredRecord } from '../model.js';

const SEARCHED: Record<string, string[]> = {
  company: ['name', 'domainName'],
  person: ['name', 'emails', 'phones', 'jobTitle'],
  note: ['title', 'bodyV2'],
  task: ['title', 'bodyV2'],
};

/** The searched words of a record with their places, as the database prints them. */
export function searchVector(object: ObjectMetadata, record: StoredRecord): string {
  const identifier = object.fields.find((field) => field.id === object.labelIdentifierFieldMetadataId);
  const names = SEARCHED[object.nameSingular] ?? (identifier ? [identifier.name] : []);
  const places = new Map<string, number[]>();
  let place = 0;
  for (const word of names.flatMap((name) => words(object.fields.find((field) => field.name === name), record[name]))) {
    places.set(word, [...(places.get(word) ?? []), ++place]);
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, at]) => `'${word.replaceAll("'", "''")}':${at.join(',')}`)
    .join(' ');
}

function words(field: FieldMetadata | undefined, value: unknown): string[] {
  if (!field || value === null || value === undefined) return [];
  const parts = typeof value === 'object' ? (field.type === 'RICH_TEXT' ? [(value as { markdown?: unknown }).markdown] : Object.values(value).flat()) : [value];
  return parts.filter((part) => typeof part === 'string').flatMap((part) => part.toLowerCase().split(/[^\p{L}\p{N}@.+_-]+/u)).filter((word) => word !== '');
}
