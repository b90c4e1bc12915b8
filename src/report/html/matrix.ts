/** The matrix of subjects × operations. */
import type { ReportCheck } from '../model.js';
import { OUTCOMES, OUTCOME_LABEL, OUTCOME_SIGN, counted, outcomeOf, type Outcome } from '../wording.js';
import { html, type Markup } from './markup.js';

const OTHER = 'other subjects';
const MOST_ROWS = 200;

/** The object that a check belongs to: the first part of its subject; routes and sentences are `other subjects`. */
export function objectOf(subject: string): string {
  return /^([A-Za-z_][\w-]*)(?:\.|$)/.exec(subject)?.[1] ?? OTHER;
}

/** A coloured table with the worst outcome of each object in each operation (area and second segment of the requirement id). */
export function matrix(checks: readonly ReportCheck[]): Markup {
  const columns = new Map<string, { area: string; operation: string }>();
  const rows = new Map<string, Map<string, ReportCheck[]>>();
  for (const check of checks) {
    const operation = check.requirement.split('.')[1] ?? check.requirement;
    const column = `${check.area}\n${operation}`;
    columns.set(column, { area: check.area, operation });
    const object = objectOf(check.subject);
    const row = rows.get(object) ?? new Map<string, ReportCheck[]>();
    rows.set(object, row);
    row.set(column, [...(row.get(column) ?? []), check]);
  }
  const keys = [...columns.keys()].sort();
  const names = [...rows.keys()].sort(
    (one, other) =>
      Number(one === OTHER) - Number(other === OTHER) || rowSize(rows, other) - rowSize(rows, one) || (one < other ? -1 : 1),
  );
  const shown = names.slice(0, MOST_ROWS);
  const areas = [...new Set(keys.map((key) => columns.get(key)?.area ?? ''))];
  return html`<ul class="key">${OUTCOMES.map((outcome) => html`<li>${tag(outcome)}</li>`)}</ul>
<div class="scroll" role="region" aria-label="Matrix of objects and operations" tabindex="0"><table class="matrix">
<thead><tr><td></td>${areas.map((area) => areaHead(area, keys.filter((key) => columns.get(key)?.area === area).length))}</tr>
<tr><td></td>${keys.map((key) => html`<th class="op" scope="col"><span>${columns.get(key)?.operation}</span></th>`)}</tr></thead>
<tbody>${shown.map((name) => html`<tr><th scope="row">${name}</th>${keys.map((key) => cell(rows.get(name)?.get(key)))}</tr>
`)}</tbody></table></div>${names.length > shown.length ? html`<p class="soft">${counted(names.length - shown.length, 'more row')} in the table of all checks.</p>` : undefined}`;
}

/** An area over its columns; written upright where there is room. */
function areaHead(area: string, width: number): Markup {
  const slim = area.length > width * 3;
  return html`<th class="area${slim ? ' slim' : ''}" scope="colgroup" colspan="${width}"><span>${area}</span></th>`;
}

function rowSize(rows: Map<string, Map<string, unknown>>, name: string): number {
  return rows.get(name)?.size ?? 0;
}

function cell(checks: ReportCheck[] | undefined): Markup {
  if (!checks) return html`<td></td>`;
  const outcomes = checks.map(outcomeOf);
  const told = OUTCOMES.map((outcome) => ({ outcome, count: outcomes.filter((one) => one === outcome).length })).filter(({ count }) => count > 0);
  // Skipped checks do not hide that the others passed.
  const worst = told.find(({ outcome }) => outcome !== 'skipped')?.outcome ?? 'skipped';
  return html`<td class="o-${worst}" title="${told.map(({ outcome, count }) => `${count} ${OUTCOME_LABEL[outcome]}`).join(', ')}"><span aria-hidden="true">${OUTCOME_SIGN[worst]}</span><span class="quiet">${OUTCOME_LABEL[worst]}</span></td>`;
}

/** An outcome as a coloured label; the sign before the word comes with the style. */
export function tag(outcome: Outcome): Markup {
  return html`<b class="tag o-${outcome}">${OUTCOME_LABEL[outcome]}</b>`;
}
