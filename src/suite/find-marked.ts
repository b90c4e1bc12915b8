import type { HttpClient } from '../http/exchange.js';
import { walkPages } from '../twenty/cursor.js';
import { and, or, where } from '../twenty/filter.js';
import { createRestClient } from '../twenty/rest.js';
import type { ObjectModel } from '../workspace/model.js';
import { at } from './assert.js';
import { LISTED_KINDS, listEntities } from './clean-up.js';
import type { LedgerKind, OpenEntry } from './ledger.js';
import { recordsIn } from './rest-answer.js';
import { isTemporaryName, runOfName } from '../workspace/run-names.js';

/** Something on the instance that carries the mark of a run. */
export interface MarkedEntry extends OpenEntry {
  runId: string;
  /** When it was made, as the instance says; ISO 8601. */
  createdAt?: string;
}

const PAGE = 60;
/** A page walk ends here: nobody leaves more than this in one object. */
const MAX_PAGES = 50;
/** More texts than this in one filter would make it too long. */
const MAX_TEXTS = 12;

/**
 * Everything that carries the mark of a run, whether a ledger tells of it or not: records with a text that begins with the marker, also those in the
 * trash, custom objects and fields by their names, webhooks, views and API keys. One token for each object.
 */
export async function findMarked(http: HttpClient, prefix: string, objects: readonly ObjectModel[]): Promise<MarkedEntry[]> {
  const marker = new RegExp(`${prefix}-([0-9a-f]{8})(?![0-9a-f])`);
  const found = temporaryObjects(objects);
  for (const object of objects) {
    if (!isTemporaryName(object.nameSingular)) found.push(...markedFields(object), ...(await markedRecords(http, object, prefix, marker)));
  }
  for (const [kind, { resource, known }] of Object.entries(LISTED_KINDS)) {
    for (const entity of (await listEntities(http, resource)) ?? []) {
      const runId = marker.exec(JSON.stringify(entity))?.[1];
      if (runId !== undefined) found.push({ kind: kind as LedgerKind, object: '', id: String(entity[known]), serverId: entity.id, runId, ...creationOf(entity) });
    }
  }
  return found;
}

/** Custom objects that runs made, as their names tell. */
export function temporaryObjects(objects: readonly ObjectModel[]): MarkedEntry[] {
  return objects.flatMap((object) => {
    const runId = isTemporaryName(object.nameSingular) ? runOfName(object.nameSingular) : undefined;
    return runId === undefined ? [] : [{ kind: 'object' as const, object: object.namePlural, id: object.nameSingular, serverId: object.id, runId, ...creationOf(object) }];
  });
}

function creationOf({ createdAt }: Record<string, unknown> | ObjectModel): Pick<MarkedEntry, 'createdAt'> {
  return typeof createdAt === 'string' ? { createdAt } : {};
}

/** A field whose relation leads to a temporary object goes with that object. */
function markedFields(object: ObjectModel): MarkedEntry[] {
  return object.fields.flatMap(({ name, id, relation }) => {
    const runId = isTemporaryName(name) && !relation ? runOfName(name) : undefined;
    return runId === undefined ? [] : [{ kind: 'field' as const, object: object.nameSingular, id: name, serverId: id, runId }];
  });
}

async function markedRecords(http: HttpClient, object: ObjectModel, prefix: string, marker: RegExp): Promise<MarkedEntry[]> {
  const texts = object.fields.filter(({ isActive }) => isActive).flatMap(({ name, type }) => (type === 'TEXT' ? [name] : type === 'FULL_NAME' ? [`${name}.firstName`] : []));
  if (texts.length === 0 || !object.isActive) return [];
  // Naming deletedAt makes the list hold what is in the trash too.
  const anywhere = or('deletedAt[is]:NULL', 'deletedAt[is]:NOT_NULL');
  const filter = and(anywhere, or(...texts.slice(0, MAX_TEXTS).map((text) => where(text, 'like', `${prefix}-%`))));
  const found = new Map<string, MarkedEntry>();
  const rest = createRestClient(http);
  const fetchPage = (after: string | undefined) => rest.list(object.namePlural, { filter, limit: PAGE, depth: 0, ...(after === undefined ? {} : { startingAfter: after }) });
  for await (const page of walkPages(fetchPage, { maxPages: MAX_PAGES })) {
    for (const record of recordsIn(page, object.namePlural)) {
      // The filter narrows, this decides: an instance that ignores it must not get its records destroyed.
      const runId = texts.map((text) => marker.exec(String(at(record, ...text.split('.')) ?? ''))).find((match) => match?.index === 0)?.[1];
      if (runId === undefined || typeof record.id !== 'string') continue;
      found.set(record.id, { kind: 'record', object: object.namePlural, objectId: object.id, id: record.id, runId, ...creationOf(record) });
    }
  }
  return [...found.values()];
}
