import type { FieldKind } from './kind.js';
import { COMPARE } from './kind.js';
import { parseNumeric } from './scalars.js';

export const numeric: FieldKind = { parse: (value, { field }) => parseNumeric(value, field.name), empty: null, operators: COMPARE };
