/** What all human-readable reports say in the same words. */
import type { Level, Report, ReportCheck, ReportExchange, Status, Verdict } from './model.js';

/** A check's status as a reader sees it: a foreseen failure is not an unexpected one. */
export type Outcome = Status | 'deviation';

/** All outcomes, worst first. */
export const OUTCOMES: readonly Outcome[] = ['failed', 'inconclusive', 'deviation', 'skipped', 'passed'];

/** All levels, strictest first. */
export const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

/** How each outcome is named. */
export const OUTCOME_LABEL: Record<Outcome, string> = {
  failed: 'failed',
  inconclusive: 'inconclusive',
  deviation: 'known deviation',
  skipped: 'skipped',
  passed: 'passed',
};

/** A character for each outcome, so that nothing is told by colour alone. */
export const OUTCOME_SIGN: Record<Outcome, string> = {
  failed: '✗',
  inconclusive: '?',
  deviation: '≈',
  skipped: '–',
  passed: '✓',
};

/** One sentence for each verdict. */
export const VERDICT_SENTENCE: Record<Verdict, string> = {
  conformant: 'Every requirement that was checked holds, known deviations aside.',
  partial: 'Nothing failed, but some requirements of the profile could not be checked.',
  'non-conformant': 'The instance breaks requirements that nobody foresaw.',
  inconclusive: 'The run could not tell whether the instance conforms.',
};

/** The outcome of a check. */
export function outcomeOf(check: ReportCheck): Outcome {
  return check.status === 'failed' && check.knownDeviation ? 'deviation' : check.status;
}

/** Counts of each outcome by level; levels without checks are left out. */
export function countsByLevel(report: Report): Array<{ level: Level; total: number; counts: Record<Outcome, number> }> {
  return LEVELS.map((level) => {
    const counts: Record<Outcome, number> = { failed: 0, inconclusive: 0, deviation: 0, skipped: 0, passed: 0 };
    const checks = report.checks.filter((check) => check.level === level);
    for (const check of checks) counts[outcomeOf(check)] += 1;
    return { level, total: checks.length, counts };
  }).filter((row) => row.total > 0);
}

/** `1 check`, `2 checks`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** A duration for people: `850 ms`, `12.3 s`, `4 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** The first names, the others as a number. */
export function summariseNames(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** The exchange that decided a check: the last of those it read. */
export function decidingExchange(check: ReportCheck): ReportExchange | undefined {
  return check.exchanges.at(-1);
}

/** A text cut to a length, saying how much is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${(text.length - most).toLocaleString('en-US')} more characters`;
}

/** A request as it went over the wire, bodies cut to a length. */
export function requestText(exchange: ReportExchange, mostBody = 4000): string {
  const { method, url, headers, body } = exchange.request;
  return message(`${method} ${url}`, headers, body ?? '', mostBody);
}

/** A response as it came over the wire, bodies cut to a length. */
export function responseText(exchange: ReportExchange, mostBody = 4000): string {
  const { status, headers, body } = exchange.response;
  return message(`HTTP ${status}`, headers, body, mostBody);
}

function message(firstLine: string, headers: Record<string, string>, body: string, mostBody: number): string {
  const head = [firstLine, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === '' ? head : `${head}\n\n${cut(body, mostBody)}`;
}
