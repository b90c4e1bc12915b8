import type { DraftRecord, FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { recordsOf } from '../records/columns.js';
import { newUuid } from './identifiers.js';

/** A literal of a default value without the quotes that metadata keeps around it. */
function unquote(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^'(.*)'$/s, '$1') : value;
}

function emptyComposite(type: FieldMetadata['type']): Record<string, unknown> | null {
  switch (type) {
    case 'FULL_NAME': return { firstName: '', lastName: '' };
    case 'EMAILS': return { primaryEmail: '', additionalEmails: [] };
    case 'PHONES': return { primaryPhoneNumber: '', primaryPhoneCountryCode: '', primaryPhoneCallingCode: '', additionalPhones: [] };
    case 'LINKS': return { primaryLinkLabel: '', primaryLinkUrl: '', secondaryLinks: [] };
    case 'CURRENCY': return { amountMicros: null, currencyCode: null };
    case 'ADDRESS': return {
      addressStreet1: '', addressStreet2: '', addressCity: '', addressPostcode: '', addressState: '', addressCountry: '',
      addressLat: null, addressLng: null,
    };
    case 'RICH_TEXT': return { blocknote: null, markdown: '' };
    case 'ACTOR': return { source: 'MANUAL', workspaceMemberId: null, name: 'System', context: {} };
    default: return null;
  }
}

/** Output form of a field of a record that was given no value: its default, else what null looks like. */
export function emptyValue(field: FieldMetadata): unknown {
  const composite = emptyComposite(field.type);
  const given = field.defaultValue;
  if (composite) {
    if (given !== null && typeof given === 'object') {
      for (const [key, value] of Object.entries(given)) if (value !== null) composite[key] = unquote(value);
    }
    return composite;
  }
  if (Array.isArray(given)) return given.map(unquote);
  if (given === 'uuid') return newUuid();
  if (given === 'now') return new Date().toISOString();
  if (given !== null && given !== undefined) return field.type === 'TEXT' ? String(unquote(given)) : unquote(given);
  if (field.type === 'TEXT') return '';
  return field.type === 'ARRAY' || field.type === 'MULTI_SELECT' ? [] : null;
}

/** Output form of a record of an object with the given values over defaults. */
export function buildRecord(object: ObjectMetadata, values: Record<string, unknown>, now: string): StoredRecord {
  const record: DraftRecord = { id: newUuid(), createdAt: now, updatedAt: now, deletedAt: null };
  for (const field of object.fields) {
    if (field.name in record) continue;
    if (field.type === 'RELATION' || field.type === 'MORPH_RELATION') {
      const column = field.settings?.['joinColumnName'];
      if (typeof column === 'string') record[column] = null;
    } else record[field.name] = emptyValue(field);
  }
  return Object.assign(record, values);
}

/** Adds a record to a workspace. */
export function seedRecord(workspace: Workspace, objectName: string, values: Record<string, unknown>, now: string): StoredRecord {
  const object = workspace.objects.find((each) => each.nameSingular === objectName);
  if (!object) throw new Error(`no object ${objectName}`);
  const records = recordsOf(workspace, object);
  const record = buildRecord(object, { position: records.size, ...values }, now);
  records.put(record);
  return record;
}

/** Moves the value of every record of an object to another key, or drops it. */
export function renameKey(workspace: Workspace, objectId: string, from: string, to: string | null): void {
  if (from === to) return;
  recordsOf(workspace, { id: objectId }).rewrite((record) => {
    const value = record[from];
    Reflect.deleteProperty(record, from);
    if (to !== null) record[to] = value;
  });
}
