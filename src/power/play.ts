import { loadSpecs } from '../commands/list.js';
import type { RunConfig } from '../config/config.js';
import { createHttpClient } from '../http/client.js';
import type { Exchange, HttpClient } from '../http/exchange.js';
import type { ReportCheck } from '../report/model.js';
import { costOf, declaredJourneys, playJourney, type Journey } from '../suite/journey.js';
import { createRun, type Run } from '../suite/run.js';
import type { Subject } from '../suite/subjects.js';
import { discover } from '../workspace/discover.js';
import type { WorkspaceModel } from '../workspace/model.js';
import { ALTERED, BASE_URL, type FaultyInstance } from './instance.js';

/** A journey on a subject: the smallest part of the suite that can be played. */
export interface Part {
  key: string;
  journey: Journey;
  subject: Subject;
}

/** A check as a run on an instance settled it. */
export interface SettledCheck extends Pick<ReportCheck, 'requirement' | 'subject' | 'status'> {
  message: string;
  /** Tokens that the run had spent by then. */
  tokens: number;
  /** What it was judged on; nothing where the model alone tells. */
  basis: readonly Exchange[];
}

export type PowerConfig = Pick<RunConfig, 'profile' | 'objects' | 'seed'>;

const CONCURRENCY = 6;
/** Answers of an instance in the same process that take longer do not come. */
const TIMEOUT_MS = 4_000;
/** The journey that judges the traffic of all others. */
const LAST = /^Answers of the whole run/;

/** A run on an instance; `blind` are the requirements that passed on answers all of which a disturbance had altered. Its model is found out anew where `discovery` says so; one that is like `known` is that one, with all that was compiled for it. */
export async function openPowerRun(instance: FaultyInstance, power: PowerConfig, known?: WorkspaceModel, discovery = known === undefined): Promise<{ run: Run; checks: SettledCheck[]; blind: string[] }> {
  const { keys } = instance;
  const config: RunConfig & { url: string; apiKey: string } = {
    url: BASE_URL, apiKey: keys.ADMIN_KEY,
    extraKeys: { restricted: keys.RESTRICTED_KEY, noRead: keys.NOREAD_KEY, noDestroy: keys.MEMBER_KEY, otherWorkspace: keys.OTHER_WORKSPACE_KEY, revoked: keys.REVOKED_KEY, expired: keys.EXPIRED_KEY },
    profile: power.profile, areas: [], objects: power.objects, sample: null, requirements: [], seed: power.seed, concurrency: CONCURRENCY, timeoutMs: TIMEOUT_MS, rate: 'auto', maxTokens: null, includeForeignValues: false, reportDir: '', formats: [],
    expectations: 'none', allowWrites: true, marker: 'zz-conformance', requireComplete: false, insecure: false, ca: null, quiet: true, asDocumented: true, webhookListener: 'http://127.0.0.1:0', webhookListen: null,
  };
  const http = clientOf(instance, config);
  const found = discovery ? await discover(http, BASE_URL) : undefined;
  const model = known !== undefined && (found === undefined || timeless(found) === timeless(known)) ? known : found!;
  const checks: SettledCheck[] = [];
  /** What the check that is settled next rests on. */
  let basis: readonly Exchange[] = [];
  const run = createRun({ config, runId: 'f0f0f0f0', modelFile: '', ledgerFile: '', eventsFile: '', expectations: [] }, {
    http,
    model,
    ledger: { willCreate() {}, made() {}, removed() {} },
    emit(event) {
      if (event.type !== 'check') return;
      const { requirement, subject, status, message, reason } = event.check;
      if (status === 'passed' && basis.length > 0 && basis.every(({ response }) => response.headers[ALTERED] !== undefined)) blind.push(requirement);
      checks.push({ requirement, subject, status, message: message ?? reason ?? '', tokens: http.traffic.tokens, basis });
      basis = [];
    },
  });
  const blind: string[] = [];
  const { covers } = run.coverage;
  run.coverage.covers = (requirement, seen, types) => {
    basis = seen;
    covers.call(run.coverage, requirement, seen, types);
  };
  return { run, checks, blind };
}

/** A model without the times at which its instance was started. */
const timeless = (model: WorkspaceModel): string => JSON.stringify(model).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '');

function clientOf(instance: FaultyInstance, { url, apiKey, extraKeys, timeoutMs, concurrency }: RunConfig & { url: string; apiKey: string }): HttpClient {
  return createHttpClient({ baseUrl: url, apiKey, extraKeys, timeoutMs, readOnly: false, concurrency, dispatcher: instance.dispatcher, retry: { attempts: 2, pauseMs: 5, throttledMs: 5_000, outageMs: 1_000 } });
}

const fileOf = new Map<Journey, string>();

/** Declares the journeys of all spec files. */
export async function loadJourneys(): Promise<void> {
  await loadSpecs((file) => { for (const journey of declaredJourneys()) if (!fileOf.has(journey)) fileOf.set(journey, file); });
}

/** All parts of a profile, in the order in which they are declared. */
export function partsOf(run: Run): Part[] {
  return declaredJourneys()
    .filter(({ profiles }) => profiles.includes(run.config.profile))
    .flatMap((journey) => journey.subjects(run).map((subject) => ({ key: `${journey.name} › ${subject.name}`, journey, subject })));
}

export const isLast = ({ journey }: Part): boolean => LAST.test(journey.name);

/** Plays the parts of each file side by side, file after file as a run does: what one file makes for a while no other one meets. Those that judge the others come last. */
export async function playParts(run: Run, parts: readonly Part[]): Promise<void> {
  const play = (part: Part) => run.schedule(costOf(part.journey, part.subject), () => playJourney(run, part.journey, part.subject));
  const turnOf = (part: Part) => (isLast(part) ? '~' : (fileOf.get(part.journey) ?? ''));
  for (const turn of [...new Set(parts.map(turnOf))].sort()) await Promise.all(parts.filter((part) => turnOf(part) === turn).map(play));
}
