import type { RecordFilter } from '../engine.js';
import { ApiError } from '../errors.js';
import { invalid, runtimeError } from '../fields/kind.js';
import { databaseSchema } from '../metadata/database-schema.js';
import type { FieldMetadata, ObjectMetadata, StoredRecord, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import type { Column } from './columns.js';
import {
  fieldOfJoinColumn, findField, foreignKeyColumn, isComposite, isRelation, isUuidColumn, joinColumn, readColumn, recordsOf, scalarColumn, subColumn, tableName,
  targetObject, unknownFilterField,
} from './columns.js';
import type { Truth } from './filter-operators.js';
import { applyOperator, checkOperator } from './filter-operators.js';

export type Predicate = (record: StoredRecord | null) => Truth;

/** A column that must hold one of some values for a record to be selected. */
interface Equality {
  column: Column;
  values: string[];
}

/** A checked filter: what it selects, and whether it names `deletedAt`, which opens it to trashed records. */
export interface CompiledFilter {
  test: (record: StoredRecord) => boolean;
  namesDeletedAt: boolean;
  /** There is no condition. */
  selectsAll: boolean;
  equalities: Equality[];
}

/** Checks a filter against an object's fields and makes a predicate of it. */
export function compileFilter(workspace: Workspace, object: ObjectMetadata, filter: RecordFilter | undefined, quirks: QuirkSet): CompiledFilter {
  const compiler = new FilterCompiler(workspace, quirks);
  const predicate = asFilterError(() => compiler.object(object, filter ?? {}, 0));
  const { namesDeletedAt, selectsAll, equalities } = compiler;
  return { test: (record) => predicate(record) === true, namesDeletedAt, selectsAll, equalities };
}

/** Values are checked by the same rules as input, but the refusal names the filter. */
function asFilterError<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof ApiError && error.options.subCode === 'INVALID_ARGS_DATA') throw new ApiError(error.message, { ...error.options, subCode: 'INVALID_ARGS_FILTER' });
    throw error;
  }
}

/** What the runtime says of a filter that nobody has checked. */
const serverTypeError = (message: string): ApiError => new ApiError(message, { ...runtimeError('TypeError', message).options, graphqlCode: 'INTERNAL_SERVER_ERROR' });

class FilterCompiler {
  namesDeletedAt = false;
  selectsAll = true;
  readonly equalities: Equality[] = [];
  /** How many disjunctions, negations and relations enclose what is being read. */
  private enclosing = 0;
  constructor(private readonly workspace: Workspace, private readonly quirks: QuirkSet) {}

  object(object: ObjectMetadata, filter: RecordFilter, depth: number): Predicate {
    const parts = Object.entries(filter)
      .filter(([, value]) => value !== undefined && (value !== null || this.unvalidated()))
      .map(([key, value]) => this.entry(object, key, value, depth));
    return all(parts);
  }

  private entry(object: ObjectMetadata, key: string, value: unknown, depth: number): Predicate {
    this.selectsAll = false;
    if ((key === 'and' || key === 'or') && !Array.isArray(value) && this.unvalidated()) {
      throw serverTypeError(value === null ? "Cannot read properties of null (reading 'map')" : 'value.map is not a function');
    }
    if (value === null && (key === 'not' || this.nests(object, key))) throw serverTypeError('Cannot convert undefined or null to object');
    const list = (): Predicate[] => (Array.isArray(value) ? value : [value]).map((one: unknown) => this.object(object, one as RecordFilter, depth));
    if (key === 'and') return all(list());
    if (key === 'or') {
      const parts = this.within(list);
      return parts.length === 0 ? () => true : any(parts);
    }
    if (key === 'not') {
      const part = this.within(() => this.object(object, value as RecordFilter, depth));
      return (record) => {
        const truth = part(record);
        return truth === null && this.quirks.has('filter-skips-empty') ? null : !truth;
      };
    }
    const field = findField(object, key);
    if (!field) {
      const relation = fieldOfJoinColumn(object, key);
      if (!relation) throw unknownFilterField(object, key);
      return this.column(object, foreignKeyColumn(relation), value);
    }
    if (key === 'deletedAt') this.namesDeletedAt = true;
    if (isRelation(field)) return this.relation(field, value, depth);
    if (isComposite(field)) {
      return all(Object.entries(value as Record<string, unknown>).map(([sub, operators]) => this.column(object, subColumn(field, sub), operators)));
    }
    return this.column(object, scalarColumn(field), value);
  }

  /** Whether filters come as they were sent, not as a schema lets them through. */
  private unvalidated(): boolean {
    return this.quirks.has('graphql-unvalidated-records');
  }

  private nests(object: ObjectMetadata, key: string): boolean {
    const field = findField(object, key);
    return field !== undefined && (isComposite(field) || isRelation(field));
  }

  private within<T>(read: () => T): T {
    this.enclosing += 1;
    const result = read();
    this.enclosing -= 1;
    return result;
  }

  private relation(field: FieldMetadata, value: unknown, depth: number): Predicate {
    const key = joinColumn(field);
    if (key === undefined) throw invalid(`Cannot filter by relation field "${field.name}"`);
    if (depth > 0) throw invalid('Relation filter nesting deeper than 1 hop is not supported');
    const target = targetObject(this.workspace, field);
    const predicate = this.within(() => this.object(target, value as RecordFilter, depth + 1));
    const records = recordsOf(this.workspace, target);
    return (record) => {
      const related = records.get(record?.[key] as string);
      // A left join: a record without a living relative compares as one whose columns are all null.
      return predicate(related && related.deletedAt === null ? related : null);
    };
  }

  private column(object: ObjectMetadata, column: Column, operators: unknown): Predicate {
    if (typeof operators !== 'object' || operators === null) {
      throw invalid(`Filter value for field "${column.path}" must be an object`, 'Invalid filter: filter value must be an object');
    }
    const enumName = (): string => {
      const name = `${tableName(this.workspace, object)}_${column.field.name}${column.sub ? column.sub.charAt(0).toUpperCase() + column.sub.slice(1) : ''}_enum`;
      return `${databaseSchema(this.workspace)}.${/[A-Z]/.test(name) ? `"${name}"` : name}`;
    };
    if (Object.keys(operators).length !== 1) {
      throw invalid(`Filter for field "${column.path}" must have exactly one operator`, 'Invalid filter: exactly one operator per field is required');
    }
    return all(
      Object.entries(operators).map(([operator, expected]) => {
        const checked = checkOperator(column, operator, expected, { enumName, quirks: this.quirks });
        this.note(column, operator, checked);
        const unknown = operator === 'neq' && !this.quirks.has('filter-skips-empty') ? true : null;
        return (record) => applyOperator(column, operator, checked, readColumn(record, column)) ?? unknown;
      }),
    );
  }

  /** Keeps in mind what must be equal in every record that is selected, so that an index can find it. */
  private note(column: Column, operator: string, expected: unknown): void {
    if (this.enclosing > 0 || (operator !== 'eq' && operator !== 'in') || !(isUuidColumn(column) || column.type === 'TEXT')) return;
    const values: unknown[] = Array.isArray(expected) ? expected : [expected];
    if (values.every((value): value is string => typeof value === 'string' && value !== '')) this.equalities.push({ column, values });
  }
}

function all(parts: Predicate[]): Predicate {
  if (parts.length === 1 && parts[0]) return parts[0];
  return (record) => {
    let result: Truth = true;
    for (const part of parts) {
      const truth = part(record);
      if (truth === false) return false;
      if (truth === null) result = null;
    }
    return result;
  };
}

function any(parts: Predicate[]): Predicate {
  return (record) => {
    let result: Truth = false;
    for (const part of parts) {
      const truth = part(record);
      if (truth === true) return true;
      if (truth === null) result = null;
    }
    return result;
  };
}
