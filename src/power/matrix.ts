import type { Family } from '../faults/index.js';
import { collateralOf } from './areas.js';

/** What became of the suite under one fault. */
export interface FaultResult {
  fault: string;
  family: string;
  loses: string;
  origin: string;
  /** Parts of the suite that were played: some of those that the fault can touch, in stages until one noticed it. */
  parts: string[];
  exchanges: { seen: number; altered: number };
  /** Requirements that failed in a check which does not fail where nothing is wrong. */
  noticedBy: Array<{ requirement: string; subject: string; message: string; tokens: number }>;
  /** Of a disturbance: requirements that passed on answers all of which it had altered. */
  passedBlindly?: string[];
  /** Checks that could not be made. */
  inconclusive: number;
  /** Why the run did not come to its checks. */
  refused?: string;
  /** Rate-limit units of the run, and those spent until the first failure. */
  tokens: number;
  tokensToNotice: number | null;
  milliseconds: number;
}

/** The kill matrix of one profile. */
export interface PowerReport {
  version: 1;
  profile: string;
  seed: number;
  objects: string[];
  startedAt: string;
  durationMs: number;
  contract: { faults: number; noticed: number; escaped: string[] };
  infrastructure: { faults: number; misjudged: string[] };
  /** Requirements that made a fault fail outside of the areas where its family is expected. */
  collateral: Array<{ fault: string; requirements: string[] }>;
  /** Requirements of the profile that passed where nothing was wrong, and no fault made fail. */
  silent: string[];
  /** Of these, why no fault can: `fixtures/unkilled.yaml`. */
  unkilled: Record<string, string>;
  requirements: Array<{ requirement: string; faults: string[] }>;
  results: FaultResult[];
}

/** Adds results up. `passing` are the requirements that can notice at all. */
export function powerReport(about: Pick<PowerReport, 'profile' | 'seed' | 'objects' | 'startedAt' | 'durationMs'>, results: readonly FaultResult[], passing: ReadonlySet<string>, reasons: Readonly<Record<string, string>> = {}): PowerReport {
  const contract = results.filter(({ family }) => family !== 'infrastructure');
  const infrastructure = results.filter(({ family }) => family === 'infrastructure');
  const noticed = contract.filter(({ noticedBy }) => noticedBy.length > 0);
  const requirements = [...passing].sort().map((requirement) => ({
    requirement,
    faults: contract.filter(({ noticedBy }) => noticedBy.some((one) => one.requirement === requirement)).map(({ fault }) => fault),
  }));
  const silent = requirements.filter(({ faults }) => faults.length === 0).map(({ requirement }) => requirement);
  return {
    version: 1,
    ...about,
    contract: { faults: contract.length, noticed: noticed.length, escaped: contract.filter(({ noticedBy }) => noticedBy.length === 0).map(({ fault }) => fault) },
    infrastructure: { faults: infrastructure.length, misjudged: infrastructure.filter(({ noticedBy, passedBlindly = [] }) => noticedBy.length > 0 || passedBlindly.length > 0).map(({ fault }) => fault) },
    collateral: contract.map(({ fault, family, noticedBy }) => ({ fault, requirements: collateralOf(family as Family, noticedBy.map(({ requirement }) => requirement)) })).filter(({ requirements: some }) => some.length > 0),
    silent,
    unkilled: Object.fromEntries(silent.flatMap((requirement) => (reasons[requirement] === undefined ? [] : [[requirement, reasons[requirement]]]))),
    requirements,
    results: [...results],
  };
}
