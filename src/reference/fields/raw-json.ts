import type { FieldKind } from './kind.js';
import { parseJson } from './scalars.js';

export const rawJson: FieldKind = { parse: (value, { field }) => parseJson(value, field.name), empty: null, operators: ['is', 'like'] };
