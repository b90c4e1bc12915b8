import type { FieldKind } from './kind.js';
import { TEXT_OPERATORS } from './kind.js';
import { parseText } from './scalars.js';

export const text: FieldKind = { parse: (value, { field }) => parseText(value, field.name), empty: '', operators: TEXT_OPERATORS };
