import type { Caller, ObjectMetadata, StoredRecord } from './model.js';

export type OrderDirection = 'AscNullsFirst' | 'AscNullsLast' | 'DescNullsFirst' | 'DescNullsLast';
/** GraphQL form of a filter: `{ and: [...], or: [...], not: {...}, field: { op: value }, composite: { sub: { op: value } } }`. */
export type RecordFilter = { [key: string]: unknown };
/** GraphQL form of an order: one key per entry, composite and relation entries nest. */
export type RecordOrder = { [key: string]: OrderDirection | RecordOrder };

export interface FindManyArgs {
  filter?: RecordFilter;
  orderBy?: RecordOrder[];
  first?: number;
  last?: number;
  before?: string;
  after?: string;
  offset?: number;
}

export interface FindManyResult {
  records: StoredRecord[];
  /** Cursor of each record, in the same order. */
  cursors: string[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * Record operations shared by Core REST and Core GraphQL. Every method checks the caller's permissions, throws `ApiError`
 * and returns stored records in output form without relations; surfaces add those with `relations()`.
 */
export interface RecordEngine {
  findMany(caller: Caller, object: ObjectMetadata, args: FindManyArgs): FindManyResult;
  findOne(caller: Caller, object: ObjectMetadata, filter: RecordFilter): StoredRecord;
  createMany(caller: Caller, object: ObjectMetadata, data: unknown[], options: { upsert?: boolean }): StoredRecord[];
  updateOne(caller: Caller, object: ObjectMetadata, id: string, data: unknown): StoredRecord;
  updateMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, data: unknown): StoredRecord[];
  deleteOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord;
  deleteMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[];
  destroyOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord;
  destroyMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[];
  restoreOne(caller: Caller, object: ObjectMetadata, id: string): StoredRecord;
  restoreMany(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined): StoredRecord[];
  /** `compared` leaves criteria aside, by the names of their columns. */
  findDuplicates(
    caller: Caller, object: ObjectMetadata, args: { ids?: string[]; data?: unknown[] }, compared?: (columns: string[]) => boolean,
  ): FindManyResult[];
  merge(caller: Caller, object: ObjectMetadata, args: { ids: string[]; conflictPriorityIndex: number; dryRun?: boolean }): StoredRecord;
  groupBy(caller: Caller, object: ObjectMetadata, args: GroupByArgs): GroupByRow[];
  /** Connection aggregates (`countEmptyName`, `sumAmountAmountMicros` …) over all records that match the filter. */
  aggregate(caller: Caller, object: ObjectMetadata, filter: RecordFilter | undefined, names: string[]): Record<string, unknown>;
  /** The related records of one relation field: one or null for many-to-one, live ones in order for one-to-many. */
  related(caller: Caller, object: ObjectMetadata, record: StoredRecord, fieldName: string): StoredRecord | null | StoredRecord[];
}

export interface GroupByArgs {
  groupBy: Array<Record<string, unknown>>;
  aggregate?: string[];
  /** Aggregates as the database writes them: exact numbers, counts and shares are text. */
  asText?: boolean;
  filter?: RecordFilter;
  orderBy?: Array<Record<string, unknown>>;
  orderByForRecords?: RecordOrder[];
  viewId?: string;
  limit?: number;
  includeRecords?: boolean;
}

export interface GroupByRow {
  /** In the type of the grouped column; lists for columns that hold lists. */
  groupByDimensionValues: Array<string | number | boolean | string[] | null>;
  records?: StoredRecord[];
  [aggregate: string]: unknown;
}
