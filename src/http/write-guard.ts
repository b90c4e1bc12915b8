import type { Dispatcher } from 'undici';
import { contextOf } from './call-context.js';

/** A write that the run's profile does not allow; it was not sent. */
export class WriteRefusedError extends Error {
  constructor(method: string, path: string) {
    super(`${method} ${path} was not sent: this run is read-only`);
    this.name = 'WriteRefusedError';
  }
}

/** In a read-only run, refuses every call that could change something and carries a key that could let it. */
export function writeGuard(readOnly: boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { mutates, carriesKey, path } = contextOf(options);
    if (readOnly && mutates && carriesKey) throw new WriteRefusedError(options.method, path);
    return dispatch(options, handler);
  };
}
