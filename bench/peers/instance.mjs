import { answerThrough, FAULTS, forwardTo, mountFaults } from '../../dist/src/faults/index.js';
import { startReferenceServer } from '../../dist/src/reference/server.js';

export { FAULTS };

/** A reference server that keeps its documents, with these faults before it, that counts what it is asked. */
export async function openInstance(faults) {
  const mount = mountFaults(faults);
  let requests = 0;
  const server = await startReferenceServer({
    quirks: 'none',
    before(handler) {
      const through = answerThrough(mount, forwardTo(handler));
      return (request, environment) => {
        requests += 1;
        return through(request, environment);
      };
    },
    deliver: (delivery) => mount.deliver(delivery),
  });
  return { baseUrl: server.baseUrl, keys: server.keys, requests: () => requests, close: () => server.close() };
}
