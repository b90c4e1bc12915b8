import type { Column } from './columns.js';

const SURROGATE = /[\ud800-\udfff]/;

/** Text in the order of its code points, which is that of its UTF-16 units but for letters beyond 16 bits. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/** Order of two values of a column that are not null. */
export function compareValues(column: Column, a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
      const order = compareScalars(column, a[index], b[index]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  return compareScalars(column, a, b);
}

function compareScalars(column: Column, a: unknown, b: unknown): number {
  if (column.values && typeof a === 'string' && typeof b === 'string') return column.values.indexOf(a) - column.values.indexOf(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return compareJson(a, b);
}

/** jsonb order: objects over arrays over scalars, then by size, then by content. */
function compareJson(a: unknown, b: unknown): number {
  const rank = (value: unknown): number => (Array.isArray(value) ? 4 : typeof value === 'object' && value !== null ? 5 : 1);
  const size = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.keys(value).length : 0);
  return rank(a) - rank(b) || size(a) - size(b) || compareText(JSON.stringify(a), JSON.stringify(b));
}
