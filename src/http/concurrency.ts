import pLimit from 'p-limit';
import type { Dispatcher } from 'undici';
import { deliver, dispatchWhole } from './answer.js';

/** Lets at most `limit` calls be in flight, their retries included; the others wait in order. */
export function concurrency(limit: number): Dispatcher.DispatcherComposeInterceptor {
  const slots = pLimit(limit);
  return (dispatch) => (options, handler) => {
    deliver(handler, slots(() => dispatchWhole(dispatch, options)));
    return true;
  };
}
