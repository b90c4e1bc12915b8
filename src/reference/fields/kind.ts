import { inspect } from 'node:util';
import { ApiError } from '../errors.js';
import type { FieldMetadata, FieldType } from '../model.js';

/** The types that a single database column can have: what filters, order and aggregates work on. */
export type ColumnType = Exclude<FieldType, 'ACTOR' | 'ADDRESS' | 'CURRENCY' | 'EMAILS' | 'FULL_NAME' | 'LINKS' | 'PHONES' | 'RICH_TEXT'>;

export interface SubColumn {
  type: ColumnType;
  /** Values of an enum sub-field. */
  values?: readonly string[];
}

export interface ParseInput {
  field: FieldMetadata;
  /** The stored value that an update starts from; undefined on create. */
  current?: unknown;
}

/** What the server knows of one field type. */
export interface FieldKind {
  /** Validates an input value and returns the form in which it is stored and shown. */
  parse(value: unknown, input: ParseInput): unknown;
  /** What a field without a value shows. */
  empty: unknown;
  /** Operators of a filter; composites take filters on sub-fields only. */
  operators: readonly string[];
  /** Present on composites. */
  subFields?: Readonly<Record<string, SubColumn>>;
}

export const COMPARE = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'is'] as const;
export const TEXT_OPERATORS = [...COMPARE, 'like', 'ilike', 'startsWith', 'endsWith'] as const;

/** A value as error messages show it. */
export const show = (value: unknown): string => inspect(value, { depth: 4 });

/** A refused input value: 400 in REST, BAD_USER_INPUT in GraphQL. */
export function invalid(message: string, userFriendlyMessage = 'An error occurred.'): ApiError {
  return new ApiError(message, { graphqlCode: 'BAD_USER_INPUT', subCode: 'INVALID_ARGS_DATA', userFriendlyMessage });
}

/** The refusal of a list that holds more than texts. The misplaced quote is the product's own wording. */
export const notTexts = (value: unknown, path: string): ApiError =>
  invalid(`Invalid value ${show(value)} for field "${path} - Array values need to be string"`, `Invalid value: "${show(value)}"`);

/** A refusal with a code of its own. */
export function coded(message: string, code: string, userFriendlyMessage = 'An error occurred.'): ApiError {
  return new ApiError(message, { error: 'Error', code, graphqlCode: 'BAD_USER_INPUT', subCode: code, userFriendlyMessage });
}

/** An input that makes the runtime itself fail; the client sees its words. */
export function runtimeError(name: 'TypeError' | 'SyntaxError', message: string): ApiError {
  return new ApiError(message, { error: name, graphqlCode: 'INTERNAL_SERVER_ERROR' });
}

/** What the database itself refuses, shown in its own words. */
export function databaseError(message: string): ApiError {
  return new ApiError(message, { graphqlCode: 'BAD_USER_INPUT', userFriendlyMessage: 'Invalid input provided.' });
}

/** The refusal of a column that must hold a value and was given none. */
export function missingValue(column: string, table: string): ApiError {
  return new ApiError(`null value in column "${column}" of relation "${table}" violates not-null constraint`, {
    graphqlCode: 'BAD_USER_INPUT', userFriendlyMessage: 'A required field is missing. Please provide all required values and try again.',
    plain: `A value is required for field "${column}"`,
  });
}

/** A database failure that is hidden from the client. */
export function databaseFailure(): ApiError {
  return new ApiError('Data validation error.', {
    status: 500,
    error: 'InternalServerErrorException',
    graphqlCode: 'INTERNAL_SERVER_ERROR',
  });
}

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
