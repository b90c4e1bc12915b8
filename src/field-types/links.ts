import { compositeSchema, invalidComposites, sameParts, TEXT_SCHEMA, type CompositeParts } from './composite.js';
import type { FieldType } from './field-type.js';
import { ownName } from './naming.js';
import { TEXT_OPERATORS } from './operators.js';
import { isObject, sameJson, sameText } from './sameness.js';

const PARTS: CompositeParts = {
  primaryLinkLabel: { schema: TEXT_SCHEMA, same: sameText },
  primaryLinkUrl: { schema: TEXT_SCHEMA, same: (sent, received) => sameText(plainUrl(sent), plainUrl(received)) },
  secondaryLinks: {
    schema: {
      type: 'array',
      items: { type: 'object', properties: { url: { type: ['string', 'null'] }, label: { type: ['string', 'null'] } } },
    },
    same: (sent, received) => sameJson(plainLinks(sent), plainLinks(received)),
  },
};

/** LINKS: one link and a list of further ones. Scheme and host are stored in lower case, a trailing slash is dropped. */
export const links: FieldType = {
  type: 'LINKS',
  writable: true,
  outputSchema: () => compositeSchema(PARTS),
  valid: (_field, random) => ({
    primaryLinkLabel: random.word.noun(),
    primaryLinkUrl: `https://${random.string.alphanumeric(14).toLowerCase()}.example.com`,
    secondaryLinks: [],
  }),
  boundary: () => [
    {
      label: 'scheme and host in upper case, path in mixed case',
      input: { primaryLinkUrl: 'HTTPS://Conformance-A.Example.COM/Path/Case?Q=1#Frag' },
      output: { primaryLinkLabel: '', primaryLinkUrl: 'https://conformance-a.example.com/Path/Case?Q=1#Frag', secondaryLinks: [] },
    },
    {
      label: 'a trailing slash',
      input: { primaryLinkUrl: 'https://conformance-b.example.com/' },
      output: { primaryLinkLabel: '', primaryLinkUrl: 'https://conformance-b.example.com', secondaryLinks: [] },
    },
    { label: 'percent-encoding', input: { primaryLinkUrl: 'https://conformance-c.example.com/a%2Fb%20c' } },
    { label: 'no scheme', input: { primaryLinkUrl: 'conformance-d.example.com' } },
    { label: 'an address and a port', input: { primaryLinkUrl: 'https://127.0.0.1:8080/conformance' } },
  ],
  invalid: (field) => [
    ...invalidComposites(field),
    { label: 'a text that is no URL', input: { primaryLinkUrl: 'not a url' } },
    { label: 'a script instead of a URL', input: { primaryLinkUrl: 'javascript:alert(1)//conformance' } },
    { label: 'a text as further links', input: { primaryLinkUrl: 'https://conformance-e.example.com', secondaryLinks: 'https://b.example.com' } },
  ],
  propertyNames: ownName,
  openApi: () => ({ types: ['object'], properties: Object.keys(PARTS) }),
  graphql: () => ({ outputTypes: ['Links'], list: false, inputTypes: ['LinksCreateInput', 'LinksUpdateInput'], filterTypes: ['LinksFilterInput'] }),
  filterOperators: TEXT_OPERATORS,
  compares: { primaryLinkLabel: 'text', primaryLinkUrl: 'text', secondaryLinks: 'json' },
  equal: (sent, received) => sameParts(PARTS, sent, received),
};

/** Scheme and host in the form of the URL standard, no trailing slash. */
function plainUrl(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const trimmed = value.trim();
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? '' : 'https://';
  const whole = scheme + trimmed;
  return URL.canParse(whole) ? decoded(new URL(whole).href).slice(scheme.length).replace(/\/$/, '') : trimmed;
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function plainLinks(value: unknown): unknown {
  if (!Array.isArray(value)) return [];
  return value.map((link) => (isObject(link) ? { url: plainUrl(link['url'] ?? ''), label: link['label'] ?? '' } : link));
}
