import { type CallOptions, type HttpClient, InconclusiveError } from '../http/exchange.js';
import { WriteRefusedError } from '../http/write-guard.js';

/** The client of a run: tells of each write that the guard refuses and of each call that ended without an answer, and sends nothing more once the run is stopped. */
export function runDoor(http: HttpClient, onRefusal: (message: string) => void, onLost: (call: CallOptions) => void = () => {}): { http: HttpClient; stop(): void } {
  let stopped = false;
  return {
    stop() {
      stopped = true;
      http.trouble.ended ??= 'the run was stopped';
    },
    http: {
      ...http,
      async call(options) {
        if (stopped) throw new InconclusiveError('the run was stopped before this call');
        try {
          return await http.call(options);
        } catch (error) {
          if (error instanceof WriteRefusedError) onRefusal(error.message);
          else onLost(options);
          throw error;
        }
      },
    },
  };
}
