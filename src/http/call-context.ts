import type { Dispatcher } from 'undici';
import type { Credential, Exchange, Surface } from './exchange.js';

/** What the interceptors know of the call that a dispatch belongs to, beyond what goes over the wire. */
export interface CallContext {
  path: string;
  /** Method, path without ids and query, and the root fields of a GraphQL call: calls of one operation are answered alike. */
  operation: string;
  surface: Surface;
  credential: Credential;
  /** The request carries a key that the instance might accept. */
  carriesKey: boolean;
  /** The request changes something if the instance accepts it. */
  mutates: boolean;
  tokens: number;
  timeoutMs: number;
  once: boolean;
  /** The latest answer, set by the recorder. */
  exchange?: Exchange;
}

const CONTEXT = Symbol('call');

/** Attaches the context to dispatch options; interceptors hand the options on unchanged or as a copy. */
export function withContext(options: Dispatcher.DispatchOptions, context: CallContext): Dispatcher.DispatchOptions {
  return Object.assign(options, { [CONTEXT]: context });
}

/** The context of a dispatch that went through `withContext`. */
export function contextOf(options: Dispatcher.DispatchOptions): CallContext {
  const context = (options as { [CONTEXT]?: CallContext })[CONTEXT];
  if (context === undefined) throw new Error('This dispatcher serves calls of the HTTP client only');
  return context;
}
