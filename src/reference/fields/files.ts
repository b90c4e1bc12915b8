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
    return value.map((file: unknown) => {
      if (!isPlainObject(file) || !isUuid(file['fileId']) || typeof file['label'] !== 'string') throw fail('Expected fileId and label');
      const extension = /\.[a-z0-9]+$/i.exec(file['label'])?.[0] ?? '';
      return { fileId: file['fileId'], label: file['label'], extension, url: `/file/files-field/${file['fileId']}` };
    });
  },
  empty: null,
  operators: ['is', 'like'],
};
