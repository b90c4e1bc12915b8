import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';
import { codeOf } from '../http/retry.js';

/** Whether a call ended because no answer came within its time limit. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && codeOf(error.cause) === 'TIME_LIMIT';
}

/** Sends a call that an instance might never answer. Undefined where no answer came within the call's time limit; what else goes wrong is thrown. */
export async function callOrSilence(http: HttpClient, options: CallOptions): Promise<Exchange | undefined> {
  try {
    return await http.call(options);
  } catch (error) {
    if (isSilence(error)) return undefined;
    throw error;
  }
}
