/** The report as a public, versioned interface. Its JSON Schema is in `schema.ts`, published as docs/report.schema.json. */
export const REPORT_VERSION = '1.1';

export type Level = 'MUST' | 'SHOULD' | 'MAY';
export type Status = 'passed' | 'failed' | 'inconclusive' | 'skipped';
export type Verdict = 'conformant' | 'partial' | 'non-conformant' | 'inconclusive';

/** What of a field type a requirement is about. */
export const ASPECTS = ['write', 'read-rest', 'read-graphql', 'filter', 'order', 'invalid-input', 'metadata', 'openapi', 'graphql-schema'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** An operation that the instance offers, and what was checked on calls of it. */
export interface OperationCoverage {
  /** `Core REST`, `Core GraphQL`, `Metadata REST` or `Metadata GraphQL`. */
  surface: string;
  /** Without the names of objects: `GET /rest/{objects}/{id}`, `mutation create{Object}`. */
  operation: string;
  /** For how many objects the instance offers it; 1 where it is about none. */
  offered: number;
  /** For how many of these a checked call was made. */
  called: number;
  /** Ids of the requirements that were checked on its calls, sorted. */
  requirements: string[];
}

/** The requirements that were checked of one aspect of one field type. */
export interface FieldTypeCoverage {
  fieldType: string;
  aspect: Aspect;
  /** Sorted. */
  requirements: string[];
}

export interface ReportExchange {
  request: { method: string; url: string; headers: Record<string, string>; body?: string };
  response: { status: number; headers: Record<string, string>; body: string };
  /** A command that repeats the request; the key is `$TWENTY_API_KEY`. */
  curl: string;
}

export interface KnownDeviation {
  reason: string;
  evidence: string;
  issue?: string;
}

export interface ReportCheck {
  /** Permanent dotted id. */
  requirement: string;
  level: Level;
  area: string;
  title: string;
  /** What the requirement is checked on: `person`, `person.emails`, a route, a credential. */
  subject: string;
  status: Status;
  /** Set on failed checks that the expectations foresee. */
  knownDeviation?: KnownDeviation;
  /** Failed and inconclusive: what was seen, what was expected. */
  message?: string;
  /** Skipped and inconclusive: why. */
  reason?: string;
  /** Set on checks skipped only because something optional (an extra credential) was not given or the workspace has nothing that they speak of: they do not make a report partial. */
  optional?: true;
  /** Where the requirement comes from. */
  source: string;
  exchanges: ReportExchange[];
}

/** Failed checks with one cause. */
export interface Finding {
  requirement: string;
  level: Level;
  title: string;
  source: string;
  knownDeviation?: KnownDeviation;
  /** The message with the subject's own names taken out. */
  cause: string;
  subjects: string[];
  example: ReportCheck;
}

export interface Report {
  reportVersion: string;
  tool: { name: string; version: string };
  verdict: Verdict;
  exitCode: number;
  instance: { baseUrl: string; version: string | null };
  profile: string;
  seed: number;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  totals: {
    requirements: number;
    checks: number;
    passed: number;
    /** Unexpected ones alone. */
    failed: number;
    knownDeviations: number;
    inconclusive: number;
    skipped: number;
  };
  traffic: { requests: number; tokens: number; writes: number };
  cleanup: { created: number; removed: number; leftovers: Array<{ kind: string; id: string; name: string }> };
  /** Sentences that a reader must know: narrowed profile, expectations that no longer fail. */
  notes: string[];
  findings: Finding[];
  checks: ReportCheck[];
  /** Of what the instance offers: what was called and what was checked on it. Passed and failed checks count. */
  coverage: { operations: OperationCoverage[]; fieldTypes: FieldTypeCoverage[] };
  latency: Array<{ operation: string; count: number; p50Ms: number; p95Ms: number }>;
}
