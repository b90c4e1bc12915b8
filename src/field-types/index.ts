import { actor } from './actor.js';
import { address } from './address.js';
import { array } from './array.js';
import { boolean } from './boolean.js';
import { currency } from './currency.js';
import { dateTime } from './date-time.js';
import { date } from './date.js';
import { emails } from './emails.js';
import type { FieldType } from './field-type.js';
import { files } from './files.js';
import { fullName } from './full-name.js';
import { links } from './links.js';
import { morphRelation } from './morph-relation.js';
import { multiSelect } from './multi-select.js';
import { number } from './number.js';
import { numeric } from './numeric.js';
import { phones } from './phones.js';
import { position } from './position.js';
import { rating } from './rating.js';
import { rawJson } from './raw-json.js';
import { relation } from './relation.js';
import { richText } from './rich-text.js';
import { select } from './select.js';
import { text } from './text.js';
import { tsVector } from './ts-vector.js';
import { uuid } from './uuid.js';

/** Every field type that the suite knows. */
export const ALL_FIELD_TYPES: readonly FieldType[] = [
  actor, address, array, boolean, currency, date, dateTime, emails, files, fullName, links, morphRelation, multiSelect,
  number, numeric, phones, position, rating, rawJson, relation, richText, select, text, tsVector, uuid,
];

const BY_NAME: ReadonlyMap<string, FieldType> = new Map(ALL_FIELD_TYPES.map((entry) => [entry.type, entry]));

/** What the suite knows of a type; undefined for one that is newer than the suite. */
export function fieldType(type: string): FieldType | undefined {
  return BY_NAME.get(type);
}

export type { FieldType, JsonSchema, OpenApiExpectation, GraphqlExpectation } from './field-type.js';
