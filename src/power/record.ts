import { alters, mountFaults, type Fault, type WireRequest, type WireResponse } from '../faults/index.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { openInstance } from './instance.js';
import { AREAS_OF } from './areas.js';
import { isLast, openPowerRun, partsOf, playParts, type Part, type PowerConfig, type SettledCheck } from './play.js';

interface Recorded {
  request: WireRequest;
  response: WireResponse;
}

const [START_MS, EXCHANGE_MS, CHARACTERS_A_MS] = [10, 4, 20_000];

interface RecordedPart {
  part: Part;
  exchanges: Recorded[];
  /** Processor time that playing it takes, about: the same on each machine. */
  milliseconds: number;
}

/** What the suite sends and gets where nothing is wrong. */
export interface Recording {
  model: WorkspaceModel;
  discovery: Recorded[];
  parts: RecordedPart[];
  /** Requirements that pass on something. */
  passing: Set<string>;
  /** Checks, by requirement and subject, that don't pass: what they tell is not the fault's doing. */
  troubled: Set<string>;
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
    const own = await openPowerRun(instance, power, run.model);
    await playParts(own.run, [part, ...parts.filter(isLast)]);
    recorded.push({ part, exchanges, milliseconds: START_MS + exchanges.reduce((sum, { response }) => sum + EXCHANGE_MS + response.body.length / CHARACTERS_A_MS, 0) });
    checks.push(...own.checks);
    await instance.close();
  }
  return {
    model: run.model, discovery, parts: recorded,
    passing: new Set(checks.filter(({ status }) => status === 'passed').map(({ requirement }) => requirement)),
    troubled: new Set(checks.filter(({ status }) => status === 'failed' || status === 'inconclusive').map(checkKey)),
  };
}

export const checkKey = ({ requirement, subject }: { requirement: string; subject: string }): string => `${requirement} on ${subject}`;

/** What of the suite a fault can touch. */
export interface Touched {
  /** The model has to be found out through the fault. */
  discovery: boolean;
  /** Those of the fault's own area first, one subject of each journey before the next, cheap ones before others; at the end those of which only a run can tell whether they are touched. */
  parts: Array<{ key: string; milliseconds: number; surely: boolean }>;
}

/** Documents of more characters are too large to try each fault on each of them: what holds of one holds of the next that is asked for alike. */
const LARGE = 100_000;

/**
 * Parts whose exchanges a fault alters; of those that stand in the way of everything, all. Of a fault that remembers it is tried on the recording, which can't tell
 * all; and where it touches what was found out, anything may be judged otherwise. The parts that this leaves come last.
 */
export async function touchedBy(fault: Fault, recording: Recording): Promise<Touched> {
  const documents = new Map<string, boolean>();
  const touches = ({ request, response }: Recorded): boolean => {
    if (!fault.matches(request)) return false;
    const key = response.body.length > LARGE ? `${request.method} ${request.path} ${request.body}` : undefined;
    const touched = (key === undefined ? undefined : documents.get(key)) ?? alters(fault, request, response) ?? true;
    if (key !== undefined) documents.set(key, touched);
    return touched;
  };
  const remembers = fault.around !== undefined && fault.family !== 'infrastructure';
  const anyOf = (exchanges: readonly Recorded[], before: readonly Recorded[] = []): boolean | Promise<boolean> => {
    if (fault.editDelivery) return exchanges.some(({ request }) => /^\/rest\/(metadata\/)?webhooks\b/.test(request.path));
    return remembers ? actsOn(fault, before, exchanges) : exchanges.some(touches);
  };
  const model = await anyOf(recording.discovery);
  const placed: Array<{ key: string; milliseconds: number; place: number; surely: boolean; near: boolean }> = [];
  const near = (part: Part) => part.journey.requirements.some(({ area }) => area === AREAS_OF[fault.family].areas[0]);
  const turn = new Map<string, number>();
  for (const { part, exchanges, milliseconds } of [...recording.parts].sort((one, other) => rank(one.part) - rank(other.part) || one.milliseconds - other.milliseconds)) {
    if (isLast(part)) continue;
    // What is judged without an exchange of its own is judged on what was found out.
    const surely = (model && exchanges.length <= 2) || (await anyOf(exchanges, recording.discovery));
    if (!surely && !model && !(remembers && exchanges.some(({ request }) => fault.matches(request)))) continue;
    const place = turn.get(part.journey.name) ?? 0;
    turn.set(part.journey.name, place + 1);
    placed.push({ key: part.key, milliseconds, place, surely, near: near(part) });
  }
  placed.sort((one, other) => Number(other.surely) - Number(one.surely) || Number(other.near) - Number(one.near) || one.place - other.place || one.milliseconds - other.milliseconds);
  return { discovery: model || (remembers && recording.discovery.some(({ request }) => fault.matches(request))), parts: placed.map(({ key, milliseconds, surely }) => ({ key, milliseconds, surely })) };
}

/** Whether a fault that remembers does something other than hand on when these exchanges happen again, after those before. */
async function actsOn(fault: Fault, before: readonly Recorded[], exchanges: readonly Recorded[]): Promise<boolean> {
  const keyOf = ({ method, path, body, headers }: WireRequest) => `${method} ${path} ${headers['authorization'] ?? ''} ${body}`;
  const mount = mountFaults([fault]);
  const known = new Map([...before, ...exchanges].map(({ request, response }) => [keyOf(request), response]));
  const altered = () => mount.counters()[0]!.altered;
  const pass = async ({ request, response }: Recorded): Promise<void> => {
    if (fault.matches(request)) await mount.handle(request, async (sent) => (sent === request ? response : (known.get(keyOf(sent)) ?? { status: 200, headers: {}, body: '{}' })));
  };
  try {
    for (const exchange of before) await pass(exchange);
    const then = altered();
    for (const exchange of exchanges) {
      await pass(exchange);
      if (altered() > then) return true;
    }
    return false;
  } catch {
    // It was given an answer that no instance gives: only a run can tell.
    return false;
  }
}

/** The custom object first: it has fields of every type. */
const rank = ({ subject }: Part): number => (subject.name.startsWith('conformanceSample') ? 0 : subject.name.startsWith('company') ? 1 : 2);
