/** A value in a filter. Dates go as ISO text. */
export type FilterValue = string | number | boolean;

/** Operators of the REST filter grammar. */
export type FilterOperator = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'containsAny' | 'is' | 'like' | 'ilike' | 'startsWith' | 'endsWith';

/** One predicate, e.g. `name.firstName[eq]:"Ann"`. `path` is a field, `composite.sub` or `relation.field`. */
export function where(path: string, operator: FilterOperator, value: FilterValue | readonly FilterValue[]): string {
  if (operator === 'is') return `${path}[is]:${String(value)}`;
  if (Array.isArray(value)) return `${path}[${operator}]:[${value.map(listItem).join(',')}]`;
  return `${path}[${operator}]:${quoted(value as FilterValue)}`;
}

/** All of the conditions; the explicit form, because groups side by side without a wrapping `and` are misread by the server. */
export function and(...conditions: string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `and(${conditions.join(',')})`;
}

/** At least one of the conditions. */
export function or(...conditions: string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `or(${conditions.join(',')})`;
}

/** The opposite of a condition. */
export function not(condition: string): string {
  return `not(${condition})`;
}

/**
 * A value in quotes. The grammar has no escape: a value with one kind of quote goes into the other, and one with both can't be
 * written at all.
 */
function quoted(value: FilterValue): string {
  if (typeof value !== 'string') return String(value);
  if (!value.includes('"')) return `"${value}"`;
  if (!value.includes("'")) return `'${value}'`;
  throw new Error(`A filter can't express a value with both kinds of quotes: ${value}`);
}

/** The server splits lists on every comma, even inside quotes. */
function listItem(value: FilterValue): string {
  const text = String(value);
  if (/[,[\]]/.test(text)) throw new Error(`A filter list can't hold a value with a comma or bracket: ${text}`);
  return typeof value === 'string' ? quoted(text) : text;
}
