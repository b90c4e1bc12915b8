import type { FieldKind } from './kind.js';
import { invalid, isPlainObject, show } from './kind.js';
import { isUuid } from './scalars.js';

/** What each part of a list of files lacks, by its path. */
function wrongParts(value: unknown): string[] {
  if (!Array.isArray(value)) return [`: Invalid input: expected array, received ${nameOf(value)}`];
  return value.flatMap((file: unknown, at) => {
    if (!isPlainObject(file)) return [`${at}: Invalid input: expected object, received ${nameOf(file)}`];
    const unknown = Object.keys(file).filter((key) => key !== 'fileId' && key !== 'label');
    return [
      ...(typeof file['fileId'] !== 'string' ? [`${at}.fileId: Invalid input: expected string, received ${nameOf(file['fileId'])}`] : isUuid(file['fileId']) ? [] : [`${at}.fileId: Invalid UUID`]),
      ...(typeof file['label'] === 'string' ? [] : [`${at}.label: Invalid input: expected string, received ${nameOf(file['label'])}`]),
      ...(unknown.length > 0 ? [`${at}: Unrecognized key${unknown.length > 1 ? 's' : ''}: ${unknown.map((key) => `"${key}"`).join(', ')}`] : []),
    ];
  });
}

const nameOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

export const files: FieldKind = {
  parse(value, { field }) {
    if (value === null) return null;
    const maximum = Number(field.settings?.['maxNumberOfValues'] ?? 10);
    if (typeof value === 'string' && !isList(value)) {
      const message = `Invalid value "${show(value)}" for FILES field "${field.name}" - It should be an array of objects with "fileId" and "label" properties.`;
      throw invalid(message, message);
    }
    const wrong = wrongParts(value);
    if (wrong.length > 0 || !Array.isArray(value)) {
      throw invalid(`Invalid value "${show(value)}" for FILES field "${field.name}" - ${wrong.join(', ')}`, `Invalid value for FILES field "${field.name}" - ${wrong.join(', ')}`);
    }
    if (value.length > maximum) throw invalid(`Max number of files is ${maximum} for field "${field.name}"`);
    const [file] = value as Array<{ fileId: string }>;
    if (file === undefined) return null;
    // Nothing can be uploaded to this server, so no file is known to it.
    throw invalid(`File not found: ${file['fileId']}`);
  },
  empty: null,
  operators: ['is', 'like'],
};
