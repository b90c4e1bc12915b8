/** Where an error came from decides the shape in which each surface writes it. */
export interface ApiErrorOptions {
  /** HTTP status in REST. */
  status?: number;
  /** `error` of the REST body: an exception class name. */
  error?: string;
  /** `code` of the REST body; left out when absent. */
  code?: string;
  /** `extensions.code` in GraphQL. */
  graphqlCode?: string;
  /** `extensions.subCode` in GraphQL. */
  subCode?: string;
  userFriendlyMessage?: string;
  /** Name of the field whose value is refused; not written anywhere by itself. */
  field?: string;
  /** What a server says instead that keeps its documents: no word of the database, and the field named. */
  plain?: string;
  /** A whole REST body that replaces the usual `{statusCode, error, messages, code?}`. */
  body?: unknown;
  /** Further GraphQL extensions. */
  extensions?: Record<string, unknown>;
}

/** A refusal of the reference server, written by each surface in its own shape. */
export class ApiError extends Error {
  readonly status: number;
  readonly error: string;
  constructor(message: string, readonly options: ApiErrorOptions = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = options.status ?? 400;
    this.error = options.error ?? 'BadRequestException';
  }
}
