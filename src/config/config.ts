export const PROFILES = ['smoke', 'read-only', 'standard', 'full'] as const;
export type Profile = (typeof PROFILES)[number];
export const AREAS = ['auth', 'rest', 'graphql', 'metadata', 'openapi', 'parity', 'custom-fields', 'webhooks', 'protocol'] as const;
export type Area = (typeof AREAS)[number];
export const FORMATS = ['html', 'json', 'md', 'junit', 'allure'] as const;
export type Format = (typeof FORMATS)[number];

/** A run's settings after flags, environment, file and defaults are merged and validated. Plain JSON. */
export interface RunConfig {
  /** Normalised: no trailing slash, no `/rest` or `/graphql` at the end; null runs on the embedded reference server. */
  url: string | null;
  apiKey: string | null;
  extraKeys: { restricted?: string; noRead?: string; noDestroy?: string; otherWorkspace?: string; revoked?: string; expired?: string };
  profile: Profile;
  areas: Area[];
  objects: string[];
  /** So many objects stand for all of them; null for every one. */
  sample: number | null;
  requirements: string[];
  seed: number;
  /** Calls in flight at once. */
  concurrency: number;
  /** Per call. */
  timeoutMs: number;
  rate: 'auto' | 'off' | { tokens: number; milliseconds: number };
  /** Tokens that the checks may cost; null for any number. */
  maxTokens: number | null;
  reportDir: string;
  formats: Format[];
  /** A file, `none`, or null for the shipped deviations. */
  expectations: string | null;
  allowWrites: boolean;
  /** Begins the marker that every text of a run carries. */
  marker: string;
  requireComplete: boolean;
  /** Values of records that the run did not make may stand in reports. */
  includeForeignValues: boolean;
  insecure: boolean;
  /** Path of a PEM file. */
  ca: string | null;
  quiet: boolean;
  /** URL under which the instance reaches this machine, for its webhooks; null where none is given. Port 0 takes a free one. */
  webhookListener: string | null;
  /** `host:port` on which webhooks are awaited, where it is not the port of that URL on all interfaces. */
  webhookListen: string | null;
  /** Embedded server only: quirks off. */
  asDocumented: boolean;
}

/** The user gave something that can't be used. The message says what, and what to do; the CLI prints it and exits with 2. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}
