import type { ServerContext } from '../context.js';
import type { FindManyArgs, FindManyResult, RecordFilter } from '../engine.js';
import { ApiError } from '../errors.js';
import type { Caller, ObjectMetadata, StoredRecord } from '../model.js';
import { capitalize } from '../records/columns.js';
import { typeError } from '../records/errors.js';
import type { RestAnswer } from './errors.js';
import { parseFilter } from './filter-grammar.js';
import { groupByAnswer } from './group-by.js';
import { parseDepth, parseFlag, parseLimit, parseOrderBy, refuseUnknown } from './params.js';
import type { CorePath } from './path.js';
import { parseCorePath } from './path.js';
import { withDepth } from './relations.js';

export interface RestRequest {
  method: string;
  /** Percent-encoded, starting with `/rest`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** Answers a request to the record API. */
export function handleCore(request: RestRequest, caller: Caller, context: ServerContext): RestAnswer {
  const { quirks } = context;
  const asWritten = quirks.has('encoded-path-unread') ? request.path : decoded(request.path);
  const path = parseCorePath(caller.workspace, request.method, asWritten, { restoreOne: !quirks.has('restore-one-broken'), anyMethod: quirks.has('undocumented-methods-read') });
  // An empty list has no field that could be refused.
  if (Array.isArray(request.body) && path.operation !== 'createMany' && !quirks.has('list-for-object')) throw new ApiError('The body must be an object');
  return new CoreRequest(request, path, caller, context).answer();
}

class CoreRequest {
  private readonly object: ObjectMetadata;
  constructor(private readonly request: RestRequest, private readonly path: CorePath, private readonly caller: Caller, private readonly context: ServerContext) {
    this.object = path.object;
  }

  answer(): RestAnswer {
    const { engine } = this.context;
    const { caller, object } = this;
    const { body, query } = this.request;
    const id = this.path.id ?? '';
    if (!this.context.quirks.has('unknown-parameters-ignored')) refuseUnknown(query);
    switch (this.path.operation) {
      case 'list': return this.list();
      case 'one': {
        const depth = parseDepth(query);
        return this.one('', engine.findOne(caller, object, { id: { eq: id } }), depth);
      }
      case 'create': {
        const depth = parseDepth(query);
        const [record] = engine.createMany(caller, object, [body], { upsert: this.upsert() });
        return this.one('create', record as StoredRecord, depth, 201);
      }
      case 'createMany': {
        const depth = parseDepth(query);
        return this.many('create', engine.createMany(caller, object, body as unknown[], { upsert: this.upsert() }), depth, 201);
      }
      case 'update': {
        const depth = parseDepth(query);
        return this.one('update', engine.updateOne(caller, object, id, body), depth);
      }
      case 'updateMany': {
        const depth = parseDepth(query);
        return this.many('update', engine.updateMany(caller, object, this.filter(), body), depth);
      }
      case 'delete': return this.delete(id);
      case 'deleteMany': return this.deleteMany();
      case 'restore': return this.one('restore', engine.restoreOne(caller, object, id), parseDepth(query));
      case 'restoreMany': return this.many('restore', engine.restoreMany(caller, object, this.filter()), parseDepth(query));
      case 'duplicates': return this.duplicates();
      case 'merge': return this.merge();
      case 'groupBy': return groupByAnswer(this.request.query, caller, object, this.filter(), this.context);
    }
  }

  private list(): RestAnswer {
    const { query } = this.request;
    const depth = parseDepth(query);
    const limit = parseLimit(query, 60, this.lenient());
    const filter = this.filter();
    const after = query.get('starting_after');
    const before = query.get('ending_before');
    const args: FindManyArgs = {
      ...(filter ? { filter } : {}),
      orderBy: parseOrderBy(query),
      ...(before === null ? { first: limit } : { last: limit, before }),
      ...(after ? { after } : {}),
    };
    const found = this.context.engine.findMany(this.caller, this.object, args);
    return {
      status: 200,
      body: { data: { [this.object.namePlural]: this.shown(found.records, depth) }, totalCount: found.totalCount, pageInfo: pageInfo(found) },
    };
  }

  private delete(id: string): RestAnswer {
    const { engine } = this.context;
    if (this.softDelete()) return this.one('delete', engine.deleteOne(this.caller, this.object, id), 0);
    const record = engine.destroyOne(this.caller, this.object, id);
    return { status: 200, body: { data: { [`delete${capitalize(this.object.nameSingular)}`]: { id: record.id } } } };
  }

  private deleteMany(): RestAnswer {
    const { engine } = this.context;
    const soft = this.softDelete();
    if (this.request.query.get('filter') === null) {
      const operation = soft ? 'delete' : 'destroy';
      throw new ApiError(`Filters are mandatory for bulk ${operation} operations. Please provide at least one filter to prevent accidental deletion of all records.`);
    }
    const filter = this.deleteFilter();
    if (soft) return this.many('delete', engine.deleteMany(this.caller, this.object, filter), 0);
    const records = engine.destroyMany(this.caller, this.object, filter);
    return { status: 200, body: { data: { [`delete${capitalize(this.object.namePlural)}`]: records.map(({ id }) => ({ id })) } } };
  }

  private duplicates(): RestAnswer {
    const depth = parseDepth(this.request.query);
    const { ids, data } = (this.request.body ?? {}) as { ids?: string[]; data?: unknown[] };
    const results = this.context.engine.findDuplicates(this.caller, this.object, { ...(ids ? { ids } : {}), ...(data ? { data } : {}) });
    const key = `${this.object.nameSingular}Duplicates`;
    return {
      status: 200,
      body: { data: results.map((found) => ({ totalCount: found.totalCount, pageInfo: pageInfo(found), [key]: this.shown(found.records, depth) })) },
    };
  }

  private merge(): RestAnswer {
    const { body, query } = this.request;
    if (body === undefined) throw typeError("Cannot read properties of undefined (reading 'conflictPriorityIndex')");
    const record = this.context.engine.merge(this.caller, this.object, body as { ids: string[]; conflictPriorityIndex: number });
    const [shown] = this.shown([record], parseDepth(query));
    const name = this.context.quirks.has('merge-key-singular') ? this.object.nameSingular : this.object.namePlural;
    return { status: 200, body: { data: { [`merge${capitalize(name)}`]: shown } } };
  }

  /** Parse errors of a filter that selects what to delete carry a code. */
  private deleteFilter(): RecordFilter | undefined {
    try {
      return this.filter();
    } catch (error) {
      if (error instanceof ApiError && error.options.subCode === undefined) throw new ApiError(error.message, { error: 'Error', code: 'INVALID_FILTER_QUERY_PARAM' });
      throw error;
    }
  }

  private filter(): RecordFilter | undefined {
    if (this.request.query.getAll('filter').length > 1) {
      if (this.context.quirks.has('repeated-filter-ignored')) return undefined;
      throw new ApiError("The query parameter 'filter' is given twice");
    }
    const text = this.request.query.get('filter');
    return text === null ? undefined : parseFilter(this.caller.workspace, this.object, text, this.context.quirks);
  }

  private lenient(): boolean {
    return this.context.quirks.has('query-values-lenient');
  }

  private upsert(): boolean {
    return parseFlag(this.request.query, 'upsert', this.lenient());
  }

  /** Only the literal `true` keeps the record in the trash; leniently read, anything else destroys it. */
  private softDelete(): boolean {
    return parseFlag(this.request.query, 'soft_delete', this.lenient());
  }

  private shown(records: StoredRecord[], depth: 0 | 1): Array<Record<string, unknown>> {
    return withDepth(this.context, this.caller, this.object, records, depth);
  }

  private one(verb: string, record: StoredRecord, depth: 0 | 1, status = 200): RestAnswer {
    const key = verb === '' ? this.object.nameSingular : `${verb}${capitalize(this.object.nameSingular)}`;
    return { status, body: { data: { [key]: this.shown([record], depth)[0] } } };
  }

  private many(verb: string, records: StoredRecord[], depth: 0 | 1, status = 200): RestAnswer {
    return { status, body: { data: { [`${verb}${capitalize(this.object.namePlural)}`]: this.shown(records, depth) } } };
  }
}

/** A path with its percent-encoded letters read; one that cannot be read stays as it is. */
function decoded(path: string): string {
  try {
    return path.split('/').map((segment) => decodeURIComponent(segment)).map((segment) => segment.replaceAll('/', '%2F')).join('/');
  } catch {
    return path;
  }
}

function pageInfo({ pageInfo: info }: FindManyResult): Record<string, unknown> {
  return { startCursor: info.startCursor, endCursor: info.endCursor, hasNextPage: info.hasNextPage, hasPreviousPage: info.hasPreviousPage };
}
