/** Path of a URL below the base URL, without its query and with single slashes; undefined where it lies elsewhere. */
export function pathBelow(baseUrl: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const base = URL.canParse(baseUrl) ? new URL(baseUrl).pathname.replace(/\/+$/, '') : '';
  const { pathname } = new URL(url);
  return pathname.startsWith(base) ? pathname.slice(base.length).replace(/\/{2,}/g, '/') : undefined;
}
