import { AssertionError } from 'node:assert';
import { createHash } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import type { Profile } from '../config/config.js';
import { curlOf } from '../http/curl.js';
import type { Exchange, HttpClient } from '../http/exchange.js';
import type { ReportCheck, ReportExchange, Status } from '../report/model.js';
import { createGraphqlClient, type GraphqlClient } from '../twenty/graphql.js';
import { createRestClient, type RestClient } from '../twenty/rest.js';
import type { ObjectModel, WorkspaceModel } from '../workspace/model.js';
import { Departure } from './assert.js';
import type { Requirement } from './requirement.js';
import type { Plan, Run } from './run.js';
import { besideOtherRuns } from './other-runs.js';
import { ownId } from './own-id.js';
import type { FieldSubject, Subject } from './subjects.js';

/** A walk through the instance whose observations many requirements read. */
export interface Journey<S extends Subject = Subject> {
  name: string;
  requirements: readonly Requirement[];
  profiles: readonly Profile[];
  /** Rate-limit units that one subject costs, typically: records with required parents cost some more. */
  tokens: number;
  subjects(plan: Plan): S[];
  /** Why this subject can't be driven; its checks are then skipped with that reason. */
  skip?(subject: NoInfer<S>, plan: Plan): string | undefined;
  play(context: JourneyContext<S>): Promise<void>;
}

/** Rate-limit units that a journey costs on one subject. */
export function costOf({ tokens }: Pick<Journey, 'tokens'>, subject: Subject): number {
  return subject.tokens ?? tokens;
}

/** What tells a check from others of its requirement on the same subject; the field types that it is about, where the subject's own field does not tell them. */
export type CheckDetail = string | { label?: string; fieldType: string | readonly string[] };

export interface JourneyContext<S extends Subject = Subject> {
  subject: S;
  run: Run;
  model: WorkspaceModel;
  http: HttpClient;
  rest: RestClient;
  coreGraphql: GraphqlClient;
  metadataGraphql: GraphqlClient;
  /** Seeded by run seed, journey and subject. */
  random: Faker;
  /** Seeded by the id of the run besides: for values that no two runs may send, as those of unique fields. */
  ownRandom: Faker;
  /** A seeded UUID v4 for a record of this object, in the ledger before it is returned. */
  newId(object: ObjectModel): string;
  /** A seeded UUID v4 that nothing has, for calls that must find nothing. */
  unusedId(): string;
  /** Notes in the ledger that the record is gone. */
  gone(object: ObjectModel, id: string): void;
  /**
   * Judges one requirement on what the exchanges showed. A `Departure` fails it, anything else thrown makes it inconclusive.
   * Called again for the same requirement it adds a further check under `detail`.
   */
  check(requirement: Requirement, evidence: Exchange | Exchange[], judge: () => void | Promise<void>, detail?: CheckDetail): Promise<boolean>;
  /**
   * Settles a requirement as not checkable here, with the reason. `missing` says why a report is complete without it: an optional extra was not
   * given (`credential`), or the workspace has nothing that the requirement speaks of (`subject`).
   */
  skip(requirement: Requirement, reason: string, missing?: 'credential' | 'subject'): void;
  /** Ends the journey; requirements not settled yet become inconclusive for this reason. */
  halt(reason: string): never;
  /** Ends the journey where the key's role does not allow it; requirements not settled yet are skipped for this reason. */
  leave(reason: string): never;
}

/** The class behind the one English instance: the package's main entry would load every locale, some 30 MB. */
const SeededFaker = english.constructor as new (options: { locale: typeof english.rawDefinitions; seed: number }) => Faker;

class Halt extends Error {}
class Leave extends Error {}

type Register = (journey: Journey) => void;
const journeys: Journey[] = [];
let register: Register | undefined;

/** Declares a journey. Inside a run it becomes tests; elsewhere it is only listed. */
export function journey<S extends Subject>(declaration: Journey<S>): void {
  journeys.push(declaration as unknown as Journey);
  register?.(declaration as unknown as Journey);
}

/** Journeys declared so far. */
export function declaredJourneys(): readonly Journey[] {
  return journeys;
}

/** Sets what turns a declared journey into tests. */
export function onJourney(callback: Register): void {
  register = callback;
}

/** An exchange in report form. */
function reportExchange(exchange: Exchange): ReportExchange {
  const cut = (text: string) => (text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text);
  const { method, url, headers, body } = exchange.request;
  return {
    request: { method, url, headers, ...(body === undefined ? {} : { body: cut(body) }) },
    response: { status: exchange.response.status, headers: exchange.response.headers, body: cut(exchange.response.text) },
    curl: curlOf(exchange),
  };
}

function seedOf(...parts: Array<string | number>): number {
  return createHash('sha256').update(parts.join('\u0000')).digest().readUInt32BE(0);
}

function isDeparture(error: unknown): error is Error {
  return error instanceof Departure || error instanceof AssertionError;
}

/** Plays a journey on one subject and returns its settled checks by requirement id; each declared requirement has at least one. */
export async function playJourney(run: Run, declaration: Journey, subject: Subject): Promise<Map<string, ReportCheck[]>> {
  const settled = new Map<string, ReportCheck[]>();
  const selected = new Set(selectedRequirements(run, declaration).map(({ id }) => id));
  const add = (requirement: Requirement, status: Status, rest: Partial<ReportCheck> & { subject?: string }, evidence: readonly Exchange[] = []) => {
    if (!declaration.requirements.includes(requirement)) throw new Error(`Journey '${declaration.name}' checks '${requirement.id}', which it does not declare.`);
    if (!selected.has(requirement.id)) return;
    const { id, level, area, title, source } = requirement;
    const check = run.settle({ requirement: id, level, area, title, source, subject: subject.name, status, exchanges: [], ...rest }, [...evidence, ...disturbed]);
    settled.set(id, [...(settled.get(id) ?? []), check]);
  };
  const settleRest = (status: Status, reason: string) => {
    for (const requirement of declaration.requirements) if (!settled.has(requirement.id)) add(requirement, status, { reason });
  };
  const startedAt = Date.now();
  const { http, disturbed } = besideOtherRuns(run.http, run.runId);
  const fakerOf = (...parts: string[]) => new SeededFaker({ locale: english.rawDefinitions, seed: seedOf(run.config.seed, declaration.name, subject.name, ...parts) });
  const random = fakerOf();
  const context: JourneyContext = {
    subject,
    run,
    model: run.model,
    http,
    rest: createRestClient(http),
    coreGraphql: createGraphqlClient(http, '/graphql'),
    metadataGraphql: createGraphqlClient(http, '/metadata'),
    random,
    ownRandom: fakerOf(run.runId),
    newId(object) {
      const id = ownId(run, random);
      run.ledger.willCreate({ kind: 'record', object: object.namePlural, id, ...(object.id ? { objectId: object.id } : {}) });
      return id;
    },
    unusedId: () => ownId(run, random),
    gone: (object, id) => run.ledger.removed({ kind: 'record', object: object.namePlural, id }),
    async check(requirement, evidence, judge, detail) {
      const label = typeof detail === 'object' ? detail.label : detail;
      const where = { subject: label ? `${subject.name} ${label}` : subject.name };
      const seen = Array.isArray(evidence) ? evidence : [evidence];
      const exchanges = () => seen.map((exchange) => reportExchange(run.redact(exchange)));
      const covers = () => {
        const types = typeof detail === 'object' ? detail.fieldType : (subject as Partial<FieldSubject>).field?.type;
        if (selected.has(requirement.id)) run.coverage.covers(requirement, seen, types === undefined ? [] : [types].flat());
      };
      try {
        await judge();
        covers();
        add(requirement, 'passed', where);
        return true;
      } catch (error) {
        const outage = run.http.trouble.outages.find(({ to }) => to >= startedAt);
        if (isDeparture(error) && outage) {
          add(requirement, 'inconclusive', { ...where, reason: `the instance was away in the midst of this journey, at ${new Date(outage.from).toISOString()}; seen then: ${error.message}`, exchanges: exchanges() }, seen);
        } else if (isDeparture(error)) {
          covers();
          add(requirement, 'failed', { ...where, message: error.message, exchanges: exchanges() }, seen);
        } else add(requirement, 'inconclusive', { ...where, reason: String((error as Error).message ?? error), exchanges: exchanges() }, seen);
        return false;
      }
    },
    skip: (requirement, reason, missing) => add(requirement, 'skipped', { reason, ...(missing ? { optional: true } : {}) }),
    halt(reason) {
      throw new Halt(reason);
    },
    leave(reason) {
      throw new Leave(reason);
    },
  };
  const unavailable = run.leftOut.has(journeyKey(declaration, subject)) ? 'left out to stay within --max-tokens' : declaration.skip?.(subject, run);
  if (unavailable) {
    settleRest('skipped', unavailable);
    return settled;
  }
  try {
    await declaration.play(context);
    settleRest('inconclusive', 'the journey ended without reaching this check: a bug of the suite, please report it');
  } catch (error) {
    if (error instanceof Leave) settleRest('skipped', error.message);
    else if (error instanceof Halt) settleRest('inconclusive', error.message);
    else if (isDeparture(error)) settleRest('inconclusive', `a step before it failed: ${error.message}`);
    else settleRest('inconclusive', String((error as Error).message ?? error));
  }
  run.reportTraffic();
  return settled;
}

/** Names a journey on a subject. */
export function journeyKey(declaration: Pick<Journey, 'name'>, subject: Subject): string {
  return `${declaration.name} › ${subject.name}`;
}

/** The journey's requirements that `--area` and `--requirement` leave. */
export function selectedRequirements(plan: Pick<Plan, 'config'>, declaration: Journey): Requirement[] {
  const { areas, requirements } = plan.config;
  return declaration.requirements.filter(
    ({ id, area }) =>
      (areas.length === 0 || areas.includes(area)) &&
      (requirements.length === 0 || requirements.some((wanted) => id === wanted || id.startsWith(`${wanted}.`))),
  );
}
