/**
 * Whether a text is the beginning of a JSON object or array that ends in the midst of it. Stray bytes before, within or after a whole
 * document are another thing: no transport adds those.
 */
export function isCutJson(text: string): boolean {
  const start = text.trimStart();
  if (start[0] !== '{' && start[0] !== '[') return false;
  const open: string[] = [];
  let inString = false;
  for (let at = 0; at < start.length; at += 1) {
    const char = start[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') open.push(char);
    else if (char === '}' || char === ']') {
      if (open.pop() !== (char === '}' ? '{' : '[')) return false;
      if (open.length === 0) return false;
    }
  }
  return true;
}
