import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { invalid } from './kind.js';
import { toBlocks, toMarkdown } from './markdown.js';
import { parseText } from './scalars.js';

const EMPTY = { blocknote: null, markdown: '' };

function parseBlocks(value: unknown, path: string): string | null {
  const given = parseText(value, path);
  if (given === '') return null;
  try {
    JSON.parse(given);
  } catch {
    throw invalid(`Invalid blocknote value for field "${path}" - must contain valid JSON`, 'Invalid value for rich text.');
  }
  return given;
}

/** Two forms of one text: a side that is not given is made from the other. */
export const richText: FieldKind = {
  parse(value, input) {
    if (value === null) return { ...EMPTY };
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
