import type { Finding, Report, Verdict } from './model.js';
import { OUTCOMES, OUTCOME_LABEL, VERDICT_SENTENCE, countsByLevel, counted, decidingExchange, duration, summariseNames, type Outcome } from './wording.js';

/** How the summary is shown. */
interface TerminalOptions {
  color: boolean;
  /** Where the reports were written. */
  reportPaths: string[];
  /** How many findings are told in full; 5 unless given. */
  maxFindings?: number;
}

const VERDICT_COLOR: Record<Verdict, number> = { conformant: 32, partial: 33, 'non-conformant': 31, inconclusive: 33 };
const OUTCOME_COLOR: Record<Outcome, number> = { failed: 31, inconclusive: 33, deviation: 35, skipped: 90, passed: 32 };
const MESSAGE_LINES = 6;

/** The end of a run on a terminal: verdict, counts by level, first findings, where the report is. */
export function terminalSummary(report: Report, options: TerminalOptions): string {
  const paint: Paint = (code, text) => (options.color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const most = options.maxFindings ?? 5;
  const unexpected = report.findings.filter((finding) => !finding.knownDeviation);
  const lines = [
    '',
    `${paint(1, paint(VERDICT_COLOR[report.verdict], report.verdict.toUpperCase()))}  ${VERDICT_SENTENCE[report.verdict]}`,
    paint(90, `${plain(report.instance.baseUrl)} · Twenty ${plain(report.instance.version ?? 'of unknown version')} · profile ${report.profile} · seed ${report.seed} · ${duration(report.durationMs)}`),
    '',
    ...levelLines(report, paint),
    '',
    ...unexpected.slice(0, most).flatMap((finding, index) => findingLines(finding, index + 1, paint)),
  ];
  if (unexpected.length > most) lines.push(`… and ${counted(unexpected.length - most, 'more finding')} in the report.`, '');
  const known = report.findings.length - unexpected.length;
  if (known > 0) lines.push(`${counted(report.totals.knownDeviations, 'check')} failed as foreseen (known deviations, ${counted(known, 'cause')}).`);
  for (const note of report.notes) lines.push(`${paint(33, 'Note:')} ${plain(note)}`);
  lines.push(`${counted(report.traffic.requests, 'request')}, ${counted(report.traffic.tokens, 'token')}, writes sent: ${report.traffic.writes}. Created ${report.cleanup.created}, removed ${report.cleanup.removed}.`);
  for (const left of report.cleanup.leftovers.slice(0, 20)) {
    lines.push(paint(31, `Left behind: ${plain(`${left.kind} ${left.id} ${left.name}`)}`));
  }
  if (report.cleanup.leftovers.length > 20) lines.push(paint(31, `… and ${report.cleanup.leftovers.length - 20} more left behind.`));
  if (options.reportPaths.length > 0) lines.push('', ...options.reportPaths.map((path, index) => `${index === 0 ? 'Report:' : '       '} ${path}`));
  return `${lines.join('\n')}\n`;
}

type Paint = (code: number, text: string) => string;

function levelLines(report: Report, paint: Paint): string[] {
  return countsByLevel(report).map(({ level, total, counts }) => {
    const parts = [...OUTCOMES].reverse()
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => paint(OUTCOME_COLOR[outcome], `${counts[outcome]} ${OUTCOME_LABEL[outcome]}${outcome === 'deviation' && counts[outcome] > 1 ? 's' : ''}`));
    return `${paint(1, level.padEnd(6))}  ${counted(total, 'check').padStart(12)}:  ${parts.join(', ')}`;
  });
}

function findingLines(finding: Finding, number: number, paint: Paint): string[] {
  const message = plain(finding.example.message ?? finding.cause).split('\n');
  const exchange = decidingExchange(finding.example);
  const lines = [
    `${paint(31, `${number}. ${finding.level} ${finding.requirement}`)}  ${plain(finding.title)}`,
    `   on ${plain(summariseNames(finding.subjects))}`,
    ...message.slice(0, MESSAGE_LINES).map((line) => `   ${line.slice(0, 300)}`),
    ...(message.length > MESSAGE_LINES ? [`   … ${counted(message.length - MESSAGE_LINES, 'more line')} in the report`] : []),
    paint(90, `   source: ${plain(finding.source)}`),
  ];
  if (exchange) lines.push(paint(90, `   ${plain(exchange.curl).replace(/\n/g, '\n   ')}`));
  return [...lines, ''];
}

/** Text from outside without control characters: an instance must not steer the reader's terminal. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}
