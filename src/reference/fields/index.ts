import type { FieldType } from '../model.js';
import { actor } from './actor.js';
import { address } from './address.js';
import { array } from './array.js';
import { boolean } from './boolean.js';
import { currency } from './currency.js';
import { dateTime } from './date-time.js';
import { date } from './date.js';
import { emails } from './emails.js';
import { files } from './files.js';
import { fullName } from './full-name.js';
import type { FieldKind } from './kind.js';
import { links } from './links.js';
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

/** What the server knows of each field type. */
export const FIELD_KINDS: Readonly<Record<FieldType, FieldKind>> = {
  ACTOR: actor,
  ADDRESS: address,
  ARRAY: array,
  BOOLEAN: boolean,
  CURRENCY: currency,
  DATE: date,
  DATE_TIME: dateTime,
  EMAILS: emails,
  FILES: files,
  FULL_NAME: fullName,
  LINKS: links,
  MORPH_RELATION: relation,
  MULTI_SELECT: multiSelect,
  NUMBER: number,
  NUMERIC: numeric,
  PHONES: phones,
  POSITION: position,
  RATING: rating,
  RAW_JSON: rawJson,
  RELATION: relation,
  RICH_TEXT: richText,
  SELECT: select,
  TEXT: text,
  TS_VECTOR: tsVector,
  UUID: uuid,
};
