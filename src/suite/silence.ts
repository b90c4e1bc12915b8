import { InconclusiveError, type CallOptions, type Exchange, type HttpClient } from '../http/exchange.js';
import { codeOf } from '../http/retry.js';

/** Sends a call that an instance might never answer. Undefined where no answer came within the call's time limit; what else goes wrong is thrown. */
export async function callOrSilence(http: HttpClient, options: CallOptions): Promise<Exchange | undefined> {
  try {
    return await http.call(options);
  } catch (error) {
    if (error instanceof InconclusiveError && codeOf(error.cause) === 'TIME_LIMIT') return undefined;
    throw error;
  }
}
