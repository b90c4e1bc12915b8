import type { FieldType } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { arrayOf, nullable, objectOf, TEXT, UUID, type Schema } from './schema.js';

/** Whether a schema describes what is sent or what is answered. */
export type Direction = 'create' | 'update' | 'response';

const SOURCES = ['EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK'];
const NUMBER: Schema = { type: 'number' };

function actor(direction: Direction, quirks: QuirkSet, orNull: (schema: Schema) => Schema): Schema {
  const isShort = quirks.has('openapi-actor-incomplete');
  const source = orNull({ type: 'string', enum: isShort ? SOURCES : [...SOURCES, 'APPLICATION'] });
  if (direction !== 'response') return objectOf({ source });
  return objectOf({
    source, workspaceMemberId: orNull(UUID), name: orNull(TEXT), ...(isShort ? {} : { context: orNull({ type: 'object' }) }),
  });
}

function phones(orNull: (schema: Schema) => Schema): Schema {
  return objectOf({
    additionalPhones: orNull(arrayOf(objectOf({ number: TEXT, countryCode: TEXT, callingCode: TEXT }))),
    primaryPhoneCountryCode: orNull(TEXT), primaryPhoneCallingCode: orNull(TEXT), primaryPhoneNumber: orNull(TEXT),
  });
}

function files(direction: Direction): Schema {
  return arrayOf(objectOf({
    fileId: UUID, label: TEXT, ...(direction === 'response' ? { extension: TEXT, url: TEXT } : {}),
  }));
}

/** Schema of a composite value, or undefined for a type that is none. */
export function compositeSchema(type: FieldType, direction: Direction, quirks: QuirkSet): Schema | undefined {
  const orNull = (schema: Schema): Schema => (quirks.has('openapi-never-nullable') ? schema : nullable(schema));
  const strict = quirks.has('openapi-strict-texts');
  switch (type) {
    case 'FULL_NAME': return objectOf({ firstName: orNull(TEXT), lastName: orNull(TEXT) });
    case 'EMAILS': return objectOf({
      primaryEmail: orNull(TEXT), additionalEmails: orNull(arrayOf(strict ? { type: 'string', format: 'email' } : TEXT)),
    });
    case 'PHONES': return phones(orNull);
    case 'LINKS': return objectOf({
      primaryLinkLabel: orNull(TEXT), primaryLinkUrl: orNull(TEXT),
      secondaryLinks: orNull(arrayOf({
        type: 'object', description: 'A secondary link',
        properties: { url: strict ? { type: 'string', format: 'uri' } : orNull(TEXT), label: orNull(TEXT) },
      })),
    });
    case 'CURRENCY': return objectOf({ amountMicros: orNull(NUMBER), currencyCode: orNull(TEXT) });
    case 'ADDRESS': return objectOf({
      ...Object.fromEntries(['Street1', 'Street2', 'City', 'Postcode', 'State', 'Country'].map((part) => [`address${part}`, orNull(TEXT)])),
      addressLat: orNull(NUMBER), addressLng: orNull(NUMBER),
    });
    case 'ACTOR': return actor(direction, quirks, orNull);
    case 'RICH_TEXT': return objectOf({ blocknote: orNull(TEXT), markdown: orNull(TEXT) });
    case 'FILES': return files(direction);
    default: return undefined;
  }
}
