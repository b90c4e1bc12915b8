import { createHash } from 'node:crypto';

import { checkKey, checkTable } from './html/checks.js';
import { coverageSection } from './html/coverage.js';
import { MOST_FINDINGS, findingList, type EvidenceRoom } from './html/findings.js';
import { html, Markup } from './html/markup.js';
import { matrix } from './html/matrix.js';
import { SCRIPT } from './html/script.js';
import { STYLE } from './html/style.js';
import type { Report } from './model.js';
import { OUTCOMES, OUTCOME_LABEL, OUTCOME_SIGN, VERDICT_SENTENCE, countsByLevel, counted, duration, type Outcome } from './wording.js';

const ROOM_FOR_FINDINGS = 900_000;
const ROOM_FOR_CHECKS = 400_000;

/** The report as one self-contained HTML file, readable without JavaScript. */
export function writeHtml(report: Report): string {
  const policy = `default-src 'none'; style-src '${sha256(STYLE)}'; script-src '${sha256(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const unexpected = report.findings.filter((finding) => !finding.knownDeviation);
  const known = report.findings.filter((finding) => finding.knownDeviation);
  const room: EvidenceRoom = { left: ROOM_FOR_FINDINGS };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${report.verdict} · Twenty API conformance · ${report.instance.baseUrl}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body class="v-${report.verdict}">
<a class="skip" href="#main">Skip to content</a>
${banner(report)}
<nav aria-label="Sections"><ul class="wide">${[
    ['overview', 'Overview'],
    ['matrix', 'Matrix'],
    ['findings', `Findings (${unexpected.length})`],
    ['deviations', `Known deviations (${known.length})`],
    ['checks', `All checks (${report.totals.checks})`],
    ['coverage', 'Coverage'],
    ['run', 'The run'],
  ].map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>
<main id="main" class="wide">
${overview(report)}
<section id="matrix" aria-labelledby="h-matrix"><h2 id="h-matrix">Objects and operations</h2>
<p class="soft">Each cell shows the worst outcome of all checks of one object in one operation.</p>
${report.checks.length > 0 ? matrix(report.checks) : html`<p>No checks were made.</p>`}</section>
<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Findings</h2>
${unexpected.length > 0 ? findingList(unexpected, 1, room) : html`<p>Nothing failed unexpectedly.</p>`}</section>
<section id="deviations" aria-labelledby="h-deviations"><h2 id="h-deviations">Known deviations</h2>
${known.length > 0 ? findingList(known, unexpected.length + 1, room) : html`<p>None.</p>`}</section>
<section id="checks" aria-labelledby="h-checks"><h2 id="h-checks">All checks</h2>
${checkTable(report.checks, examples(report), { left: ROOM_FOR_CHECKS })}</section>
${coverageSection(report.coverage)}
${theRun(report)}
</main>
<footer class="wide">Made by ${report.tool.name} ${report.tool.version}. Report format ${report.reportVersion}. Secrets are removed; commands read the key from <code>$TWENTY_API_KEY</code>.</footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Which finding on the page shows the evidence of which check. */
function examples(report: Report): Map<string, number> {
  const unexpected = report.findings.filter((finding) => !finding.knownDeviation).length;
  return new Map(
    report.findings
      .map((finding, index) => ({ finding, index }))
      .filter(({ finding, index }) => (finding.knownDeviation ? index - unexpected : index) < MOST_FINDINGS)
      .map(({ finding, index }) => [checkKey(finding.example), index + 1]),
  );
}

function banner(report: Report): Markup {
  const facts: Array<[string, string]> = [
    ['Instance', report.instance.baseUrl],
    ['Twenty version', report.instance.version ?? 'unknown'],
    ['Profile', report.profile],
    ['Started', report.startedAt],
    ['Duration', duration(report.durationMs)],
    ['Seed', String(report.seed)],
    ['Exit code', String(report.exitCode)],
  ];
  return html`<header><div class="wide"><p class="brand">Twenty API conformance report</p>
<h1 id="verdict">${report.verdict.charAt(0).toUpperCase() + report.verdict.slice(1)}</h1>
<p class="lead">${VERDICT_SENTENCE[report.verdict]}</p>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl></div></header>`;
}

function overview(report: Report): Markup {
  const { totals } = report;
  const counts: Record<Outcome, number> = {
    failed: totals.failed,
    inconclusive: totals.inconclusive,
    deviation: totals.knownDeviations,
    skipped: totals.skipped,
    passed: totals.passed,
  };
  const columns = [...OUTCOMES].reverse();
  return html`<section id="overview" aria-labelledby="h-overview"><h2 id="h-overview">${counted(totals.requirements, 'requirement')}, ${counted(totals.checks, 'check')}</h2>
<ul class="tiles">${columns.map((outcome) => html`<li class="o-${outcome}"><b>${counts[outcome].toLocaleString('en-US')}</b><span aria-hidden="true">${OUTCOME_SIGN[outcome]}</span> ${OUTCOME_LABEL[outcome]}</li>`)}</ul>
${bar(columns.map((outcome) => ({ outcome, count: counts[outcome] })), totals.checks)}
<div class="scroll"><table><thead><tr><th scope="col">Level</th><th scope="col" class="number">checks</th>${columns.map((outcome) => html`<th scope="col" class="number">${OUTCOME_LABEL[outcome]}</th>`)}</tr></thead>
<tbody>${countsByLevel(report).map((row) => html`<tr><th scope="row">${row.level}</th><td class="number">${row.total}</td>${columns.map((outcome) => html`<td class="number">${row.counts[outcome]}</td>`)}</tr>`)}</tbody></table></div>
${report.notes.length > 0 ? html`<h3>Notes</h3><ul>${report.notes.map((note) => html`<li>${note}</li>`)}</ul>` : undefined}
</section>`;
}

function bar(parts: Array<{ outcome: Outcome; count: number }>, total: number): Markup | undefined {
  if (total === 0) return undefined;
  const label = parts.filter((part) => part.count > 0).map((part) => `${part.count} ${OUTCOME_LABEL[part.outcome]}`).join(', ');
  let x = 0;
  const rects = parts.map(({ outcome, count }) => {
    const width = (count / total) * 1000;
    const rect = html`<rect class="o-${outcome}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="16"></rect>`;
    x += width;
    return rect;
  });
  return html`<svg class="bar" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
}

function theRun(report: Report): Markup {
  const { traffic, cleanup } = report;
  return html`<section id="run" aria-labelledby="h-run"><h2 id="h-run">The run</h2>
<p>${counted(traffic.requests, 'request')}, ${counted(traffic.tokens, 'token')} of the rate limit, writes sent: ${traffic.writes}. Created ${cleanup.created}, removed ${cleanup.removed}.</p>
${cleanup.leftovers.length > 0
    ? html`<h3>Left behind</h3><div class="scroll"><table><thead><tr><th scope="col">Kind</th><th scope="col">Id</th><th scope="col">Name</th></tr></thead><tbody>${cleanup.leftovers.slice(0, 1000).map((left) => html`<tr><td>${left.kind}</td><td><code>${left.id}</code></td><td>${left.name}</td></tr>`)}</tbody></table></div>`
    : html`<p>Nothing is known to have been left behind.</p>`}
${report.latency.length > 0
    ? html`<h3>Latency</h3><div class="scroll"><table><thead><tr><th scope="col">Operation</th><th scope="col" class="number">calls</th><th scope="col" class="number">p50 ms</th><th scope="col" class="number">p95 ms</th></tr></thead><tbody>${report.latency.slice(0, 500).map((item) => html`<tr><td>${item.operation}</td><td class="number">${item.count}</td><td class="number">${item.p50Ms}</td><td class="number">${item.p95Ms}</td></tr>`)}</tbody></table></div>`
    : undefined}
</section>`;
}
