import type { Dispatcher } from 'undici';
import { contextOf } from './call-context.js';

/** No whole answer came within the call's time limit. */
export class TimeLimitError extends Error {
  readonly code = 'TIME_LIMIT';
}

/** Ends an attempt, from the first byte sent to the last byte read, after the call's time limit. */
export function timeout(): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { timeoutMs } = contextOf(options);
    let controller: Dispatcher.DispatchController | undefined;
    let done = false;
    const finish = (): boolean => {
      if (done) return false;
      done = true;
      clearTimeout(timer);
      return true;
    };
    const timer = setTimeout(() => {
      const error = new TimeLimitError(`No answer within ${timeoutMs} ms`);
      if (!finish()) return;
      handler.onResponseError?.(controller ?? ({} as Dispatcher.DispatchController), error);
      controller?.abort(error);
    }, timeoutMs);
    return dispatch(options, {
      onRequestStart(started, context) {
        controller = started;
        if (done) started.abort(new TimeLimitError(`No answer within ${timeoutMs} ms`));
        else handler.onRequestStart?.(started, context);
      },
      onResponseStart(...args) {
        if (!done) handler.onResponseStart?.(...args);
      },
      onResponseData(...args) {
        if (!done) handler.onResponseData?.(...args);
      },
      onResponseEnd(...args) {
        if (finish()) handler.onResponseEnd?.(...args);
      },
      onResponseError(...args) {
        if (finish()) handler.onResponseError?.(...args);
      },
    });
  };
}
