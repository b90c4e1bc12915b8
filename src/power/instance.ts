import { Dispatcher } from 'undici';
import { forwardTo, mountFaults, type Fault, type FaultMount, type WireRequest, type WireResponse } from '../faults/index.js';
import { deliver, type Answer } from '../http/answer.js';
import type { QuirkName } from '../reference/quirks.js';
import { startReferenceServer, type ReferenceServer } from '../reference/server.js';

/** Nothing listens there: it is the same for each instance, so that what one serves is what the others serve. */
export const BASE_URL = 'http://127.0.0.1:1';

/** A header by which the answers can be told that a disturbance altered. */
export const ALTERED = 'x-altered';

/** A reference server that keeps its documents, in this process, with faults before it. */
export interface FaultyInstance {
  keys: ReferenceServer['keys'];
  mount: FaultMount;
  /** Leads to it without a socket. */
  dispatcher: Dispatcher;
  /** Sees each exchange as a client does. */
  watch(listener: (exchange: { request: WireRequest; response: WireResponse }) => void): void;
  /** From now on every call fails. */
  cutOff(): void;
  close(): Promise<void>;
}

/** Opens an instance of its own with these faults, and with quirks only where they are named. */
export async function openInstance(faults: readonly Fault[], quirks: 'none' | QuirkName[] = 'none'): Promise<FaultyInstance> {
  const mount = mountFaults(faults);
  const marks = faults.some(({ family }) => family === 'infrastructure');
  let handler: ((request: Request) => Response | Promise<Response>) | undefined;
  const server = await startReferenceServer({ quirks, before: (inner) => (handler = inner), deliver: (delivery) => mount.deliver(delivery) });
  server.context.serverUrl = BASE_URL;
  const forward = forwardTo((request) => handler!(request));
  let listener: ((exchange: { request: WireRequest; response: WireResponse }) => void) | undefined;
  let cut = false;
  const answer = async (request: WireRequest): Promise<Answer> => {
    if (cut) throw Object.assign(new Error('the run took too long'), { code: 'CUT_OFF' });
    let own: WireResponse | undefined;
    const response = await mount.handle(request, async (sent) => (own = await forward(sent)));
    listener?.({ request, response });
    if (response.broken) throw Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    return { status: response.status, headers: { ...response.headers, ...(marks && response !== own ? { [ALTERED]: 'yes' } : {}) }, body: Buffer.from(response.body, 'utf8') };
  };
  return {
    keys: server.keys,
    mount,
    dispatcher: new InProcess(answer),
    watch: (given) => (listener = given),
    cutOff: () => (cut = true),
    close: () => server.close(),
  };
}

/** Hands requests to a function instead of a socket. */
class InProcess extends Dispatcher {
  constructor(private readonly answer: (request: WireRequest) => Promise<Answer>) {
    super();
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const headers = Object.fromEntries(Object.entries(options.headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]));
    deliver(handler, this.answer({ method: options.method, path: options.path, headers, body: typeof options.body === 'string' ? options.body : '' }));
    return true;
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  override destroy(): Promise<void> {
    return Promise.resolve();
  }
}
