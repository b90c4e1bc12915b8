import { fieldType, temporaryFieldName, type FieldBody, type FieldModel, type TemporaryObject } from '../../src/suite/index.js';

/** One way to make a field: a type, and for relations the side on which one record stands. */
export interface Kind {
  /** Tells the kind in reports: the type, and what tells it from another kind of the type. */
  label: string;
  type: string;
  settings?: Record<string, unknown>;
  relationType?: FieldBody['relationType'];
  /** As metadata takes it: texts are literals of the database, in single quotes. */
  defaultValue?: unknown;
  /** What a record shows that was made without a value; a test, where no one value is right. */
  shows?: unknown;
}

const OPTIONS = ['ZZ_ONE', 'ZZ_TWO', 'ZZ_THREE'];

/** Every type of field that a client can make. */
export const KINDS: readonly Kind[] = [
  { type: 'TEXT', defaultValue: "'as made'", shows: 'as made' },
  { type: 'NUMBER', defaultValue: 7, shows: 7 },
  { type: 'BOOLEAN', defaultValue: true, shows: true },
  { type: 'DATE', defaultValue: "'2024-02-29'", shows: '2024-02-29' },
  { type: 'DATE_TIME', defaultValue: 'now', shows: (value: unknown) => Math.abs(Date.parse(String(value)) - Date.now()) < 5 * 60_000 },
  { type: 'SELECT', defaultValue: "'ZZ_TWO'", shows: 'ZZ_TWO' },
  { type: 'MULTI_SELECT', defaultValue: ["'ZZ_TWO'", "'ZZ_ONE'"], shows: ['ZZ_TWO', 'ZZ_ONE'] },
  { type: 'RATING', defaultValue: "'RATING_3'", shows: 'RATING_3' },
  { type: 'ARRAY', defaultValue: ["'a'", "'b'"], shows: ['a', 'b'] },
  { type: 'RAW_JSON', defaultValue: { zz: 1 }, shows: { zz: 1 } },
  { type: 'CURRENCY', defaultValue: { amountMicros: null, currencyCode: "'EUR'" }, shows: { amountMicros: null, currencyCode: 'EUR' } },
  { type: 'EMAILS' },
  { type: 'PHONES', defaultValue: { primaryPhoneNumber: "''", primaryPhoneCountryCode: "'FR'", primaryPhoneCallingCode: "'+33'", additionalPhones: null }, shows: { primaryPhoneNumber: '', primaryPhoneCountryCode: 'FR', primaryPhoneCallingCode: '+33', additionalPhones: null } },
  { type: 'LINKS' },
  { type: 'ADDRESS', defaultValue: { addressCity: "'Oslo'", addressCountry: "'Norway'" }, shows: { addressCity: 'Oslo', addressCountry: 'Norway' } },
  { type: 'FULL_NAME', defaultValue: { firstName: "'Ann'", lastName: "'Lee'" }, shows: { firstName: 'Ann', lastName: 'Lee' } },
  { type: 'RICH_TEXT' },
  { type: 'UUID', defaultValue: 'uuid', shows: (value: unknown) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(value)) },
  { type: 'ACTOR' },
  { type: 'FILES', settings: { maxNumberOfValues: 3 } },
  { type: 'RELATION' },
  { label: 'RELATION one-to-many', type: 'RELATION', relationType: 'ONE_TO_MANY' as const },
  { type: 'MORPH_RELATION' },
].map((kind) => ({ label: kind.type, ...kind }));

/** No name is the beginning of another. */
export function nameOf({ type, relationType }: Kind): string {
  return temporaryFieldName(type, relationType === 'ONE_TO_MANY' ? 'Many' : 'One');
}

/** What makes the field; relations lead to `target`. */
export function bodyOf(kind: Kind, target: TemporaryObject): FieldBody & { label: string; inverseLabel: string } {
  const { label, type, settings, relationType, defaultValue } = kind;
  return {
    type,
    name: nameOf(kind),
    label: `Zz ${label.toLowerCase().replaceAll('_', ' ')}`,
    inverseLabel: `Zz ${label.toLowerCase().replaceAll(/[_-]/g, ' ')} inverse`,
    ...(settings ? { settings } : {}),
    ...(relationType ? { relationType } : {}),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(type.endsWith('SELECT') ? { options: OPTIONS } : {}),
    ...(type.endsWith('RELATION') ? { targets: [target] } : {}),
  };
}

/** Whether a record that was made without a value shows the default. */
export function expectedDefault({ type, shows }: Kind, value: unknown): boolean {
  return typeof shows === 'function' ? (shows as (value: unknown) => boolean)(value) : fieldType(type)?.equal(shows, value) ?? false;
}

/** The property that is written: the field's own name, or the key of a relation; none on the one side of a relation. */
export function propertyOf(field: FieldModel): string | undefined {
  return fieldType(field.type)?.propertyNames(field)[0];
}

/** A GraphQL selection of what is written. */
export function selectionOf(field: FieldModel): string {
  if (field.type === 'FILES') return `${field.name} { fileId label }`;
  if (field.type === 'ACTOR') return `${field.name} { source workspaceMemberId name context }`;
  const parts = fieldType(field.type)?.openApi(field)?.properties;
  return parts ? `${field.name} { ${parts.join(' ')} }` : propertyOf(field) ?? field.name;
}
