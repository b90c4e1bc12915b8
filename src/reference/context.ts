import type { RecordEngine } from './engine.js';
import type { Caller } from './model.js';
import type { QuirkSet } from './quirks.js';

/** Request headers by lower-case name. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Why a request has no caller. `none`: no token was sent; surfaces that are open to anyone may go on. */
export interface AuthFailure {
  kind: 'none' | 'malformed' | 'signature' | 'expired' | 'revoked' | 'unknown-key' | 'unknown-workspace' | 'wrong-type';
  message: string;
  /** HTTP status where the surface answers with one. */
  status: number;
  /** `extensions.code` in GraphQL. */
  graphqlCode: string;
  /** `extensions.subCode` in GraphQL. */
  subCode: string;
  /** A string, or the untranslated `{ id, message }` that GraphQL shows. */
  userFriendlyMessage: unknown;
}

export type AuthOutcome = { caller: Caller; failure?: undefined } | { caller?: undefined; failure: AuthFailure };

/** What every surface of the reference server is given. */
export interface ServerContext {
  serverUrl: string;
  quirks: QuirkSet;
  engine: RecordEngine;
  authenticate(headers: RequestHeaders): AuthOutcome;
  /** A token for an API key of a workspace, in Twenty's form. */
  signApiKeyToken(workspaceId: string, apiKeyId: string, expiresAt: Date): string;
  now(): Date;
  /** Told of every record change, for webhooks. */
  onRecordEvent(listener: (event: RecordEvent) => void): void;
  /** Called before a write to the metadata; the answer is called after it and tells webhooks what has changed. */
  watchMetadata(caller: Caller): () => void;
}

/** One record changed: what a webhook delivery is made of. */
export interface RecordEvent {
  workspaceId: string;
  /** `person.created` … */
  eventName: string;
  objectMetadataId: string;
  record: Record<string, unknown>;
  updatedFields?: string[];
}
