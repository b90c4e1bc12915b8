/** The value of a JSON text; undefined where it is empty or no JSON. */
export function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands before JSON to no avail: a byte order mark, a guard against inclusion as a script. */
const BEFORE = /^\ufeff?(?:\)\]\}'?,?\s*)?/;

/** The value of a JSON text, read past stray characters before and after it, so that what it says can be judged apart from them. Undefined where there is none. */
export function readJson(text: string): unknown {
  const strict = parseOrUndefined(text);
  if (strict !== undefined || !/^[\ufeff)\s]*[{[]/.test(text.replace(BEFORE, ''))) return strict;
  const cleared = text.replace(BEFORE, '');
  try {
    return JSON.parse(cleared);
  } catch (error) {
    const end = /after JSON at position (\d+)/.exec(String(error))?.[1];
    return end === undefined ? undefined : parseOrUndefined(cleared.slice(0, Number(end)));
  }
}
