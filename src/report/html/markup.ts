/** HTML that is safe by construction: whatever is put into the template is escaped unless it is markup already. */

/** A piece of finished HTML. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Value = string | number | Markup | undefined | readonly (string | number | Markup | undefined)[];

/** Template tag: `html\`<p>${text}</p>\`` with every value escaped. Attribute values must be quoted. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (parts[index + 1] ?? '');
  });
  return new Markup(text);
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(render).join('');
}

/** Text that means itself in HTML text and in quoted attribute values. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\u0000]/g, (char) => ESCAPES[char] ?? '');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\u0000': '\uFFFD' };
