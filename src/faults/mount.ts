import type { Delivery, Fault, Forward, WireRequest, WireResponse } from './fault.js';

/** How many exchanges went through a fault, and how many it altered. */
export interface FaultCounters {
  id: string;
  seen: number;
  altered: number;
}

/** Faults between a client and an instance; which ones can be changed while exchanges go through. */
export interface FaultMount {
  /** Answers a request by way of all faults, the first one outermost. */
  handle: (request: WireRequest, forward: Forward) => Promise<WireResponse>;
  /** What is delivered to a webhook in the place of a delivery. */
  deliver(delivery: Delivery): Delivery[];
  /** Puts these in the place of the faults before; what those remembered and counted is gone. */
  switchTo(faults: readonly Fault[]): void;
  counters(): FaultCounters[];
}

interface Mounted {
  fault: Fault;
  counters: FaultCounters;
  pass: (request: WireRequest, forward: Forward) => Promise<WireResponse>;
}

export function mountFaults(faults: readonly Fault[]): FaultMount {
  let mounted = faults.map(mounting);
  return {
    handle(request, forward) {
      const chain = mounted.reduceRight<Forward>((next, { fault, counters, pass }) => async (passed) => {
        if (!fault.matches(passed)) return next(passed);
        counters.seen += 1;
        const sent: WireRequest[] = [];
        const got: WireResponse[] = [];
        const answer = await pass(passed, async (forwarded) => {
          sent.push(forwarded);
          const response = await next(forwarded);
          got.push(response);
          return response;
        });
        if (sent.length !== 1 || !sameRequest(sent[0]!, passed) || !got[0] || !sameResponse(got[0], answer)) counters.altered += 1;
        return answer;
      }, forward);
      return chain(request);
    },
    deliver(delivery) {
      return mounted.reduce<Delivery[]>((deliveries, { fault, counters }) => {
        if (!fault.editDelivery) return deliveries;
        counters.seen += deliveries.length;
        return deliveries.flatMap((one) => {
          const changed = fault.editDelivery!(one);
          if (changed.length !== 1 || JSON.stringify(changed[0]) !== JSON.stringify(one)) counters.altered += 1;
          return changed;
        });
      }, [delivery]);
    },
    switchTo(next) {
      mounted = next.map(mounting);
    },
    counters: () => mounted.map(({ counters }) => ({ ...counters })),
  };
}

function mounting(fault: Fault): Mounted {
  const counters = { id: fault.id, seen: 0, altered: 0 };
  const around = fault.around?.();
  const pass = around ?? (async (request: WireRequest, forward: Forward) => editOf(fault, request, await forward(fault.editRequest?.(request) ?? request)));
  return { fault, counters, pass };
}

function editOf(fault: Fault, request: WireRequest, response: WireResponse): WireResponse {
  return fault.editResponse?.(response, request) ?? response;
}

/** Whether a fault alters this exchange; undefined where only a mount can tell, because the fault remembers what went before. */
export function alters(fault: Fault, request: WireRequest, response: WireResponse): boolean | undefined {
  if (!fault.matches(request)) return false;
  if (fault.around || fault.editDelivery) return undefined;
  return (fault.editRequest !== undefined && !sameRequest(fault.editRequest(request), request)) || !sameResponse(editOf(fault, request, response), response);
}

const sameRequest = (one: WireRequest, other: WireRequest) =>
  one.method === other.method && one.path === other.path && one.body === other.body && (one.headers === other.headers || JSON.stringify(one.headers) === JSON.stringify(other.headers));
const sameResponse = (one: WireResponse, other: WireResponse) =>
  one.status === other.status && one.body === other.body && one.broken === other.broken && (one.headers === other.headers || JSON.stringify(one.headers) === JSON.stringify(other.headers));
