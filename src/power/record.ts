import { alters, mountFaults, type Fault, type WireRequest, type WireResponse } from '../faults/index.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { BASE_URL, openInstance } from './instance.js';
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
  /** For each requirement that passes, the exchanges that it was judged on; none where the model alone tells. */
  bases: Map<string, Recorded[]>;
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
    recorded.push({ part, exchanges, bases: basesOf(own.checks, exchanges), milliseconds: START_MS + exchanges.reduce((sum, { response }) => sum + EXCHANGE_MS + response.body.length / CHARACTERS_A_MS, 0) });
    checks.push(...own.checks);
    await instance.close();
  }
  return {
    model: run.model, discovery, parts: recorded,
    passing: new Set(checks.filter(({ status }) => status === 'passed').map(({ requirement }) => requirement)),
    troubled: new Set(checks.filter(({ status }) => status === 'failed' || status === 'inconclusive').map(checkKey)),
  };
}

/** The recorded exchanges behind each requirement. Those that are no call of its own, as deliveries to a webhook, are not among them. */
function basesOf(checks: readonly SettledCheck[], exchanges: readonly Recorded[]): Map<string, Recorded[]> {
  const known = new Map(exchanges.map((exchange) => [`${exchange.request.method} ${exchange.request.path} ${exchange.request.body} ${exchange.response.status}`, exchange]));
  const bases = new Map<string, Recorded[]>();
  for (const { requirement, status, basis } of checks) {
    if (status !== 'passed') continue;
    const found = basis.flatMap(({ request, response }) => known.get(`${request.method} ${request.url.slice(BASE_URL.length)} ${request.body ?? ''} ${response.status}`) ?? []);
    bases.set(requirement, [...new Set([...(bases.get(requirement) ?? []), ...found])]);
  }
  return bases;
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

/** Tells of an exchange whether a fault alters it. */
function touching(fault: Fault): (exchange: Recorded) => boolean {
  const documents = new Map<string, boolean>();
  return ({ request, response }) => {
    if (!fault.matches(request)) return false;
    const key = response.body.length > LARGE ? `${request.method} ${request.path} ${request.body}` : undefined;
    const touched = (key === undefined ? undefined : documents.get(key)) ?? alters(fault, request, response) ?? true;
    if (key !== undefined) documents.set(key, touched);
    return touched;
  };
}

const CHANGES_WEBHOOKS = /^\/rest\/(metadata\/)?webhooks\b/;
const remembering = (fault: Fault) => fault.around !== undefined && fault.family !== 'infrastructure';

/**
 * Parts whose exchanges a fault alters; of those that stand in the way of everything, all. Of a fault that remembers it is tried on the recording, which can't tell
 * all; and where it touches what was found out, anything may be judged otherwise. The parts that this leaves come last.
 */
export async function touchedBy(fault: Fault, recording: Recording): Promise<Touched> {
  const touches = touching(fault);
  const remembers = remembering(fault);
  const anyOf = async (exchanges: readonly Recorded[], before: readonly Recorded[] = []): Promise<boolean> => {
    if (fault.editDelivery) return exchanges.some(({ request }) => CHANGES_WEBHOOKS.test(request.path));
    return remembers ? (await actsOn(fault, before, exchanges)).length > 0 : exchanges.some(touches);
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

/** The exchanges on which a fault that remembers does something other than hand on when they happen again, after those before; `all` of them, or the first. */
async function actsOn(fault: Fault, before: readonly Recorded[], exchanges: readonly Recorded[], all = false): Promise<Recorded[]> {
  const keyOf = ({ method, path, body, headers }: WireRequest) => `${method} ${path} ${headers['authorization'] ?? ''} ${body}`;
  const mount = mountFaults([fault]);
  const known = new Map([...before, ...exchanges].map(({ request, response }) => [keyOf(request), response]));
  const altered = () => mount.counters()[0]!.altered;
  const pass = async ({ request, response }: Recorded): Promise<void> => {
    if (fault.matches(request)) await mount.handle(request, async (sent) => (sent === request ? response : (known.get(keyOf(sent)) ?? { status: 200, headers: {}, body: '{}' })));
  };
  const acted: Recorded[] = [];
  try {
    for (const exchange of before) await pass(exchange);
    for (const exchange of exchanges) {
      const then = altered();
      await pass(exchange);
      if (altered() > then) acted.push(exchange);
      if (acted.length > 0 && !all) break;
    }
  } catch {
    // It was given an answer that no instance gives: only a run can tell.
  }
  return acted;
}

/** A part that may make a requirement fail under a fault, the likelier the lower its rank. */
export interface Chance {
  fault: string;
  part: string;
  rank: number;
}

/** Dearer parts are left aside where a requirement is judged in many. */
const PARTS_EACH = 4;
/** What alters another exchange than those that a requirement was judged on may still reach it, but seldom; what shares a word with it in its name is about the same thing. */
const [BESIDE, ELSEWHERE, ALIKE] = [100, 100, 80];

/** Words that two ids have in common, whatever their endings. */
function alike(one: string, other: string): number {
  const words = (id: string) => new Set(id.split(/[.-]/).slice(1).filter((word) => word.length > 3).map((word) => word.slice(0, 4)));
  const known = words(other);
  return [...words(one)].filter((word) => known.has(word)).length;
}

/** For each of these requirements what may make it fail: faults that alter what it was judged on, of its own area first, and those first that alter little else. */
export async function chancesOf(requirements: readonly string[], faults: readonly Fault[], { discovery, parts }: Recording): Promise<Map<string, Chance[]>> {
  const asked = new Map<RecordedPart, string[]>();
  for (const requirement of requirements) {
    const judging = parts.filter(({ part, bases }) => !isLast(part) && bases.has(requirement)).sort((one, other) => one.milliseconds - other.milliseconds);
    for (const each of judging.slice(0, PARTS_EACH)) asked.set(each, [...(asked.get(each) ?? []), requirement]);
  }
  const chances = new Map<string, Chance[]>(requirements.map((requirement) => [requirement, []]));
  for (const fault of faults) {
    const touches = touching(fault);
    const remembers = remembering(fault);
    const onModel = fault.editDelivery === undefined && (remembers ? (await actsOn(fault, [], discovery)).length > 0 : discovery.some(touches));
    for (const [{ part: { key: part }, exchanges, bases }, wanted] of asked) {
      const hooks = fault.editDelivery !== undefined && exchanges.some(({ request }) => CHANGES_WEBHOOKS.test(request.path));
      const altered = new Set(remembers ? await actsOn(fault, discovery, exchanges, true) : exchanges.filter(touches));
      if (!hooks && !onModel && altered.size === 0) continue;
      for (const requirement of wanted) {
        const basis = bases.get(requirement)!;
        const hit = hooks || basis.some((exchange) => altered.has(exchange)) || (basis.length === 0 && onModel);
        const area = AREAS_OF[fault.family].areas.indexOf(requirement.split('.')[0]!);
        chances.get(requirement)!.push({ fault: fault.id, part, rank: (hit ? 0 : BESIDE) + (area < 0 ? ELSEWHERE : 10 * area) + Math.min(altered.size, 90) - ALIKE * alike(fault.id, requirement) });
      }
    }
  }
  for (const each of chances.values()) each.sort((one, other) => one.rank - other.rank);
  return chances;
}

/** The custom object first: it has fields of every type. */
const rank = ({ subject }: Part): number => (subject.name.startsWith('conformanceSample') ? 0 : subject.name.startsWith('company') ? 1 : 2);
