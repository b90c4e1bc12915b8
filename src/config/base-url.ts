/** API paths that users copy along with the base URL. */
const API_SUFFIX = /\/(?:rest(?:\/(?:core|metadata|open-api(?:\/\w+)?))?|graphql|metadata|open-api(?:\/\w+)?)$/i;

/** Brings a base URL into its normal form: http or https, no trailing slash, no API path, query or fragment. */
export function normaliseBaseUrl(given: string): { url: string } | { problem: string } {
  const text = given.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return { problem: `'${text}' is no absolute URL; write it with its scheme, e.g. https://${text.replace(/^\/+/, '') || 'api.twenty.com'}` };
  }
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    return { problem: `'${text}' can't be read as a URL` };
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return { problem: `'${text}' has the scheme '${parsed.protocol.slice(0, -1)}'; only http and https are possible` };
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return { problem: `the URL of ${parsed.host} holds a user name or password; leave it out and give the key in TWENTY_API_KEY` };
  }
  let path = parsed.pathname.replace(/\/+$/, '');
  path = path.replace(API_SUFFIX, '').replace(/\/+$/, '');
  return { url: parsed.origin + path };
}

/** Whether a URL is one of this machine alone. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
