import type { FieldKind } from './kind.js';
import { invalid, isPlainObject, show } from './kind.js';
import { isUuid } from './scalars.js';

export const files: FieldKind = {
  parse(value, { field }) {
    if (value === null) return null;
    const maximum = Number(field.settings?.['maxNumberOfValues'] ?? 10);
    const fail = (why: string): Error => invalid(`Invalid value ${show(value)} for FILES field "${field.name}" - ${why}`);
    if (!Array.isArray(value)) throw fail('Expected array of files');
    if (value.length > maximum) throw invalid(`Max number of files is ${maximum} for field "${field.name}"`);
    const [file] = value as unknown[];
    if (file === undefined) return [];
    if (!isPlainObject(file) || !isUuid(file['fileId']) || typeof file['label'] !== 'string') throw fail('Expected fileId and label');
    // Nothing can be uploaded to this server, so no file is known to it.
    throw invalid(`File not found: ${file['fileId']}`);
  },
  empty: null,
  operators: ['is', 'like'],
};
