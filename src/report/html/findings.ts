/** Findings with their evidence. */
import type { Finding, ReportCheck, ReportExchange } from '../model.js';
import { counted, cut, requestText, responseText, summariseNames } from '../wording.js';
import { html, type Markup } from './markup.js';
import { tag } from './matrix.js';

/** How many characters of evidence the page may still take; keeps thousands of failures below a few megabytes. */
export interface EvidenceRoom {
  left: number;
}

/** How many findings of one list are shown. */
export const MOST_FINDINGS = 400;
const MOST_EXCHANGES = 4;
/** All messages of one list together, in characters. */
const MESSAGE_ROOM = 160_000;

/** The findings, numbered from a start so that checks can link to `#finding-N`. */
export function findingList(findings: readonly Finding[], start: number, room: EvidenceRoom): Markup {
  const shown = findings.slice(0, MOST_FINDINGS);
  const most = Math.min(4000, Math.floor(MESSAGE_ROOM / Math.max(1, shown.length)));
  return html`${shown.map((finding, index) => findingCard(finding, start + index, most, room))}${findings.length > shown.length
    ? html`<p>${counted(findings.length - shown.length, 'more finding')} in report.json.</p>`
    : undefined}`;
}

function findingCard(finding: Finding, number: number, mostMessage: number, room: EvidenceRoom): Markup {
  const { subjects, knownDeviation, example } = finding;
  const outcome = knownDeviation ? 'deviation' : 'failed';
  return html`<article class="finding o-${outcome}" id="finding-${number}">
<h3>${finding.title}</h3>
<p>${tag(outcome)} <span class="level">${finding.level}</span> <code>${finding.requirement}</code></p>
${knownDeviation
    ? html`<p><b>Why it is known:</b> ${knownDeviation.reason}</p><p><b>Evidence:</b> ${knownDeviation.evidence}</p>${knownDeviation.issue ? html`<p><b>Issue:</b> ${link(knownDeviation.issue)}</p>` : undefined}`
    : undefined}
${subjects.length > 8
    ? html`<details><summary>${counted(subjects.length, 'subject')}: ${summariseNames(subjects, 5)}</summary><p>${subjects.join(', ')}</p></details>`
    : html`<p><b>${subjects.length === 1 ? 'Subject' : 'Subjects'}:</b> ${subjects.join(', ')}</p>`}
<pre>${cut(example.message ?? finding.cause, mostMessage)}</pre>
<p class="soft">Source: ${finding.source}</p>
${evidence(example, room)}
</article>
`;
}

/** Request, response and command of the exchanges that a check read, folded away. */
export function evidence(check: ReportCheck, room: EvidenceRoom): Markup | undefined {
  if (check.exchanges.length === 0) return undefined;
  const exchanges = check.exchanges.slice(-MOST_EXCHANGES);
  const parts: Markup[] = [];
  for (const exchange of exchanges.reverse()) {
    const part = exchangeDetails(exchange, check.subject);
    if (part.text.length > room.left) {
      if (room.left > 0) parts.push(html`<p class="soft">More evidence is in report.json.</p>`);
      room.left = 0;
      break;
    }
    room.left -= part.text.length;
    parts.push(part);
  }
  return html`${parts.reverse()}`;
}

function exchangeDetails(exchange: ReportExchange, subject: string): Markup {
  const { request, response } = exchange;
  return html`<details><summary>${request.method} ${cut(request.url, 200)} → ${response.status} (${subject})</summary>
<p class="caption">Request</p><pre>${requestText(exchange, 4000)}</pre>
<p class="caption">Response</p><pre>${responseText(exchange, 6000)}</pre>
<p class="caption">Repeat it</p><pre>${cut(exchange.curl, 4000)}</pre></details>`;
}

/** A link if the text is a web address, else the text: no other scheme becomes clickable. */
function link(address: string): Markup {
  return /^https?:\/\//i.test(address) ? html`<a href="${address}" rel="noreferrer">${address}</a>` : html`${address}`;
}
