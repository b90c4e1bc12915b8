import { ASPECTS, type OperationCoverage, type Report } from '../model.js';
import { counted } from '../wording.js';
import { html, type Markup } from './markup.js';

/** What the instance offers, and how much of it was checked. */
export function coverageSection({ operations, fieldTypes }: Report['coverage']): Markup {
  const surfaces = [...new Set(operations.map(({ surface }) => surface))];
  const types = [...new Set(fieldTypes.map(({ fieldType }) => fieldType))];
  const count = (fieldType: string, aspect: string) => fieldTypes.find((entry) => entry.fieldType === fieldType && entry.aspect === aspect)?.requirements.length ?? 0;
  return html`<section id="coverage" aria-labelledby="h-coverage"><h2 id="h-coverage">Coverage</h2>
<p class="soft">Operations of the served OpenAPI documents and root fields of the served GraphQL schemas, with the number of requirements that were checked on calls of them.</p>
${surfaces.map((surface) => surfaceTable(surface, operations.filter((operation) => operation.surface === surface)))}
${types.length > 0
    ? html`<details><summary>Field types: requirements checked by aspect</summary><div class="scroll"><table><thead><tr><th scope="col">Field type</th>${ASPECTS.map((aspect) => html`<th scope="col" class="number">${aspect}</th>`)}</tr></thead>
<tbody>${types.map((type) => html`<tr><th scope="row">${type}</th>${ASPECTS.map((aspect) => html`<td class="number">${count(type, aspect) || '–'}</td>`)}</tr>`)}</tbody></table></div></details>`
    : undefined}
</section>`;
}

function surfaceTable(surface: string, operations: readonly OperationCoverage[]): Markup {
  const called = operations.filter((operation) => operation.called > 0).length;
  return html`<details><summary>${surface}: ${called} of ${counted(operations.length, 'operation')} checked</summary>
<div class="scroll"><table><thead><tr><th scope="col">Operation</th><th scope="col" class="number">objects</th><th scope="col" class="number">called for</th><th scope="col" class="number">requirements</th></tr></thead>
<tbody>${operations.map((operation) => html`<tr><th scope="row"><code>${operation.operation}</code></th><td class="number">${operation.offered}</td><td class="number">${operation.called}</td><td class="number">${operation.requirements.length}</td></tr>`)}</tbody></table></div></details>`;
}
