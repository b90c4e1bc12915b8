import type { FieldKind } from './kind.js';
import { COMPARE } from './kind.js';
import { parseUuid } from './scalars.js';

export const uuid: FieldKind = { parse: (value, { field }) => parseUuid(value, field.name), empty: null, operators: COMPARE };
