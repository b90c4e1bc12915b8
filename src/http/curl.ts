import type { Exchange } from './exchange.js';

/** Headers that curl or the server's framework adds by itself, left out for shortness. */
const OWN = new Set(['user-agent', 'content-length', 'host', 'connection']);

/** A shell line that repeats the request; keys stand in it as environment variables. */
export function curlOf(exchange: Exchange): string {
  const { method, url, headers, body } = exchange.request;
  const parts = ['curl -sS -g -i'];
  if (method === 'HEAD') parts.push('-I');
  else if (method !== 'GET') parts.push(`-X ${method}`);
  parts.push(quote(url));
  for (const [name, value] of Object.entries(headers)) {
    if (OWN.has(name.toLowerCase())) continue;
    const variable = /^Bearer (\$[A-Z_]+)$/.exec(value);
    parts.push(variable ? `-H "${name}: Bearer ${variable[1]}"` : `-H ${quote(`${name}: ${value}`)}`);
  }
  if (body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
