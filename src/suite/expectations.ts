import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../config/config.js';
import type { ReportCheck } from '../report/model.js';

const expectationSchema = z.strictObject({
  requirement: z.string(),
  /** Subject with `*` as wildcard. */
  subject: z.string().default('*'),
  /** Regular expression that the failure's message must match, so that another failure of the same check stays a failure. */
  message: z.string().optional(),
  /** Semver range of instance versions; `*` where the version is unknown too. */
  versions: z.string().default('*'),
  /** It occurs only in workspaces with certain fields, so its absence says nothing. */
  conditional: z.boolean().default(false),
  reason: z.string().min(10),
  evidence: z.string().min(5),
  issue: z.string().optional(),
});

export type Expectation = z.infer<typeof expectationSchema>;

/** Reads one YAML file, or every `.yaml` of a folder. Throws ConfigError with every problem found. */
export function loadExpectations(path: string): Expectation[] {
  let files: string[];
  try {
    files = statSync(path).isDirectory()
      ? readdirSync(path).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(path, name))
      : [path];
  } catch {
    throw new ConfigError([`--expectations: no file at '${path}'. Give a YAML file, or 'none'.`]);
  }
  const problems: string[] = [];
  const expectations: Expectation[] = [];
  for (const file of files) {
    let data: unknown;
    try {
      data = parse(readFileSync(file, 'utf8')) ?? [];
    } catch (error) {
      problems.push(`${file}: not YAML: ${(error as Error).message.split('\n')[0]}`);
      continue;
    }
    const result = z.array(expectationSchema).safeParse(data);
    if (result.success) expectations.push(...result.data);
    else problems.push(...result.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`));
  }
  for (const { versions, requirement, message } of expectations) {
    if (!semver.validRange(versions)) problems.push(`${requirement}: '${versions}' is no version range. Example: '>=2.20 <2.22'.`);
    try {
      if (message) new RegExp(message);
    } catch {
      problems.push(`${requirement}: '${message}' is no regular expression.`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return expectations;
}

/** Whether a text is what a pattern says, in which `*` stands for anything. */
export function wildcardMatches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

/** The first expectation that foresees a failed check on an instance of this version. */
export function foresees(expectations: readonly Expectation[], check: Pick<ReportCheck, 'requirement' | 'subject' | 'message'>, version: string | null): Expectation | undefined {
  const parsed = version === null ? null : semver.coerce(version);
  return expectations.find(
    (expectation) =>
      expectation.requirement === check.requirement &&
      wildcardMatches(expectation.subject, check.subject) &&
      (!expectation.message || new RegExp(expectation.message, 's').test(check.message ?? '')) &&
      (expectation.versions === '*' || (parsed !== null && semver.satisfies(parsed, expectation.versions))),
  );
}

/**
 * Expectations whose requirement was checked on a subject that they name, and that no failure met. In a run that looks at a part of the instance
 * those that name many subjects say nothing: what they foresee may be in the other part.
 */
export function unmetExpectations(expectations: readonly Expectation[], checks: readonly ReportCheck[], partial: boolean): Expectation[] {
  return expectations.filter(({ requirement, subject, reason, conditional }) => {
    if (conditional || (partial && subject.includes('*'))) return false;
    const about = checks.filter((check) => check.requirement === requirement && wildcardMatches(subject, check.subject));
    return about.some(({ status }) => status === 'passed') && !about.some(({ knownDeviation }) => knownDeviation?.reason === reason);
  });
}
