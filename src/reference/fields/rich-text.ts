import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { invalid, isPlainObject } from './kind.js';
import { parseText } from './scalars.js';

const EMPTY = { blocknote: null, markdown: '' };

function parseBlocks(value: unknown, path: string): string | null {
  const given = parseText(value, path);
  if (given === '') return null;
  try {
    JSON.parse(given);
  } catch {
    throw invalid(`Invalid blocknote value for field "${path}" - must contain valid JSON`);
  }
  return given;
}

/** Two forms of one text: a side that is not given is made from the other. */
export const richText: FieldKind = {
  parse(value, input) {
    if (value === null) throw invalid("Cannot read properties of null (reading 'blocknote')");
    const parsed = parseComposite(value, input, 'rich text', { blocknote: parseBlocks, markdown: parseText }, EMPTY);
    const given = value as Record<string, unknown>;
    if (given['blocknote'] && !given['markdown']) parsed['markdown'] = toMarkdown(parsed['blocknote'] as string);
    if (given['markdown'] && !given['blocknote']) parsed['blocknote'] = toBlocks(parsed['markdown'] as string);
    return parsed;
  },
  empty: EMPTY,
  operators: [],
  subFields: { blocknote: { type: 'TEXT' }, markdown: { type: 'TEXT' } },
};

function toMarkdown(blocknote: string): string {
  const blocks: unknown = JSON.parse(blocknote);
  if (!Array.isArray(blocks)) return '';
  const lines = blocks.filter(isPlainObject).map((block) => {
    const content: unknown[] = Array.isArray(block['content']) ? block['content'] : [];
    return content.map((part) => (isPlainObject(part) ? String(part['text'] ?? '') : '')).join('');
  });
  return lines.length === 0 ? '' : `${lines.join('\n\n')}\n`;
}

function toBlocks(markdown: string): string {
  const props = { backgroundColor: 'default', textColor: 'default', textAlignment: 'left' };
  const blocks = markdown.split(/\n{2,}/).map((text, index) => ({
    id: `block-${index}`,
    type: 'paragraph',
    props,
    content: [{ type: 'text', text, styles: {} }],
    children: [],
  }));
  return JSON.stringify(blocks);
}
