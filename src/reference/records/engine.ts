import { randomUUID } from 'node:crypto';
import { mayAct, permissionDenied, requirePermission } from '../auth/permissions.js';
import type { RecordAction } from '../auth/permissions.js';
import { requireReadableRelations } from '../auth/relation-guard.js';
import type { RecordEvent } from '../context.js';
import type { FindManyArgs, FindManyResult, GroupByArgs, GroupByRow, RecordEngine, RecordFilter } from '../engine.js';
import { coded, databaseError } from '../fields/kind.js';
import { isUuid } from '../fields/scalars.js';
import type { Caller, ObjectMetadata, StoredRecord } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { aggregateRecords } from './aggregate.js';
import { recordsPointingAt, referencesTo } from './cascade.js';
import { findField, joinColumn, recordsOf, targetObject } from './columns.js';
import { findDuplicates } from './duplicates.js';
import { badQuery, notFound, typeError } from './errors.js';
import { compileFilter } from './filter.js';
import { groupRecords } from './group-by.js';
import { checkHooks } from './hooks.js';
import { requireRecord } from './input.js';
import { mergeValues } from './merge.js';
import { compileOrder, sortRecords } from './order.js';
import { cutPage, readingOrder } from './page.js';
import type { RateLimiter } from './rate-limit.js';
import { selectAll, selectInOrder, selectVisible } from './select.js';
import { withoutUnassociated } from './visibility.js';
import { RecordWriter } from './write.js';

const MAXIMUM_WRITTEN = 200;
const MAXIMUM_MERGED = 9;

/** The database refuses ids that are none. */
function requireUuids(ids: readonly string[]): void {
  const bad = ids.find((id) => !isUuid(id));
  if (bad !== undefined) throw databaseError(`invalid input syntax for type uuid: "${bad}"`);
}

/** The record operations over workspaces in memory. */
export class MemoryEngine implements RecordEngine {
  private readonly writer: RecordWriter;
  /** Events of writes that may still be taken back. */
  private held: RecordEvent[] | undefined;
  /** When the operation at hand takes place: one instant for all its rows, later than that of the write before it. */
  private instant = 0;
  constructor(
    private readonly quirks: QuirkSet, private readonly limiter: RateLimiter, private readonly now: () => Date, private readonly emit: (event: RecordEvent) => void,
  ) {
    this.writer = new RecordWriter(() => new Date(this.instant), (event) => (this.held ? this.held.push(event) : emit(event)), quirks);
  }

  findMany(caller: Caller, object: ObjectMetadata, args: FindManyArgs): FindManyResult {
    if (args.before !== undefined && args.after !== undefined) throw badQuery('Cannot provide both before and after', 'ARGS_CONFLICT');
    const filter = compileFilter(caller.workspace, object, args.filter, this.quirks);
    const keys = compileOrder(caller.workspace, object, args.orderBy, this.quirks);
    this.begin(caller, 'read');
    requirePermission(caller, object, 'read');
    requireReadableRelations(caller, object, [args.orderBy, this.guarded(args.filter)]);
    const sorted = selectInOrder(recordsOf(caller.workspace, object), filter, readingOrder(keys, args, this.quirks));
    const page = cutPage(object, sorted, keys, args, this.quirks);
    return this.quirks.has('unassociated-records-hidden') ? withoutUnassociated(caller.workspace, object, page) : page;
  }

  findOne(caller: Caller, object: ObjectMetadata, filter: RecordFilter): StoredRecord {
    const compiled = compileFilter(caller.workspace, object, filter, this.quirks);
    this.begin(caller, 'read');
    requirePermission(caller, object, 'read');
    requireReadableRelations(caller, object, this.guarded(filter));
    const [record] = selectVisible(recordsOf(caller.workspace, object), compiled);
    if (!record) throw notFound();
    return record;
  }

  createMany(caller: Caller, object: ObjectMetadata, data: unknown[], options: { upsert?: boolean }): StoredRecord[] {
    if (!Array.isArray(data)) throw typeError(data === undefined ? "Cannot read properties of undefined (reading 'forEach')" : 'args.data.forEach is not a function');
    this.begin(caller, 'write');
    checkHooks(object, data.length === 1 ? 'createOne' : 'createMany', { workspace: caller.workspace, data: data[0] });
    if (data.length > MAXIMUM_WRITTEN) throw badQuery(`Maximum number of records to upsert is ${MAXIMUM_WRITTEN}.`);
    for (const item of data) requireRecord(item);
    for (const item of data) this.writer.check(caller, object, item);
    requirePermission(caller, object, 'write');
    return this.atomic(caller, object, () => {
      // Two inputs that mean one record give it back once, as the last of them leaves it.
      if (options.upsert === true) return [...new Map(data.map((item) => this.upsert(caller, object, item)).map((record) => [record.id, record])).values()];
      // The whole batch is checked before its first row is written.
      const drafts = data.map((item, index) => {
        const draft = this.writer.build(caller, object, item);
        if ((item as Record<string, unknown>)['position'] === undefined) draft['position'] = Number(draft['position']) - index;
        return draft;
      });
      return drafts.map((draft) => this.writer.insert(caller, object, draft));
    });
  }

  updateOne(caller: Caller, object: ObjectMetadata, id: string, data: unknown): StoredRecord {
    requireRecord(data);
    this.begin(caller, 'write');
    checkHooks(object, 'updateOne', { workspace: caller.workspace, id: id.toLowerCase() });
    const record = recordsOf(caller.workspace, object).get(id.toLowerCase());
    if (!record || !mayAct(caller, object, 'write')) this.writer.check(caller, object, { ...(data as object), id: undefined });
    requirePermission(caller, object, 'write');
    if (!record || (record['deletedAt'] !== null && !this.quirks.has('trashed-records-writable'))) throw notFound();
    return this.writer.update(caller, object, record, data);
  }

  updateMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, data: unknown): StoredRecord[] {
    requireRecord(data);
    this.begin(caller, 'write');
    checkHooks(object, 'updateMany', caller);
    this.writer.check(caller, object, { ...(data as object), id: undefined });
    const compiled = compileFilter(caller.workspace, object, filter, this.quirks);
    requirePermission(caller, object, 'write');
    requireReadableRelations(caller, object, this.guarded(filter));
    this.writer.build(caller, object, { ...(data as object), id: undefined });
    const records = selectAll(recordsOf(caller.workspace, object), compiled);
    if (records.length > MAXIMUM_WRITTEN) throw coded('Cannot update more than 200 records at once', 'TOO_MANY_RECORDS_TO_UPDATE');
    return this.atomic(caller, object, () => records.map((record) => this.writer.update(caller, object, record, data)));
  }

  deleteOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord {
    this.begin(caller, 'softDelete');
    checkHooks(object, 'deleteOne', { workspace: caller.workspace, id: id.toLowerCase() });
    requirePermission(caller, object, 'softDelete');
    return this.writer.setDeleted(caller, object, this.byId(caller, object, id), true);
  }

  deleteMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[] {
    const compiled = compileFilter(caller.workspace, object, filter, this.quirks);
    this.begin(caller, 'softDelete');
    checkHooks(object, 'deleteMany', caller);
    requirePermission(caller, object, 'softDelete');
    requireReadableRelations(caller, object, this.guarded(filter));
    return selectAll(recordsOf(caller.workspace, object), compiled).map((record) => this.writer.setDeleted(caller, object, record, true));
  }

  destroyOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord {
    this.begin(caller, 'destroy');
    checkHooks(object, 'destroyOne', { workspace: caller.workspace, id: id.toLowerCase() });
    requirePermission(caller, object, 'destroy');
    return this.writer.destroy(caller, object, this.byId(caller, object, id));
  }

  destroyMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[] {
    const compiled = compileFilter(caller.workspace, object, filter, this.quirks);
    this.begin(caller, 'destroy');
    checkHooks(object, 'destroyMany', caller);
    requirePermission(caller, object, 'destroy');
    requireReadableRelations(caller, object, this.guarded(filter));
    const onlyFirstTold = this.quirks.has('webhook-destroy-many-first');
    return selectAll(recordsOf(caller.workspace, object), compiled).map((record, index) => this.writer.destroy(caller, object, record, onlyFirstTold && index > 0));
  }

  restoreOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord {
    this.begin(caller, 'softDelete');
    checkHooks(object, 'restoreOne', { workspace: caller.workspace, id: id.toLowerCase() });
    requirePermission(caller, object, 'softDelete');
    return this.writer.setDeleted(caller, object, this.byId(caller, object, id), false);
  }

  restoreMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[] {
    const compiled = compileFilter(caller.workspace, object, filter, this.quirks);
    this.begin(caller, 'softDelete');
    checkHooks(object, 'restoreMany', caller);
    requirePermission(caller, object, 'softDelete');
    requireReadableRelations(caller, object, this.guarded(filter));
    return selectAll(recordsOf(caller.workspace, object), compiled).map((record) => this.writer.setDeleted(caller, object, record, false));
  }

  findDuplicates(
    caller: Caller, object: ObjectMetadata, args: { ids?: string[]; data?: unknown[] }, compared: (columns: string[]) => boolean = () => true,
  ): FindManyResult[] {
    const { ids, data } = args;
    if (ids && data) throw badQuery('You cannot provide both "data" and "ids" arguments');
    if (!ids && !data) throw badQuery('You have to provide either "data" or "ids" argument');
    if (data && !(data.length > 0)) throw badQuery('The "data" condition can not be empty when "ids" input not provided');
    if (ids && !Array.isArray(ids)) throw typeError('args.ids?.map is not a function');
    this.begin(caller, 'read');
    for (const item of data ?? []) this.writer.check(caller, object, item);
    requirePermission(caller, object, 'read');
    requireUuids(ids ?? []);
    const records = recordsOf(caller.workspace, object);
    const stored = (ids ?? []).slice(0, MAXIMUM_WRITTEN).flatMap((id) => {
      const record = records.get(id.toLowerCase());
      return record && record.deletedAt === null ? [record] : [];
    });
    const given: Array<Record<string, unknown>> = data ? data.map((item) => this.writer.build(caller, object, item)) : stored;
    const keys = compileOrder(caller.workspace, object, undefined);
    const criteria = (object.duplicateCriteria ?? []).filter(compared);
    return given.map((one) => cutPage(object, sortRecords(findDuplicates(object, criteria, one, records), keys), keys, { first: MAXIMUM_WRITTEN }, this.quirks));
  }

  merge(caller: Caller, object: ObjectMetadata, args: { ids: string[]; conflictPriorityIndex: number; dryRun?: boolean }): StoredRecord {
    this.begin(caller, 'read');
    const { ids, conflictPriorityIndex: index, dryRun } = args;
    if (!object.duplicateCriteria?.length && this.quirks.has('merge-needs-criteria')) {
      throw badQuery(`Merge is only available for objects with duplicate criteria. Object '${object.nameSingular}' does not have duplicate criteria defined.`);
    }
    if (typeof ids === 'string' && (ids as string).length > MAXIMUM_MERGED) throw badQuery(`Maximum ${MAXIMUM_MERGED} records can be merged at once`);
    if (!Array.isArray(ids) || ids.length < 2) throw badQuery('At least 2 record IDs are required for merge', 'INVALID_QUERY_INPUT', 'Please select at least 2 records to merge.');
    if (ids.length > MAXIMUM_MERGED) throw badQuery(`Maximum ${MAXIMUM_MERGED} records can be merged at once`);
    if (index < 0 || index >= ids.length) throw badQuery(`Invalid conflict priority '${index}'. Valid options for ${ids.length} records: 0-${ids.length - 1}`);
    requirePermission(caller, object, 'read');
    requireUuids(ids);
    const records = [...new Set(ids)].flatMap((id) => recordsOf(caller.workspace, object).get(id.toLowerCase()) ?? []).filter((record) => record.deletedAt === null);
    const kept = records.find((record) => record.id === ids[index]?.toLowerCase());
    if (records.length !== ids.length || !kept) throw notFound('One or more records not found', 'One or more records were not found.');
    const others = records.filter((record) => record !== kept);
    const values = mergeValues(object, [kept, ...others]);
    if (dryRun === true) return { ...kept, ...values, id: randomUUID(), deletedAt: new Date().toISOString() } as StoredRecord;
    if (!mayAct(caller, object, 'write')) throw permissionDenied();
    for (const other of others) {
      this.repoint(caller, object, other.id, kept.id);
      this.writer.destroy(caller, object, other);
    }
    return this.writer.write(caller, object, kept, values);
  }

  groupBy(caller: Caller, object: ObjectMetadata, args: GroupByArgs): GroupByRow[] {
    const filter = compileFilter(caller.workspace, object, args.filter, this.quirks);
    const keys = compileOrder(caller.workspace, object, args.orderByForRecords);
    this.begin(caller, 'read');
    groupRecords(caller.workspace, object, [], args);
    requirePermission(caller, object, 'read');
    requireReadableRelations(caller, object, [args.groupBy, args.orderBy, args.orderByForRecords, this.guarded(args.filter)]);
    const groups = groupRecords(caller.workspace, object, selectVisible(recordsOf(caller.workspace, object), filter), args);
    return groups.map(({ row, records }) => (args.includeRecords ? { ...row, records: sortRecords(records, keys) } : row));
  }

  aggregate(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, names: string[]): Record<string, unknown> {
    requirePermission(caller, object, 'read');
    return aggregateRecords(object, selectVisible(recordsOf(caller.workspace, object), compileFilter(caller.workspace, object, filter, this.quirks)), names);
  }

  related(caller: Caller, object: ObjectMetadata, record: StoredRecord, fieldName: string): StoredRecord | null | StoredRecord[] {
    const field = findField(object, fieldName);
    if (!field?.relation) return null;
    const target = targetObject(caller.workspace, field);
    const records = recordsOf(caller.workspace, target);
    const column = joinColumn(field);
    if (column !== undefined) {
      const one = records.get(record[column] as string);
      return one && one.deletedAt === null ? one : null;
    }
    const inverse = target.fields.find((one) => one.id === field.relation?.targetFieldId);
    const key = inverse && joinColumn(inverse);
    if (!key) return [];
    const rows = recordsPointingAt(caller.workspace, { object: target, field: inverse, column: key }, record.id).filter((one) => one.deletedAt === null);
    return sortRecords(rows, compileOrder(caller.workspace, target, undefined));
  }

  /** Every operation of an API key costs a token. What it asks is checked before the right to ask it. */
  private begin(caller: Caller, action: RecordAction): void {
    this.limiter.take(caller.workspace.id);
    this.instant = Math.max(this.now().getTime(), this.instant + (action === 'read' ? 0 : 1));
  }

  /** The filter, where it is held against the rights of the caller. */
  private guarded(filter: RecordFilter | undefined): RecordFilter | undefined {
    return this.quirks.has('relation-filter-unguarded') ? undefined : filter;
  }

  private byId(caller: Caller, object: ObjectMetadata, id: string): StoredRecord {
    const record = recordsOf(caller.workspace, object).get(id.toLowerCase());
    if (!record) throw notFound();
    return record;
  }

  private upsert(caller: Caller, object: ObjectMetadata, item: unknown): StoredRecord {
    const existing = this.writer.conflict(caller, object, item);
    if (!existing) return this.writer.insert(caller, object, this.writer.build(caller, object, item));
    return this.writer.update(caller, object, existing, { ...(item as object), id: undefined }, { deletedAt: null });
  }

  /** Puts the records of an object back as they were when one of several writes is refused. */
  private atomic<T>(caller: Caller, object: ObjectMetadata, change: () => T): T {
    this.held = [];
    try {
      const result = recordsOf(caller.workspace, object).transaction(change);
      this.held.forEach(this.emit);
      return result;
    } finally {
      this.held = undefined;
    }
  }

  private repoint(caller: Caller, object: ObjectMetadata, from: string, to: string): void {
    for (const reference of referencesTo(caller.workspace, object)) {
      if (reference.field.type === 'MORPH_RELATION' && this.quirks.has('merge-loses-targets')) continue;
      const table = recordsOf(caller.workspace, reference.object);
      for (const record of recordsPointingAt(caller.workspace, reference, from)) table.amend(record, { [reference.column]: to });
    }
  }
}
