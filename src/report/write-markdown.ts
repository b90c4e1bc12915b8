import type { Finding, Report, Verdict } from './model.js';
import { OUTCOMES, OUTCOME_LABEL, VERDICT_SENTENCE, countsByLevel, counted, cut, decidingExchange, duration, requestText, responseText, summariseNames } from './wording.js';

/** Below the 64 KiB that a CI job summary comfortably takes, in bytes. */
const MOST_BYTES = 60_000;
const VERDICT_SIGN: Record<Verdict, string> = { conformant: '✅', partial: '🟡', 'non-conformant': '❌', inconclusive: '❔' };

/** The report as Markdown for a CI job summary; findings that do not fit are cut with a note. */
export function writeMarkdown(report: Report): string {
  const unexpected = report.findings.filter((finding) => !finding.knownDeviation);
  const known = report.findings.filter((finding) => finding.knownDeviation);
  const blocks: string[] = [head(report), totals(report)];
  if (report.notes.length > 0) blocks.push(limited(report.notes.map((note) => `- ${inline(note)}`), 30, 'note'));
  if (report.cleanup.leftovers.length > 0) {
    const lines = report.cleanup.leftovers.map((left) => `- ${code(`${left.kind} ${left.id} ${left.name}`)}`);
    blocks.push(`### Left behind\n\n${limited(lines, 30, 'thing')}`);
  }
  const room = { left: MOST_BYTES - Buffer.byteLength(blocks.join('\n\n')) - 400 };
  const sections = [
    section('### Findings', unexpected.map(finding), room),
    section('### Known deviations', known.map(deviation), room),
    section('### Latency', [latency(report)], room),
  ];
  return `${[...blocks, ...sections.filter((text) => text !== '')].join('\n\n')}\n`;
}

function head(report: Report): string {
  return [
    `## ${VERDICT_SIGN[report.verdict]} Twenty API conformance: ${report.verdict}`,
    VERDICT_SENTENCE[report.verdict],
    `${code(report.instance.baseUrl)} · Twenty ${inline(report.instance.version ?? 'of unknown version')} · profile \`${report.profile}\` · seed ${report.seed} · ${duration(report.durationMs)} · ${inline(report.startedAt)} · exit code ${report.exitCode}`,
  ].join('\n\n');
}

function totals(report: Report): string {
  const columns = [...OUTCOMES].reverse();
  const rows = countsByLevel(report).map(
    ({ level, total, counts }) => `| ${level} | ${total} | ${columns.map((outcome) => counts[outcome]).join(' | ')} |`,
  );
  const { traffic, cleanup } = report;
  return [
    `| level | checks | ${columns.map((outcome) => OUTCOME_LABEL[outcome]).join(' | ')} |`,
    `|---|--:|${columns.map(() => '--:').join('|')}|`,
    ...rows,
    '',
    `${counted(report.totals.requirements, 'requirement')}, ${counted(traffic.requests, 'request')}, ${counted(traffic.tokens, 'token')}, writes sent: ${traffic.writes}; created ${cleanup.created}, removed ${cleanup.removed}.`,
  ].join('\n');
}

function section(title: string, items: readonly string[], room: { left: number }): string {
  if (items.join('') === '') return '';
  const shown: string[] = [];
  for (const item of items) {
    const size = Buffer.byteLength(item) + 2;
    if (size > room.left) break;
    room.left -= size;
    shown.push(item);
  }
  const missing = items.length - shown.length;
  if (missing > 0) shown.push(`_${missing} of ${items.length} left out for size: see the HTML or JSON report._`);
  return `${title}\n\n${shown.join('\n\n')}`;
}

function finding(item: Finding): string {
  const exchange = decidingExchange(item.example);
  const parts = [
    `<details><summary><b>${item.level}</b> <code>${html(item.requirement)}</code> ${html(item.title)} (${counted(item.subjects.length, 'subject')})</summary>`,
    `On ${inline(summariseNames(item.subjects, 20))}.`,
    fence(cut(item.example.message ?? item.cause, 1500), 'text'),
    `Source: ${inline(item.source)}`,
  ];
  if (exchange) {
    parts.push(fence(cut(exchange.curl, 1500), 'sh'), fence(cut(requestText(exchange, 800), 1500), 'http'), fence(cut(responseText(exchange, 1500), 3000), 'http'));
  }
  return [...parts, '</details>'].join('\n\n');
}

function deviation(item: Finding): string {
  const issue = item.knownDeviation?.issue ? ` ${inline(item.knownDeviation.issue)}` : '';
  return `- **${item.level}** ${code(item.requirement)} on ${inline(summariseNames(item.subjects, 6))}: ${inline(cut(item.knownDeviation?.reason ?? '', 500))}${issue}`;
}

function latency(report: Report): string {
  if (report.latency.length === 0) return '';
  const rows = report.latency.slice(0, 60).map((row) => `| ${inline(row.operation)} | ${row.count} | ${row.p50Ms} | ${row.p95Ms} |`);
  return ['| operation | calls | p50 ms | p95 ms |', '|---|--:|--:|--:|', ...rows].join('\n');
}

function limited(lines: readonly string[], most: number, noun: string): string {
  const shown = lines.slice(0, most).map((line) => cut(line, 600));
  if (lines.length > most) shown.push(`- … ${counted(lines.length - most, `more ${noun}`)}`);
  return shown.join('\n');
}

/** A fence longer than any run of backticks inside. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

function code(text: string): string {
  return `<code>${inline(text)}</code>`;
}

/** Text that Markdown shows as it is, on one line. */
function inline(text: string): string {
  return html(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]|~]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
