/** Deep equality of JSON values; the order of object keys does not matter. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right) || (left === 0 && right === 0)) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameJson(item, right[index]))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && sameJson(left[key], right[key]));
}

/** A plain JSON object, neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Twenty stores an empty text as NULL and answers it as an empty text: both ways are the same text. */
export function sameText(sent: unknown, received: unknown): boolean {
  return (sent ?? '') === (received ?? '');
}

/** Numbers, of which some types also take the text form. */
export function sameNumber(sent: unknown, received: unknown): boolean {
  if (sent === null || sent === undefined || received === null || received === undefined) return (sent ?? null) === (received ?? null);
  return Number(sent) === Number(received);
}
