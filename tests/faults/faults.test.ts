import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { FAMILIES, type Fault, type Forward } from '../../src/faults/fault.js';
import { forwardTo } from '../../src/faults/fetch.js';
import { FAULTS } from '../../src/faults/index.js';
import { alters, mountFaults } from '../../src/faults/mount.js';
import { startReferenceServer, type ReferenceServer } from '../../src/reference/server.js';
import { PARTS, playPart, type Part, type SampleExchange } from './sample.js';

// Faults that answer late do so at once.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const open: ReferenceServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close())));

/** A reference server of its own, and the way to it without a socket. */
async function instance(): Promise<{ server: ReferenceServer; forward: Forward }> {
  let handler: ((request: Request) => Response | Promise<Response>) | undefined;
  const server = await startReferenceServer({ quirks: 'none', before: (inner) => (handler = inner) });
  open.push(server);
  return { server, forward: forwardTo((request) => handler!(request)) };
}

const parts = new Map<Part, SampleExchange[]>();
let sample: SampleExchange[] = [];
beforeAll(async () => {
  const { server, forward } = await instance();
  for (const part of PARTS) parts.set(part, (await playPart(part, server, forward)).map(frozen));
  sample = [...parts.values()].flat();
});

describe('the list', () => {
  test('has each id once, below its family', () => {
    const ids = FAULTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, family } of FAULTS) expect(id).toMatch(new RegExp(`^${family}\\.[a-z0-9-]+$`));
  });

  test('has faults of every family, each with what is lost and where it comes from', () => {
    expect([...new Set(FAULTS.map(({ family }) => family))].sort()).toEqual([...FAMILIES].sort());
    for (const { loses, origin } of FAULTS) {
      expect(loses).not.toBe('');
      expect(origin).toMatch(/^https:\/\/github\.com\/twentyhq\/twenty\/(issues|pull)\/\d+$|^[A-Za-z0-9]/);
    }
  });
});

/** An exchange that an edit in place would throw on. */
function frozen({ request, response }: SampleExchange): SampleExchange {
  Object.freeze(request.headers);
  Object.freeze(response.headers);
  return { request: Object.freeze(request), response: Object.freeze(response) };
}

const single = (fault: Fault) => !fault.around && !fault.editDelivery;

describe('a fault that edits single exchanges', () => {
  test.each(FAULTS.filter(single))('$id alters some exchanges of the sample and leaves the others', (fault) => {
    const altered = sample.filter(({ request, response }) => alters(fault, request, response));
    expect(altered.length, 'altered exchanges').toBeGreaterThan(0);
    expect(altered.length, 'altered exchanges').toBeLessThan(sample.length);
  });
});

describe('a fault that remembers', () => {
  const late = new Set(['infrastructure.slow', 'infrastructure.stalled']);
  test.each(FAULTS.filter((fault) => fault.around && !late.has(fault.id)))('$id alters some exchanges of the sample and leaves the others', async (fault) => {
    const { server, forward } = await instance();
    const mount = mountFaults([fault]);
    let sent = 0;
    for (const part of PARTS) {
      const [counters] = mount.counters();
      if (counters!.altered > 0 || !parts.get(part)!.some(({ request }) => fault.matches(request))) continue;
      sent += (await playPart(part, server, (request) => mount.handle(request, forward))).length;
    }
    const [counters] = mount.counters();
    expect(counters!.altered, 'altered exchanges').toBeGreaterThan(0);
    expect(counters!.altered, 'altered exchanges').toBeLessThan(sent);
  });
});

describe('a fault of deliveries', () => {
  const event = (eventName: string) => ({
    targetUrl: 'http://127.0.0.1:9/',
    headers: { 'Content-Type': 'application/json', 'X-Twenty-Webhook-Signature': 'aa', 'X-Twenty-Webhook-Timestamp': '1700000000000' },
    body: JSON.stringify({ event: eventName, data: {}, timestamp: '2024-01-01T00:00:00.000Z', eventName, eventDate: '2024-01-01T00:00:00.000Z', record: { id: '1', name: 'one', position: 1, updatedAt: '2024-01-01T00:00:00.000Z' }, updatedFields: ['name'], objectMetadata: { nameSingular: 'company' } }),
  });
  test.each(FAULTS.filter(({ editDelivery }) => editDelivery))('$id alters a delivery', (fault) => {
    const mount = mountFaults([fault]);
    for (const name of ['company.created', 'company.updated', 'company.deleted']) mount.deliver(event(name));
    expect(mount.counters()).toEqual([{ id: fault.id, seen: 3, altered: expect.any(Number) as number }]);
    expect(mount.counters()[0]!.altered).toBeGreaterThan(0);
  });
});
