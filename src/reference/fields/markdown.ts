import { randomUUID } from 'node:crypto';
import { isPlainObject } from './kind.js';

interface Inline {
  type: 'text';
  text: string;
  styles: Record<string, boolean>;
}

const PROPS = { backgroundColor: 'default', textColor: 'default', textAlignment: 'left' };
const STYLES: Array<[RegExp, string]> = [
  [/^\*\*([^*]+)\*\*/, 'bold'],
  [/^\*([^*]+)\*/, 'italic'],
  [/^`([^`]+)`/, 'code'],
];

/** The plain text of editor blocks, one paragraph a block. */
export function toMarkdown(blocknote: string): string {
  const blocks: unknown = JSON.parse(blocknote);
  if (!Array.isArray(blocks)) return '';
  const lines = blocks.filter(isPlainObject).map((block) => {
    const content: unknown[] = Array.isArray(block['content']) ? block['content'] : [];
    return content.map((part) => (isPlainObject(part) ? String(part['text'] ?? '') : '')).join('');
  });
  return lines.length === 0 ? '' : `${lines.join('\n\n')}\n`;
}

/** Editor blocks of markdown: headings, list items and paragraphs with their bold, italic and code parts. */
export function toBlocks(markdown: string): string {
  const lines = markdown.split(/\n+/).filter((line) => line.trim() !== '');
  return JSON.stringify(lines.map(block));
}

function block(line: string): Record<string, unknown> {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  const item = /^[-*] (.*)$/.exec(line);
  const shape = heading
    ? { type: 'heading', props: { ...PROPS, level: heading[1]?.length ?? 1, isToggleable: false }, text: heading[2] ?? '' }
    : { type: item ? 'bulletListItem' : 'paragraph', props: PROPS, text: item?.[1] ?? line };
  return { id: randomUUID(), type: shape.type, props: shape.props, content: inlines(shape.text), children: [] };
}

function inlines(text: string): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push({ type: 'text', text: plain, styles: {} });
    plain = '';
  };
  for (let rest = text; rest !== ''; ) {
    const found = STYLES.map(([pattern, style]) => ({ match: pattern.exec(rest), style })).find((one) => one.match);
    if (found?.match) {
      flush();
      parts.push({ type: 'text', text: found.match[1] ?? '', styles: { [found.style]: true } });
      rest = rest.slice(found.match[0].length);
    } else {
      plain += rest.charAt(0);
      rest = rest.slice(1);
    }
  }
  flush();
  return parts;
}
