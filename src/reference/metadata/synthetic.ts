import type { DraftRecord, FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import { RecordTable } from '../records/record-table.js';
import { addAutomaticLayout } from './automatic-layout.js';
import { newField, type FieldInput } from './custom-field.js';
import { addCustomObject } from './custom-object.js';
import { buildRecord } from './record-values.js';

/** How large a made-up workspace is to be. */
export interface SyntheticSize {
  /** Custom objects beside the standard ones. */
  objects: number;
  /** Own fields of each, beside those that every custom object has. */
  fields: number;
  /** Records over all of them; every object has the same number, but for the rest of the division. */
  records: number;
}

const OPTIONS = ['ALPHA', 'BETA', 'GAMMA'];
const TYPES: ReadonlyArray<Pick<FieldInput, 'type' | 'settings' | 'options'>> = [
  { type: 'TEXT' }, { type: 'NUMBER', settings: { dataType: 'int', decimals: 0, type: 'number' } }, { type: 'BOOLEAN' }, { type: 'DATE_TIME' },
  { type: 'SELECT', options: OPTIONS.map((value) => ({ value, label: value.toLowerCase() })) }, { type: 'CURRENCY' }, { type: 'DATE' }, { type: 'RATING' },
];
/** How many different values of a type there are. */
const VARIETY = 1000;
const START = Date.UTC(2025, 0, 1);

/** Adds custom objects, fields and records in number; the same size gives the same names and values. Records are made when first asked for. */
export function addSynthetic(workspace: Workspace, size: SyntheticSize, now: string): void {
  const pools = new Map(TYPES.map(({ type }) => [type, Array.from({ length: VARIETY }, (_, at) => valueOf(type, at))]));
  for (let number = 1; number <= size.objects; number += 1) {
    const object = addObject(workspace, number, size.fields, now);
    const count = Math.floor(size.records / size.objects) + (number <= size.records % size.objects ? 1 : 0);
    workspace.records.set(object.id, new RecordTable(() => makeRecords(object, number, count, pools, now)));
  }
}

function addObject(workspace: Workspace, number: number, fields: number, now: string): ObjectMetadata {
  const object = addCustomObject(workspace, {
    nameSingular: `synthetic${number}`, namePlural: `synthetic${number}s`, labelSingular: `Synthetic ${number}`, labelPlural: `Synthetics ${number}`, icon: 'IconBox',
  }, now);
  for (let at = 1; at <= fields; at += 1) {
    const kind = TYPES[at % TYPES.length] ?? { type: 'TEXT' };
    object.fields.push(newField(workspace, object, { ...kind, objectMetadataId: object.id, name: `field${at}`, label: `Field ${at}` }, now));
  }
  addAutomaticLayout(workspace, object);
  return object;
}

function makeRecords(object: ObjectMetadata, number: number, count: number, pools: Map<FieldMetadata['type'], unknown[]>, now: string): StoredRecord[] {
  // Parsed anew, so that the copies of it share one hidden class, which halves time and memory.
  const template = JSON.parse(JSON.stringify(buildRecord(object, {}, now))) as DraftRecord;
  const fields = object.fields.filter(({ name }) => /^field\d+$/.test(name)).map(({ name, type }) => ({ name, pool: pools.get(type) ?? [] }));
  return Array.from({ length: count }, (_, at) => {
    const record = { ...template };
    record.id = recordId(number, at);
    record.createdAt = record.updatedAt = new Date(START + at * 60_000).toISOString();
    record['name'] = `Record ${at}`;
    record['position'] = at;
    record['searchVector'] = `'${at}':2 'record':1`;
    for (const [index, { name, pool }] of fields.entries()) record[name] = pool[(at + index) % VARIETY];
    return record;
  });
}

/** A UUID of version 4 form from two numbers, spread so that ids do not rise with the rows. */
function recordId(object: number, row: number): string {
  const spread = Math.imul(row + 1, 0x9e3779b1) >>> 0;
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return `${hex(spread, 8)}-${hex(object, 4)}-4000-8000-${hex(row, 12)}`;
}

function valueOf(type: FieldInput['type'], at: number): unknown {
  const day = new Date(START + at * 3_600_000).toISOString();
  switch (type) {
    case 'TEXT': return `text ${at}`;
    case 'NUMBER': return at;
    case 'BOOLEAN': return at % 2 === 0;
    case 'DATE_TIME': return day;
    case 'DATE': return day.slice(0, 10);
    case 'SELECT': return OPTIONS[at % OPTIONS.length];
    case 'RATING': return `RATING_${1 + (at % 5)}`;
    case 'CURRENCY': return { amountMicros: at * 1_000_000, currencyCode: 'EUR' };
    default: return null;
  }
}
