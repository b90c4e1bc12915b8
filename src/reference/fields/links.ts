import { domainToASCII } from 'node:url';
import { parseComposite } from './composite.js';
import type { FieldKind } from './kind.js';
import { coded, isPlainObject } from './kind.js';
import { fromJsonText, noJson, parseText } from './scalars.js';

const EMPTY = { primaryLinkLabel: '', primaryLinkUrl: '', secondaryLinks: [] };
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$|^\d{1,3}(?:\.\d{1,3}){3}$/i;
const badUrl = (): Error => coded('The URL of the link is not valid', 'INVALID_URL', 'Invalid URL format.');

/** Scheme and host in lower case, no slash at the end. Text without a scheme stays as it is. */
function parseUrl(value: unknown, path: string): string {
  const given = parseText(value, path).trim();
  if (given === '') return '';
  const scheme = /^https?:\/\//i.exec(given)?.[0];
  if (!scheme) {
    const host = given.split(/[/?#:]/, 1)[0] ?? '';
    if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(given) || /\s/.test(given) || !HOST.test(domainToASCII(host))) throw badUrl();
    return given;
  }
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw badUrl();
  }
  if (!HOST.test(url.hostname)) throw badUrl();
  const rest = given.slice(scheme.length).replace(/^[^/?#]*/, '');
  return `${url.protocol}//${url.host}${rest}`.replace(/\/$/, '');
}

function parseSecondary(value: unknown, path: string): Array<{ url: string; label: string }> {
  if (value === null) return [];
  const list = fromJsonText(value, path);
  if (!Array.isArray(list)) throw noJson(value, path);
  return list
    .map((link: unknown) => (isPlainObject(link) ? { url: parseUrl(link['url'], path), label: parseText(link['label'], path) } : { url: '', label: '' }))
    .filter((link) => link.url !== '');
}

export const links: FieldKind = {
  parse(value, input) {
    const parsed = parseComposite(value, input, 'links', { primaryLinkLabel: parseText, primaryLinkUrl: parseUrl, secondaryLinks: parseSecondary }, EMPTY);
    if (parsed['primaryLinkUrl'] !== '') return parsed;
    // A list of links has no gap at its head: the first secondary link moves up, a label without a link goes.
    const [first, ...others] = parsed['secondaryLinks'] as Array<{ url: string; label: string }>;
    return { primaryLinkLabel: first?.label ?? '', primaryLinkUrl: first?.url ?? '', secondaryLinks: others };
  },
  empty: EMPTY,
  operators: [],
  subFields: { primaryLinkLabel: { type: 'TEXT' }, primaryLinkUrl: { type: 'TEXT' }, secondaryLinks: { type: 'RAW_JSON' } },
};
