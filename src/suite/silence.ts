import type { CallOptions, Exchange, HttpClient } from '../http/exchange.js';
import { codeOf } from '../http/network-failure.js';

/** Whether a call ended because no answer came within its time limit. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && codeOf(error.cause) === 'TIME_LIMIT';
}

/** Long enough for a server that is there and not busy with the call before. */
const SECOND_PATIENCE_MS = 3_000;

/**
 * Sends a call that an instance might never answer. Undefined where no answer came within the call's time limit, nor to the same call a second time,
 * since a network can be silent once; what else goes wrong is thrown.
 */
export async function callOrSilence(http: HttpClient, options: CallOptions): Promise<Exchange | undefined> {
  for (const patience of [options.timeoutMs, SECOND_PATIENCE_MS]) {
    try {
      return await http.call({ ...options, ...(patience === undefined ? {} : { timeoutMs: patience }), once: true });
    } catch (error) {
      if (!isSilence(error)) throw error;
    }
  }
  return undefined;
}
