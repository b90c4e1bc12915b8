/** Groups failed checks by cause, so that one defect is one finding however many subjects show it. */
import type { Finding, ReportCheck } from './model.js';
import { LEVELS } from './wording.js';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
/** A quoted text, also one that was cut. */
const QUOTED = /"(?:[^"\\…]|\\.)*["…]|`[^`]*`|(?<![\w])'(?:[^'\\]|\\.)*'(?!\w)/g;
/** A JSON list or object after a word of comparison, up to the next such word. */
const JSON_VALUE = /\b(expected|got|sent|read|was|is) [[{].*?(?=, (?:expected|got|read|is) |$)/g;
const TIMESTAMP = /\b\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?/g;
/** A number, unless it is an HTTP status: 200 and 500 are two causes. */
const NUMBER = /(?<!\b(?:status|HTTP|code) (?:of |is |was )?)(?<![\w.])-?\d+(?:\.\d+)?(?![\w])/gi;
const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'rest', 'graphql', 'metadata']);

/** The message of a failed check without what differs from subject to subject: its names, ids, times, numbers and quoted values. */
export function causeOf(message: string, subject: string): string {
  let cause = message
    .replace(UUID, '‹id›')
    .replace(TIMESTAMP, '‹time›');
  cause = withoutNames(cause, subject);
  return cause
    .replace(JSON_VALUE, '$1 ‹json›')
    .replace(QUOTED, '‹value›')
    .replace(NUMBER, '‹n›')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutNames(message: string, subject: string): string {
  const names = [subject, ...subject.split(/[^\p{L}\p{N}_]+/u)]
    .filter((name) => name.length > 2 && !METHODS.has(name.toLowerCase()) && !/^\d+$/.test(name))
    .sort((one, other) => other.length - one.length);
  let text = message;
  for (const name of new Set(names)) {
    const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${literal}s?(?![\\p{L}\\p{N}_])`, 'giu'), '‹subject›');
  }
  return text;
}

/** The findings of a run: unexpected before foreseen, strict levels first, many subjects before few. */
export function findingsOf(checks: readonly ReportCheck[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const check of checks) {
    if (check.status !== 'failed') continue;
    const cause = causeOf(check.message ?? 'no message', check.subject);
    // An expectation names one cause, whatever the messages say.
    const key = JSON.stringify([check.requirement, check.knownDeviation ?? cause]);
    const finding = findings.get(key);
    if (finding) {
      if (!finding.subjects.includes(check.subject)) finding.subjects.push(check.subject);
      if (finding.example.exchanges.length === 0 && check.exchanges.length > 0) finding.example = check;
      continue;
    }
    findings.set(key, {
      requirement: check.requirement,
      level: check.level,
      title: check.title,
      source: check.source,
      ...(check.knownDeviation ? { knownDeviation: check.knownDeviation } : {}),
      cause,
      subjects: [check.subject],
      example: check,
    });
  }
  return [...findings.values()].sort(
    (one, other) =>
      Number(Boolean(one.knownDeviation)) - Number(Boolean(other.knownDeviation)) ||
      LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
      other.subjects.length - one.subjects.length ||
      (one.requirement < other.requirement ? -1 : Number(one.requirement > other.requirement)),
  );
}
