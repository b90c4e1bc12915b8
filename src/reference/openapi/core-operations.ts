import type { ObjectMetadata } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { pascal } from './object-schemas.js';
import { refusalRefs, success } from './responses.js';
import { arrayOf, jsonContent, nullable, objectOf, parameterRef, schemaRef, TEXT, UUID, type Schema } from './schema.js';

const COUNT: Schema = { type: 'integer' };
const ID_ONLY = objectOf({ id: UUID });

function data(key: string, schema: Schema): Schema {
  return objectOf({ data: objectOf({ [key]: schema }) });
}

function body(schema: Schema): Schema {
  return { description: 'body', required: true, content: jsonContent(schema) };
}

/** Where a page ends. Cursors are null on an empty page. */
export function pageInfo(quirks: QuirkSet, cursor: Schema = TEXT): Schema {
  const isOld = quirks.has('openapi-cursor-uuid');
  const cursorSchema = quirks.has('openapi-never-nullable') ? cursor : nullable(cursor);
  return objectOf({
    hasNextPage: { type: 'boolean' }, ...(isOld ? {} : { hasPreviousPage: { type: 'boolean' } }),
    startCursor: cursorSchema, endCursor: cursorSchema,
  });
}

/** Operations of one object. */
export class CoreOperations {
  private readonly singular: string;
  private readonly plural: string;
  private readonly record: Schema;

  constructor(private readonly object: ObjectMetadata, private readonly quirks: QuirkSet) {
    this.singular = pascal(object.nameSingular);
    this.plural = pascal(object.namePlural);
    this.record = schemaRef(`${this.singular}ForResponse`);
  }

  private operation(operationId: string, summary: string, parameters: string[], answers: Schema, requestBody?: Schema): Schema {
    return {
      tags: [this.object.namePlural], summary, operationId, parameters: parameters.map(parameterRef),
      ...(requestBody ? { requestBody: body(requestBody) } : {}), responses: answers,
    };
  }

  private answers(status: 200 | 201, key: string, schema: Schema): Schema {
    return { [status]: success(data(key, schema)), ...refusalRefs(this.quirks) };
  }

  /** `/{objects}`. */
  collection(): Schema {
    const { namePlural, nameSingular } = this.object;
    const list = objectOf({
      data: objectOf({ [namePlural]: arrayOf(this.record) }), pageInfo: pageInfo(this.quirks), totalCount: COUNT,
    });
    return {
      get: this.operation(`findMany${this.plural}`, `Find Many ${namePlural}`, [
        'orderBy', 'filter', 'limit', 'depth', 'startingAfter', 'endingBefore',
      ], { 200: success(list), ...refusalRefs(this.quirks) }),
      post: this.operation(`createOne${this.singular}`, `Create One ${nameSingular}`, ['depth', 'upsert'],
        this.answers(201, `create${this.singular}`, this.record), schemaRef(this.singular)),
      delete: this.operation(`deleteMany${this.plural}`, `Delete Many ${namePlural}`, ['filter', 'softDelete'],
        this.answers(200, `delete${this.plural}`, arrayOf(this.deleted()))),
      patch: this.operation(`updateMany${this.plural}`, `Update Many ${namePlural}`, ['depth', 'filter'],
        this.answers(200, `update${this.plural}`, arrayOf(this.record)), schemaRef(`${this.singular}ForUpdate`)),
    };
  }

  /** Destroyed records leave their id, trashed ones are answered whole. */
  private deleted(): Schema {
    return this.quirks.has('openapi-soft-delete-id-only') ? ID_ONLY : { anyOf: [this.record, ID_ONLY] };
  }

  /** `/batch/{objects}`. */
  batch(): Schema {
    const created = this.answers(201, `create${this.plural}`, arrayOf(this.record));
    return {
      post: this.operation(`createMany${this.plural}`, `Create Many ${this.object.namePlural}`, ['depth', 'upsert'], created,
        { ...arrayOf(schemaRef(this.singular)), ...(this.quirks.has('openapi-batch-maximum-missing') ? {} : { maxItems: 200 }) }),
    };
  }

  /** `/{objects}/{id}`. */
  one(): Schema {
    const { nameSingular } = this.object;
    const update = (operationId: string) => this.operation(operationId, `Update One ${nameSingular}`, ['idPath', 'depth'],
      this.answers(200, `update${this.singular}`, this.record), schemaRef(`${this.singular}ForUpdate`));
    return {
      get: this.operation(`findOne${this.singular}`, `Find One ${nameSingular}`, ['idPath', 'depth'],
        this.answers(200, nameSingular, this.record)),
      delete: this.operation(`deleteOne${this.singular}`, `Delete One ${nameSingular}`, ['idPath', 'softDelete'],
        this.answers(200, `delete${this.singular}`, this.deleted())),
      patch: update(`UpdateOne${this.singular}`),
      ...(this.quirks.has('openapi-put-missing') ? {} : { put: update(`putOne${this.singular}`) }),
    };
  }

  /** `/{objects}/duplicates`. */
  duplicates(): Schema {
    const { nameSingular } = this.object;
    const cursor = this.quirks.has('openapi-cursor-uuid') ? UUID : TEXT;
    const group = objectOf({
      totalCount: { type: 'number' }, pageInfo: pageInfo(this.quirks, cursor), [`${nameSingular}Duplicates`]: arrayOf(this.record),
    });
    return {
      post: this.operation(`find${this.singular}Duplicates`, `Find ${nameSingular} Duplicates`, ['depth'],
        { 200: success(objectOf({ data: arrayOf(group) })), ...refusalRefs(this.quirks) },
        objectOf({ data: arrayOf(schemaRef(this.singular)), ids: arrayOf(UUID) })),
    };
  }

  /** `/{objects}/groupBy`. */
  groupBy(): Schema {
    const isNarrow = this.quirks.has('openapi-group-by-values');
    const group = objectOf({
      groupByDimensionValues: arrayOf(isNarrow ? TEXT : { type: ['string', 'number', 'boolean', 'null'] }),
      records: arrayOf(this.record),
    }, { additionalProperties: isNarrow ? { type: 'number' } : { type: ['string', 'number', 'boolean', 'array', 'null'] } });
    const refusals = this.quirks.has('openapi-errors-undocumented') ? {} : refusalRefs(this.quirks);
    return {
      get: this.operation(`groupBy${this.plural}`, `Group By ${this.object.namePlural}`, [
        'groupBy', 'filter', 'orderBy', 'limit', 'viewId', 'aggregate', 'includeRecordsSample', 'orderByForRecords',
      ], { 200: success(data(`${this.object.namePlural}GroupBy`, arrayOf(group))), ...refusals }),
    };
  }

  /** `/restore/{objects}/{id}`. */
  restoreOne(): Schema {
    return {
      patch: this.operation(`restoreOne${this.singular}`, `Restore One ${this.object.nameSingular}`, ['idPath', 'depth'],
        this.answers(200, `restore${this.singular}`, this.record)),
    };
  }

  /** `/restore/{objects}`. */
  restoreMany(): Schema {
    return {
      patch: this.operation(`restoreMany${this.plural}`, `Restore Many ${this.object.namePlural}`, ['filter', 'depth'],
        this.answers(200, `restore${this.plural}`, arrayOf(this.record))),
    };
  }

  /** `/{objects}/merge`. */
  merge(): Schema {
    return {
      patch: this.operation(`mergeMany${this.plural}`, `Merge Many ${this.object.namePlural}`, ['depth'],
        this.answers(200, `merge${this.plural}`, this.record),
        objectOf({
          ids: arrayOf(UUID), conflictPriorityIndex: { type: 'number' }, dryRun: { type: 'boolean', default: false },
        }, { required: ['ids', 'conflictPriorityIndex'] })),
    };
  }
}
