import type { Faker } from '@faker-js/faker';
import type { FieldModel } from '../workspace/model.js';

/** A JSON Schema (draft 2020-12) in object form. */
export type JsonSchema = { [keyword: string]: unknown };

/** An input that must be stored; it comes back as `output`, or equal to itself where that is absent. */
export interface BoundaryValue {
  label: string;
  input: unknown;
  output?: unknown;
}

/** An input that must be refused. */
export interface InvalidValue {
  label: string;
  input: unknown;
}

/** What the OpenAPI document should say of the record property. */
export interface OpenApiExpectation {
  /** Any of these JSON types is right. */
  types: readonly string[];
  format?: string;
  /** The values of the property itself. */
  enum?: readonly string[];
  /** The JSON type of an array's elements. */
  itemType?: string;
  /** The values of an array's elements. */
  itemEnum?: readonly string[];
  /** Parts of a composite. */
  properties?: readonly string[];
}

/** What the GraphQL schema should say of the field. Any name of a list is right; enum names carry the object's name. */
export interface GraphqlExpectation {
  outputTypes: readonly string[];
  list: boolean;
  /** Empty where the field takes no input. */
  inputTypes: readonly string[];
  /** Parts of a composite that its inputs have; absent where they have all. */
  inputParts?: readonly string[];
  /** Empty where the field cannot be filtered by. */
  filterTypes: readonly string[];
}

/** How the values of a column compare. `choice`: one of a list of words; `list`: an array; `json`: anything else. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'day' | 'instant' | 'uuid' | 'choice' | 'list' | 'json';

/** All that the suite knows of one Twenty field type. */
export interface FieldType {
  type: string;
  /** False where no client may ever write such a field. */
  writable: boolean;
  /** Schema of the REST record property at depth 0. */
  outputSchema(field: FieldModel): JsonSchema;
  /** A typical value to send as `propertyNames(field)[0]`; undefined where none can be made up. */
  valid(field: FieldModel, random: Faker): unknown;
  boundary(field: FieldModel): BoundaryValue[];
  invalid(field: FieldModel): InvalidValue[];
  /** Properties of the record that the field occupies at depth 0; the first one is what is written. */
  propertyNames(field: FieldModel): string[];
  /** Null where the document need not mention the field. */
  openApi(field: FieldModel): OpenApiExpectation | null;
  /** Null where nothing can be said. */
  graphql(field: FieldModel, objectNameSingular: string): GraphqlExpectation | null;
  /** Operators of the REST filter; for composites they apply to the parts. */
  filterOperators: readonly string[];
  /** How filters and orders compare values: of the field itself, or of each part of a composite by its name; absent where neither takes the field. */
  compares?: ColumnKind | Readonly<Record<string, ColumnKind>>;
  /** Whether `received` is what a server may rightly answer after `sent` was stored. */
  equal(sent: unknown, received: unknown): boolean;
}
