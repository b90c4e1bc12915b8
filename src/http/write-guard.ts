import type { Dispatcher } from 'undici';
import { contextOf } from './call-context.js';
import type { Surface } from './exchange.js';

/** A call that could change something, before it is sent. */
export interface Write {
  method: string;
  /** Below the base URL, query included. */
  path: string;
  surface: Surface;
  body?: string;
}

/** Why a write may not be sent; null where it may. */
export type WritePolicy = (write: Write) => string | null;

/** A write that was not sent. */
export class WriteRefusedError extends Error {
  constructor(method: string, path: string, reason: string) {
    super(`${method} ${path.slice(0, 200)} was not sent: ${reason}`);
    this.name = 'WriteRefusedError';
  }
}

/** Refuses calls that could change something and carry a key that could let them: all of them in a read-only run, otherwise those that the policy does not let through. */
export function writeGuard(readOnly: boolean, policy: WritePolicy = () => null): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { mutates, carriesKey, path, surface } = contextOf(options);
    if (mutates && carriesKey) {
      const body = typeof options.body === 'string' ? { body: options.body } : {};
      const reason = readOnly ? 'this run is read-only' : policy({ method: options.method, path, surface, ...body });
      if (reason !== null) throw new WriteRefusedError(options.method, path, reason);
    }
    return dispatch(options, handler);
  };
}
