import { mayAct, permissionDenied } from '../../auth/permissions.js';
import { ApiError } from '../../errors.js';
import type { Caller, ObjectMetadata, StoredRecord } from '../../model.js';
import { encodeCursor } from './cursor.js';

/** Arguments of the `search` query. */
export interface SearchArgs {
  searchInput: string;
  limit: number;
  after?: string | null;
  includedObjectNameSingulars?: string[] | null;
  excludedObjectNameSingulars?: string[] | null;
}

interface Hit {
  object: ObjectMetadata;
  record: StoredRecord;
  tsRankCD: number;
  tsRank: number;
}

const MAX_LIMIT = 100;
const UNSEARCHED = ['message', 'calendarEvent'];
const TERM_RANK = 0.06079271;

/** Full-text search over searchable objects: records that hold a word starting with one of the terms, best first. */
export function search(caller: Caller, args: SearchArgs): unknown {
  if (!caller.role.canReadAllObjectRecords) throw permissionDenied();
  if (args.limit > MAX_LIMIT) throw new ApiError('Limit cannot exceed 100 items', { graphqlCode: 'BAD_USER_INPUT' });
  const after = args.after ? readCursor(args.after) : undefined;
  const terms = args.searchInput.toLowerCase().split(/\s+/).filter((term) => term !== '');
  const hits = searchedObjects(caller, args).flatMap((object) => hitsOf(caller, object, terms));
  hits.sort((left, right) => right.tsRankCD - left.tsRankCD || right.tsRank - left.tsRank || (left.record.id < right.record.id ? -1 : 1));
  const start = after === undefined ? 0 : hits.findIndex((hit) => after[hit.object.nameSingular] === hit.record.id) + 1;
  const page = hits.slice(start, start + Math.max(args.limit, 0));
  const edges = page.map((hit, index) => ({ node: nodeOf(hit), cursor: cursorOf(page.slice(0, index + 1)) }));
  return { edges, pageInfo: { hasNextPage: start + page.length < hits.length, endCursor: edges.at(-1)?.cursor ?? null } };
}

function searchedObjects(caller: Caller, args: SearchArgs): ObjectMetadata[] {
  const included = args.includedObjectNameSingulars ?? [];
  const excluded = args.excludedObjectNameSingulars ?? [];
  return caller.workspace.objects.filter(
    (object) =>
      object.isActive && object.isSearchable && mayAct(caller, object, 'read') && !UNSEARCHED.includes(object.nameSingular) && !excluded.includes(object.nameSingular) &&
      (included.length === 0 || included.includes(object.nameSingular)),
  );
}

function hitsOf(caller: Caller, object: ObjectMetadata, terms: string[]): Hit[] {
  const hits: Hit[] = [];
  for (const record of caller.workspace.records.get(object.id)?.values() ?? []) {
    if (record.deletedAt !== null) continue;
    const words = wordsOf(object, record);
    const found = terms.filter((term) => words.some((word) => word.startsWith(term))).length;
    if (terms.length > 0 && found === 0) continue;
    hits.push({ object, record, tsRankCD: found === terms.length && found > 0 ? 0.1 : 0, tsRank: found === 0 ? 0 : TERM_RANK });
  }
  return hits;
}

function wordsOf(object: ObjectMetadata, record: StoredRecord): string[] {
  const vector = typeof record['searchVector'] === 'string' ? [...record['searchVector'].matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1] ?? '') : [];
  return [...vector, ...labelOf(object, record).toLowerCase().split(/\s+/)];
}

function labelOf(object: ObjectMetadata, record: StoredRecord): string {
  const field = object.fields.find((candidate) => candidate.id === object.labelIdentifierFieldMetadataId);
  const value = field === undefined ? undefined : record[field.name];
  if (typeof value === 'object' && value !== null) {
    return ['firstName', 'lastName'].map((key) => (value as Record<string, unknown>)[key]).filter(Boolean).join(' ');
  }
  return typeof value === 'string' ? value : '';
}

function nodeOf({ object, record, tsRankCD, tsRank }: Hit): Record<string, unknown> {
  return {
    recordId: record.id,
    objectNameSingular: object.nameSingular,
    objectLabelSingular: object.labelSingular,
    label: labelOf(object, record),
    imageUrl: typeof record['avatarUrl'] === 'string' ? record['avatarUrl'] : '',
    tsRankCD,
    tsRank,
  };
}

function cursorOf(seen: Hit[]): string {
  const last = seen.at(-1);
  return encodeCursor({
    lastRanks: { tsRankCD: last?.tsRankCD ?? 0, tsRank: last?.tsRank ?? 0 },
    lastRecordIdsPerObject: Object.fromEntries(seen.map((hit) => [hit.object.nameSingular, hit.record.id])),
  });
}

function readCursor(cursor: string): Record<string, string> {
  try {
    const { lastRecordIdsPerObject } = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { lastRecordIdsPerObject: Record<string, string> };
    return lastRecordIdsPerObject;
  } catch {
    throw new ApiError(`Invalid cursor: ${cursor}`, { graphqlCode: 'INTERNAL_SERVER_ERROR' });
  }
}
