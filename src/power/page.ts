import { html, Markup } from '../report/html/markup.js';
import type { FaultResult, PowerReport } from './matrix.js';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1e21;background:#fff}
h1{font-size:1.6rem}h2{margin-top:2.2rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #e2e4e8}
td.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.9em;overflow-wrap:anywhere}.no{color:#a11212;font-weight:600}.soft{color:#5c6370}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#e4e6ea}th,td{border-color:#33373e}.no{color:#ff8b8b}.soft{color:#9aa3b0}}`;

/** The kill matrix as a page that needs nothing else. */
export function powerPage(report: PowerReport): string {
  const { contract, infrastructure, results, requirements, silent, unkilled } = report;
  const families = [...new Set(results.map(({ family }) => family))];
  return `<!DOCTYPE html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Proof of power</title><style>${raw(STYLE)}</style></head><body>
<h1>Which faults the suite notices</h1>
<p>Profile <code>${report.profile}</code>, seed ${report.seed}, objects ${report.objects.join(', ')}, ${report.startedAt}, ${Math.round(report.durationMs / 1000)} s.</p>
<p><strong>${contract.noticed} of ${contract.faults}</strong> faults of the contract were noticed (${percent(contract.noticed, contract.faults)}).
${infrastructure.misjudged.length} of ${infrastructure.faults} disturbances of the infrastructure were taken for faults.
${silent.length} of ${requirements.length} requirements noticed no fault, ${Object.keys(unkilled).length} of them for a reason.</p>
<p class="soft">A fault is noticed by a requirement that failed under it and passes where nothing is wrong. Tokens are those spent until the first failure.</p>
<h2>Escaped</h2>${list(contract.escaped)}
<h2>Infrastructure taken for a fault</h2>${list(infrastructure.misjudged)}
${families.map((family) => familyTable(family, results.filter((result) => result.family === family)))}
<h2>Requirements</h2><table><thead><tr><th>Requirement</th><th>Faults</th><th>Noticed</th></tr></thead><tbody>
${requirements.map(({ requirement, faults }) => html`<tr><td><code>${requirement}</code></td><td class="n">${faults.length === 0 && !(requirement in unkilled) ? html`<span class="no">0</span>` : faults.length}</td><td>${unkilled[requirement] ?? cut(faults)}</td></tr>`)}
</tbody></table></body></html>`.toString()}\n`;
}

function familyTable(family: string, results: readonly FaultResult[]): Markup {
  return html`<h2>${family}</h2><table><thead><tr><th>Fault</th><th>Lost</th><th>Altered</th><th>Tokens</th><th>Noticed by</th></tr></thead><tbody>
${results.map(({ fault, loses, origin, exchanges, tokensToNotice, noticedBy, refused }) => html`<tr><td><code>${fault}</code></td><td>${loses}<br><span class="soft">${origin}</span></td>
<td class="n">${exchanges.altered} of ${exchanges.seen}</td><td class="n">${tokensToNotice ?? ''}</td>
<td>${noticedBy.length === 0 ? html`<span class="no">nothing</span>${refused === undefined ? '' : ` (${refused})`}` : cut(noticedBy.map(({ requirement }) => requirement))}</td></tr>`)}
</tbody></table>`;
}

function cut(names: readonly string[]): Markup {
  const shown = names.slice(0, 8);
  return html`${shown.map((name) => html`<code>${name}</code> `)}${names.length > shown.length ? html`<details><summary>${names.length - shown.length} more</summary>${names.slice(8).map((name) => html`<code>${name}</code> `)}</details>` : ''}`;
}

const list = (names: readonly string[]): Markup => (names.length === 0 ? html`<p>None.</p>` : html`<ul>${names.map((name) => html`<li><code>${name}</code></li>`)}</ul>`);
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)}%`);
const raw = (text: string) => new Markup(text);
