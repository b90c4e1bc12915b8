import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { isObject } from './sameness.js';

/** FILES: references to uploaded files. A file cannot be made up, so the only value to send is none. */
export const files: FieldType = {
  type: 'FILES',
  writable: true,
  outputSchema: () => ({
    type: ['array', 'null'],
    items: {
      type: 'object',
      properties: {
        fileId: { type: 'string', format: 'uuid' },
        label: { type: 'string' },
        extension: { type: ['string', 'null'] },
        url: { type: ['string', 'null'] },
      },
      required: ['fileId', 'label'],
    },
  }),
  valid: () => null,
  boundary: (field) => (field.isNullable ? [{ label: 'null', input: null }] : []),
  invalid: () => [
    { label: 'a text', input: 'file.txt' },
    { label: 'a file without an id', input: [{ label: 'file.txt' }] },
    { label: 'a file whose id is no UUID', input: [{ fileId: 'nope', label: 'file.txt' }] },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['array'], itemType: 'object' }),
  graphql: () => ({ outputTypes: ['FileObject'], list: true, inputTypes: ['FileItemInput'], filterTypes: ['RawJsonFilter'] }),
  filterOperators: ['is', 'like'],
  compares: 'json',
  equal: (sent, received) => JSON.stringify(fileIds(sent)) === JSON.stringify(fileIds(received)),
};

function fileIds(value: unknown): unknown[] {
  return Array.isArray(value) ? value.map((file) => (isObject(file) ? file['fileId'] : file)) : [];
}
