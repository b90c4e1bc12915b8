import { compositeSchema, invalidComposites, sameParts, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { sameJson } from './sameness.js';

const PARTS: CompositeParts = {
  blocknote: { schema: { type: ['string', 'null'] }, same: (sent, received) => sameJson(blocks(sent), blocks(received)) },
  markdown: { schema: { type: ['string', 'null'] }, same: (sent, received) => plain(sent) === plain(received) },
};

const EMPTY_PARAGRAPH = '[{"id":"a","type":"paragraph","props":{},"content":[],"children":[]}]';

const FIFTY_BLOCKS = JSON.stringify(Array.from({ length: 50 }, (_, index) => ({ id: `b${index}`, type: 'paragraph', props: {}, content: [{ type: 'text', text: `block ${index}`, styles: {} }], children: [] })));

/** RICH_TEXT: the same text as Markdown and as a JSON list of blocks; the server derives the one that is missing. */
export const richText: FieldType = {
  type: 'RICH_TEXT',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({ markdown: `${random.word.words(4)} ${random.string.alphanumeric(8)}` }),
  boundary: () => [
    { label: 'both forms', input: { markdown: 'md', blocknote: EMPTY_PARAGRAPH } },
    { label: 'letters of many scripts', input: { markdown: 'é漢字😀' } },
    { label: 'fifty blocks', input: { blocknote: FIFTY_BLOCKS } },
  ],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a number', input: 5 },
    { label: 'a number as Markdown', input: { markdown: 5 } },
    { label: 'blocks that are no JSON', input: { blocknote: 'not json' } },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['RichText', 'RichTextV2'], list: false, inputTypes: ['RichTextCreateInput', 'RichTextUpdateInput', 'RichTextV2CreateInput', 'RichTextV2UpdateInput'], filterTypes: ['RichTextFilterInput', 'RichTextV2FilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { blocknote: 'text', markdown: 'text' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};

function plain(value: unknown): string {
  return typeof value === 'string' ? value.trimEnd() : '';
}

function blocks(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
