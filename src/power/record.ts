import { alters, mountFaults, type Fault, type WireRequest, type WireResponse } from '../faults/index.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { openInstance } from './instance.js';
import { isLast, openPowerRun, partsOf, playParts, type Part, type PowerConfig, type SettledCheck } from './play.js';

interface Recorded {
  request: WireRequest;
  response: WireResponse;
}

interface RecordedPart {
  part: Part;
  exchanges: Recorded[];
  /** Processor time that playing it took. */
  milliseconds: number;
}

/** What the suite sends and gets where nothing is wrong. */
export interface Recording {
  model: WorkspaceModel;
  discovery: Recorded[];
  parts: RecordedPart[];
  /** Checks that pass, by requirement and subject. */
  passing: Set<string>;
}

/** Plays each part alone, so that it is known which exchanges it makes, those included that it would share with others. */
export async function recordSuite(power: PowerConfig): Promise<Recording> {
  const first = await openInstance([]);
  const discovery: Recorded[] = [];
  first.watch((exchange) => discovery.push(exchange));
  const { run } = await openPowerRun(first, power);
  await first.close();
  const parts = partsOf(run);
  const recorded: RecordedPart[] = [];
  const checks: SettledCheck[] = [];
  for (const part of parts) {
    const instance = await openInstance([]);
    const exchanges: Recorded[] = [];
    instance.watch((exchange) => exchanges.push(exchange));
    const started = process.cpuUsage();
    const own = await openPowerRun(instance, power, run.model);
    await playParts(own.run, [part, ...parts.filter(isLast)]);
    const { user, system } = process.cpuUsage(started);
    recorded.push({ part, exchanges, milliseconds: (user + system) / 1000 });
    checks.push(...own.checks);
    await instance.close();
  }
  const others = new Set(checks.filter(({ status }) => status === 'failed' || status === 'inconclusive').map(checkKey));
  return { model: run.model, discovery, parts: recorded, passing: new Set(checks.filter(({ status }) => status === 'passed').map(checkKey).filter((key) => !others.has(key))) };
}

export const checkKey = ({ requirement, subject }: { requirement: string; subject: string }): string => `${requirement} on ${subject}`;

/** What of the suite a fault can touch. */
export interface Touched {
  /** The model has to be found out through the fault. */
  discovery: boolean;
  /** One subject of each journey first, cheap ones before others. */
  parts: Array<{ key: string; milliseconds: number }>;
}

/** Documents of more characters are too large to try each fault on each of them: what holds of one holds of the next that is asked for alike. */
const LARGE = 100_000;

/** Parts whose exchanges a fault alters; of those that stand in the way of everything, all. */
export async function touchedBy(fault: Fault, recording: Recording): Promise<Touched> {
  const documents = new Map<string, boolean>();
  const touches = ({ request, response }: Recorded): boolean => {
    if (!fault.matches(request)) return false;
    const key = response.body.length > LARGE ? `${request.method} ${request.path} ${request.body}` : undefined;
    const touched = (key === undefined ? undefined : documents.get(key)) ?? alters(fault, request, response) ?? true;
    if (key !== undefined) documents.set(key, touched);
    return touched;
  };
  const anyOf = (exchanges: readonly Recorded[]): boolean | Promise<boolean> => {
    if (fault.editDelivery) return exchanges.some(({ request }) => /^\/rest\/(metadata\/)?webhooks\b/.test(request.path));
    return fault.around && fault.family !== 'infrastructure' ? actsOn(fault, exchanges) : exchanges.some(touches);
  };
  const discovery = await anyOf(recording.discovery);
  const touched: RecordedPart[] = [];
  for (const recorded of recording.parts) {
    // What is judged without an exchange of its own is judged on what was found out.
    if (!isLast(recorded.part) && ((discovery && recorded.exchanges.length <= 2) || (await anyOf(recorded.exchanges)))) touched.push(recorded);
  }
  const byCost = touched.sort((one, other) => rank(one.part) - rank(other.part) || one.milliseconds - other.milliseconds);
  const turn = new Map<string, number>();
  const placed = byCost.map(({ part, milliseconds }) => {
    const place = turn.get(part.journey.name) ?? 0;
    turn.set(part.journey.name, place + 1);
    return { key: part.key, milliseconds, place };
  });
  const ordered = placed.sort((one, other) => one.place - other.place || one.milliseconds - other.milliseconds);
  return { discovery, parts: ordered.map(({ key, milliseconds }) => ({ key, milliseconds })) };
}

/** Whether a fault that remembers does something other than hand on when these exchanges happen again. */
async function actsOn(fault: Fault, exchanges: readonly Recorded[]): Promise<boolean> {
  const keyOf = ({ method, path, body }: WireRequest) => `${method} ${path} ${body}`;
  const mount = mountFaults([fault]);
  const known = new Map(exchanges.map(({ request, response }) => [keyOf(request), response]));
  for (const { request, response } of exchanges) {
    if (!fault.matches(request)) continue;
    await mount.handle(request, async (sent) => (sent === request ? response : (known.get(keyOf(sent)) ?? { status: 200, headers: {}, body: '{}' })));
    if (mount.counters()[0]!.altered > 0) return true;
  }
  return false;
}

/** The custom object first: it has fields of every type. */
const rank = ({ subject }: Part): number => (subject.name.startsWith('conformanceSample') ? 0 : subject.name.startsWith('company') ? 1 : 2);
