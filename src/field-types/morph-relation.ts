import type { FieldType } from './field-type.js';
import { relation } from './relation.js';

/** MORPH_RELATION: metadata lists one field for each possible target, and each of them is an ordinary relation of its own. */
export const morphRelation: FieldType = { ...relation, type: 'MORPH_RELATION' };
