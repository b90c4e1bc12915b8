/** The table of all checks with its filters. */
import type { ReportCheck } from '../model.js';
import { LEVELS, OUTCOMES, OUTCOME_LABEL, cut, outcomeOf } from '../wording.js';
import { evidence, type EvidenceRoom } from './findings.js';
import { html, type Markup } from './markup.js';
import { objectOf, tag } from './matrix.js';

/** All text of messages together, in characters. */
const MESSAGE_ROOM = 300_000;

/** What tells a check from all others of its run. */
export function checkKey(check: ReportCheck): string {
  return `${check.requirement}\n${check.subject}`;
}

/** Every check as a row. `findingNumbers` tells which finding shows the evidence of a check. */
export function checkTable(checks: readonly ReportCheck[], findingNumbers: ReadonlyMap<string, number>, room: EvidenceRoom): Markup {
  const telling = checks.filter((check) => check.status !== 'passed').length;
  const most = Math.max(60, Math.min(400, Math.floor(MESSAGE_ROOM / Math.max(1, telling))));
  const areas = [...new Set(checks.map((check) => check.area))].sort();
  const objects = [...new Set(checks.map((check) => objectOf(check.subject)))].sort();
  const outcomes = OUTCOMES.filter((outcome) => checks.some((check) => outcomeOf(check) === outcome));
  const levels = LEVELS.filter((level) => checks.some((check) => check.level === level));
  const ordered = [...checks].sort((one, other) => OUTCOMES.indexOf(outcomeOf(one)) - OUTCOMES.indexOf(outcomeOf(other)));
  return html`<div id="filters" class="filters" role="search" aria-label="Filter checks" hidden>
${select('area', 'Area', areas.map((area) => [area, area]))}
${select('level', 'Level', levels.map((level) => [level, level]))}
${select('status', 'Status', outcomes.map((outcome) => [outcome, OUTCOME_LABEL[outcome]]))}
${select('object', 'Object', objects.map((object) => [object, object]))}
<label>Text <input type="search" name="text" autocomplete="off"></label>
<button type="button">Show all</button>
<span id="shown" class="soft" role="status"></span></div>
<div class="narrow"><table class="checks">
<thead><tr><th scope="col" class="c-status">Status</th><th scope="col" class="c-level">Level</th><th scope="col" class="c-subject">Subject</th><th scope="col">Requirement</th></tr></thead>
<tbody>${ordered.map((check) => row(check, findingNumbers.get(checkKey(check)), most, room))}</tbody></table></div>`;
}

function select(name: string, label: string, options: ReadonlyArray<readonly [string, string]>): Markup {
  return html`<label>${label} <select name="${name}" autocomplete="off"><option value="">all</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
}

function row(check: ReportCheck, finding: number | undefined, most: number, room: EvidenceRoom): Markup {
  const outcome = outcomeOf(check);
  const why = outcome === 'passed' ? undefined : (check.message ?? check.reason);
  return html`<tr data-area="${check.area}" data-level="${check.level}" data-status="${outcome}" data-object="${objectOf(check.subject)}"><td>${tag(outcome)}</td><td>${check.level}</td><td>${check.subject}</td><td>${check.title} <code class="soft">${check.requirement}</code>${why ? html`<br><span class="soft">${cut(why, most)}</span>` : undefined}${
    outcome === 'passed' || outcome === 'skipped' ? undefined : finding ? html`<br><a href="#finding-${finding}">Evidence in finding ${finding}</a>` : evidence(check, room)
  }</td></tr>
`;
}
