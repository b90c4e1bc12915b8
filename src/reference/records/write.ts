import { randomUUID } from 'node:crypto';
import type { RecordEvent } from '../context.js';
import { ApiError } from '../errors.js';
import type { Caller, DraftRecord, ObjectMetadata, StoredRecord } from '../model.js';
import { destroyRecord, softCascade } from './cascade.js';
import { isRelation, joinColumn, recordsOf } from './columns.js';
import { changedFields } from './changed-fields.js';
import { defaultValue } from './defaults.js';
import { checkForeignKeys, parseInput, requireValues } from './input.js';
import type { QuirkSet } from '../quirks.js';
import { inPlainWords, refuseAsDocumented } from './documented-refusals.js';
import { withNullQuirks } from './null-quirks.js';
import { withRewrittenParts } from './part-updates.js';
import { searchVector } from './search-vector.js';
import { checkUnique, findConflict } from './unique.js';

type Emit = (event: RecordEvent) => void;

/** Changes of stored records, one at a time, each told to whoever listens. */
export class RecordWriter {
  constructor(private readonly now: () => Date, private readonly emit: Emit, private readonly quirks: QuirkSet) {}

  /** A complete record made of checked input and defaults; not stored yet. */
  build(caller: Caller, object: ObjectMetadata, data: unknown): DraftRecord {
    const now = this.now().toISOString();
    const values = this.input(caller, object, data, undefined);
    this.plainly(() => requireValues(caller.workspace, object, values, this.quirks));
    const record: DraftRecord = { id: randomUUID(), createdAt: now, updatedAt: now, deletedAt: null };
    for (const field of object.fields) {
      const column = isRelation(field) ? joinColumn(field) : field.name;
      if (column === undefined || column in record) continue;
      record[column] = isRelation(field) ? null : defaultValue(field, now);
    }
    Object.assign(record, { createdBy: this.actor(caller), updatedBy: this.actor(caller) }, values, { updatedBy: this.actor(caller) });
    record['position'] = this.position(caller, object, values['position']);
    return record;
  }

  /** Refuses input that could not be written to any record. */
  check(caller: Caller, object: ObjectMetadata, data: unknown): void {
    this.input(caller, object, data, undefined);
  }

  private input(caller: Caller, object: ObjectMetadata, data: unknown, current: StoredRecord | undefined): Record<string, unknown> {
    refuseAsDocumented(object, data, this.quirks);
    try {
      return parseInput(caller.workspace, object, withNullQuirks(object, current === undefined ? data : withRewrittenParts(object, data, this.quirks), this.quirks), current);
    } catch (error) {
      if (!(error instanceof ApiError) || this.quirks.has('refusal-without-field')) throw inPlainWords(error, this.quirks);
      const { field } = error.options;
      throw field === undefined || error.message.includes(field) ? inPlainWords(error, this.quirks) : new ApiError(`${error.message} for field "${field}"`, error.options);
    }
  }

  private plainly(check: () => void): void {
    try {
      check();
    } catch (error) {
      throw inPlainWords(error, this.quirks);
    }
  }

  insert(caller: Caller, object: ObjectMetadata, record: DraftRecord): StoredRecord {
    const records = recordsOf(caller.workspace, object);
    this.plainly(() => checkUnique(object, record, records));
    checkForeignKeys(caller.workspace, object, record, this.quirks);
    record['searchVector'] = searchVector(object, record);
    records.put(record);
    this.tell(caller, object, 'created', record);
    return record;
  }

  /** The stored record that an upsert of this input would update. */
  conflict(caller: Caller, object: ObjectMetadata, data: unknown): StoredRecord | undefined {
    const values = parseInput(caller.workspace, object, data, undefined) as StoredRecord;
    return findConflict(object, values, recordsOf(caller.workspace, object));
  }

  update(caller: Caller, object: ObjectMetadata, record: StoredRecord, data: unknown, system: Partial<StoredRecord> = {}): StoredRecord {
    const values = this.input(caller, object, data, record);
    if (values['position'] !== undefined) values['position'] = this.position(caller, object, values['position']);
    return this.write(caller, object, record, { ...values, updatedBy: this.actor(caller), ...system });
  }

  /** Stores checked values and moves the row to the end, where the database puts new versions of rows. */
  write(caller: Caller, object: ObjectMetadata, record: StoredRecord, values: Record<string, unknown>): StoredRecord {
    const records = recordsOf(caller.workspace, object);
    const next = { ...record, ...values, updatedAt: this.now().toISOString() } as DraftRecord;
    this.plainly(() => checkUnique(object, next, records, record));
    checkForeignKeys(caller.workspace, object, values, this.quirks);
    next['searchVector'] = searchVector(object, next);
    records.delete(record.id);
    records.put(next);
    this.tellChange(caller, object, 'updated', record, next);
    return next;
  }

  setDeleted(caller: Caller, object: ObjectMetadata, record: StoredRecord, deleted: boolean): StoredRecord {
    const now = this.now().toISOString();
    const records = recordsOf(caller.workspace, object);
    const next = { ...record, deletedAt: deleted ? now : null, updatedAt: now } as StoredRecord;
    records.put(next);
    softCascade(caller.workspace, object, next, next.deletedAt);
    this.tellChange(caller, object, deleted ? 'deleted' : 'restored', record, next);
    return next;
  }

  /** Records that go with this one, by their relation to it, go unheard. */
  destroy(caller: Caller, object: ObjectMetadata, record: StoredRecord, silent = false): StoredRecord {
    destroyRecord(caller.workspace, object, record);
    if (!silent) this.tell(caller, object, 'destroyed', record);
    return record;
  }

  private actor(caller: Caller): Record<string, unknown> {
    return { source: 'API', workspaceMemberId: null, name: caller.apiKey.name, context: {} };
  }

  /** New records come first unless they say otherwise. */
  private position(caller: Caller, object: ObjectMetadata, given: unknown): number {
    if (typeof given === 'number') return given;
    const end = given === 'last' ? 'last' : 'first';
    const extreme = recordsOf(caller.workspace, object).extremePosition(end);
    if (extreme === undefined) return 0;
    return end === 'last' ? extreme + 1 : extreme - 1;
  }

  private tellChange(caller: Caller, object: ObjectMetadata, what: 'updated' | 'deleted' | 'restored', before: StoredRecord, after: StoredRecord): void {
    const names = changedFields(object, before, after);
    if (names.length > 0) this.tell(caller, object, what, after, names);
  }

  private tell(caller: Caller, object: ObjectMetadata, what: string, record: StoredRecord, updatedFields?: string[]): void {
    if (object.nameSingular === 'timelineActivity') return;
    this.emit({
      workspaceId: caller.workspace.id,
      eventName: `${object.nameSingular}.${what}`,
      objectMetadataId: object.id,
      record,
      ...(updatedFields ? { updatedFields } : {}),
    });
  }
}
